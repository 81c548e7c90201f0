"""Answers from sentences: complete, short, without headings stuck to them."""

from dataclasses import replace

import pytest

from app.answer_extract import answer_extract, find, statements_of
from app.model import Evidence, Kind, Statement
from app.tidying import tidy
from ingest.model import Chunk, Document, Figure, Listing, Row, Section, Span, Table
from tests.app.prose import passages, plan, prose, wanted


def said(document: Document, question: str, *topic: str, kind: Kind = Kind.FACT, words: int | None = None) -> list[str]:
    asked = plan(question, *topic, kind=kind)
    found = find(asked, wanted(*topic), passages(document), {"plan": document})
    return [statement.text for statement in answer_extract(asked, found, words).lead]


@pytest.mark.parametrize(
    ("text", "question", "topic", "first"),
    [
        # points back: the sentence before comes along
        (
            "Vilan öppnade 2021. Det drivs av en förening i staden.",
            "Vem driver?",
            ("driver",),
            "Vilan öppnade 2021. Det",
        ),
        # a colon: what it leads in comes along
        ("Antal besökare per månad:\n• Juli: 23\n• Augusti: 40\n", "Antal besökare?", ("besökare",), "månad: Juli: 23"),
        # broken at a line's end between chunks: the other half comes along
        ("Bidraget minskade eftersom det\n\nriktade stödet upphörde.", "Varför?", ("bidraget",), "det riktade stödet"),
    ],
)
def test_complete(text: str, question: str, topic: tuple[str, ...], first: str) -> None:
    assert first in said(prose(text), question, *topic)[0]


def test_at_most_so_many_words() -> None:
    text = " ".join(f"Mötesplatsen nummer {n} i Norr har öppet för alla unga varje vardag." for n in range(30, 60))
    told = said(prose(text), "Vad är öppet?", "mötesplatsen", "öppet", words=40)
    assert 1 <= len(told) <= 5
    assert sum(len(one.split()) for one in told) <= 40


def test_twins_are_said_once() -> None:
    text = "Natthärbärget har 34 platser i Norr. Något annat sägs här. Natthärbärget har 34 platser i Norr."
    told = " ".join(said(prose(text), "Hur många platser?", "platser", "natthärbärget"))
    assert told.count("34 platser") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Norr: • mer tolk • fler platser", "Norr: mer tolk; fler platser."),
        ("Allt är klart", "Allt är klart."),
        ("Allt är klart!", "Allt är klart!"),
    ],
)
def test_tidy(text: str, shown: str) -> None:
    document = prose(text)
    assert tidy(document, Span(len("Verksamhet\n"), len(document.text))) == shown


def test_tidy_heading() -> None:
    document = prose("Norr får en miljon.", heading="3.2 Medborgarbudget prövas i Norr")
    assert tidy(document, Span(0, len(document.text))) == "Medborgarbudget prövas i Norr: Norr får en miljon."


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (("2024", "2023"), "Antal platser – 2024: 12; 2023: 10."),  # the first column has no name
        (("Mått", "2024", "2023"), "Mått: Antal platser; 2024: 12; 2023: 10."),
    ],
)
def test_tidy_row(columns: tuple[str, ...], shown: str) -> None:
    document = prose("Antal platser 12 10")
    start = document.text.index("Antal")
    cells = tuple((Span(start + a, start + b),) for a, b in ((0, 13), (14, 16), (17, 19)))
    span = Span(start, start + 19)
    table = Table(span, (), columns, (Row(cells),), 0)
    assert tidy(replace(document, tables=(table,)), span) == shown


def test_a_sum_is_told_with_its_unit_where_the_columns_are_shifted() -> None:
    document = prose("Minskad ram -4 Alla delar")
    start = document.text.index("Minskad")
    cells = tuple((Span(start + a, start + b),) for a, b in ((0, 11), (12, 14), (15, 25)))
    span = Span(start, start + 25)
    table = Table(span, (), ("Belopp (miljoner kronor)",), (Row(cells),), 0)
    figure = Figure(cells[0], "Minskad ram", table.columns[0], "mnkr", "", cells[1][0], -4.0, 0, 0, 0)
    shown = tidy(replace(document, tables=(table,), figures=(figure,)), span)
    assert shown == "Minskad ram – Belopp: -4 miljoner kronor; Alla delar."


