"""The forms that assignments take, read whole from a page of text."""

from pathlib import Path

import pytest

from ingest import pipeline
from ingest.model import Document, Origin, Status

Found = list[tuple[str, str, str]]  # text, status as written, comment


def read(text: str, folder: Path, name: str = "uppfoljning-2025-ekby.txt") -> Document:
    path = folder / name
    path.write_text(text, "utf-8")
    return pipeline.read(path)


def found(document: Document) -> Found:
    return [(document.read(a.text), a.status_text, document.read(a.comment)) for a in document.assignments]


GRID = """
Uppdrag                       Status      Kommentar
Bygga en lekpark              Klar        Invigd i maj.
Måla om skolan                Pågår       Halva är målad.
"""
LABELLED = """
Uppdrag från KF Status och kommentar
Skolnämnden Ekby får i uppdrag att bygga en lekpark.
Uppdragsår
2024
Typ av uppdrag
Uppdrag inom budgetbeslut
Avslutad
Parken är byggd. SNE 2025-03-04 § 12.
Skolnämnden Ekby får i uppdrag att måla om skolan.
Uppdragsår
2025
Typ av uppdrag
Uppdrag utanför budgetbeslut
Pågående
Beräknas klart halvår 2 2026.
"""
BULLETS = """
Från stadens budget:

» Skolnämnden Ekby får i uppdrag att bygga
en lekpark.
» Skolnämnden Ekby får i uppdrag att måla.
"""
BRACKETS = """
1. Bygga en lekpark (klar)
2. Måla om skolan på båda sidor och även
taket (ej påbörjad)
"""
BENEATH = """
Bygga en lekpark
Klart

Parken är byggd.

Måla om skolan
Pågår

Halva är målad.
"""
DECISION = """
§ 4 Skolan

Beslut

1. Skolnämnden Ekby antar planen.
2. Förvaltningen får i uppdrag att måla om skolan. Det redovisas i maj.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GRID, [("Bygga en lekpark", "Klar", "Invigd i maj."), ("Måla om skolan", "Pågår", "Halva är målad.")]),
        (LABELLED, [
            ("Skolnämnden Ekby får i uppdrag att bygga en lekpark.", "Avslutad",
             "Parken är byggd. SNE 2025-03-04 § 12."),
            ("Skolnämnden Ekby får i uppdrag att måla om skolan.", "Pågående", "Beräknas klart halvår 2 2026."),
        ]),
        (BULLETS, [
            ("Skolnämnden Ekby får i uppdrag att bygga en lekpark.", "", ""),
            ("Skolnämnden Ekby får i uppdrag att måla.", "", ""),
        ]),
        (BRACKETS, [("Bygga en lekpark", "klar", ""),
                    ("Måla om skolan på båda sidor och även taket", "ej påbörjad", "")]),
        (BENEATH, [("Bygga en lekpark", "Klart", "Parken är byggd."), ("Måla om skolan", "Pågår", "Halva är målad.")]),
        (DECISION, [("Förvaltningen får i uppdrag att måla om skolan.", "", "Det redovisas i maj.")]),
        ("Nämnden talade om sitt uppdrag att bygga.", []),  # running text orders nothing
    ],
)  # fmt: skip
def test_forms(text: str, expected: Found, tmp_path: Path) -> None:
    assert found(read(text, tmp_path)) == expected


def test_what_a_status_table_says(tmp_path: Path) -> None:
    first, second = read(LABELLED, tmp_path).assignments
    assert (first.year, first.kind, first.status) == (2024, "inom budgetbeslut", Status.DONE)
    assert (first.decision, first.origin, first.issuer) == ("2025-03-04 § 12", Origin.COUNCIL, "Kommunfullmäktige")
    assert (second.year, second.kind, second.expected) == (2025, "utanför budgetbeslut", "halvår 2 2026")
    assert first.id != second.id


def test_who_gives_an_order_that_does_not_say(tmp_path: Path) -> None:
    document = read(f"Handlingsplan 2025 Skolnämnden Ekby\n\n{BRACKETS}", tmp_path, "handlingsplan-2025.txt")
    assert {(a.origin, a.issuer) for a in document.assignments} == {(Origin.BOARD, "Skolnämnden Ekby")}


def test_a_heading_with_its_facts(tmp_path: Path) -> None:
    text = """
1 Uppdrag

1.1 Skolnämnden Ekby får i uppdrag att måla

Uppdragsgivare: Kommunstyrelsen, 2023

Omhändertagande

Förvaltningen målar om skolan under sommaren när eleverna är lediga.
"""
    (item,) = read(text, tmp_path).assignments
    assert (item.origin, item.year) == (Origin.EXECUTIVE, 2023)
