"""Cells of figure tables: the row by what it means, the column by its year."""

from dataclasses import replace

import pytest

from app.answer_extract import Found
from app.answer_figures import FigureRow, apart, figure_statement, is_sure, rows_of, sign_of
from app.answer_prose import compared_figures
from app.model import Kind, Plan
from app.topic import terms
from index.model import Filters
from ingest.model import Document, Figure, Span, Table
from tests.app.made import made_document
from tests.app.tabled import Made, tabled

TEXT = (
    "Nyckeltal\n2024 2023\nTotal sjukfrånvaro 6,4 6,8\n"
    "Antal hushåll (stadsområde) 1 322 1 296\nAntal hushåll (etablering) 274 273"
)
VOCABULARY = {"sjukfrånvaro": 2, "hushåll": 3, "etablering": 2, "stadsområde": 4}


@pytest.fixture
def document() -> Document:
    made = made_document("norr", (TEXT,))
    rows = (
        ("Total sjukfrånvaro", "6,4", "6,8"),
        ("Antal hushåll (stadsområde)", "1 322", "1 296"),
        ("Antal hushåll (etablering)", "274", "273"),
    )
    figures: list[Figure] = []
    for number, (label, *values) in enumerate(rows):
        start = TEXT.index(label)
        at = start + len(label)
        for heading, value in zip(("2024", "2023"), values, strict=True):
            at = TEXT.index(value, at)
            place = Span(start, start + len(label))
            figures.append(Figure((place,), label, heading, "", heading, Span(at, at + len(value)), 1.0, 0, 0, number))
    return replace(made, figures=tuple(figures))


@pytest.mark.parametrize(
    ("question", "topic", "label"),
    [
        ("Hur stor var sjukfrånvaron 2024?", ("sjukfrånvaron",), "Total sjukfrånvaro"),
        ("Hur många hushåll i stadsområdet 2024?", ("hushåll", "stadsområdet"), "Antal hushåll (stadsområde)"),
        # what the question leaves out is not the row
        (
            "Hur många hushåll 2024? Räkna inte med etableringen.",
            ("hushåll", "etableringen"),
            "Antal hushåll (stadsområde)",
        ),
    ],
)
def test_the_row_that_is_meant(document: Document, question: str, topic: tuple[str, ...], label: str) -> None:
    plan = Plan(question, question, Kind.FIGURE, "sv", topic, Filters(), (2024,))
    best = rows_of(plan, terms(topic, VOCABULARY, {}), {"norr": document})[0]
    assert best.figures[0].label_text == label
    assert is_sure(best)


@pytest.mark.parametrize(("year", "text"), [(2024, "**6,4** 2024 (2023: 6,8)"), (2023, "**6,8** 2023 (2024: 6,4)")])
def test_the_year_asked_for_comes_first(document: Document, year: int, text: str) -> None:
    plan = Plan("?", f"sjukfrånvaro {year}", Kind.FIGURE, "sv", ("sjukfrånvaro",), Filters(), (year,))
    row = rows_of(plan, terms(plan.topic, VOCABULARY, {}), {"norr": document})[0]
    statement = figure_statement(plan, row, document)
    assert text in statement.text
    assert document.read(statement.evidence[0].spans) == "Total sjukfrånvaro 6,4 6,8"


def test_no_row_for_another_topic(document: Document) -> None:
    plan = Plan("?", "Hur många hundar?", Kind.FIGURE, "sv", ("hundar",), Filters())
    assert rows_of(plan, terms(plan.topic, VOCABULARY, {}), {"norr": document}) == []


@pytest.mark.parametrize(
    ("question", "sure"),
    [
        ("Hur många hushåll i stadsområdet 2024?", True),
        ("Vad kostade hushållen i stadsområdet 2024?", False),  # the row counts households, not money
        ("Hur stor andel av hushållen i stadsområdet 2024?", False),
    ],
)
def test_the_row_counts_what_is_asked_for(document: Document, question: str, sure: bool) -> None:
    plan = Plan(question, question, Kind.FIGURE, "sv", ("hushållen", "stadsområdet"), Filters(), (2024,))
    assert is_sure(rows_of(plan, terms(plan.topic, VOCABULARY, {}), {"norr": document})[0]) is sure


def test_the_columns_headings_are_cited_too(document: Document) -> None:
    header = Span(TEXT.index("2024 2023"), TEXT.index("2024 2023") + 9)
    table = Table(Span(header.start, len(TEXT)), (), ("2024", "2023"), (), 0, (header,))
    plan = Plan("?", "sjukfrånvaro 2024", Kind.FIGURE, "sv", ("sjukfrånvaro",), Filters(), (2024,))
    with_header = replace(document, tables=(table,))
    row = rows_of(plan, terms(plan.topic, VOCABULARY, {}), {"norr": with_header})[0]
    statement = figure_statement(plan, row, with_header)
    assert with_header.read(statement.evidence[0].spans) == "2024 2023 Total sjukfrånvaro 6,4 6,8"