def test_the_whole_list_when_several_things_are_asked_for() -> None:
    document = prose("Planen för våren omfattar:\n• Måla taket på badet.\n• Laga dörren till badet.\n• Byta lås.\n")

    def place(words: str) -> tuple[Span, ...]:
        start = document.text.index(words)
        return (Span(start, start + len(words)),)

    items = tuple(map(place, ("Måla taket på badet.", "Laga dörren till badet.", "Byta lås.")))
    whole = Span(items[0][0].start - 2, items[-1][0].end)
    listing = Listing(place("Planen för våren omfattar:"), items, 0, whole)
    told = said(replace(document, lists=(listing,)), "Vad omfattar planen för badet?", "planen", "badet")
    assert told[0] == ("Planen för våren omfattar: Måla taket på badet. Laga dörren till badet. Byta lås.")


def test_for_a_figure_a_sentence_near_the_best_one_comes_before_one_far_away() -> None:
    text = "Nämnden gjorde 23 utredningar om badet under hela det år som har gått, och alla är klara sedan länge i dag "
    text += "och ligger hos nämnden för det som ska komma sedan. Något annat står här. I 13 av dem fanns inget fel. "
    text += "Något helt annat står här och handlar inte om det. " * 12 + "Det finns 40 andra utredningar i staden."
    topic = ("utredningar", "badet", "gjordes")
    told = said(prose(text), "Hur många utredningar om badet gjordes?", *topic, kind=Kind.FIGURE)
    assert told[1].startswith("I 13 av")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kostnaden för det som sägs ovan är", "Kostnaden för det som sägs ovan är"),
        ("Kostnaden för lokalen bedöms bli", "Kostnader för lokaler bedömdes bli"),  # other forms of the words
    ],
)
def test_the_same_said_of_another_thing_is_left_out(first: str, second: str) -> None:
    document = prose(
        f"Forumet för ekonomi har byggt om kassan i Ekby. {first} 410 tkr och 200 tkr.\n"
        f"Forumet för skola har byggt om tavlan i Norrby. {second} 950 tkr och 700 tkr.",
        heading="Satsningar",
    )
    start, end = document.text.index("Forumet för skola"), len(document.text)
    both = (("Forum ekonomi", Span(0, start)), ("Forum skola", Span(start, end)))
    document = replace(
        document,
        sections=tuple(Section("", title, 1, Span(at.start, at.start), at, (title,), 0) for title, at in both),
        chunks=tuple(Chunk(at, number) for number, (_, at) in enumerate(both)),
    )
    assert "950" in "".join(said(document, "Vad kostar forumen?", "kostar", "forumen"))
    one = "".join(said(document, "Vad kostar forum ekonomi?", "kostar", "forum", "ekonomi"))
    assert "410" in one
    assert "950" not in one


@pytest.mark.parametrize(
    ("question", "beside", "is_told"),
    [
        ("Vilka konsekvenser får det att badet stängs?", "Kiosken påverkas också och får sälja korv på stan.", True),
        ("Vilka konsekvenser får det att badet stängs?", "Kiosken säljer glass och korv till alla i stan.", False),
        ("Vad sägs om att badet stängs?", "Kiosken säljer glass och korv till alla i stan.", True),
    ],
)
def test_of_what_stands_near_a_consequence_only_another_one_is_told(question: str, beside: str, is_told: bool) -> None:
    text = "Badet i hamnen stängs för alla i juni, vilket medför att många barn får åka buss till ett annat bad. "
    text += f"Parken är stor och grön i år igen. {beside} "
    text += "Något helt annat står här och handlar inte om det. " * 12 + "Badet har en brygga i trä som alla gillar."
    document, topic = prose(text), ("badet", "hamnen", "stängs")
    near = {"Kiosken": 0.86, "Badet i": 0.88, "Badet h": 0.82}  # how near the question the search finds each
    seen = [replace(one, dense=near.get(one.text[:7], 0.78)) for one in passages(document)]
    asked = plan(question, *topic)
    draft = answer_extract(asked, find(asked, wanted(*topic), seen, {"plan": document}))
    assert (beside in [statement.text for statement in draft.lead]) is is_told


def test_what_was_told_before_may_stand_in_a_document_that_was_not_found() -> None:
    document, asked = prose("Badet i hamnen har öppet för alla."), plan("Har badet öppet?", "badet", "öppet")
    found = find(asked, wanted("badet", "öppet"), passages(document), {"plan": document})
    told = Statement("Uppdraget är avslutat.", (Evidence("rapport", (Span(0, 9),)),))
    assert [one.text for one in statements_of(asked, found, 40, [told])] == ["Badet i hamnen har öppet för alla."]
    assert statements_of(asked, found, 3, [told]) == []  # no room, and something was told
    assert statements_of(asked, found, 3) != []
