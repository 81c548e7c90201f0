"""The section that a topic is about, whole and in order."""

from dataclasses import replace

import pytest

from app.answer_extract import answer_extract, find
from app.model import Kind
from app.summary import choose, points
from ingest.model import Chunk, Document, Section, Span
from tests.app.prose import passages, plan, prose, wanted

BATHS = (
    "Taket på badet lades om i maj. Bassängen fick nya pumpar. Personalen utbildades i livräddning. "
    "Entrén målades av föreningen. Öppettiderna blev längre på lördagar."
)
OTHER = "Skolan har fyra klasser och en matsal. Taket där är från förra året. Eleverna trivs och äter gott varje dag. "
PARKS = "Parkerna fick fler bänkar. Lekplatsen öppnades i juni. Badet nämns också här. Träd planterades vid ån av barn."


def two_sections(umbrella: bool = False) -> Document:
    """Sections "Badet" and "Parker"; or the first one cut in a heading alone and "Åtgärder" beside it."""
    made = prose(BATHS, heading="Badet")
    head = "Badet\nÅtgärder\n" if umbrella else "Badet\n"
    text = f"{head}{BATHS}\nParker\n{PARKS}\nSkola\n{OTHER}"
    sections = []
    starts = [
        text.index(title)
        for title in (("Badet", "Åtgärder", "Parker\n", "Skola\n") if umbrella else ("Badet", "Parker\n", "Skola\n"))
    ]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        title = text[start : text.index("\n", start)]
        sections.append(Section("", title, 1, Span(start, start + len(title)), Span(start, end), (title,), 0))
    whole = Span(0, len(text))
    chunks = tuple(
        Chunk(Span(one.heading.end + 1, one.span.end), number)
        for number, one in enumerate(sections)
        if one.heading.end + 1 < one.span.end
    )
    part = replace(made.parts[0], span=whole)
    page = replace(made.pages[0], span=whole)
    return replace(made, text=text, pages=(page,), parts=(part,), sections=tuple(sections), chunks=chunks)


@pytest.mark.parametrize("umbrella", [False, True])
def test_all_of_the_section_and_in_order(umbrella: bool) -> None:
    document = two_sections(umbrella)
    asked = plan("Sammanfatta vad som gjorts på badet.", "badet", kind=Kind.SUMMARY)
    found = find(asked, wanted("badet"), passages(document), {"plan": document})
    told = " ".join(statement.text for statement in answer_extract(asked, found, 40).lead)
    assert told.startswith(BATHS[:50]) or told.endswith(BATHS)
    assert BATHS in told


def test_points_are_some_sentences_each_and_end_where_there_is_no_room() -> None:
    document = two_sections()
    section = document.sections[0].span
    whole = points(document, section, 100)
    assert [document.slice(span) for span in whole] == [BATHS]
    assert points(document, section, 5) == whole  # the first one always


def test_nothing_is_chosen_where_the_topic_is_spread() -> None:
    document = two_sections()
    asked = plan("Sammanfatta vad som sägs om taket.", "taket", kind=Kind.SUMMARY)
    found = find(asked, wanted("taket"), passages(document), {"plan": document})
    told = " ".join(statement.text for statement in answer_extract(asked, found, 40).lead)
    assert "Taket på badet" in told and "Taket där" in told


def test_the_section_inside_another_is_told_when_it_is_what_is_asked_for() -> None:
    inner = f"Badet\n{BATHS} Alla trivs."
    text = f"Fritid\n{inner}\nSkola\n{OTHER}"
    made = prose(BATHS)
    sections = []
    for title, end in (("Fritid", len(text)), ("Badet", text.index("Skola")), ("Skola", len(text))):
        start = text.index(title)
        heading = Span(start, start + len(title))
        sections.append(Section("", title, 1 + (title != "Fritid"), heading, Span(start, end), (title,), 0))
    chunks = tuple(Chunk(Span(one.heading.end + 1, one.span.end), n) for n, one in enumerate(sections) if n)
    whole = Span(0, len(text))
    document = replace(
        made,
        text=text,
        pages=(replace(made.pages[0], span=whole),),
        parts=(replace(made.parts[0], span=whole),),
        sections=tuple(sections),
        chunks=chunks,
    )
    found = find(plan("Badet?", "badet"), wanted("badet"), passages(document), {"plan": document})
    of_the_bath = [one for one in found.ranked if one.passage.text in BATHS]
    chosen = choose(found.terms, of_the_bath, found.documents, 300)
    assert chosen is not None
    assert chosen.section.title == "Badet"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Sammanfatta vad badet behöver bli bättre på.", True),
        ("Sammanfatta vad som gjorts på badet.", False),
    ],
)
def test_what_comes_next_is_the_part_that_is_headed_so(question: str, told: bool) -> None:
    ahead = f"{PARKS} Bastun byggs till och får en ny kamin under våren."
    text = f"Fritid\n{BATHS} Badet är öppet.\nUtvecklingsområden framåt\n{ahead}\nSkola\n{OTHER}"
    made, end = prose(BATHS), text.index("Skola\n")
    sections = []
    for title, stop in (("Fritid", end), ("Utvecklingsområden framåt", end), ("Skola", len(text))):
        start = text.index(title)
        heading = Span(start, start + len(title))
        sections.append(Section("", title, 1 + (title[0] == "U"), heading, Span(start, stop), (title,), 0))
    ends = (text.index("Utveck") - 1, end, len(text))
    chunks = tuple(
        Chunk(Span(one.heading.end + 1, stop), n) for n, (one, stop) in enumerate(zip(sections, ends, strict=True))
    )
    whole = Span(0, len(text))
    pages, parts = (replace(made.pages[0], span=whole),), (replace(made.parts[0], span=whole),)
    document = replace(made, text=text, pages=pages, parts=parts, sections=tuple(sections), chunks=chunks)
    asked = plan(question, "badet", kind=Kind.SUMMARY)
    found = find(asked, wanted("badet"), passages(document), {"plan": document})
    said = " ".join(statement.text for statement in answer_extract(asked, found, 40).lead)
    assert (ahead in said) is told
