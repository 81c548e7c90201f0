"""The documents' folders: `documents/NAME/VERSION/` holds the original, the Document as read, and its words."""

import gzip
import hashlib
import json
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.sparse import WORD
from ingest.errors import StyrsvarError
from ingest.model import Document

READER = "16"
"""Raised when reading becomes better, so that the next `ingest` reads known files anew. What is read from the same
pages is not changed by `index.FORMAT`, which is raised when units or vectors of what was read change."""
READ, WORDS = "document.json.gz", "words.json.gz"
PACKING = 3  # gzip level: half the time of 6 for a tenth more bytes

_document = TypeAdapter(Document)


class Versions:
    """The folder of all documents."""

    def __init__(self, folder: Path) -> None:
        self._root = folder / "documents"
        self._root.mkdir(parents=True, exist_ok=True)

    def write(self, document: Document, original: Path, version: str) -> None:
        """Writes a version's folder, whole or not at all; one of the same name is replaced."""
        target = self.path(document.name, version)
        target.parent.mkdir(exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".", dir=target.parent))
        try:
            temporary.chmod(0o755)
            shutil.copyfile(original, temporary / f"original{original.suffix.lower()}")
            (temporary / READ).write_bytes(gzip.compress(_document.dump_json(document), PACKING, mtime=0))
            counted = json.dumps(_words(document), ensure_ascii=False).encode()
            (temporary / WORDS).write_bytes(gzip.compress(counted, PACKING, mtime=0))
            for path in temporary.iterdir():
                with path.open("rb") as file:
                    os.fsync(file.fileno())
            shutil.rmtree(target, ignore_errors=True)
            temporary.replace(target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def read(self, name: str, version: str) -> Document:
        """A version as it was read; raises StyrsvarError when it is not there or damaged."""
        path = self.path(name, version) / READ
        try:
            return _document.validate_json(gzip.decompress(path.read_bytes()))
        except FileNotFoundError as error:
            raise StyrsvarError(f"Dokumentet {name} finns inte i version {version}.") from error
        except (OSError, EOFError, ValidationError) as error:
            raise StyrsvarError(f"Filen {path} är skadad. Läs in dokumentet på nytt: styrsvar ingest FIL") from error

    def words(self, name: str, version: str) -> dict[str, int]:
        """A version's words in lower case, each with the number of chunks that it stands in."""
        path = self.path(name, version) / WORDS
        return dict(json.loads(gzip.decompress(path.read_bytes()))) if path.is_file() else {}

    def original(self, name: str, version: str) -> Path:
        """The file as it came in; raises StyrsvarError when it is not there."""
        found = next(self.path(name, version).glob("original*"), None)
        if found is None:
            raise StyrsvarError(f"Originalfilen till {name} finns inte i version {version}.")
        return found

    def written(self, name: str, version: str) -> float:
        """When a version's folder was written, in seconds; 0 when it is not there."""
        path = self.path(name, version) / READ  # the folder itself changes when pictures of pages are kept in it
        return path.stat().st_mtime if path.is_file() else 0.0

    def on_disk(self) -> set[tuple[str, str]]:
        """The (name, version) pairs that have a folder."""
        return {
            (name.name, version.name)
            for name in self._root.iterdir()
            if name.is_dir()
            for version in name.iterdir()
            if not version.name.startswith(".")
        }

    def remove(self, name: str, version: str) -> None:
        """Deletes a version's folder, and the document's when it was the last."""
        path = self.path(name, version)
        shutil.rmtree(path, ignore_errors=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()

    def sweep(self) -> None:
        """Deletes half-written folders; nobody may be writing."""
        for path in self._root.glob("*/.*"):
            shutil.rmtree(path, ignore_errors=True)

    def path(self, name: str, version: str) -> Path:
        """A version's folder; raises StyrsvarError for a name that would lead out of the data folder."""
        for part in (name, version):
            if not part or part.startswith(".") or {"/", "\\", "\0"} & set(part) or len(part.encode()) > 200:
                raise StyrsvarError(f"{part!r} kan inte vara namn på ett dokument: det ska vara ett vanligt filnamn.")
        return self._root / name / version


def version_of(original: Path) -> str:
    """The version that a file gives: 12 hex digits over its bytes and the reader's number."""
    with original.open("rb") as file:
        found = hashlib.file_digest(file, "sha256")
    found.update(READER.encode())
    return found.hexdigest()[:12]


def _words(document: Document) -> dict[str, int]:
    texts = [document.read(chunk.span) for chunk in document.chunks] or [document.text]
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update({word for word in WORD.findall(text.lower()) if not word.isdigit()})
    return dict(sorted(counted.items()))
