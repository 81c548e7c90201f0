"""Rows of figure tables that have kept their grid: numbers in cells of their own, right of their label.

A row is a label of one to six lines and number cells beside it; a column is what stands above another; a column's name
is what stands over it in the header, whatever lines it takes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.clean import Layout, Line
from ingest.model import Span
from ingest.numbers import Number, value_of

_SAME_BASELINE = 3.0  # points; numbers are often set a point lower than their label
_LINE_PITCH = 1.7  # times the type size: what stands closer below belongs to the same label or header
_ROW_PITCH = 3.2  # times the type size: rows of one table stand closer than this
_LONGEST_LABEL = 6  # lines
_UNIT = r"(?:%|mnkr|mkr|tkr|kr|kronor|st)"
_NUMBER = re.compile(rf"(?P<number>[-–−+]?\s?\d[\d\s]*(?:[.,]\d+)?)\s*(?P<unit>{_UNIT}?)", re.I)
_EMPTY = ("-", "–", "—", "")


@dataclass(slots=True)
class GridRow:
    """A label, the number cells beside it with their columns, and the lines that they take."""

    label: list[Line]
    cells: list[tuple[Line, Number]]
    first: int
    last: int
    columns: list[int] = field(default_factory=list)


@dataclass(slots=True)
class GridTable:
    """Rows of one table, the names of its columns and the header's lines."""

    rows: list[GridRow]
    names: list[str]
    header: list[Line]
    corner: str  # the words over the labels
    lines: set[int]


def grid_tables(layout: Layout, taken: set[int], headings: set[int]) -> list[GridTable]:
    """The figure tables whose number cells are lines of their own, in order."""
    tables: list[GridTable] = []
    rows: list[GridRow] = []
    index = 0
    while index < len(layout.lines):
        row = _row_at(layout, index, taken, headings)
        if row is None or _is_header(row):
            if row is None and rows and not _may_be_header(layout, index, taken, headings):
                tables += _table(layout, rows, taken, headings)
                rows = []
            index += 1 if row is None else row.last - index + 1
            continue
        if rows and not _follows(layout, rows[-1], row):
            tables += _table(layout, rows, taken, headings)
            rows = []
        rows.append(row)
        index = row.last + 1
    return [*tables, *_table(layout, rows, taken, headings)]


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
    lead = len(words) - len(words.lstrip())
    return Number(value, lead + start, lead + end, match["unit"] == "%", year)


def _row_at(layout: Layout, index: int, taken: set[int], headings: set[int]) -> GridRow | None:
    """The row that begins at a line: label lines at one left edge, then number cells beside them."""
    lines = layout.lines
    label: list[Line] = []
    at = index
    while at < len(lines) and at not in taken and lines[at].span.start not in headings and len(label) <= _LONGEST_LABEL:
        line = lines[at]
        if label and (line.page != label[0].page or line.left > label[-1].right or not _stands_below(label[-1], line)):
            break
        if number_in(layout.words(line)) and not label:
            return None
        label.append(line)
        at += 1
    cells: list[tuple[Line, Number]] = []
    while label and at < len(lines) and at not in taken and _is_beside(label, cells, lines[at]):
        number = number_in(layout.words(lines[at]))
        if number:
            cells.append((lines[at], number))
        elif layout.words(lines[at]).strip() not in _EMPTY:
            break
        at += 1
    return GridRow(label, cells, index, at - 1) if cells and len(label) <= _LONGEST_LABEL else None


def _stands_below(above: Line, line: Line) -> bool:
    close = 0 < line.top - above.top < _LINE_PITCH * max(line.size, 6.0)
    return close and abs(line.left - above.left) < 12.0


def _is_beside(label: Sequence[Line], cells: Sequence[tuple[Line, Number]], line: Line) -> bool:
    """Whether a line stands to the right of a label, between its first and last baseline."""
    edge = cells[-1][0].right if cells else label[0].left + 20.0
    height = label[0].top - _SAME_BASELINE <= line.top <= label[-1].top + _SAME_BASELINE
    clear = all(line.left > other.right or abs(line.top - other.top) > _SAME_BASELINE for other in label)
    return line.page == label[0].page and line.left > edge and height and clear


