"""A server as users start it, in a process of its own, over a sample document that was read for it."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "eval" / "corpus" / "uppfoljning-2024-granby.pdf"
COMMAND = [sys.executable, "-c", "from app.cli import main; main()"]  # what `styrsvar` runs
OTHER_SITE = "http://localhost"  # the server is at 127.0.0.1, so that its own name is another site to a browser
READY = 90.0  # seconds


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


@pytest.fixture(scope="session")
def base(served_data: Path) -> Iterator[str]:
    """The address of a running server."""
    folder = served_data.parent
    log = folder / "log"
    settings = environment(served_data, STYRSVAR_ALLOWED_ORIGINS=f"{OTHER_SITE}:8219, https://intranet.example")
    with log.open("wb") as out:
        server = subprocess.Popen([*COMMAND, "serve", "--port", "0"], env=settings, stderr=out, cwd=folder)
    try:
        yield _address(server, log)
    finally:
        server.terminate()
        server.wait(30)


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
