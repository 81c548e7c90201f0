"""The benchmark of serving, against a server of the test's own."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer import Exit

from eval.bench.serving import at_once, main, measured, one_by_one, worded


class Handler(BaseHTTPRequestHandler):
    """Answers everything but what asks about errors."""

    protocol_version = "HTTP/1.1"
    server: "Answering"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.server.asked.append((asked["question"], asked["conversation_id"]))
        content = json.dumps({"conversation_id": "samtal"}).encode()
        self.send_response(500 if "fel" in asked["question"] else 200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


class Answering(ThreadingHTTPServer):
    """Keeps what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str | None]] = []
        self.lock = threading.Lock()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def server() -> Iterator[Answering]:
    with Answering() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_a_conversation_goes_on(server: Answering) -> None:
    (times,) = one_by_one([server.url], [("Hur många?", "Och i Norr?")])
    assert server.asked == [("Hur många?", None), ("Och i Norr?", "samtal")]
    assert len(times.answers) == 2
    assert 0 < times.at(0.5) <= times.at(0.95) <= times.seconds * 1000


def test_every_question_is_asked_once_by_some_reader(server: Answering) -> None:
    times = at_once(server.url, [(f"Fråga {number}?",) for number in range(30)], users=4)
    assert sorted(question for question, _ in server.asked) == sorted(f"Fråga {number}?" for number in range(30))
    assert (len(times.answers), times.errors) == (30, [])
    assert times.rate == pytest.approx(30 / times.seconds)


def test_rounds_are_worded_otherwise(server: Answering) -> None:
    found = list(measured([server.url], [("Hur många?",)], users=2, rounds=2))
    assert [name for name, _, _ in found] == ["one reader", "one reader, asked again", *["2 readers at once"] * 2]
    assert [question for question, _ in server.asked] == [f"Hur många{'?' * n}" for n in (1, 2, 2, 3, 4)]
    assert worded([("Lista uppdragen",)], 2) == [("Lista uppdragen??",)]


def test_an_error_is_counted_and_told(server: Answering, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps({"id": "a", "turns": ["Ett fel?"], "kind": "fact"}), "utf-8")
    with pytest.raises(Exit):
        main([server.url], cases, users=1, rounds=1)
    assert "ValueError: 500" in capsys.readouterr().out
