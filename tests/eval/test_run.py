"""Asking a server and reporting, without the sample corpus."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from eval.asking import Server
from eval.corpora import Corpus
from eval.model import Case, Evidence, Found
from eval.report import write_report
from eval.run import ask_all, read_runs, write_runs
from ingest.errors import StyrsvarError

CASES = (
    Case("a", ("Hur många?", "Och <b>i Norr</b>?"), "figure", ("followup",), must=("7",),
         evidence=(Evidence("plan", 1, "var 7"),)),
    Case("b", ("Vad heter katten?",), "unanswerable"),
    Case("c", ("krasch",), "fact", must=("x",), evidence=(Evidence("plan", 1, "var 7"),)),
)  # fmt: skip
CORPUS = Corpus("made", (), CASES, {("plan", 1): "Antalet var 7."})


class Handler(BaseHTTPRequestHandler):
    """A server that answers as the contract says, with more fields than are asked for."""

    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        if body["question"] == "krasch":
            self.send_error(500)
            return
        answered = "katten" not in body["question"]
        cited = [{"number": 1, "document": "plan", "page": 1, "quote": "var 7", "boxes": [[0, 0, 1, 1]], "url": "/"}]
        reply = {"answer": "Antalet var 7. [1]", "answered": answered, "kind": "figure", "items": [], "total": None,
                 "citations": cited, "conversation_id": "c1", "standalone_question": "?", "took_ms": 1.0}  # fmt: skip
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(reply).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Silent."""


@pytest.fixture
def url() -> Iterator[str]:
    Handler.asked.clear()
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_server_is_asked_turn_by_turn(url: str) -> None:
    run = ask_all(CORPUS, Server(url))
    assert [result.verdict.ok for result in run.results] == [True, True, False]
    assert run.results[0].verdict.merits == ("right", "cited", "verbatim")
    assert [one["conversation_id"] for one in Handler.asked[:2]] == [None, "c1"]
    assert len(run.results[0].ms) == 2
    assert "500" in run.results[2].verdict.why[0]  # a crash is a wrong answer, not the end


@pytest.mark.parametrize("address", ["ftp://127.0.0.1", "file:///etc/passwd"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(StyrsvarError, match="börjar inte med"):
        Server(address)


def test_results_are_kept_and_reported(url: str, tmp_path: Path) -> None:
    run = ask_all(CORPUS, Server(url))
    found = tuple(replace(result, found=Found((("plan", 1),), 0.9)) for result in run.results)
    write_runs([replace(run, results=found)], tmp_path / "runs.json")
    runs = read_runs(tmp_path / "runs.json")
    assert runs[0].results == found
    page, text = (path.read_text("utf-8") for path in write_report(runs, tmp_path))
    assert "<svg" in page
    assert "<b>c</b> fact: krasch" in page
    assert "**c** (fact) krasch" in text
    assert "| all | 3 | 66.7 (" in text
    assert "<script" not in page


def test_results_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(StyrsvarError, match="kan inte läsas"):
        read_runs(tmp_path / "none.json")
    (tmp_path / "x.json").write_text("{}", "utf-8")
    with pytest.raises(StyrsvarError, match="är inte resultat"):
        read_runs(tmp_path / "x.json")
