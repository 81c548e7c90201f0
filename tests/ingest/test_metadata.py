"""Title, type, board, city, year; attachments."""

import pytest

from ingest.headings import numbered_headings
from ingest.metadata import board_in, describe, type_of
from ingest.parts import parts
from tests.ingest.conftest import Lay


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Årsrapport 2024 Skolnämnden", "årsrapport"),
        ("Yrkande om genomförandeplan", "yrkande"),  # the first that fits: a motion about a plan is a motion
        ("Samlad riskbild och internkontrollplan", "internkontrollplan"),
        ("Samlad riskbild", "riskbild"),
        ("Statusrapport maj", "statusrapport"),
        ("Anteckningar", "övrigt"),
    ],
)
def test_type_of(title: str, expected: str) -> None:
    assert type_of(title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Budget för skolnämnd Ekby", "Skolnämnden Ekby"),
        ("Skolnämnden får", "Skolnämnden"),
        ("nämnden för kultur och fritid", "Nämnden för kultur och fritid"),
        ("Kommunens plan", None),
    ],
)
def test_board_in(text: str, expected: str | None) -> None:
    assert board_in(text) == expected


def test_describe(lay: Lay) -> None:
    layout = lay("Uppföljning 2024, Vårdnämnden Ekby\nVårdnämnden i Ekby kommun följer upp. Lundby stad nämns en gång.")
    about = describe(layout, "uppfoljning", "")
    assert (about.title, about.type, about.year) == ("Uppföljning 2024, Vårdnämnden Ekby", "uppföljning", 2024)
    assert (about.board, about.city) == ("Vårdnämnden", "Ekby kommun")  # the city's name is no part of the board's


def test_listed_attachments_are_found(lay: Lay) -> None:
    prose = "\n".join(
        f"Rad {word} handlar om skolans arbete under året." for word in ["ett", "två", "tre", "fyra", "fem", "sex"]
    )
    layout = lay(
        f"Tjänsteutlåtande\nBudget 2025 Skolnämnden Ekby\n{prose}\nBilagor\n1. Lokalplan 2025\n2. Folkhälsoplan 2025",
        f"Lokalplan 2025\n*1 Inledning\n{prose}\nLokalplanen gäller lokaler.\n{prose}",
        f"Folkhälsoplan 2025\n*1 Inledning\n{prose}\nFolkhälsoplanen gäller hälsa.\n{prose}",
    )
    about = describe(layout, "budget-2025-ekby", "Budget 2025 Skolnämnden Ekby")
    found = parts(layout, about, numbered_headings(layout))
    assert [(part.title, layout.page_of(part.span.start)) for part in found] == [
        ("Budget 2025 Skolnämnden Ekby", 1),
        ("Lokalplan 2025", 2),
        ("Folkhälsoplan 2025", 3),
    ]
    assert found[0].type == "tjänsteutlåtande"
    assert found[-1].span.end == len(layout.text)
