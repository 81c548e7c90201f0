"""Tables of text: a header that names its columns, rows, cells; with a grid, and from text that has lost it.

Where lines are drawn around the cells they tell (`drawn`); where the file has kept the cells' places, a cell's left
edge tells its column (`grid`). Where every line begins at the same edge (exported files), the rows are found from how
such tables are written (`rows`, `measures`, `flowing`).
"""

from collections.abc import Iterable, Sequence

from ingest import grid, measures
from ingest.clean import Layout
from ingest.drawn import add_rows, drawn_tables
from ingest.flowing import flows, read_flowing
from ingest.headers import header_at
from ingest.headings import Heading
from ingest.model import Column
from ingest.rows import Cell, assignment_rows, has_year_labels, labelled_rows
from ingest.table_body import Body, inner_headings, table_body
from ingest.text_table import TextTable


def text_tables(layout: Layout, headings: Sequence[Heading], openings: frozenset[int] = frozenset()) -> list[TextTable]:
    """The tables whose header names at least two known columns, in order. No table goes on into an attachment."""
    found: list[tuple[TextTable, Body]] = []
    drawn = {table.first: table for table in drawn_tables(layout)}
    stops = {heading.first for heading in headings} | openings | set(drawn)
    index = 0
    while index < len(layout.lines):
        if index in drawn:
            index = drawn[index].last + 1
            continue
        header = header_at(layout, index)
        if not header:
            index += 1
            continue
        inner = inner_headings(index, headings) if header.columns[0] is Column.GOAL else {}
        body = table_body(layout, index + header.size, header, stops - inner.keys() if inner else stops, inner)
        lines = list(layout.lines[index : index + header.size])
        found.append((TextTable(header.columns, header.names, [], lines, index, body.end - 1), body))
        index = max(body.end, index + header.size)
    gridless = [line for table, body in found if _is_measures(table) for line in body.lines]
    wide = measures.widths(layout, gridless)
    flowing: dict[tuple[Column, ...], list[tuple[TextTable, Body]]] = {}
    for table, body in found:
        if flows(table, body):
            flowing.setdefault(table.columns, []).append((table, body))
        else:
            table.rows = _rows(layout, table, body, wide)
    for alike in flowing.values():
        read_flowing(layout, alike)
    return _joined(layout, sorted([*drawn.values(), *(table for table, _ in found)], key=lambda table: table.first))


def _joined(layout: Layout, tables: Sequence[TextTable]) -> list[TextTable]:
    """The tables, one that goes on with the same header at the top of the next page made one with it."""
    whole: list[TextTable] = []
    for table in tables:
        last = whole[-1] if whole else None
        page = layout.lines[table.first].page
        if (
            last
            and last.rows
            and table.rows
            and (last.names, last.last + 1) == (table.names, table.first)
            and layout.lines[last.last].page + 1 == page
        ):
            add_rows(layout, last, table.rows)
            last.last = table.last
        else:
            whole.append(table)
    return whole


def _rows(layout: Layout, table: TextTable, body: Body, wide: measures.Widths) -> list[tuple[Cell, ...]]:
    edges = grid.edges(table.header, len(table.columns))
    if edges:
        return grid.grid_rows(layout, edges, body.lines)
    if Column.ASSIGNMENT in table.columns and has_year_labels(layout, body.lines):
        return labelled_rows(layout, body.lines, body.fresh)
    if table.columns[0] is Column.ASSIGNMENT:
        return assignment_rows(layout, body.lines, body.fresh) if len(table.columns) == 2 else []
    return measures.measure_rows(layout, body.lines, body.fresh, wide) if _is_measures(table) else []


def _is_measures(table: TextTable) -> bool:
    """Whether a table without a grid holds measures or controls with their descriptions."""
    described = table.columns[0] in (Column.MEASURE, Column.CONTROL) and table.columns[1:] == (Column.DESCRIPTION,)
    return described and len(table.header) == 1


def table_lines(tables: Iterable[TextTable]) -> set[int]:
    """The indices of all lines inside tables."""
    return {index for table in tables for index in range(table.first, table.last + 1)}
