"""Charts come from the figures that an answer cites, or not at all."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.chat import charts
from app.model import Answer, Citation, Kind
from ingest.model import Document, Figure, Span

Read = Callable[[str], Document]
TEXT = "Placerade barn 512 530 498"


def _document(headings: tuple[str, ...], numbers: tuple[float | None, ...] = (512, 530, 498)) -> Document:
    values = list(re.finditer(r"\d+", TEXT))
    label = Span(0, 14)
    figures = tuple(
        Figure((label,), "Placerade barn", heading, "barn", "", Span(value.start(), value.end()), number, 0, 0, 0)
        for heading, value, number in zip(headings, values, numbers, strict=True)
    )
    return Document("a", "A", "årsrapport", None, None, 2024, TEXT, (), figures=figures)


def _answer(kind: Kind = Kind.FIGURE, answered: bool = True, spans: tuple[Span, ...] = (Span(0, len(TEXT)),)) -> Answer:
    citation = Citation(1, "a", "v", "A", None, "1", 1, "1", TEXT, "/x", (), False, spans)
    return Answer("q", answered, kind, "Svar [1]", (), None, (citation,), (), 1.0)


# column headings, what the bars are of, their labels in order
CHARTED = [
    (("2024", "2023", "2022"), "År", ["2022", "2023", "2024"]),  # oldest first
    (("Utfall 2024", "Utfall 2023", "Budget 2024"), "År", ["Utfall 2023", "Utfall 2024"]),  # like with like
    (("Norr", "Öster", "Söder"), "Del", ["Norr", "Öster", "Söder"]),
]


@pytest.mark.parametrize(("headings", "over", "labels"), CHARTED)
def test_a_row_of_years_or_departments_is_a_chart(headings: tuple[str, ...], over: str, labels: list[str]) -> None:
    found = charts.chart(_answer(), lambda name, version: _document(headings))
    assert found
    assert (found.over, [bar.label for bar in found.bars]) == (over, labels)


# column headings, answer: why there is nothing to draw
UNCHARTED = [
    (("Utfall", "Budget", "Avvikelse"), _answer()),  # sums and differences are no departments
    (("2024", "Avvikelse", "Andel"), _answer()),  # one year is no course
    (("2024", "2023", "2022"), _answer(Kind.LIST)),
    (("2024", "2023", "2022"), _answer(answered=False)),
    (("2024", "2023", "2022"), _answer(spans=(Span(0, 14),))),  # the words are cited, the numbers are not
    (("2024", "2023", "2022"), _answer(spans=())),
]


@pytest.mark.parametrize(("headings", "answer"), UNCHARTED)
def test_nothing_else_is(headings: tuple[str, ...], answer: Answer) -> None:
    assert charts.chart(answer, lambda name, version: _document(headings)) is None


def test_the_drawing_says_its_numbers_and_escapes_names() -> None:
    document = _document(("<b>A</b>", "B", "C"))
    found = charts.chart(_answer(), lambda name, version: document)
    assert found
    made = charts.drawn(found, 3)
    assert "<b>" not in made
    assert 'href="#kalla-3-1"' in made
    assert made.count("<rect") == made.count('<th scope="row">') == 3
    assert "512 barn" in made


def test_a_number_below_zero_goes_the_other_way() -> None:
    document = _document(("2024", "2023", "2022"), (-512.0, 530.0, None))
    found = charts.chart(_answer(), lambda name, version: document)
    assert found
    widths = {bar.label: bar.number for bar in found.bars}
    assert widths == {"2023": 530.0, "2024": -512.0}
    assert charts.drawn(found, 1).count('class="below"') == 1


def test_a_real_row_of_years(read_sample: Read) -> None:
    document = read_sample("arsrapport-2024-norr.pdf")
    row = [figure for figure in document.figures if figure.label_text.startswith("Total sjukfrånvaro")]
    spans = tuple(figure.value for figure in row)
    found = charts.chart(_answer(spans=spans), lambda name, version: document)
    assert found
    assert [(bar.label, bar.value) for bar in found.bars] == [("2022", "8,4 %"), ("2023", "7,9 %"), ("2024", "7,2 %")]
    assert replace(found, bars=()).citation == 1
