"""A server whose index opens later, or not at all."""

import threading

import pytest
from fastapi.testclient import TestClient

import app.engine
from app.api.server import create_app
from app.settings import Settings
from ingest.errors import StyrsvarError
from tests.app.fakes import FakeIndex
from tests.app.made import HERE


def test_a_starting_server_lives_but_is_not_ready(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, index = threading.Event(), FakeIndex()

    def slow(settings: Settings) -> FakeIndex:
        opened.wait(10)
        return index

    monkeypatch.setattr(app.engine, "open_index", slow)
    server = create_app(settings, chat=False)
    with TestClient(server, base_url=HERE) as client:
        server.state.desk.engine.start()
        assert client.get("/health/live").status_code == 200
        response = client.get("/health/ready")
        assert response.status_code == 503
        assert response.headers["retry-after"] == "5"
        assert "startar" in response.json()["detail"]
        assert client.post("/api/ask", json={"question": "a"}).status_code == 503
        opened.set()
    assert index.closed


def test_an_index_that_cannot_be_opened_says_why(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(settings: Settings) -> FakeIndex:
        raise StyrsvarError("Mappen används av en annan process. Stäng den.")

    monkeypatch.setattr(app.engine, "open_index", taken)
    server = create_app(settings, chat=False)
    with TestClient(server, base_url=HERE) as client:
        server.state.desk.engine.wait(10)
        response = client.get("/api/documents")
        assert (response.status_code, response.json()["detail"]) == (
            503,
            "Mappen används av en annan process. Stäng den.",
        )
        assert "styrsvar_ready 0" in client.get("/metrics").text
