"""Where files are read into: the index itself, or the running server that holds it.

The embedded index is one process's at a time. A server writes its address into the data folder, and a command that
finds the index taken hands its files to that server over the API.
"""

import json
import logging
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from app.loading import Outcome, Read, Result, Step, Told, early_outcome, failed, load
from app.settings import Settings
from index.index import Index
from index.lock import FolderInUseError
from index.versions import version_of
from ingest.errors import StyrsvarError

log = logging.getLogger(__name__)
NOTE = "server.json"
SECONDS = 60.0  # for one request; an upload answers before it is read
SLOWEST = 0.5  # seconds between two questions about a job
PATIENCE = 30.0  # seconds that a server may take to open its index


class Target(Protocol):
    """Takes files in and documents out."""

    def load(self, files: Sequence[Path], told: Told) -> list[Outcome]:
        """Reads and stores files; one outcome each, in the order given."""

    def remove(self, name: str) -> bool:
        """Takes a document away; False when there is none of that name."""


class Local:
    """An index that is open in this process."""

    def __init__(self, index: Index, workers: int, read: Read | None = None) -> None:
        self._index, self._workers, self._read = index, workers, read

    def load(self, files: Sequence[Path], told: Told) -> list[Outcome]:
        """Reads the files here."""
        return load(self._index, files, told, read=self._read, workers=self._workers)

    def remove(self, name: str) -> bool:
        """Takes a document away; False when there is none of that name."""
        return self._index.remove(name)


class Remote:
    """A server that holds the index. Raises StyrsvarError when it stops answering."""

    def __init__(self, url: str) -> None:
        import httpx

        self.url = url
        self._client = httpx.Client(base_url=url, timeout=SECONDS, trust_env=False)  # never through a proxy
        self._broken = httpx.HTTPError

    def close(self) -> None:
        """Closes the connection."""
        self._client.close()

    def load(self, files: Sequence[Path], told: Told) -> list[Outcome]:
        """Uploads the files that the server has not, one after another, and waits for each."""
        outcomes: list[Outcome] = []
        names: dict[str, Path] = {}
        for path in files:
            early = early_outcome(path, names, self._unchanged)
            outcomes.append(early or self._send(path, told, len(outcomes), len(files)))
            names.setdefault(path.stem, path)
            told(Step(path.name, str(outcomes[-1].result), len(outcomes), len(files)))
        return outcomes

    def remove(self, name: str) -> bool:
        """Takes a document away; False when there is none of that name."""
        answer = self._asked("DELETE", _at(name))
        if answer.status_code != 404:
            _refuse(answer)
        return bool(answer.status_code != 404)

    def _unchanged(self, path: Path) -> Outcome | None:
        answer = self._asked("GET", _at(path.stem))
        if answer.status_code != 200:
            return None
        known = answer.json()
        if str(known["version"]).split("-")[0] != version_of(path):
            return None
        return Outcome(path, path.stem, Result.UNCHANGED, "", known["pages"], tuple(known["warnings"]))

    def _send(self, path: Path, told: Told, done: int, total: int) -> Outcome:
        started = time.perf_counter()
        with path.open("rb") as file:
            answer = self._asked("POST", "/api/documents", files={"file": (path.name, file)})
        if answer.status_code != 202:
            return failed(path, _said(answer))
        job, pause = answer.json(), 0.05
        while job["state"] in ("queued", "running"):
            told(Step(path.name, job["step"], done + float(job["progress"]), total))
            time.sleep(pause)
            pause = min(SLOWEST, 1.5 * pause)
            answer = self._asked("GET", f"/api/jobs/{job['id']}")
            _refuse(answer)
            job = answer.json()
        if not job["documents"]:
            return failed(path, job["error"])
        [made] = job["documents"]
        seconds = time.perf_counter() - started
        return Outcome(
            path, made["document"], Result(made["result"]), made["message"], made["pages"], tuple(made["warnings"]),
            seconds,
        )  # fmt: skip

    def wait(self) -> None:
        """Waits for a server that is starting. What then keeps it from answering its own answers say."""
        until = time.monotonic() + PATIENCE
        while self._asked("GET", "/health/ready").status_code == 503 and time.monotonic() < until:
            time.sleep(SLOWEST)

    def _asked(self, method: str, path: str, **given: Any) -> Any:
        try:
            return self._client.request(method, path, **given)
        except self._broken as error:
            raise StyrsvarError(
                f"Servern {self.url}, som har indexet öppet, svarar inte ({type(error).__name__}). Det som är klart är "
                "sparat. Kör kommandot igen; är servern borta läser det in direkt."
            ) from error


@contextmanager
def target(settings: Settings) -> Iterator[Target]:
    """The index, open; or the server that holds it. Raises FolderInUseError when another program than a server does."""
    from app.engine import open_index

    try:
        index = open_index(settings)
    except FolderInUseError:
        url = address(settings.data)
        if url is None:
            raise
        log.debug("The index is open in the server %s", url)
        remote = Remote(url)
        try:
            remote.wait()
            yield remote
        finally:
            remote.close()
        return
    with index:
        yield Local(index, settings.number_of_readers())


@contextmanager
def announced(folder: Path, url: str) -> Iterator[None]:
    """Keeps a server's address in the data folder for the block."""
    folder.mkdir(parents=True, exist_ok=True)
    note, own = folder / NOTE, json.dumps({"url": url, "process": os.getpid()})
    temporary = note.with_suffix(f".{os.getpid()}")
    temporary.write_text(own, "utf-8")
    temporary.replace(note)
    try:
        yield
    finally:
        if note.exists() and note.read_text("utf-8") == own:
            note.unlink()


def address(folder: Path) -> str | None:
    """The address of the server that runs over a data folder on this machine; None without one."""
    try:
        note = json.loads((folder / NOTE).read_text("utf-8"))
        os.kill(int(note["process"]), 0)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(note["url"])


def _at(name: str) -> str:
    return f"/api/documents/{quote(name, safe='')}"


def _refuse(answer: Any) -> None:
    """Raises StyrsvarError with what the server says is wrong."""
    if answer.status_code >= 400:
        raise StyrsvarError(_said(answer))


def _said(answer: Any) -> str:
    """The sentence of a problem; the number where there is none."""
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"Servern svarade {answer.status_code}."
