"""The order of reading; the only file that knows it."""

from pathlib import Path

from ingest.model import Document


def read(path: Path) -> Document:
    """Reads a file (PDF, DOCX, TXT) into a Document. Raises UnreadableFileError with a plain Swedish sentence."""
    raise NotImplementedError
