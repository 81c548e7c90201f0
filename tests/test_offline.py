"""Proof that reading, asking and showing the page need no other machine: every connection elsewhere is refused."""

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.server import create_app
from app.assistant import Assistant
from app.loading import Result, load
from app.settings import Settings
from index.index import Index
from tests.app.made import HERE

CORPUS = Path(__file__).parents[1] / "eval" / "corpus"


def _is_here(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return address[0] == "localhost"


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Connections and look-ups that were tried and refused."""
    tried: list[object] = []

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: object) -> Any:
            if not _is_here(address):
                tried.append(address)
                raise OSError(f"no network: {address}")
            return real(self, address)

        return connect

    def looked_up(host: object, *rest: object, **more: object) -> Any:
        if not _is_here((host,)) and host is not None:
            tried.append(host)
            raise OSError(f"no network: {host}")
        return real_look_up(host, *rest, **more)

    real_look_up = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    return tried


def test_the_guard_refuses(refused: list[object]) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    assert refused


@pytest.mark.slow
def test_everything_works_without_a_network(tmp_path: Path, refused: list[object]) -> None:
    file = CORPUS / "uppfoljning-2024-granby.pdf"
    index = Index.open(tmp_path / "data")  # the server closes it
    assert [outcome.result for outcome in load(index, [file])] == [Result.READ]
    with TestClient(create_app(Settings(data=tmp_path / "data"), index, Assistant(index)), base_url=HERE) as client:
        for question in ("Vilka uppdrag är ej påbörjade?", "Vad är habiliteringsersättningen?"):
            answer = client.post("/api/ask", json={"question": question}).json()
            assert answer["answered"] is True
            assert answer["citations"]
        assert client.get("/").status_code == 200
        assert client.get("/config").status_code == 200
        assert client.get(f"/api/documents/{file.stem}/pages/1.png").status_code == 200
    assert refused == []
