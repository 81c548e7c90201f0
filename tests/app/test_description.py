"""The OpenAPI description: examples for every route that hold what they promise, and every error as a problem."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator

Operation = tuple[str, dict[str, Any]]
FILES = ("application/pdf", "application/vnd", "image/png")  # nothing to show as text


@pytest.fixture
def description(server: FastAPI) -> dict[str, Any]:
    return server.openapi()


def _operations(description: dict[str, Any]) -> Iterator[Operation]:
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            yield f"{method} {path}", operation


def _examples(described: dict[str, Any], whole: dict[str, Any]) -> list[Any]:
    """What is shown of a body: beside its schema, or in it."""
    if "example" in described:
        return [described["example"]]
    schema = described.get("schema", {})
    if "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return list(schema.get("examples", ()))


def test_every_body_shows_an_example_that_fits_its_schema(description: dict[str, Any]) -> None:
    seen = 0
    for name, operation in _operations(description):
        bodies = list(operation.get("requestBody", {}).get("content", {}).items())
        bodies += [body for response in operation["responses"].values() for body in response.get("content", {}).items()]
        for media_type, described in bodies:
            if media_type.startswith((*FILES, "multipart/")) or (media_type == "text/html"):
                continue
            examples = _examples(described, description)
            assert examples or media_type == "text/plain", (name, media_type)
            schema = {**described["schema"], "components": description["components"]}
            for example in examples:
                Draft202012Validator(schema).validate(example)
                seen += 1
    assert seen > 80


def test_every_parameter_shows_a_value(description: dict[str, Any]) -> None:
    for name, operation in _operations(description):
        for parameter in operation.get("parameters", ()):
            schema = parameter["schema"]
            assert schema.keys() & {"examples", "default", "enum"}, (name, parameter["name"])


def test_errors_are_problems_and_writing_routes_tell_of_theirs(description: dict[str, Any]) -> None:
    for name, operation in _operations(description):
        responses = operation["responses"]
        for code, response in responses.items():
            if code >= "400":
                assert list(response["content"]) == ["application/problem+json"], (name, code)
        assert "STYRSVAR_ALLOWED_HOSTS" in responses["421"]["content"]["application/problem+json"]["example"]["detail"]
        if name.startswith(("post", "delete")):
            assert responses.keys() >= {"403", "422", "503"}, name
        if "requestBody" in operation:
            assert responses.keys() >= {"400", "413"}, name
        assert operation["summary"], name
        assert operation["description"], name
