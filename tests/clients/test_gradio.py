"""Gradio's own client against the chat of a running server."""

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests.clients.conftest import opened

QUESTION = "Vilka uppdrag är ej påbörjade?"


@pytest.fixture(scope="module")
def client(base: str) -> Client:
    opened(base)
    return Client(base, verbose=False, httpx_kwargs={"timeout": 60})


def test_the_named_endpoint_answers_and_goes_on(client: Client) -> None:
    first = client.predict(QUESTION, api_name="/ask")
    assert (first["kind"], first["total"]) == ("list", 2)
    assert first["citations"][0]["document"] == "uppfoljning-2024-granby"
    then = client.predict("Berätta om den andra", first["conversation_id"], api_name="/ask")
    assert "habiliteringsersättningen" in then["answer"]


def test_it_is_the_only_one(client: Client) -> None:
    assert list(client.view_api(return_format="dict", print_info=False)["named_endpoints"]) == ["/ask"]


def test_a_bad_question_is_told_in_swedish(client: Client) -> None:
    with pytest.raises(AppError, match="question får inte vara tomt"):
        client.predict(" ", api_name="/ask")
