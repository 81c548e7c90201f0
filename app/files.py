"""Which files are documents: found in folders, named, and recognised by what they hold."""

import hashlib
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from app.errors import BadValueError, NotFoundError, UnsupportedFileError

SUFFIXES = (".pdf", ".docx", ".txt")
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".txt": "text/plain; charset=utf-8",
}
# A Word file of this size unpacked is an attack, not a document: the longest budget met is 9 MB unpacked.
MOST_UNPACKED = 500_000_000
LONGEST_NAME = 120


def find(paths: Iterable[Path]) -> list[Path]:
    """The documents that the paths name, folders searched through, each file once, in order."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = documents_in(path)
            if not inside:
                raise NotFoundError(f"Mappen {path} innehåller inga dokument. Styrsvar läser PDF, DOCX och TXT.")
            found.update(dict.fromkeys(inside))
        elif path.is_file():
            found[path] = None
        else:
            raise NotFoundError(f"{path} finns inte. Kontrollera sökvägen.")
    return list(found)


def documents_in(folder: Path) -> list[Path]:
    """The documents in a folder and those within it, in order; hidden ones left out."""
    return [file for file in sorted(folder.rglob("*")) if _is_document(file, folder)]


def digest(path: Path) -> str:
    """The file's SHA-256, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def safe_name(name: str) -> str:
    """An uploaded file's name without folders and control characters.

    >>> safe_name("C:\\\\Planer\\\\Budget 2025.pdf")
    'Budget 2025.pdf'
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = re.sub(r"[\x00-\x1f\x7f<>:\"|?*%#]", "", last).strip(" .")
    path = Path(clean)
    if path.suffix.lower() not in SUFFIXES or not path.stem.strip(" ."):
        raise UnsupportedFileError(f"Filen ”{clean or name[:60]}” kan inte läsas. Styrsvar läser PDF, DOCX och TXT.")
    if len(clean.encode()) > LONGEST_NAME:
        raise BadValueError(f"Filnamnet ”{clean[:40]}…” är för långt. Korta det till högst {LONGEST_NAME} tecken.")
    return clean


def check_content(path: Path, name: str) -> None:
    """Raises UnsupportedFileError when a file does not hold what its name says."""
    suffix = Path(name).suffix.lower()
    if path.stat().st_size == 0:
        raise UnsupportedFileError(f"Filen ”{name}” är tom. Välj en fil med innehåll.")
    right = {".pdf": _is_pdf, ".docx": _is_docx, ".txt": _is_text}.get(suffix)
    if right is None or not right(path):
        kind = suffix.removeprefix(".").upper() or "en känd sort"
        raise UnsupportedFileError(f"Filen ”{name}” är inte {kind} inuti. Spara om den som PDF, DOCX eller TXT.")


def _is_document(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    return file.suffix.lower() in SUFFIXES and not hidden and file.is_file()


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return b"%PDF-" in file.read(1024)  # the standard allows other bytes first


def _is_docx(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            return "word/document.xml" in archive.namelist() and size < MOST_UNPACKED
    except (zipfile.BadZipFile, OSError):
        return False


def _is_text(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(65536)
    return b"\x00" not in start and not start.startswith((b"%PDF-", b"PK\x03\x04"))
