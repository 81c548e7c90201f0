"""Tables of text: a header that names its columns, rows, cells; with a grid, and from text that has lost it.

Where lines are drawn around the cells they tell (`ruled`); where the file has kept the cells' places, a cell's left
edge tells its column (`grid`). Where every line begins at the
same edge (exported files), the rows are found from how such tables are written (`rows`, `measures`, `flow`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest import flow, grid, measures
from ingest.clean import Layout, Line
from ingest.columns import LABELS, PART_COLUMNS, column_of
from ingest.drawn import drawn_tables
from ingest.headers import Header, header_at
from ingest.headings import Heading
from ingest.model import Column
from ingest.rows import Cell, assignment_rows, has_year_labels, labelled_rows
from ingest.text_table import TextTable

_NUMBER = re.compile(r"(\d{1,2})\.?")
_LABELS = 3  # kinds of labels in a table's cells: then they part its columns
_ALL = 0.5  # of a table's rows have a second cell: else they are no rows


@dataclass(slots=True)
class _Body:
    """A table's lines before its rows are known; `fresh` are those right below a repeated header, `headings` those of
    headings in its first column."""

    lines: list[Line]
    fresh: set[int]
    end: int
    headings: list[list[int]] = field(default_factory=list)


def text_tables(layout: Layout, headings: Sequence[Heading], openings: frozenset[int] = frozenset()) -> list[TextTable]:
    """The tables whose header names at least two known columns, in order. No table goes on into an attachment."""
    found: list[tuple[TextTable, _Body]] = []
    drawn = {table.first: table for table in drawn_tables(layout)}
    index = 0
    while index < len(layout.lines):
        if index in drawn:
            index = drawn[index].last + 1
            continue
        header = header_at(layout, index)
        if not header:
            index += 1
            continue
        inner = _inner_headings(index, headings) if header.columns[0] is Column.GOAL else {}
        stops = {heading.first for heading in headings if heading.first not in inner} | openings | set(drawn)
        body = _body(layout, index + header.size, header, stops, inner)
        lines = list(layout.lines[index : index + header.size])
        found.append((TextTable(header.columns, header.names, [], lines, index, body.end - 1), body))
        index = max(body.end, index + header.size)
    gridless = [line for table, body in found if _is_measures(table) for line in body.lines]
    wide = measures.widths(layout, gridless)
    flowing: dict[tuple[Column, ...], list[tuple[TextTable, _Body]]] = {}
    for table, body in found:
        if _flows(layout, table, body):
            flowing.setdefault(table.columns, []).append((table, body))
        else:
            table.rows = _rows(layout, table, body, wide)
    for alike in flowing.values():
        _read_flowing(layout, alike)
    return sorted([*drawn.values(), *(table for table, _ in found)], key=lambda table: table.first)


def _inner_headings(index: int, headings: Sequence[Heading]) -> dict[int, Heading]:
    """The headings that stand in the first column of a table of goals: those below the one that the table is under."""
    before = next((heading for heading in reversed(headings) if heading.first < index), None)
    inner: dict[int, Heading] = {}
    for heading in headings:
        if heading.first >= index:
            if before is None or heading.level <= before.level:
                break
            inner[heading.first] = heading
    return inner


def _body(layout: Layout, start: int, header: Header, stops: set[int], inner: dict[int, Heading]) -> _Body:
    """The lines up to the table's end; a header that repeats on a new page is left out."""
    body = _Body([], set(), start)
    edges = header.edges
    index = start
    while index < len(layout.lines) and index not in stops:
        again = header_at(layout, index)
        if again and again.columns == header.columns:
            index += again.size
            body.fresh.add(len(body.lines))
            continue
        numbered = edges and header.columns[0] is Column.NUMBER
        lines = grid.without_number(layout, layout.lines[index], edges or ()) if numbered else [layout.lines[index]]
        if again or (edges and any(grid.leaves_grid(line, edges) for line in lines)):
            break
        if index in inner:
            size = inner[index].last - index + 1
            body.headings.append(list(range(len(body.lines), len(body.lines) + size)))
            lines = list(layout.lines[index : index + size])
            index += size - 1
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
    if table.columns[0] is Column.ASSIGNMENT:
        return assignment_rows(layout, body.lines, body.fresh) if len(table.columns) == 2 else []
    return measures.measure_rows(layout, body.lines, body.fresh, wide) if _is_measures(table) else []


