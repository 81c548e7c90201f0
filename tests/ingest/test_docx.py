"""Word files good and bad."""

import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

from ingest import pipeline
from ingest.errors import UnreadableFileError
from tests.conftest import Read


def words_of(path: Path) -> list[str]:
    return pipeline.read(path).text.splitlines()


def test_headings_lists_tables_and_pages(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Årsrapport 2024 Skolnämnden Ekby"
    document.add_heading("1 Inledning", 1)
    document.add_paragraph("Nämnden redovisar sitt arbete under året.")
    document.add_paragraph("Första punkten", style="List Bullet")
    document.add_paragraph("Andra punkten", style="List Bullet")
    document.add_paragraph("Ett steg", style="List Number")
    document.add_paragraph("Nästa steg", style="List Number")
    document.add_paragraph("Före").add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("2 Uppdrag", 1)
    table = document.add_table(rows=3, cols=3)
    rows = [
        ("Uppdrag", "Status", "Kommentar"),
        ("Öppna en fritidsgård i Ekby som håller öppet även på söndagar.", "Pågår", "Lokalen är hyrd."),
        ("Bygga en lekpark.", "Klar", "Invigd i maj."),
    ]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    path = tmp_path / "arsrapport-2024-ekby.docx"
    document.save(str(path))

    read = pipeline.read(path)
    assert (read.title, read.type, read.year) == ("Årsrapport 2024 Skolnämnden Ekby", "årsrapport", 2024)
    assert [section.title for section in read.sections] == ["1 Inledning", "2 Uppdrag"]
    assert len(read.pages) == 2
    assert [[read.read(item) for item in listing.items] for listing in read.lists] == [
        ["Första punkten", "Andra punkten"],
        ["Ett steg", "Nästa steg"],
    ]
    assert [(read.read(a.text), a.status.value, read.read(a.comment)) for a in read.assignments] == [
        (rows[1][0], "Pågående", "Lokalen är hyrd."),
        (rows[2][0], "Avslutad", "Invigd i maj."),
    ]


def test_plans_with_merged_cells_and_unknown_columns(tmp_path: Path) -> None:
    goals = [f"Mål nummer {number}" for number in range(1, 61)]
    document = docx.Document()
    document.add_paragraph("Planen gäller hela kommunen.")
    table = document.add_table(rows=1, cols=4)
    rows = [(goal, f"Insats {part} för {goal}", "Skolan", "Agenda 2030") for goal in goals for part in "ab"]
    for cell, name in zip(table.rows[0].cells, ("Delmål", "Insats", "Ansvarig", "Koppling"), strict=True):
        cell.text = name
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for number in range(1, len(rows) + 1, 2):
        table.cell(number + 1, 0).text = ""
        table.cell(number, 0).merge(table.cell(number + 1, 0))
    document.add_paragraph("Planen följs upp i november.")
    path = tmp_path / "handlingsplan-2025.docx"
    document.save(str(path))

    read = pipeline.read(path)
    (matrix,) = read.matrices
    assert matrix.names == ("Delmål", "Insats", "Ansvarig", "Koppling")
    assert [tuple(map(read.read, row.cells)) for row in matrix.rows] == rows  # each goal is both of its rows'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p><w:r><w:t>Ett</w:t></w:r><w:r><w:t>ord</w:t></w:r></w:p>", ["Ettord"]),  # Word cuts runs anywhere
        ("<w:p><w:ins><w:r><w:t>Nytt</w:t></w:r></w:ins><w:del><w:r><w:delText>Bort</w:delText></w:r></w:del></w:p>",
         ["Nytt"]),  # tracked changes
        ("<w:p><w:r><w:t>Rad</w:t><w:br/><w:t>Nästa</w:t></w:r></w:p>", ["Rad", "Nästa"]),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>I ruta</w:t></w:r></w:p></w:sdtContent></w:sdt>", ["I ruta"]),
        ("<w:p><w:hyperlink><w:r><w:t>Länk</w:t></w:r></w:hyperlink></w:p>", ["Länk"]),
    ],
)  # fmt: skip
def test_what_word_hides_in_a_paragraph(body: str, expected: list[str], tmp_path: Path) -> None:
    document = docx.Document()
    path = tmp_path / "a.docx"
    document.save(str(path))
    rewrite(path, lambda xml: re.sub(r"<w:body>.*</w:body>", f"<w:body>{body}</w:body>", xml, flags=re.S))
    assert words_of(path) == expected


def rewrite(path: Path, change: object) -> None:
    """Writes a Word file's text part anew."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["word/document.xml"] = change(parts["word/document.xml"].decode()).encode()  # type: ignore[operator]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)


def test_minutes_of_the_sample(read_sample: Read) -> None:
    read = read_sample("protokollsutdrag-2025-soder.docx")
    assert [section.number for section in read.sections if section.number] == ["§ 54", "§ 55"]
    assert [read.read(item.text) for item in read.assignments] == [
        "Förvaltningen får i uppdrag att redovisa projektets hela kostnad senast i juni 2025."
    ]


def bad(path: Path, kind: str) -> None:
    """Writes a bad file of a sort."""
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "text":
        path.write_text("bara text")
    elif kind == "old word":
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    elif kind == "another zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("innehåll.txt", "inget")
    elif kind == "bomb":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("word/document.xml", bytes(70_000_000))
    else:
        docx.Document().save(str(path))
        changes = {"broken": "<w:document><w:body><w:p>", "no text": None, "entities": ENTITIES}
        wanted = changes[kind]
        rewrite(path, lambda xml: xml if wanted is None else wanted)


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><w:document>&j;</w:document>"
)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("empty", "tom (0 byte)"),
        ("text", "inte en Word-fil"),
        ("old word", "lösenord eller sparad i Words äldre format"),
        ("another zip", "saknar word/document.xml"),
        ("bomb", "uppackad, mer än gränsen"),  # 70 kB that become 70 MB
        ("broken", "skadad"),
        ("entities", "skadad"),  # words that swell to a thousand million
        ("no text", "ingen text"),
    ],
)
def test_a_bad_file_is_refused_in_words(kind: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "yttrande åäö 2025.docx"
    bad(path, kind)
    with pytest.raises(UnreadableFileError, match=re.escape(says)) as refused:
        pipeline.read(path)
    assert path.name in str(refused.value)
    assert str(refused.value).endswith(".")
