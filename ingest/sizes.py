"""What a file may weigh before it is opened."""

from pathlib import Path

from ingest.errors import UnreadableFileError


def check_size(path: Path, most: int | None = None) -> None:
    """Raises UnreadableFileError for a file of no bytes, or of more than `most`."""
    size = path.stat().st_size
    if not size:
        raise UnreadableFileError(f"{path.name} är tom (0 byte). Lägg in filen på nytt.")
    if most is not None and size > most:
        limit = most // 1_000_000
        raise UnreadableFileError(
            f"{path.name} är för stor: {size // 1_000_000} MB, gränsen är {limit} MB. Dela upp filen."
        )
