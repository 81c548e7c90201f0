"""Tables of text: a header that names its columns, rows, cells; with a grid, and from text that has lost it.

Where the file has kept the cells' places, a cell's left edge tells its column (`grid`). Where every line begins at the
same edge (exported files), the rows are found from how such tables are written (`rows`, `measures`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest import grid, measures
from ingest.clean import Layout, Line
from ingest.columns import Column, parse_header
from ingest.headings import Heading
from ingest.rows import Cell, assignment_rows, has_year_labels, labelled_rows

_SAME_BASELINE = 2.5  # points
_MAX_COLUMNS = 8


@dataclass(slots=True)
class TextTable:
    """A table by its columns; `rows` hold a cell (lines, cut to the cell where need be) for each column."""

    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    header: list[Line]
    first: int  # lines of the layout, header included
    last: int
    section: int = 0


@dataclass(slots=True)
class _Body:
    """A table's lines before its rows are known; `fresh` are those right below a repeated header."""

    lines: list[Line]
    fresh: set[int]
    end: int


def text_tables(layout: Layout, headings: Sequence[Heading], openings: frozenset[int] = frozenset()) -> list[TextTable]:
    """The tables whose header names at least two known columns, in order. No table goes on into an attachment."""
    found: list[tuple[TextTable, _Body]] = []
    stops = {heading.first for heading in headings} | openings
    index = 0
    while index < len(layout.lines):
        header = _header_at(layout, index)
        if not header:
            index += 1
            continue
        columns, size = header
        lines = layout.lines[index : index + size]
        body = _body(layout, index + size, columns, stops, grid.edges(lines, len(columns)))
        found.append((TextTable(columns, [], list(lines), index, body.end - 1), body))
        index = max(body.end, index + size)
    gridless = [line for table, body in found if _is_measures(table) for line in body.lines]
    wide = measures.widths(layout, gridless)
    for table, body in found:
        table.rows = _rows(layout, table, body, wide)
    return [table for table, _ in found]


def _header_at(layout: Layout, index: int) -> tuple[tuple[Column, ...], int] | None:
    """The columns of a header that begins at a line, and how many lines it takes: one, or one a cell."""
    group = [layout.lines[index]]
    for other in layout.lines[index + 1 : index + _MAX_COLUMNS]:
        same = other.page == group[0].page and abs(other.top - group[0].top) <= _SAME_BASELINE
        if not same or other.left <= group[-1].left:
            break
        group.append(other)
    columns = parse_header(" ".join(layout.words(line) for line in group))
    return (columns, len(group)) if columns and len(group) in (1, len(columns)) else None


def _body(
    layout: Layout, start: int, columns: tuple[Column, ...], stops: set[int], edges: Sequence[float] | None
) -> _Body:
    """The lines up to the table's end; a header that repeats on a new page is left out."""
    body = _Body([], set(), start)
    index = start
    while index < len(layout.lines) and index not in stops:
        again = _header_at(layout, index)
        if again and again[0] == columns:
            index += again[1]
            body.fresh.add(len(body.lines))
            continue
        numbered = edges and columns[0] is Column.NUMBER
        lines = grid.without_number(layout, layout.lines[index], edges or ()) if numbered else [layout.lines[index]]
        if again or (edges and any(grid.leaves_grid(line, edges) for line in lines)):
            break
        body.lines += lines
        index += 1
    body.end = index
    return body


def _rows(layout: Layout, table: TextTable, body: _Body, wide: measures.Widths) -> list[tuple[Cell, ...]]:
    edges = grid.edges(table.header, len(table.columns))
    if edges:
        return grid.grid_rows(layout, edges, body.lines)
    if has_year_labels(layout, body.lines):
        return labelled_rows(layout, body.lines, body.fresh)
    if table.columns[0] is Column.ASSIGNMENT and len(table.columns) == 2:
        return assignment_rows(layout, body.lines, body.fresh)
    return measures.measure_rows(layout, body.lines, body.fresh, wide) if _is_measures(table) else []


def _is_measures(table: TextTable) -> bool:
    """Whether a table without a grid holds measures or controls with their descriptions."""
    return table.columns[0] in (Column.MEASURE, Column.CONTROL) and len(table.columns) == 2 and len(table.header) == 1


def table_lines(tables: Sequence[TextTable]) -> set[int]:
    """The indices of all lines inside tables."""
    return {index for table in tables for index in range(table.first, table.last + 1)}
