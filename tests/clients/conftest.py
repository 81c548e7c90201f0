"""A server as users start it, in a process of its own, over a sample document that was read for it."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx2
import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "eval" / "corpus" / "uppfoljning-2024-granby.pdf"
COMMAND = [sys.executable, "-c", "from app.cli import main; main()"]  # what `styrsvar` runs
READY = 300.0  # seconds; a busy machine starts a server slowly


def environment(data: Path, **more: str) -> dict[str, str]:
    """What a process of ours is started with."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "STYRSVAR_DATA": str(data), **more}


@pytest.fixture(scope="session")
def read_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one document read; copy it before use, since one program at a time has a folder."""
    data = tmp_path_factory.mktemp("read") / "data"
    subprocess.run([*COMMAND, "ingest", str(DOCUMENT)], env=environment(data), check=True, capture_output=True)
    return data


@pytest.fixture(scope="session")
def served_data(read_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The running server's own data folder."""
    return Path(shutil.copytree(read_data, tmp_path_factory.mktemp("served") / "data"))


class Intranet(BaseHTTPRequestHandler):
    """Any site's page; `base` names the server whose question box it holds."""

    base = ""

    def do_GET(self) -> None:
        page = f"""<!doctype html><html lang="sv"><title>Intranätet</title><main><h1>Intranätet</h1>
            <styrsvar-fraga label="Fråga om besluten"></styrsvar-fraga></main>
            <script src="{self.base}/widget.js"></script></html>""".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        policy = f"default-src 'none'; script-src {self.base}; connect-src {self.base}"
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def intranet() -> Iterator[int]:
    """The port of another site. At "localhost" it is let in; at "127.0.0.1" it is a site of its own, and is not."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Intranet) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield site.server_port
        site.shutdown()


@pytest.fixture(scope="session")
def base(served_data: Path, intranet: int) -> Iterator[str]:
    """The address of a running server that lets two other sites in."""
    sites = f"http://localhost:{intranet}, https://intranet.example"
    with serving(served_data, STYRSVAR_ALLOWED_ORIGINS=sites) as address:
        Intranet.base = address
        yield address


@contextmanager
def serving(data: Path, **settings: str) -> Iterator[str]:
    """A server over a data folder; its address. What it says is in the file `log` beside the folder."""
    log = data.with_name("log")
    with log.open("wb") as out:
        command = [*COMMAND, "serve", "--port", "0"]
        server = subprocess.Popen(command, env=environment(data, **settings), stderr=out, cwd=data.parent)
    try:
        yield _address(server, log)
    finally:
        server.terminate()
        server.wait(30)


def opened(base: str) -> str:
    """The server's page, once it is built; Gradio takes its time on a busy machine."""
    until = time.monotonic() + READY
    while (answer := httpx2.get(base, timeout=60)).status_code == 503 and time.monotonic() < until:
        time.sleep(0.5)
    assert answer.status_code == 200
    return answer.text


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + READY
    while time.monotonic() < until and server.poll() is None:
        said = log.read_text(encoding="utf-8")
        address = next((word for word in said.split() if word.startswith("http://")), "")
        try:
            with urllib.request.urlopen(f"{address}/health/ready", timeout=5):
                return address
        except (OSError, ValueError, urllib.error.URLError):
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))
