"""A reader who leaves: the work stops, over a real server and with a model that would write for ever."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, sleep

import pytest
import uvicorn

from app.answer_llm import Writer
from app.api.run import listen
from app.api.server import create_app
from app.assistant import Assistant
from app.llm import Endpoint, LanguageModel
from app.settings import Settings
from tests.app.counting import CountingIndex
from tests.app.scripted_model import ScriptedModel, drips, is_silent, says

PATIENCE = 90  # seconds; on an idle machine each of these takes a fraction of one
QUESTION = {"question": "Hur många barn var placerade 2024?"}


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    made = ScriptedModel()
    yield made
    made.stop()


@pytest.fixture
def index(tmp_path: Path) -> CountingIndex:
    made = CountingIndex(tmp_path)
    made.publish("512")
    return made


@pytest.fixture
def port(tmp_path: Path, model: ScriptedModel, index: CountingIndex) -> Iterator[int]:
    """A server's port."""
    writer = Writer(LanguageModel(Endpoint(model.url, "skrivare"), timeout=PATIENCE))
    app = create_app(Settings(data=tmp_path / "data"), index, Assistant(index, writer), chat=False)
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, timeout_graceful_shutdown=5))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    until(lambda: server.started)
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()


def until(holds: Callable[[], object]) -> None:
    """Waits for something."""
    started = perf_counter()
    while not holds():
        assert perf_counter() - started < PATIENCE
        sleep(0.01)


def ask(port: int, path: str) -> socket.socket:
    """A connection on which a question was asked."""
    body = json.dumps(QUESTION).encode()
    made = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    lines = (
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    head = "\r\n".join((*lines, "", ""))
    made.sendall(head.encode() + body)
    return made


def read(connection: socket.socket, mark: bytes) -> bytes:
    """What is sent, until something is."""
    said = b""
    while mark not in said:
        more = connection.recv(65536)
        assert more, said
        said += more
    return said


def test_plan_and_citations_come_before_the_model_has_written(port: int, model: ScriptedModel) -> None:
    may_write = threading.Event()
    said = says("Antalet placerade barn var 512 under 2024 [1].")
    model.behaviour = lambda handler: (may_write.wait(PATIENCE), said(handler))[1]
    with ask(port, "/api/ask/stream") as connection:
        begun = read(connection, b"event: citations")
        assert b"event: plan" in begun
        assert b"event: token" not in begun
        may_write.set()
        ended = read(connection, b"event: done")
    assert ended.index(b"event: token") < ended.index(b"event: done")


@pytest.mark.parametrize("behaviour", [drips, is_silent])
def test_a_reader_who_leaves_a_stream_stops_the_model(port: int, model: ScriptedModel, behaviour: Callable) -> None:  # type: ignore[type-arg]
    model.behaviour = behaviour
    with ask(port, "/api/ask/stream") as connection:
        read(connection, b"event: citations")
        until(lambda: model.requests)
    assert_stopped(model)


def test_a_reader_who_leaves_a_plain_question_stops_the_model(port: int, model: ScriptedModel) -> None:
    model.behaviour = drips
    with ask(port, "/api/ask"):
        until(lambda: model.requests)
    assert_stopped(model)


def assert_stopped(model: ScriptedModel) -> None:
    """The model's server finds nobody there, and no thread waits for it."""
    assert model.hung_up.wait(PATIENCE)
    until(lambda: not [thread for thread in threading.enumerate() if thread.name == "language-model"])
