"""Rows of figure tables that have kept their grid: numbers in cells of their own, right of their label.

A row is a label of one to six lines and number cells beside it; a column is what stands above another; a column's name
is what stands over it in the header, whatever lines it takes.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.clean import Layout, Line
from ingest.figure_columns import Drawn, GridRow, column_at, columns_of, header_lines, in_one_column, names_over
from ingest.figure_table import FigureRow, FigureTable, year_named
from ingest.model import Span
from ingest.numbers import Number, value_of
from ingest.ruled import drawn_cells
from ingest.units import unit_of

_SAME_BASELINE = 3.0  # points; numbers are often set a point lower than their label
_LINE_PITCH = 1.7  # times the type size: what stands closer below belongs to the same label or header
_ROW_PITCH = 3.2  # times the type size: rows of one table stand closer than this
_LONGEST_LABEL = 6  # lines
_UNIT = r"(?:%|mnkr|mkr|tkr|kr|kronor|st)"
_QUALIFIER = r"(?:minst|högst|max|mer än|mindre än|under|över|cirka|ca|[≥≤<>~])\s*"
_NUMBER = re.compile(
    rf"(?P<qualifier>{_QUALIFIER})?(?P<number>[-–−+]?\s?(?:\d{{1,3}}(?:\s\d{{3}})+|\d+)(?:[.,]\d+)?)\s*"
    rf"(?P<unit>{_UNIT}?)",
    re.I,
)
_EMPTY = ("-", "–", "—", "")


def grid_tables(layout: Layout, taken: set[int], headings: set[int]) -> tuple[list[FigureTable], set[int]]:
    """The figure tables whose number cells are lines of their own, in order, and the lines that they take."""
    tables: list[FigureTable] = []
    inside: set[int] = set()
    drawn = drawn_cells(layout)
    for rows in _runs(layout, taken, headings, drawn):
        table, lines = _table(layout, rows, taken, headings, drawn)
        if table:
            tables.append(table)
            inside |= lines
    return tables, inside


def _runs(layout: Layout, taken: set[int], headings: set[int], drawn: Drawn) -> Iterator[list[GridRow]]:
    """Neighbouring rows, table by table."""
    rows: list[GridRow] = []
    index = 0
    while index < len(layout.lines):
        row = _row_at(layout, index, taken, headings, drawn)
        if row is None or _is_header(row):
            if row is None and rows and not _may_be_header(layout, index, taken, headings):
                yield rows
                rows = []
            index += 1 if row is None else row.last - index + 1
            continue
        if rows and not _follows(rows[-1], row, drawn):
            yield rows
            rows = []
        rows.append(row)
        index = row.last + 1
    if rows:
        yield rows


def number_in(words: str) -> Number | None:
    """The number that a cell is, its unit left out of the value's place; None for anything else.

    >>> number_in("34,0 %").value
    34.0
    """
    match = _NUMBER.fullmatch(words.strip())
    value = value_of(match["number"]) if match else None
    if match is None or value is None:
        return None
    year = bool(re.fullmatch(r"(?:19|20)\d\d", match["number"].strip()))
    start, end = match.span() if match["unit"] == "%" else match.span("number")
    start = match.start() if match["qualifier"] else start  # "minst 75" is read whole
    lead = len(words) - len(words.lstrip())
    return Number(value, lead + start, lead + end, match["unit"] == "%", year)


def _row_at(layout: Layout, index: int, taken: set[int], headings: set[int], drawn: Drawn) -> GridRow | None:
    """The row that begins at a line: label lines at one left edge, then number cells beside them.

    A second column of words between the two ("Mål", "Mått") belongs to the label.
    """
    lines = layout.lines
    label: list[Line] = []
    at = index
    while at < len(lines) and at not in taken and lines[at].span.start not in headings and len(label) <= _LONGEST_LABEL:
        line = lines[at]
        apart = label and (line.page != label[0].page or line.left > label[-1].right)
        if apart or (label and not _goes_on(label[-1], line, drawn)):
            break
        if number_in(layout.words(line)) and not label:
            return None
        label.append(line)
        at += 1
    first_column = len(label)
    while label and at < len(lines) and at not in taken and _is_second_label(label, first_column, layout, lines[at]):
        label.append(lines[at])
        at += 1
    cells: list[tuple[Line, Number]] = []
    after: list[Line] = []
    while label and at < len(lines) and at not in taken and _is_beside(layout, label, cells, lines[at]):
        number = number_in(layout.words(lines[at]))
        if number:
            cells.append((lines[at], number))
        elif layout.words(lines[at]).strip() not in _EMPTY:
            after.append(lines[at])
        at += 1
    return GridRow(label, cells, after, index, at - 1) if cells and len(label) <= _LONGEST_LABEL else None


def _goes_on(above: Line, line: Line, drawn: Drawn) -> bool:
    """Whether a line of a label goes on with the one above: in the same drawn cell, or close below it."""
    cell = drawn.get(line.span.start)
    return _stands_below(above, line) or (cell is not None and cell == drawn.get(above.span.start))


def _stands_below(above: Line, line: Line) -> bool:
    close = 0 < line.top - above.top < _LINE_PITCH * max(line.size, 6.0)
    return close and abs(line.left - above.left) < 12.0


def _is_second_label(label: Sequence[Line], first: int, layout: Layout, line: Line) -> bool:
    """Whether a line of words stands beside the label on its first baseline, or goes on below such a one."""
    if line.page != label[0].page or number_in(layout.words(line)) or layout.words(line).strip() in _EMPTY:
        return False
    if len(label) > first:
        return _stands_below(label[-1], line)
    clear = line.left > max(other.right for other in label) or len(label) == 1
    return clear and line.left > label[0].left + 20.0 and abs(line.top - label[0].top) <= _SAME_BASELINE


def _is_beside(layout: Layout, label: Sequence[Line], cells: Sequence[tuple[Line, Number]], line: Line) -> bool:
    """Whether a line stands to the right of a label, between its first and last baseline; a dash is set lower."""
    edge = cells[-1][0].right if cells else label[0].left + 20.0
    slack = 0.6 * line.size if layout.words(line).strip() in _EMPTY else _SAME_BASELINE
    bottom = max(other.top for other in label)
    height = label[0].top - _SAME_BASELINE <= line.top <= bottom + slack
    clear = all(line.left > other.right or abs(line.top - other.top) > _SAME_BASELINE for other in label)
    return line.page == label[0].page and line.left > edge and height and clear


def _is_header(row: GridRow) -> bool:
    """Whether the numbers are years: they name the columns."""
    return all(number.year for _, number in row.cells)


def _may_be_header(layout: Layout, index: int, taken: set[int], headings: set[int]) -> bool:
    """Whether a line may belong to the same table: short, in no other table, no heading."""
    line = layout.lines[index]
    return index not in taken and line.span.start not in headings and len(layout.words(line)) < 60


def _follows(before: GridRow, row: GridRow, drawn: Drawn) -> bool:
    """Whether a row goes on with the table of the one before: close below it, or first on the next page."""
    above, line = before.label[0], row.label[0]
    if not in_one_column(above, line, drawn):
        return False
    if above.page != line.page:
        return line.page == above.page + 1 and _overlaps(before, row) and row.first - before.last < 16
    return 0 < line.top - before.label[-1].top < _ROW_PITCH * max(line.size, 6.0) and row.first - before.last < 12


def _overlaps(before: GridRow, row: GridRow) -> bool:
    return any(abs(one.right - other.right) < 8.0 for one, _ in before.cells for other, _ in row.cells)


def _table(
    layout: Layout, rows: Sequence[GridRow], taken: set[int], headings: set[int], drawn: Drawn
) -> tuple[FigureTable | None, set[int]]:
    """The table of neighbouring rows with its header; None when a single number stands beside a word."""
    edges = columns_of(rows)
    header = header_lines(layout, rows[0], taken, headings)
    names = ["" for _ in edges]
    corner: list[str] = []
    for index in header:
        line = layout.lines[index]
        label = rows[0].label[0]
        if line.left <= label.left + 12.0 or (line.span.start in drawn and in_one_column(label, line, drawn)):
            corner.append(layout.words(line))
        else:
            for at in names_over(edges, line, drawn):
                names[at] = f"{names[at]} {layout.words(line)}".strip()
    if len(rows) == 1 and (len(edges) < 2 or not any(names)):
        return None, set()
    made = [
        FigureRow(
            span_of(row.label),
            [_cell(*cell) for cell in row.cells],
            [column_at(edges, line) for line, _ in row.cells],
            row.after[0].span if row.after else None,
        )
        for row in rows
    ]
    first = min([rows[0].first, *header])
    places = span_of([layout.lines[index] for index in header])
    told = " ".join(corner)
    return FigureTable(made, names, places, unit_of(told), year_named(told)), set(
        range(first, rows[-1].last + 1)
    ) - taken


def _cell(line: Line, number: Number) -> tuple[Span, Number]:
    return Span(line.span.start + number.start, line.span.start + number.end), number


def span_of(lines: Sequence[Line]) -> list[Span]:
    """The places of lines, neighbours joined."""
    spans: list[Span] = []
    for line in lines:
        if spans and line.span.start - spans[-1].end <= 1:
            spans[-1] = Span(spans[-1].start, line.span.end)
        else:
            spans.append(line.span)
    return spans
