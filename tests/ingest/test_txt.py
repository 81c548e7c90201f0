"""Text files: alphabets, headings, pages, columns by blanks."""

from pathlib import Path

import pytest

from ingest import pipeline, txt
from ingest.errors import UnreadableFileError


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Åäö".encode(), "Åäö"),
        ("Åäö".encode("utf-8-sig"), "Åäö"),  # Notepad's mark is no letter
        ("Åäö".encode("utf-16"), "Åäö"),
        ("Åäö – ”citat”".encode("cp1252"), "Åäö – ”citat”"),  # the old Windows alphabet
        (b"\x00\x01\x02", None),
        (b"%PDF-1.7", None),
        (b"PK\x03\x04", None),
        (bytes(range(128, 160)) * 4, None),  # nothing but odd signs
    ],
)
def test_decode(data: bytes, expected: str | None) -> None:
    assert txt.decode(data) == expected


def test_headings_pages_and_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "protokoll 2025 å.txt"
    path.write_text(
        "Protokoll 2025-02-11 Skolnämnden Ekby\n=====\n\n§ 12 Ny skola\n\nBESLUT\n\n"
        "1. Förvaltningen får i uppdrag att utreda en ny skola. Uppdraget ska redovisas för nämnden i maj 2025.\n"
        "\f§ 13 Övrigt\n\nInget mer togs upp.\n",
        "utf-8",
    )
    read = pipeline.read(path)
    assert (read.title, read.board) == ("Protokoll 2025-02-11 Skolnämnden Ekby", "Skolnämnden Ekby")
    assert len(read.pages) == 2
    assert [section.title for section in read.sections] == ["§ 12 Ny skola", "BESLUT", "§ 13 Övrigt"]
    (item,) = read.assignments
    assert read.read(item.text) == "Förvaltningen får i uppdrag att utreda en ny skola."
    assert (item.issuer, item.expected, item.report_to) == ("Skolnämnden Ekby", "maj 2025", "nämnden")
    assert "=" not in read.text


def test_columns_set_with_blanks_are_cells(tmp_path: Path) -> None:
    path = tmp_path / "budget-2025.txt"
    path.write_text(
        "Avdelning (tkr)          Budget 2025     Budget 2024\n"
        "Skola                        12 500          11 900\n"
        "Fritid                        3 200           3 000\n",
        "utf-8",
    )
    figures = [f for f in pipeline.read(path).figures if f.table is not None]
    assert [(f.label_text, f.heading, f.number, f.unit) for f in figures] == [
        ("Skola", "Budget 2025", 12500.0, "tkr"),
        ("Skola", "Budget 2024", 11900.0, "tkr"),
        ("Fritid", "Budget 2025", 3200.0, "tkr"),
        ("Fritid", "Budget 2024", 3000.0, "tkr"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "tom"),
        (b" \n\f\n", "bara blanktecken"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "inte en textfil"),
        (b"a" * (txt.MAX_BYTES + 1), "för stor: 20 MB"),
    ],
)
def test_a_bad_file_is_refused_in_words(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "minnesanteckningar å ä ö.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=says):
        pipeline.read(path)