def _flows(layout: Layout, table: TextTable, body: _Body) -> bool:
    """Whether a table without a grid tells who does what for whom, or to what end."""
    gridless = not grid.edges(table.header, len(table.columns)) and not has_year_labels(layout, body.lines)
    return gridless and table.columns[0] is not Column.ASSIGNMENT and bool(PART_COLUMNS.intersection(table.columns))


def _is_measures(table: TextTable) -> bool:
    """Whether a table without a grid holds measures or controls with their descriptions."""
    described = table.columns[0] in (Column.MEASURE, Column.CONTROL) and table.columns[1:] == (Column.DESCRIPTION,)
    return described and len(table.header) == 1


def _read_flowing(layout: Layout, alike: Sequence[tuple[TextTable, _Body]]) -> None:
    """Rows by how their cells were set, of tables that have the same columns; labels in the cells part the columns."""
    bodies = [_flow_body(layout, body) for _, body in alike]
    labels = _labels(layout, [body.lines for body in bodies])
    columns = alike[0][0].columns
    if len(labels) >= _LABELS:
        columns = (*(column for column in columns[:1] if column not in labels), *labels)
    for (table, _), rows in zip(alike, flow.flow_rows(layout, columns, bodies), strict=True):
        whole = [row for row in rows if row[0] and sum(map(bool, row)) > 1]
        table.rows = rows if len(whole) >= _ALL * len(rows) else []
        if columns != table.columns:
            names = dict(zip(table.columns, table.names, strict=True))
            table.names = tuple(labels.get(column) or names.get(column, "") for column in columns)
            table.columns, table.shared = columns, True


def _labels(layout: Layout, tables: Sequence[Sequence[Line]]) -> dict[Column, str]:
    """What the labels that open lines tell of ("Målgrupp:"), each with its words where they name a column."""
    known = [column for _, column in LABELS]
    found: dict[Column, str] = {}
    for lines in tables:
        words = [layout.words(line) for line in lines]
        for at in range(len(words)):
            place = flow.label_in(words, at, known)
            if place is not None:
                label = words[at].partition(":")[0]
                found[known[place]] = found.get(known[place]) or (label if column_of(label) else "")
    return {column: found[column] for column in known if column in found}


def _flow_body(layout: Layout, body: _Body) -> flow.Body:
    """The lines that are cells, the numbers of rows left out, and where rows begin for sure."""
    begins = {places[0] for places in body.headings}
    inside = {place for places in body.headings for place in places}
    lines: list[Line] = []
    marks, own, fresh, number = set[int](), set[int](), set[int](), 0
    marked = False
    for at, pieces in enumerate(flow.split_merged(layout, body.lines)):
        if at in body.fresh:
            fresh.add(len(lines))
        alone = _NUMBER.fullmatch(layout.words(pieces[0]))
        if alone:
            marked = marked or int(alone[1]) == number + 1
            number += marked and int(alone[1]) == number + 1
            continue
        if marked or at in begins:
            marks.add(len(lines))
            marked = False
        if at in inside:
            own.add(len(lines))
        lines += pieces
    return flow.Body(lines, frozenset(marks), frozenset(own), frozenset(fresh), only_marks=bool(own))


def table_lines(tables: Iterable[TextTable]) -> set[int]:
    """The indices of all lines inside tables."""
    return {index for table in tables for index in range(table.first, table.last + 1)}
