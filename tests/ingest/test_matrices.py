"""Tables of text as they are kept: cells by what their columns hold."""

from pathlib import Path

from ingest import pipeline
from ingest.model import Column, Document
from tests.ingest.test_flow import LABELLED
from tests.ingest.test_layouts import read, table

HEADER = ("Aktivitet", "Ansvarig", "Målgrupp", "Tidsplan", "Uppföljning")
ROWS = (
    ("Ordna en hälsodag på torget", "Folkhälsostrategen", "Alla invånare", "Maj 2025", "Antal besökare"),
    (
        "Utbilda ledare i första hjälpen",
        "Fritidsförvaltningen",
        "Ledare i föreningar",
        "Hösten 2025",
        "Antal utbildade",
    ),
)


def told(document: Document) -> list[list[tuple[str, ...]]]:
    return [[tuple(map(document.read, row.cells)) for row in matrix.rows] for matrix in document.matrices]


def test_a_grid_of_five_columns(tmp_path: Path) -> None:
    grid = table("2fr, 1.5fr, 1.3fr, 1fr, 1.2fr", HEADER, *ROWS)
    document = read(tmp_path, "handlingsplan-2025", f"= Handlingsplan för hälsa 2025\nEkby kommun\n\n{grid}", True)
    assert told(document) == [list(ROWS)]
    (matrix,) = document.matrices
    assert matrix.names == HEADER
    assert [document.read(matrix.cell(row, Column.TARGET)) for row in matrix.rows] == [row[2] for row in ROWS]
    assert matrix.cell(matrix.rows[0], Column.PARTNER) == ()  # it has no such column
    assert document.figures == ()  # "Maj 2025" is when


def test_labels_that_are_the_columns_names_are_no_words_of_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "handlingsplan-2025.txt"
    path.write_text("\f".join(page.replace("*", "") for page in LABELLED), "utf-8")
    document = pipeline.read(path)
    (matrix,) = document.matrices
    assert matrix.names == (
        "Delmål", "Målgrupp", "Aktiviteter", "Ansvarig", "Samverkansparter", "Förväntad effekt/resultat",
    )  # fmt: skip
    first = [document.read(cell) for cell in matrix.rows[0].cells]
    assert first[1] == "Barn i låg- och mellanstadiet."
    assert first[3] == "Rektorerna Huvudansvarig för pulkabacken: Parkchefen"
    assert first[5].startswith("Kortsiktigt: Barnen rör sig mer")
    assert matrix.rows[0].pages == (1, 2)


def test_assignments_and_risks_are_told_once(tmp_path: Path) -> None:
    grid = table("2fr, 1.5fr, 1fr", ("Uppdrag", "Ansvarig", "Status"), ("Utreda en simhall", "Fritidsnämnden", "Klart"))
    document = read(tmp_path, "uppfoljning-2024", f"= Uppföljning av uppdrag 2024\nEkby kommun\n\n{grid}")
    assert len(document.assignments) == 1
    assert document.matrices == ()
