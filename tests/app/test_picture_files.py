"""Pictures of pages on disk: kept beside their version, never too many, gone with the document."""

import os
from pathlib import Path

from app.picture_files import FOLDER, PictureFiles


def _version(root: Path, name: str) -> Path:
    folder = root / "documents" / name / "v1"
    folder.mkdir(parents=True)
    original = folder / "original.pdf"
    original.write_bytes(b"%PDF-")
    return original


def test_a_picture_is_kept_under_its_key(tmp_path: Path) -> None:
    original, files = _version(tmp_path, "a"), PictureFiles(tmp_path / "documents")
    assert files.get(original, "1") is None
    files.put(original, "1", b"png")
    assert PictureFiles(tmp_path / "documents").get(original, "1") == b"png"
    assert files.get(original, "2") is None


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    original, files = _version(tmp_path, "a"), PictureFiles(tmp_path / "documents", most_bytes=1000)
    for number in range(6):
        files.put(original, str(number), bytes(300))
    for at, path in enumerate(sorted((original.parent / FOLDER).iterdir())):
        os.utime(path, (at, at))
    last = max((original.parent / FOLDER).iterdir(), key=lambda path: path.stat().st_mtime)
    files.sweep()
    left = [*(original.parent / FOLDER).iterdir()]
    assert last in left
    assert sum(path.stat().st_size for path in left) <= 1000


def test_nothing_is_written_for_a_document_that_is_gone_or_elsewhere(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path / "documents")
    files.put(tmp_path / "documents" / "borta" / "v1" / "original.pdf", "1", b"png")
    elsewhere = _version(tmp_path / "other", "a")
    files.put(elsewhere, "1", b"png")
    assert not (tmp_path / "documents" / "borta").exists()
    assert not (elsewhere.parent / FOLDER).exists()
