"""Figures (nyckeltal): the cells of figure tables, each with what it measures, its unit and its period."""

import re
from collections.abc import Sequence

from ingest import figure_context
from ingest.clean import Layout
from ingest.columns import CODE_NAMES
from ingest.figure_rows import text_figure_tables
from ingest.figure_table import FigureRow, FigureTable
from ingest.model import Figure, Part, Row, Section, Span, Table
from ingest.sections import Places
from ingest.units import counted_in, unit_of

_PERIOD = re.compile(r"20\d\d(?:-\d\d)?")


def figure_tables(
    layout: Layout,
    sections: Sequence[Section],
    taken: set[int],
    with_grid: Sequence[FigureTable] = (),
    parts: Sequence[Part] = (),
) -> tuple[tuple[Table, ...], tuple[Figure, ...]]:
    """The figure tables of a document and their cells: those found by their grid, and those of the text alone.

    `taken` are the lines of other tables.
    """
    headings = {section.heading.start for section in sections}
    found = sorted([*with_grid, *text_figure_tables(layout, taken, headings)], key=lambda table: table.start)
    figure_context.name_merged(found)
    places = Places(sections)
    tables: list[Table] = []
    figures: list[Figure] = []
    for number, table in enumerate(found):
        section = max(places.innermost(table.start), 0)
        within = sections[section] if sections else None
        part = next((part for part in reversed(parts) if part.span.start <= table.start), None)
        figure_context.complete(layout, table, within, part)
        rows = []
        for index, row in enumerate(table.rows):
            after = ((row.after,),) if row.after else ()
            rows.append(Row((tuple(row.label), *((cell,) for cell, _ in row.numbers), *after), _pages(layout, row)))
            figures += _figures(layout, row, table, (number, index), section)
        span = Span(table.start, table.rows[-1].numbers[-1][0].end)
        tables.append(Table(span, (), tuple(table.names), tuple(rows), section, tuple(table.header)))
    return tuple(tables), tuple(figures)


def _pages(layout: Layout, row: FigureRow) -> tuple[int, ...]:
    return tuple(sorted({layout.page_of(span.start) for span in [*row.label, *(cell for cell, _ in row.numbers)]}))


def _figures(layout: Layout, row: FigureRow, table: FigureTable, place: tuple[int, int], section: int) -> list[Figure]:
    label = " ".join(" ".join(layout.text[span.start : span.end] for span in row.label).split()).rstrip(":")
    made = []
    for (cell, number), column in zip(row.numbers, row.columns, strict=True):
        name = table.names[column] if column < len(table.names) else ""
        if CODE_NAMES.search(name):
            continue
        year = _PERIOD.search(name) or _PERIOD.search(label)
        made.append(
            Figure(
                label=tuple(row.label),
                label_text=label,
                heading=name,
                unit="%" if number.percent else _unit(label, name, table.unit),
                period=year[0] if year else table.period,
                value=cell,
                number=number.value,
                section=section,
                table=place[0],
                row=place[1],
            )
        )
    return made


def _unit(label: str, name: str, whole: str) -> str:
    """The unit that a row's label says, else its column, else the whole table; else what is counted."""
    counted = counted_in(name) if "antal" in name.lower() else ""
    return unit_of(label) or unit_of(name) or counted or whole or counted_in(label)
