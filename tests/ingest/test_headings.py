"""Numbered, unnumbered and paragraph headings, and sections."""

import pytest

from ingest import headings
from ingest.model import Part, Span
from ingest.sections import Places, lines_in, sections
from tests.ingest.conftest import Lay

PROSE = "Nämnden arbetar under året med att förbättra skolan för alla elever i hela kommunen.\n" * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"*1 Inledning\n{PROSE}*2 Mål\n{PROSE}", ["1 Inledning", "2 Mål"]),
        (
            f"*1 Inledning\n{PROSE}*1.1 Syfte\n{PROSE}*1.1.1 Bakgrund\n{PROSE}",
            ["1 Inledning", "1.1 Syfte", "1.1.1 Bakgrund"],
        ),
        (f"*1 Mål\n{PROSE}*7 Lotsen\n{PROSE}", ["1 Mål"]),  # a number that does not follow
        (f"*1 Stöd till barn och\n*unga i skolan\n{PROSE}", ["1 Stöd till barn och unga i skolan"]),  # wraps
        (f"1. Anpassat stöd\n2. Aktiv fritid\n3. Trygga miljöer\n{PROSE}", []),  # a list
        ("1 Inledning ........................ 4\n2 Mål ........................ 5\n", []),  # a table of contents
    ],
)
def test_numbered_headings(text: str, expected: list[str], lay: Lay) -> None:
    assert [heading.title for heading in headings.numbered_headings(lay(text))] == expected


def test_an_assignment_as_heading_ends_at_its_label(lay: Lay) -> None:
    layout = lay(
        f"*1 Skolnämnden får i uppdrag att bygga\n*en skola i Ekby.\nUppdragsgivare: Rådet\nOmhändertagande\n{PROSE}"
    )
    (heading,) = headings.numbered_headings(layout)
    assert heading.title == "1 Skolnämnden får i uppdrag att bygga en skola i Ekby."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*§ 4 Ny skola\nText om skolan.\n*§ 5 Övrigt\nText.", ["§ 4", "§ 5"]),
        ("*§ 9 Ny skola\nText om skolan.\n*§ 5 Övrigt\nText.", ["§ 9"]),  # minutes count upwards
        ("Beslutet fattades i\n§ 5 Övrigt enligt\nprotokollet.", []),  # inside a sentence
    ],
)
def test_paragraph_headings(text: str, expected: list[str], lay: Lay) -> None:
    assert [heading.number for heading in headings.paragraph_headings(lay(text))] == expected


def test_unnumbered_headings_stand_between_sentences(lay: Lay) -> None:
    layout = lay(f"{PROSE}Samverkan\n{PROSE}en kort rad mitt i\n{PROSE}")
    assert [heading.title for heading in headings.unnumbered_headings(layout, set())] == ["Samverkan"]


@pytest.mark.parametrize(
    "line",
    [
        "Det innebär att:",  # leads in a list
        "Mnkr = miljoner kronor",
        "Kvartal 3: 2 beslut",
        "Uppdragsgivare: Kommunstyrelsen",  # a fact of an assignment
        "Ansvarig är nämnden och",  # goes on below
    ],
)
def test_lines_that_are_no_headings(line: str, lay: Lay) -> None:
    assert headings.unnumbered_headings(lay(f"{PROSE}{line}\n{PROSE}"), set()) == []


def test_a_heading_ends_before_its_table(lay: Lay) -> None:
    layout = lay(f"*1 Uppdrag från nämnden\n*Uppdrag\n*Omhändertagande\nNämnden får i uppdrag att bygga.\n{PROSE}")
    assert [heading.title for heading in headings.numbered_headings(layout)] == ["1 Uppdrag från nämnden"]


def test_labels_hold_what_stands_under_them(lay: Lay) -> None:
    layout = lay(
        f"Mål:\n*1. Ekby ska vara tryggt.\n{PROSE}*2. Ekby ska vara grönt.\n{PROSE}Inriktningar:\n{PROSE}"
        f"Uppdrag:\nFrån stadens budget:\n{PROSE}Från nämnden:\n{PROSE}"
    )
    part = Part(0, "Plan", "plan", Span(0, len(layout.text)))
    numbered = headings.numbered_headings(layout)
    taken = {heading.first for heading in numbered}
    made = sections(layout, [*numbered, *headings.unnumbered_headings(layout, taken)], [part])
    assert [section.trail for section in made] == [
        ("Mål",),
        ("Mål", "1. Ekby ska vara tryggt."),
        ("Mål", "2. Ekby ska vara grönt."),
        ("Inriktningar",),
        ("Uppdrag",),
        ("Uppdrag", "Från stadens budget"),
        ("Uppdrag", "Från nämnden"),
    ]


def test_sections_nest_and_are_found_by_place(lay: Lay) -> None:
    layout = lay(f"*1 Mål\n{PROSE}*1.1 Skola\n{PROSE}*2 Budget\n{PROSE}")
    part = Part(0, "Plan", "plan", Span(0, len(layout.text)))
    made = sections(layout, headings.numbered_headings(layout), [part])
    assert [section.trail for section in made] == [("1 Mål",), ("1 Mål", "1.1 Skola"), ("2 Budget",)]
    assert made[0].span.covers(made[1].span)
    places = Places(made)
    assert [places.innermost(section.heading.start) for section in made] == [0, 1, 2]
    assert (places.outer(1), places.outer(2)) == (0, -1)
    assert Places(()).innermost(0) == -1
    assert [layout.words(line) for line in lines_in(layout, made[2].heading)] == ["2 Budget"]
