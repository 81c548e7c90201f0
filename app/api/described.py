"""The OpenAPI description: FastAPI's own, with the media type and an example of each problem."""

from typing import Any

from fastapi import FastAPI

from app.api.problems import TITLES
from app.api.samples import PROBLEM_DETAILS


class Described(FastAPI):
    """An app whose errors are problem JSON."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        made = super().openapi()
        for operations in made["paths"].values():
            for operation in operations.values():
                for code, response in operation["responses"].items():
                    if int(code) in PROBLEM_DETAILS:
                        response["content"] = _problem(int(code))
        return made


def _problem(status: int) -> dict[str, Any]:
    shown = {
        "type": "about:blank",
        "title": TITLES[status],
        "status": status,
        "detail": PROBLEM_DETAILS[status],
        "instance": "/api/…",
    }
    return {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemBody"}, "example": shown}}
