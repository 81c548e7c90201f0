"""Indexes of corpora, made once and kept in `data/eval/KEY`.

The key is a checksum over the documents and over the code and word lists that read and index them, so that an index
never outlives what made it. What is opened is a copy: the tests, the command and a second one can run at once, and
nothing that a run writes is met by the next.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.loading import Outcome, Result, load
from eval.corpora import ROOT
from index.index import Index
from index.lock import holding
from ingest.errors import StyrsvarError

CACHE = ROOT / "data" / "eval"
KEPT = 6  # indexes; about ten megabytes each
MODELS = "models"  # one unpacked copy of the embedding model for all indexes: 300 megabytes
_CODE = ("ingest", "index")
_SUFFIXES = {".py", ".txt", ".tsv", ".gz"}


@contextmanager
def opened(files: Sequence[Path], cache: Path = CACHE, workers: int = 2) -> Iterator[Index]:
    """The index of some files, open to be asked; made first when there is none. A file that cannot be read is left out.

    Raises StyrsvarError when none can be read.
    """
    with read(files, cache, workers) as index:
        index.warm()
        yield index


@contextmanager
def read(files: Sequence[Path], cache: Path = CACHE, workers: int = 2) -> Iterator[Index]:
    """The same index for its documents alone: the embedding model is not loaded."""
    made = _made(files, cache, workers)
    with tempfile.TemporaryDirectory(prefix="styrsvar-eval-") as temporary:
        folder = Path(temporary) / "data"
        shutil.copytree(made, folder, symlinks=True)
        with Index.open(folder) as index:
            yield index


def unread(index: Index, files: Sequence[Path]) -> tuple[str, ...]:
    """The files that are not in an index."""
    known = {entry.name for entry in index.documents()}
    return tuple(path.name for path in files if path.stem not in known)


def key_of(files: Sequence[Path]) -> str:
    """12 hex digits that change with any document, and with any code or word list that reads and indexes them."""
    code = [path for name in _CODE for path in sorted((ROOT / name).rglob("*")) if path.suffix in _SUFFIXES]
    found = hashlib.sha256(str(shutil.which("tesseract") is not None).encode())
    for path in (*sorted(files), *code):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:12]


def _made(files: Sequence[Path], cache: Path, workers: int) -> Path:
    """The folder of the closed index; another process that makes the same one is waited for."""
    (cache / MODELS).mkdir(parents=True, exist_ok=True)
    folder = cache / key_of(files)
    with holding(cache / f"{folder.name}.lock"):
        if not folder.is_dir():
            _make(files, folder, workers)
            _forget(cache)
    return folder


def _make(files: Sequence[Path], folder: Path, workers: int) -> None:
    temporary = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        (temporary / MODELS).symlink_to(folder.parent.resolve() / MODELS)
        with Index.open(temporary) as index:
            failed = [one for one in load(index, files, workers=workers) if one.result is Result.FAILED]
            if len(failed) == len(files):
                raise StyrsvarError("\n".join(map(_said, failed)))
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _said(outcome: Outcome) -> str:
    return f"{outcome.path.name} kunde inte läsas: {outcome.message}"


def _forget(cache: Path) -> None:
    """Deletes the indexes made longest ago."""
    made = [path for path in cache.iterdir() if path.is_dir() and not path.name.startswith(".") and path.name != MODELS]
    for old in sorted(made, key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
        (cache / f"{old.name}.lock").unlink(missing_ok=True)