def _is_header(row: GridRow) -> bool:
    """Whether the numbers are years: they name the columns."""
    return all(number.year for _, number in row.cells) and not any(char.isdigit() for char in "")


def _may_be_header(layout: Layout, index: int, taken: set[int], headings: set[int]) -> bool:
    """Whether a line may belong to the same table: short, in no other table, no heading."""
    line = layout.lines[index]
    return index not in taken and line.span.start not in headings and len(layout.words(line)) < 60


def _follows(layout: Layout, before: GridRow, row: GridRow) -> bool:
    """Whether a row goes on with the table of the one before: close below it, or first on the next page."""
    above, line = before.label[0], row.label[0]
    if abs(above.left - line.left) > 12.0:
        return False
    if above.page != line.page:
        return line.page == above.page + 1 and _overlaps(before, row) and row.first - before.last < 16
    return 0 < line.top - before.label[-1].top < _ROW_PITCH * max(line.size, 6.0) and row.first - before.last < 12


def _overlaps(before: GridRow, row: GridRow) -> bool:
    return any(abs(one.right - other.right) < 8.0 for one, _ in before.cells for other, _ in row.cells)


def _table(layout: Layout, rows: list[GridRow], taken: set[int], headings: set[int]) -> list[GridTable]:
    """The table of neighbouring rows with its header; none when a single number stands beside a word."""
    edges = _columns(rows)
    if not rows or (len(rows) == 1 and len(edges) < 2):
        return []
    for row in rows:
        row.columns = [_nearest(edges, line) for line, _ in row.cells]
    header = _header(layout, rows, taken, headings)
    names = ["" for _ in edges]
    for line in header:
        if line.right > rows[0].label[0].right or line.left > rows[0].label[0].left + 40:
            for words, left, right in _header_words(layout, line):
                at = _over(edges, left, right)
                names[at] = f"{names[at]} {words}".strip()
    corner = " ".join(layout.words(line) for line in header if line.left <= rows[0].label[0].left + 12)
    if len(rows) == 1 and not any(names):
        return []
    first = min([rows[0].first, *(layout.lines.index(line) for line in header)])
    inside = {i for i in range(first, rows[-1].last + 1) if i not in taken}
    return [GridTable(rows, names, header, corner, inside)]


def _columns(rows: Sequence[GridRow]) -> list[tuple[float, float]]:
    """The columns as left and right edges: number cells that stand above each other."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((line.left, line.right) for row in rows for line, _ in row.cells):
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _nearest(edges: Sequence[tuple[float, float]], line: Line) -> int:
    return next(i for i, (left, right) in enumerate(edges) if left <= line.left <= right)


def _header(layout: Layout, rows: Sequence[GridRow], taken: set[int], headings: set[int]) -> list[Line]:
    """The lines right above the first row: upwards as long as they stand close and are no running text."""
    found: list[Line] = []
    top = rows[0].label[0].top
    for index in range(rows[0].first - 1, max(-1, rows[0].first - 24), -1):
        line = layout.lines[index]
        if index in taken or line.span.start in headings or line.page != rows[0].label[0].page or len(line.span) > 60:
            break
        if top - line.top > 2.0 * max(line.size, 6.0) or line.top > rows[0].label[0].top:
            break
        found.insert(0, line)
        top = min(top, line.top)
    return found


def _header_words(layout: Layout, line: Line) -> list[tuple[str, float, float]]:
    """A header line's words with their edges; one piece, as far as it stands over one column."""
    return [(layout.words(line), line.left, line.right)]


def _over(edges: Sequence[tuple[float, float]], left: float, right: float) -> int:
    """The column that something in the header stands over: most in common, else the nearest."""
    def closeness(at: int) -> tuple[float, float]:
        shared = min(right, edges[at][1]) - max(left, edges[at][0])
        return max(shared, 0.0), -abs((left + right) / 2 - sum(edges[at]) / 2)

    return max(range(len(edges)), key=closeness)


def span_of(lines: Sequence[Line]) -> list[Span]:
    """The places of lines, neighbours joined."""
    spans: list[Span] = []
    for line in lines:
        if spans and line.span.start - spans[-1].end <= 1:
            spans[-1] = Span(spans[-1].start, line.span.end)
        else:
            spans.append(line.span)
    return spans
