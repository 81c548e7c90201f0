"""Goals and directions that are paragraphs."""

from pathlib import Path

import pytest

from ingest import pipeline
from ingest.columns import DIRECTIONS
from ingest.model import Document

PLAN = """
1 Inledning

Planen visar vad nämnden vill under året och hur den tänker följa upp det som har beslutats.

2 Mål

2.1 Alla ska kunna simma

Omhändertagande
Nämnden ska bygga ut simhallen i samarbete med grannkommunerna. Arbetet sker tillsammans med
skolan.
Den som inte kan simma ska få en kurs utan kostnad, och badvärdarna ska vara fler på helgerna än
de har varit tidigare.

2.2 Bättre luft i centrum

Nämnden vill ha fler gågator. Bussarna ska köras med el, och lastbilar ska ta en annan väg.

2.3 Uppdrag

Nämnden får i uppdrag att utreda en ny simhall och redovisa resultatet i mars.

3 Inriktningar

Arbetet ska i första hand ske i egen regi, och upphandling används när något annat saknas helt
i kommunen.
Föreningar ska få besked om sina bidrag i god tid före årets slut.
Nämnden prioriterar:
• simskolor
• gågator

4 Uppföljning

Planen följs upp i november varje år av hela nämnden.
"""


@pytest.fixture
def plan(tmp_path: Path) -> Document:
    path = tmp_path / "plan-2025.txt"
    path.write_text(PLAN, "utf-8")
    return pipeline.read(path)


def test_paragraphs_under_goals_and_directions(plan: Document) -> None:
    assert [(plan.read(one.lead), list(map(plan.read, one.items))) for one in plan.directions] == [
        (
            "2.1 Alla ska kunna simma",  # the label below it says nothing
            [
                "Nämnden ska bygga ut simhallen i samarbete med grannkommunerna. Arbetet sker tillsammans med skolan.",
                "Den som inte kan simma ska få en kurs utan kostnad, "
                "och badvärdarna ska vara fler på helgerna än de har varit tidigare.",
            ],
        ),
        (
            "2.2 Bättre luft i centrum",
            ["Nämnden vill ha fler gågator. Bussarna ska köras med el, och lastbilar ska ta en annan väg."],
        ),
        (
            "3 Inriktningar",  # what its bullets say is a list of its own
            [
                "Arbetet ska i första hand ske i egen regi, "
                "och upphandling används när något annat saknas helt i kommunen.",
                "Föreningar ska få besked om sina bidrag i god tid före årets slut.",
            ],
        ),
    ]
    assert [list(map(plan.read, one.items)) for one in plan.lists] == [["simskolor", "gågator"]]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("nämndens inriktningar", True),
        ("målområde: trygghet", True),
        ("mål och inriktningar 2025", True),
        ("målgrupp", False),  # for whom
        ("inriktning på studierna", False),
    ],
)
def test_headings_of_directions(title: str, wanted: bool) -> None:
    assert bool(DIRECTIONS.fullmatch(title)) is wanted
