"""A scripted OpenAI-compatible endpoint: a real HTTP server on loopback that streams what a test tells it to."""

import gc
import json
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Chunk = dict[str, Any]
Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request; the server's `behaviour` answers it."""

    server: "ScriptedModel"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
        try:
            self.server.behaviour(self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.hung_up.set()
        self.close_connection = True

    def head(self, status: int = 200, kind: str = "text/event-stream") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def piece(self, words: str, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": words}, "finish_reason": finish}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


class ScriptedModel(ThreadingHTTPServer):
    """The endpoint. `url` is its address; `requests` what was asked of it; `hung_up` is set when a reader was gone."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour: Behaviour = says("")
        self.requests: list[dict[str, Any]] = []
        self.hung_up = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        with warnings.catch_warnings():  # a stream that broke leaves its socket to the collector
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()


def says(text: str) -> Behaviour:
    """Streams a text word by word, as it should be."""

    def behave(handler: Handler) -> None:
        handler.head()
        for word in text.split(" "):
            handler.piece(word + " ")
        handler.piece("", "stop")
        handler.wfile.write(b"data: [DONE]\n\n")

    return behave


def breaks_off(text: str) -> Behaviour:
    """Streams a text and hangs up without an end."""

    def behave(handler: Handler) -> None:
        handler.head()
        handler.piece(text)

    return behave


def fails(status: int) -> Behaviour:
    """Refuses with a status."""

    def behave(handler: Handler) -> None:
        handler.head(status, "application/json")
        handler.wfile.write(b'{"error": {"message": "no"}}')

    return behave


def garbles(handler: Handler) -> None:
    """Streams broken JSON."""
    handler.head()
    handler.wfile.write(b'data: {"choices": [{"delta": {"con\n\ndata: [DONE]\n\n')


def is_no_model(handler: Handler) -> None:
    """Answers with a web page."""
    handler.head(200, "text/html")
    handler.wfile.write(b"<html>Logga in</html>")


def is_silent(handler: Handler) -> None:
    """Says nothing for longer than anyone waits, or until the reader hangs up."""
    handler.connection.settimeout(60)
    with suppress(TimeoutError):
        if not handler.connection.recv(1):
            handler.server.hung_up.set()


def drips(handler: Handler) -> None:
    """Streams for a minute, each piece in good time."""
    handler.head()
    for _ in range(1200):
        handler.piece("och ")
        time.sleep(0.05)
