"""Drawn pages kept on disk, so that a server that starts again need not draw them anew.

They lie in the version's own folder, `documents/NAME/VERSION/pages/`, and go with it when a document is taken away.
"""

import contextlib
import hashlib
import logging
import os
import tempfile
import threading
from pathlib import Path

log = logging.getLogger(__name__)
FOLDER = "pages"
MOST_BYTES = 300_000_000  # about 5,000 pages at the usual width
SWEPT_EVERY = 100  # pictures written
LEFT = 0.8  # of the limit, after a sweep
DRAWING = "2"  # raised when pages are drawn in another way


class PictureFiles:
    """Pictures under the folder of all documents; the ones used longest ago go first when they grow too many."""

    def __init__(self, documents: Path, most_bytes: int = MOST_BYTES) -> None:
        self._root = documents.resolve()
        self._most = most_bytes
        self._written = 0
        self._lock = threading.Lock()

    def get(self, original: Path, key: str) -> bytes | None:
        """A picture of a file kept under a key; None when there is none."""
        path = self._path(original, key)
        if path is None:
            return None
        try:
            found = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return found

    def put(self, original: Path, key: str, png: bytes) -> None:
        """Keeps a picture, where the disk lets us; a picture not kept is drawn again."""
        path = self._path(original, key)
        if path is None:
            return
        try:
            path.parent.mkdir(exist_ok=True)  # the version's folder must be there: a removed one is not made again
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
                out.write(png)
            Path(out.name).replace(path)
        except OSError as error:
            log.info("A page's picture is not kept: %s", error)
            return
        with self._lock:
            self._written += 1
            due = self._written % SWEPT_EVERY == 0
        if due:
            self.sweep()

    def sweep(self) -> None:
        """Deletes those used longest ago until there is room."""
        found = []
        for path in self._root.glob(f"*/*/{FOLDER}/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in found)
        if total <= self._most:
            return
        for _, size, path in sorted(found):
            if total <= self._most * LEFT:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size

    def _path(self, original: Path, key: str) -> Path | None:
        folder = original.resolve().parent
        if not folder.is_relative_to(self._root):
            return None
        return folder / FOLDER / f"{hashlib.sha256(f'{DRAWING} {key}'.encode()).hexdigest()[:32]}.png"