@pytest.mark.parametrize(
    ("number", "said"),
    [(612.0, "Uppgifterna skiljer sig mellan s. 4 och s. 4:"), (1.0, "")],
)
def test_two_rows_of_the_same_that_differ(document: Document, number: float, said: str) -> None:
    plan = Plan("?", "sjukfrånvaro 2024", Kind.FIGURE, "sv", ("sjukfrånvaro",), Filters(), (2024,))
    cells = document.figures[:2]
    one = FigureRow("norr", cells, 1.0, 1.0)
    two = FigureRow("norr", tuple(replace(cell, number=number) for cell in cells), 1.0, 1.0)
    assert apart(plan, one, two, document) == said


def test_a_text_column_is_told_with_its_row() -> None:
    rows = (("Nära vård", "866", "9063", "Staten"), ("Beredskap", "800", "9140", "Socialstyrelsen"))
    grants = tabled("norr", (Made("Statsbidrag", "Statsbidrag", ("Belopp (tkr)",), rows),))
    plan = Plan("?", "beredskap", Kind.FIGURE, "sv", ("beredskap",), Filters())
    row = rows_of(plan, terms(plan.topic, {"beredskap": 1}, {}), {"norr": grants})[0]
    assert figure_statement(plan, row, grants).text == "Beredskap: **800 tkr** (Belopp); Socialstyrelsen."


def _costs() -> Document:
    columns = ("Region", "Nämnd")
    return tabled("norr", (
        Made("Budget för badet", "Kostnader (tkr)", columns, (
            ("Löner (tkr)", "200", "300"), ("Kurser (tkr)", "50", "60"), ("Summa (tkr)", "250", "360"))),
        Made("Budget för simhallen", "Kostnader (tkr)", columns, (
            ("Löner (tkr)", "70", "80"), ("Kurser (tkr)", "10", "10"), ("Summa (tkr)", "80", "90"))),
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("question", "topic", "told"),
    [
        ("Vad kostar simhallen i kronor?", ("simhallen",), "80"),
        ("Vad kostar badet i kronor?", ("badet",), "250"),
        ("Vad kostar löner på badet?", ("löner", "badet"), "200"),
    ],
)
def test_the_sum_says_what_all_of_it_costs(question: str, topic: tuple[str, ...], told: str) -> None:
    document = _costs()
    plan = Plan(question, question, Kind.FIGURE, "sv", topic, Filters(), ())
    best = rows_of(plan, terms(topic, {}, {}), {"norr": document})[0]
    assert is_sure(best)
    assert document.read(best.figures[0].value) == told


def test_two_things_compared_by_their_cells() -> None:
    document = _costs()
    question, topic = "Vad kostar mest, badet eller simhallen?", ("badet", "simhallen")
    plan = Plan(question, question, Kind.COMPARE, "sv", topic, Filters(), ())
    draft = compared_figures(plan, terms(topic, {}, {}), Found((), {"norr": document}))
    assert draft is not None
    said = [statement.text for statement in draft.lead]
    assert "250 tkr** mot" in said[0] or "250 tkr mot 80 tkr" in said[0]
    assert len(said) == 3
    nothing = replace(plan, standalone="Vad kostar badet?", topic=("badet",))
    assert compared_figures(nothing, terms(("badet",), {}, {}), Found((), {"norr": document})) is None


@pytest.mark.parametrize(
    ("question", "label", "number", "said"),
    [
        ("Gick badet plus eller minus?", "Resultat", 3.0, "**Överskott.**"),
        ("Hur stort blev överskottet?", "Resultat", -3.0, "**Underskott.**"),
        ("Blev det överskott?", "Resultat", 0.0, "**Varken överskott eller underskott.**"),
        ("Vilket resultat fick badet?", "Resultat", 3.0, ""),  # asks not for the sign
        ("Blev det minus på personalen?", "Personalkostnader", -3.0, ""),  # a cost is no deficit
    ],
)
def test_the_sign_of_a_result(document: Document, question: str, label: str, number: float, said: str) -> None:
    figure = replace(document.figures[0], label_text=label, number=number)
    plan = Plan(question, question, Kind.FACT, "sv", (), Filters())
    assert sign_of(plan, FigureRow("norr", (figure,), 1.0, 1.0), document) == said
