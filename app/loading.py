"""Files into the index: read side by side in processes, embedded one by one here; unchanged files are left alone.

A file that brings its reading process down (a broken PDF can) fails alone: the rest are read again in fresh ones.
"""

import logging
import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from app.files import SUFFIXES
from index.index import Index
from ingest.errors import StyrsvarError
from ingest.model import Document

log = logging.getLogger(__name__)
Read = Callable[[Path], Document]


class Result(StrEnum):
    """What became of a file."""

    READ = "läst"
    UNCHANGED = "oförändrad"
    FAILED = "misslyckad"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file's result. `message` says why it failed; `warnings` what a reader should know."""

    path: Path
    document: str
    result: Result
    message: str = ""
    pages: int = 0
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """How far the loading has come: `done` of `total` files, with a part of the file at hand."""

    file: str
    what: str
    done: float
    total: int


Told = Callable[[Step], None]


def load(
    index: Index,
    files: Sequence[Path],
    told: Told = lambda step: None,
    *,
    read: Read | None = None,
    workers: int = 1,
    again: bool = False,
) -> list[Outcome]:
    """Reads and stores files; one outcome each, in the order given. `again` reads unchanged ones too."""
    outcomes: dict[Path, Outcome] = {}
    wanted: list[Path] = []
    names: dict[str, Path] = {}
    for path in files:
        early = early_outcome(path, names, _none if again else partial(_unchanged, index))
        if early:
            outcomes[path] = early
        else:
            wanted.append(path)
        names.setdefault(path.stem, path)
    for path, found in _read_all(wanted, read or _default_reader(), workers):
        done, total = len(outcomes), len(files)
        if isinstance(found, Outcome):
            outcomes[path] = found
        else:
            outcomes[path] = _store(index, found, path, partial(_tell, told, path.name, done, total))
        told(Step(path.name, str(outcomes[path].result), len(outcomes), total))
    return [outcomes[path] for path in files]


def _tell(told: Told, name: str, done: int, total: int, what: str, share: float) -> None:
    told(Step(name, what, done + share, total))


def _default_reader() -> Read:
    from ingest.pipeline import read  # here: reading is slow to import and the register needs none of it

    return read


def early_outcome(path: Path, names: Mapping[str, Path], unchanged: Callable[[Path], Outcome | None]) -> Outcome | None:
    """What can be said of a file without reading it: it is of no known sort, has a name that another file in `names`
    has, cannot be opened, or is stored as it is (`unchanged`). None when it is to be read."""
    if path.suffix.lower() not in SUFFIXES:
        return failed(
            path, f"Filtypen {path.suffix or 'utan ändelse'} kan inte läsas. Styrsvar läser PDF, DOCX och TXT."
        )
    if path.stem in names:
        return failed(path, f"Har samma namn som {names[path.stem]}. Byt namn på en av filerna.")
    try:
        return unchanged(path)
    except OSError as error:
        return failed(path, f"Filen kan inte öppnas: {error.strerror or error}.")


def failed(path: Path, message: str) -> Outcome:
    """A file that could not be read, and why."""
    return Outcome(path, path.stem, Result.FAILED, message)


def _none(path: Path) -> None:
    """Nothing is known of a file that is to be read again."""


def _unchanged(index: Index, path: Path) -> Outcome | None:
    """A file that is stored as today's reader reads it: one stored before reading became better is read anew."""
    entry = index.entry(path.stem)
    if entry is None or not index.is_current(path.stem, path):
        return None
    return Outcome(path, path.stem, Result.UNCHANGED, pages=entry.pages, warnings=entry.warnings)


def _read_all(files: list[Path], read: Read, workers: int) -> Iterator[tuple[Path, Document | Outcome]]:
    """Each file with its document, or with why it has none."""
    if workers < 2 or len(files) < 2:
        for path in files:
            yield path, _caught(path, partial(read, path))
        return
    broken: list[Path] = []
    for path, future in _submitted(files, read, min(workers, len(files))):
        try:
            found = _caught(path, future.result)
        except BrokenProcessPool:
            broken.append(path)
        else:
            yield path, found
    for path in broken:
        yield path, _read_alone(path, read)


def _submitted(files: Iterable[Path], read: Read, workers: int) -> Iterator[tuple[Path, Future[Document]]]:
    """Futures in order; never more than two a process ahead, so that read documents do not pile up."""
    # "spawn": a forked copy of a process with threads (the server, the model) can hang.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting: deque[tuple[Path, Future[Document]]] = deque()
        for path in files:
            waiting.append((path, _submit(pool, read, path)))
            if len(waiting) >= 2 * workers:
                yield waiting.popleft()
        yield from waiting


def _submit(pool: ProcessPoolExecutor, read: Read, path: Path) -> Future[Document]:
    try:
        return pool.submit(read, path)
    except BrokenProcessPool as error:
        future: Future[Document] = Future()
        future.set_exception(error)
        return future


def _read_alone(path: Path, read: Read) -> Document | Outcome:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            return _caught(path, pool.submit(read, path).result)
        except BrokenProcessPool:
            return failed(path, "Filen fick läsningen att krascha. Spara om den som PDF och försök igen.")


def _caught(path: Path, work: Callable[[], Document]) -> Document | Outcome:
    try:
        return work()
    except StyrsvarError as error:
        return failed(path, str(error))
    except BrokenProcessPool:
        raise
    except Exception as error:  # one bad file must not stop the rest
        log.exception("Reading %s failed", path)
        return failed(
            path, f"Oväntat fel vid läsning ({type(error).__name__}). Spara om filen som PDF och försök igen."
        )


def _store(index: Index, document: Document, path: Path, progress: Callable[[str, float], None]) -> Outcome:
    started = time.perf_counter()
    try:
        index.add(document, path, progress)
    except StyrsvarError as error:
        return failed(path, str(error))
    seconds = time.perf_counter() - started
    return Outcome(path, document.name, Result.READ, "", len(document.pages), document.warnings, seconds)
