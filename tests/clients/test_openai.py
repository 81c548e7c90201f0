"""The package openai against a running server."""

from collections.abc import Iterator
from typing import Any

import httpx2
import openai
import pytest

LIST = {"role": "user", "content": "Vilka uppdrag är ej påbörjade?"}


@pytest.fixture
def client(base: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{base}/v1", api_key="any", max_retries=0) as made:
        yield made


def _asked(client: openai.OpenAI, *messages: Any, **more: Any) -> Any:
    return client.chat.completions.create(model="styrsvar", messages=list(messages), **more)


def test_the_model_is_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["styrsvar"]
    assert client.models.retrieve("styrsvar").object == "model"


def test_each_number_in_the_text_is_an_annotation(client: openai.OpenAI, base: str) -> None:
    message = _asked(client, LIST).choices[0].message
    cited = [annotation.url_citation for annotation in message.annotations]
    assert "matsalen på Rönngården" in message.content
    assert [message.content[one.start_index : one.end_index] for one in cited] == ["[1]", "[2]"]
    page = f"{base}/k/uppfoljning-2024-granby@"  # the address that lasts
    assert all(one.url.startswith(page) for one in cited)
    assert all(f"]({one.url})" in message.content.split("**Källor**")[1] for one in cited)
    assert "<mark>" in httpx2.get(cited[0].url, timeout=60).text
    assert all("s. 1" in one.title for one in cited)


def test_a_stream_tells_the_same(client: openai.OpenAI) -> None:
    whole = _asked(client, LIST)
    chunks = list(_asked(client, LIST, stream=True, stream_options={"include_usage": True}))
    choices = [chunk.choices[0] for chunk in chunks[:-1]]
    assert "".join(choice.delta.content or "" for choice in choices) == whole.choices[0].message.content
    assert len(chunks) > 20
    told = [annotation for choice in choices for annotation in getattr(choice.delta, "annotations", None) or ()]
    assert told == [annotation.model_dump() for annotation in whole.choices[0].message.annotations]
    assert [choice.finish_reason for choice in choices[-2:]] == [None, "stop"]
    assert chunks[-1].usage == whole.usage


def test_earlier_messages_are_the_conversation(client: openai.OpenAI) -> None:
    first = _asked(client, LIST).choices[0].message.content
    parts = [{"type": "text", "text": "Berätta om den andra"}]
    said = [LIST, {"role": "assistant", "content": first}, {"role": "user", "content": parts}]
    assert "habiliteringsersättningen" in _asked(client, *said).choices[0].message.content
    assert "matsalen" not in _asked(client, *said).choices[0].message.content


def test_filters_go_as_a_field_of_their_own(client: openai.OpenAI) -> None:
    nowhere = _asked(client, LIST, extra_body={"filters": {"years": [1999]}})
    assert "Rönngården" not in nowhere.choices[0].message.content


# what is sent, error of the package, words in it
REFUSED: list[tuple[dict[str, Any], type[openai.APIStatusError], str]] = [
    ({"model": "gpt", "messages": [LIST]}, openai.NotFoundError, "Modellen ”gpt” finns inte. Välj styrsvar."),
    ({"messages": [{"role": "user", "content": " "}]}, openai.UnprocessableEntityError, "får inte vara tomt"),
    ({"messages": [{"role": "user", "content": "a" * 2001}]}, openai.UnprocessableEntityError, "högst 2000 tecken"),
    ({"messages": [{"role": "assistant", "content": "Hej"}]}, openai.UnprocessableEntityError, "med rollen user"),
    ({"messages": []}, openai.UnprocessableEntityError, "messages"),
    ({"messages": [LIST], "n": 2}, openai.UnprocessableEntityError, "n ska vara"),
]


@pytest.mark.parametrize(("sent", "kind", "words"), REFUSED)
def test_what_is_refused(
    client: openai.OpenAI, sent: dict[str, Any], kind: type[openai.APIStatusError], words: str
) -> None:
    with pytest.raises(kind) as error:
        client.chat.completions.create(**{"model": "styrsvar", **sent})
    assert isinstance(error.value.body, dict)
    assert words in error.value.body["message"]
