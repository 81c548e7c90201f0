"""Documents with tables of numbers, made for tests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import Document, Figure, Row, Section, Span, Table
from ingest.numbers import value_of
from ingest.units import unit_of
from tests.app.made import made_document


@dataclass(frozen=True)
class Made:
    """A table: the heading over it, its first column's heading, its columns, and rows of a label, cells and a note."""

    title: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass
class _Text:
    words: str = ""

    def put(self, words: str) -> Span:
        start = len(self.words)
        self.words += f"{words}\n"
        return Span(start, start + len(words))


def tabled(name: str, tables: Sequence[Made], **more: object) -> Document:
    """A document of one page with the tables under their headings, cell by cell."""
    text, figures, made, sections = _Text(), [], [], []
    for number, table in enumerate(tables):
        heading = text.put(table.title)
        header = text.put(" ".join((table.head, *table.columns)))
        rows = []
        for at, (label, *cells) in enumerate(table.rows):
            places = [text.put(words) for words in (label, *cells)]
            rows.append(Row(tuple((place,) for place in places)))
            for column, cell, place in zip(table.columns, cells, places[1:], strict=False):
                figures.append(_figure(label, places[0], column, cell, place, (number, at), table))
        span = Span(header.start, len(text.words))
        made.append(Table(span, (), table.columns, tuple(rows), number, (header,)))
        sections.append(Section("", table.title, 1, heading, Span(heading.start, span.end), (table.title,), 0))
    document = made_document(name, (text.words,))
    return replace(
        document,
        figures=tuple(figures),
        tables=tuple(made),
        sections=tuple(sections),
        chunks=(),
        **more,  # type: ignore[arg-type]
    )


def _figure(label: str, start: Span, column: str, cell: str, place: Span, at: tuple[int, int], table: Made) -> Figure:
    unit = "%" if cell.endswith("%") else unit_of(label) or unit_of(column) or unit_of(table.head)
    period = next((word for word in column.split() if word.isdigit() and len(word) == 4), "")
    return Figure((start,), label, column, unit, period, place, value_of(cell), at[0], at[0], at[1])
