"""A process that forks one child a task and kills it when told to; the heavy imports are made once.

Reads tasks from standard input, one JSON object a line, and answers each with a line: `ingest` loads the files of
`corpus` into `folder` while a thread reads from it and writes what it sees to `seen`; it is killed after `delay`
seconds, or left alone when that is null. `dump` writes all that the index holds to `out`.
"""

import json
import os
import re
import signal
import sys
import time
import traceback
from pathlib import Path
from threading import Event, Thread
from typing import Any, NoReturn

import onnxruntime  # noqa: F401  # imported once, before the forks
import qdrant_edge
import tokenizers  # noqa: F401
from alembic import command  # noqa: F401

from app.loading import load
from index.index import Index
from index.model import Filters, Search, UnitKind
from ingest.pipeline import read

EVERY = 100_000  # points
ROUND = re.compile(r"R\d{4}")


def ingest(task: dict[str, Any]) -> None:
    """Loads the corpus while a reader looks."""
    with Index.open(Path(task["folder"]), embedding_model=task["model"]) as index:
        done, seen = Event(), os.open(task["seen"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        files = sorted(Path(task["corpus"]).iterdir())
        reader = Thread(target=_look, args=(index, [path.stem for path in files], seen, done))
        reader.start()
        outcomes = load(index, files, read=read)
        done.set()
        reader.join()
    assert all(outcome.result != "misslyckad" for outcome in outcomes), outcomes


def _look(index: Index, names: list[str], seen: int, done: Event) -> None:
    while not done.wait(0.005):
        for name in names:
            os.write(seen, json.dumps(view(index, name)).encode() + b"\n")


def view(index: Index, name: str) -> dict[str, Any]:
    """What a reader sees of one document: whether it is listed, the rounds of its chunks, and how many there are."""
    listed = index.version_of(name) is not None
    hits = index.search(Search("omgång", Filters(documents=(name,)), (UnitKind.CHUNK,), EVERY))
    rounds = {found for hit in hits for found in ROUND.findall(hit.text)}
    return {"name": name, "listed": listed, "rounds": sorted(rounds), "count": len(hits)}


def dump(task: dict[str, Any]) -> None:
    """Writes what readers see, the register, and every point with its vectors."""
    with Index.open(Path(task["folder"]), embedding_model=task["model"]) as index:
        wanted = qdrant_edge.ScrollRequest(limit=EVERY, with_payload=True, with_vector=True)
        points, _ = index._store._shard.scroll(wanted)  # type: ignore[attr-defined]
        entries = index.documents()
        held = {
            "views": [view(index, entry.name) for entry in entries],
            "documents": sorted([entry.name, entry.version, entry.pages, entry.sha256] for entry in entries),
            "register": [repr(entry) for entry in index.assignments()],
            "abbreviations": index.abbreviations(),
            "points": {str(point.id): [_plain(point.vector), point.payload] for point in points},
        }
    Path(task["out"]).write_text(json.dumps(held, sort_keys=True), "utf-8")


def _plain(vectors: Any) -> Any:
    sparse = vectors["sparse"]
    return [list(vectors["dense"]), sparse.indices, sparse.values]


def _do(task: dict[str, Any]) -> NoReturn:
    try:
        {"ingest": ingest, "dump": dump}[task["do"]](task)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Does the tasks."""
    for line in sys.stdin:
        task = json.loads(line)
        child = os.fork()
        if not child:
            _do(task)
        started = time.monotonic()
        if task.get("delay") is not None:
            time.sleep(task["delay"])
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps({"status": status, "seconds": time.monotonic() - started}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
