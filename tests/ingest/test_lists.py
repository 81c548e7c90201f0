"""Lists, template instructions, abbreviations, chunks."""

import pytest

from ingest import lists
from ingest.chunks import chunks
from ingest.headings import numbered_headings
from ingest.model import Part, Section, Span
from ingest.sections import sections
from ingest.short_headings import unnumbered_headings
from tests.ingest.conftest import Lay


def words(layout: object, spans: object) -> str:
    text = layout.text  # type: ignore[attr-defined]
    return " ".join(" ".join(text[span.start : span.end] for span in spans).split())  # type: ignore[attr-defined]


def test_a_list_with_its_lead_goes_on_over_lines_and_pages(lay: Lay) -> None:
    layout = lay(
        "Nämnden ska under året:\n• bygga en skola som rymmer\nfyra klasser\n• måla", "• spara el\nSlut på listan."
    )
    (listing,) = lists.lists(layout, (), set())
    assert words(layout, listing.lead) == "Nämnden ska under året:"
    assert [words(layout, item) for item in listing.items] == [
        "bygga en skola som rymmer fyra klasser",
        "måla",
        "spara el",
    ]


def test_an_item_goes_on_with_a_name_that_found_no_room(lay: Lay) -> None:
    full = "Planen gäller alla som bor och verkar i kommunen, också föreningar och företag.\n" * 4
    layout = lay(
        f"{full}• Uppdraget ska redovisas till den nämnd som har beslutat om det i skolnämnden\nEkby.\n• måla\n"
        "Nämnden sparar."
    )
    (listing,) = lists.lists(layout, (), set())
    assert [words(layout, item) for item in listing.items] == [
        "Uppdraget ska redovisas till den nämnd som har beslutat om det i skolnämnden Ekby.",
        "måla",
    ]


FULL = "Planen gäller alla som bor och verkar i kommunen, också föreningar och företag.\n" * 4


def test_an_item_may_have_several_sentences(lay: Lay) -> None:
    layout = lay(
        f"{FULL}Nämnden ska:\n• bygga en skola som är klar till hösten.\nArbetet ska redovisas till nämnden.\n"
        "https://ekby.example/skola\n• måla\nFler lappar behövs i vår.\n• spara"
    )
    first, *_ = lists.lists(layout, (), set())
    assert [words(layout, item) for item in first.items] == [
        "bygga en skola som är klar till hösten. Arbetet ska redovisas till nämnden.",
        "måla",
    ]  # after "måla" there was room for more: what stands below is no part of it


def test_a_lead_is_whole_sentences_of_some_length(lay: Lay) -> None:
    long = "Skolan i Ekby är gammal och har under många år inte fått de medel som hade behövts för taket och golven"
    for text, lead in (
        ("Skolan är gammal. Nämnden ska:", "Skolan är gammal. Nämnden ska:"),
        (f"{long}. Nämnden ska därför under de kommande tre åren:", "Nämnden ska därför under de kommande tre åren:"),
        (f"{long}. Dessa är:", f"{long}. Dessa är:"),
    ):
        layout = lay(f"{FULL}{text}\n• bygga\n• måla\n{FULL}")
        (listing,) = lists.lists(layout, (), set())
        assert words(layout, listing.lead) == lead


def test_a_cell_of_bullets_goes_on_over_a_page(lay: Lay) -> None:
    layout = lay(
        f"*1 Mål\n{FULL}*1.1 Läsning\nInsatser:\n• läsa högt\n• låna böcker\nKortsiktigt:\nFler lånar.",
        f"• sprida råd\nsom är nya.\n*1.2 Rörelse\nInsatser:\n• springa\n• hoppa\n{FULL}",
    )
    numbered = numbered_headings(layout)
    found = [*numbered, *unnumbered_headings(layout, {heading.first for heading in numbered})]
    made = sections(layout, found, (Part(0, "", "plan", Span(0, len(layout.text))),))
    listed = [[words(layout, item) for item in listing.items] for listing in lists.lists(layout, made, set())]
    assert listed == [["läsa högt", "låna böcker", "sprida råd som är nya."], ["springa", "hoppa"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Beskriv kortfattat hur skolan arbetar. Skolan arbetar bra.", ["Beskriv kortfattat hur skolan arbetar."]),
        ("Instruktion: Skriv här. Lägg till rader vid behov.", ["Instruktion: Skriv här. Lägg till rader vid behov."]),
        ("Beskrivningen är kort.", []),  # not what a template says
        (
            "8 Organisation av\nskolan\nBeskriv kortfattat hur skolan\när ordnad. Skolan har sex klasser.",
            ["Beskriv kortfattat hur skolan är ordnad."],
        ),  # a heading above ends in no full stop
    ],
)
def test_instructions(text: str, expected: list[str], lay: Lay) -> None:
    layout = lay(text)
    assert [words(layout, [span]) for span in lists.instructions(layout)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hos Statens institutionsstyrelse (SiS) höjdes", {"SiS": "Statens institutionsstyrelse"}),
        ("hem för vård eller boende (HVB)", {"HVB": "hem för vård eller boende"}),
        ("kommunen (KOM gäller ej", {}),
        ("i skolan (Ekby)", {}),  # a place is no abbreviation
    ],
)
def test_abbreviations(text: str, expected: dict[str, str]) -> None:
    assert dict(lists.abbreviations(text)) == expected


def test_chunks_hold_whole_sentences_and_leave_contents_out(lay: Lay) -> None:
    sentence = "Nämnden arbetar under året med att förbättra skolan för alla elever i kommunen.\n"
    layout = lay("1 Mål ................... 4\n" + sentence * 40)
    made = chunks(layout, sections(layout, [], []))
    assert len(made) > 2
    assert all(layout.text[chunk.span.start : chunk.span.end].endswith(".") for chunk in made)
    assert all(len(chunk.span) <= 1_250 + 100 for chunk in made)
    assert "....." not in "".join(layout.text[chunk.span.start : chunk.span.end] for chunk in made)


def test_a_chunk_may_end_inside_a_line(lay: Lay) -> None:
    line = "om skolan. Nämnden följer arbetet med alla skolor i kommunen och redovisar det"  # no line ends a sentence
    layout = lay("Nämnden talar\n" + f"{line}\n" * 40)
    made = chunks(layout, ())
    texts = [layout.text[chunk.span.start : chunk.span.end] for chunk in made]
    assert len(made) > 2
    assert all(text.endswith("om skolan.") for text in texts[:-1])
    assert " ".join(" ".join(texts).split()) == " ".join(layout.text.split())  # nothing lost


def test_a_chunk_is_not_cut_inside_a_small_section(lay: Lay) -> None:
    layout = lay(
        "*3.4 Mål för organisationen och dess medarbetare\n"
        "*Omhändertagande\n"
        "Chefer ska ha högst 25 medarbetare vid utgången av året, och varje enhet ska ha en plan. Planen följs\n"
        "upp två gånger om året av förvaltningen. Alla ska må bra på arbetet. Sjukfrånvaron ska inte\n"
        "överstiga 7,5 procent. Alla enheter genomför arbetsmiljödagar i maj."
    )
    end = len(layout.text)
    inner = layout.text.index("Omhänder")
    found = [
        Section("3.4", "3.4 Mål", 2, Span(0, inner - 1), Span(0, end), ("3.4 Mål",), 0),
        Section("", "Omhändertagande", 3, Span(inner, inner + 15), Span(inner, end), ("3.4 Mål",), 0),
    ]
    (made,) = chunks(layout, found)
    assert layout.text[made.span.start : made.span.end].endswith("i maj.")
