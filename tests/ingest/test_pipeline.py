"""Which files are read at all."""

from pathlib import Path

import pytest

from ingest import pipeline
from ingest.errors import UnreadableFileError


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("bild.png", r"filtypen \.png"),
        ("ark.xlsx", r"filtypen \.xlsx"),
        ("utan ändelse", r"filtypen \(ingen\)"),
        ("gammal.doc", r"filtypen \.doc"),
    ],
)
def test_other_sorts_of_file_are_refused(name: str, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"innehall")
    with pytest.raises(UnreadableFileError, match=says):
        pipeline.read(tmp_path / name)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="finns inte"):
        pipeline.read(tmp_path / "saknas.pdf")


def test_capital_ending_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ANTECKNING.TXT"
    path.write_text("Nämnden möts i maj.", "utf-8")
    assert pipeline.read(path).text == "Nämnden möts i maj.\n"
