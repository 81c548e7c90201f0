"""Numbered, unnumbered and paragraph headings, and sections."""

import pytest

from ingest import clean, headings, short_headings
from ingest.model import Part, Span
from ingest.paper import Paper
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
        # narrow cells: the number on a line of its own, or words beside it; a slip gives a number twice
        (
            f"*1 Mål\n{PROSE}*1.1 Delmål\n{PROSE}1.1.1\nStärka barns\nläsning i\nförskolan\nMålgrupp: Barn i Ekby.\n"
            f"{PROSE}1.1.2 Bidra till\nlika villkor\nför alla\nsom lever här\n{PROSE}"
            f"1.1.2\nSprida\nråd till\nalla\n{PROSE}",
            [
                "1 Mål",
                "1.1 Delmål",
                "1.1.1 Stärka barns läsning i förskolan",
                "1.1.2 Bidra till lika villkor för alla som lever här",
                "1.1.2 Sprida råd till alla",
            ],
        ),
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
    assert [heading.title for heading in short_headings.unnumbered_headings(layout, set())] == ["Samverkan"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # over two lines, the second nearly as wide as the page
            f"{PROSE}Klargöra och berätta om syftet med teamet mot skadegörelse och\nklotter i kommunens östra och "
            f"norra delar – hela staden\n{PROSE}",
            ["Klargöra och berätta om syftet med teamet mot skadegörelse och klotter i kommunens östra och "
             "norra delar – hela staden"],
        ),
        (f"{PROSE}Ombyggnad av skolan i Ekby och av vägarna dit\n– norra delen\n{PROSE}",
         ["Ombyggnad av skolan i Ekby och av vägarna dit – norra delen"]),
        # no room for the next word: running text, and a verb says so too
        (f"{PROSE}Nämnden har med grannkommunerna undersökt om skolorna i länet\neller Ekby kan byggas om\n"
         f"{PROSE}", []),
        # after a list whose items end in no full stop; one that is repeated stands above any words
        (f"{PROSE}• lära av varandra\nSyfte\n{PROSE}Syfte\n{PROSE}Syfte\nSkolan är bra.\nSe bilagan.\n",
         ["Syfte", "Syfte", "Syfte"]),
    ],
)  # fmt: skip
def test_headings_without_a_number(text: str, expected: list[str], lay: Lay) -> None:
    found = short_headings.unnumbered_headings(lay(text), set())
    assert [heading.title for heading in sorted(found, key=lambda heading: heading.first)] == expected


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
    assert short_headings.unnumbered_headings(lay(f"{PROSE}{line}\n{PROSE}"), set()) == []


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
    made = sections(layout, [*numbered, *short_headings.unnumbered_headings(layout, taken)], [part])
    assert [section.trail for section in made] == [
        ("Mål",),
        ("Mål", "1. Ekby ska vara tryggt."),
        ("Mål", "2. Ekby ska vara grönt."),
        ("Inriktningar",),
        ("Uppdrag",),
        ("Uppdrag", "Från stadens budget"),
        ("Uppdrag", "Från nämnden"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # labels that come again stand below what each is about
            f"Digital skolbuss\nSyfte\n{PROSE}Kostnader\n{PROSE}Ny skolgård\nSyfte\n{PROSE}Kostnader\n{PROSE}",
            ["Digital skolbuss", "Digital skolbuss > Syfte", "Digital skolbuss > Kostnader", "Ny skolgård",
             "Ny skolgård > Syfte", "Ny skolgård > Kostnader"],
        ),
        (  # and right below numbered headings, beside what else stands there
            f"*1 Skola\nSyfte\n{PROSE}Bussar\n{PROSE}*2 Vård\nSyfte\n{PROSE}*3 Park\nSyfte\n{PROSE}",
            ["1 Skola", "1 Skola > Syfte", "1 Skola > Bussar", "2 Vård", "2 Vård > Syfte", "3 Park", "3 Park > Syfte"],
        ),
        (  # one that comes twice by chance is no label
            f"Bakgrund\n{PROSE}Ekby\n{PROSE}Vägar\n{PROSE}Ekby\n{PROSE}", ["Bakgrund", "Ekby", "Vägar", "Ekby"],
        ),
        (  # above another heading and its list, or above the years that it is about
            f"{PROSE}Forum för ekonomi\nSatsningar 2025-2026\n• byta kassa\n• byta lås\n{PROSE}Forum för skola\n"
            "2025-2026\n• byta tavlor\n• byta stolar\n",
            ["Forum för ekonomi", "Forum för ekonomi > Satsningar 2025-2026", "Forum för skola"],
        ),
    ],
)  # fmt: skip
def test_levels_in_the_type_of_the_running_text(text: str, expected: list[str], lay: Lay) -> None:
    layout = lay(text)
    numbered = headings.numbered_headings(layout)
    found = [*numbered, *short_headings.unnumbered_headings(layout, {heading.first for heading in numbered})]
    made = sections(layout, found, [Part(0, "Plan", "plan", Span(0, len(layout.text)))])
    assert [" > ".join(section.trail) for section in made] == expected


def test_type_tells_the_level() -> None:
    """Larger type closes smaller, the title holds nothing, and a list of large type is a row of headings."""
    paper = Paper()
    for size, title in (
        (20, "Plan 2025 i Ekby"), (15, "Mål"), (12, "1. Alla får lära av varandra och av"), (12, "2. Ekby är grönt"),
        (15, "Inriktningar"), (12, "Skola"), (12, "Vård"), (15, "Uppdrag"), (12, "Från nämnden"),
    ):  # fmt: skip
        paper.line(title, bold=True, size=size)
        for line in PROSE.splitlines():
            paper.line(line, bold=False, size=9)
    layout = clean.clean(paper.pages())
    numbered = headings.numbered_headings(layout)
    found = [*numbered, *short_headings.unnumbered_headings(layout, {heading.first for heading in numbered})]
    made = sections(layout, found, [Part(0, "Plan", "plan", Span(0, len(layout.text)))])
    assert [(section.level, section.title) for section in made] == [
        (1, "Plan 2025 i Ekby"), (1, "Mål"), (1, "1. Alla får lära av varandra och av"), (1, "2. Ekby är grönt"),
        (1, "Inriktningar"), (2, "Skola"), (2, "Vård"), (1, "Uppdrag"), (2, "Från nämnden"),
    ]  # fmt: skip


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
