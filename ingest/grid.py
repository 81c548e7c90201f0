"""Rows of a table whose cells have kept their places: a line's left edge tells its column."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import acts
from ingest.clean import Layout, Line
from ingest.columns import KIND_LABELS, YEAR_LABELS
from ingest.model import Span
from ingest.rows import CLOSED, Cell

_SLACK = 3.0  # points that a cell may stand to the left of its header
_ACROSS = 12.0  # points that a cell may reach into the next column
_SAME_BASELINE = 2.5  # points
_BLANK = 0.3  # times the type size: a word space
_GUTTER = 8.0  # points between a cell's words and the next column's
_LINE_PITCH = 1.35  # times the type size: lines of one cell stand closer than this


def edges(header: Sequence[Line], columns: int) -> list[float] | None:
    """The left edge of each column, or None when the header has not kept its cells apart."""
    found = [line.left for line in header]
    return found if len(found) == columns > 1 and found == sorted(found) and found[-1] > found[0] else None


def without_number(layout: Layout, line: Line, edges: Sequence[float]) -> list[Line]:
    """The line of a first column of numbers cut from the cell that it runs into: "3 Utreda en simhall"."""
    number = re.match(r"\d{1,3}[.)]?\s+(?=\S)", layout.words(line))
    if not number or line.left > edges[1] - _SLACK or line.right < edges[1]:
        return [line]
    cut = line.span.start + number.end()
    first = replace(
        line, span=Span(line.span.start, line.span.start + len(number[0].rstrip())), right=edges[1] - _SLACK
    )
    return [first, replace(line, span=Span(cut, line.span.end), left=edges[1])]


def leaves_grid(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line stands outside the columns or runs from the first across the next: the table has ended."""
    column = _column(line, edges)
    crosses = column == 0 and line.right > edges[1] + _ACROSS  # a word too long for its cell ends nothing
    return line.left < edges[0] - _SLACK or crosses


def grid_rows(layout: Layout, edges: Sequence[float], body: Sequence[Line]) -> list[tuple[Cell, ...]]:
    """Rows by the lines' left edges; a first-column line after other columns begins a row."""
    rows: list[tuple[Cell, ...]] = []
    before: Line | None = None
    for line in body:
        column = _column(line, edges)
        if column == 0 and (not rows or _begins_row(layout, rows[-1], line, before, edges)):
            rows.append(tuple([] for _ in edges))
        if rows:
            rows[-1][column].append(line)
        before = line
    return [row for row in rows if row[0]]


def _column(line: Line, edges: Sequence[float]) -> int:
    return max((i for i, edge in enumerate(edges) if line.left >= edge - _SLACK), default=0)


def _begins_row(layout: Layout, row: tuple[Cell, ...], line: Line, before: Line | None, edges: Sequence[float]) -> bool:
    """Whether a first-column line begins a row, or goes on with the one before it."""
    if not row[0] or before is None:
        return False
    last = row[0][-1]
    if last.page != line.page:
        goes_on = _is_label(layout, line) or layout.words(line)[:1].islower()
        return not goes_on and (_is_finished(layout, row[0]) or _had_room(layout, last, line, edges[1]))
    pitch = line.top - last.top
    if _column(before, edges) == 0:
        return pitch > 2 * _LINE_PITCH * max(line.size, 6.0)  # an empty row's height between them
    baseline_by_baseline = before.page == last.page and abs(before.top - last.top) < _SAME_BASELINE
    close = baseline_by_baseline and 0 < pitch < _LINE_PITCH * max(line.size, 6.0)
    return not close or layout.words(line)[:1].isupper()  # set as tight as a cell's own lines: by its capital


def _had_room(layout: Layout, last: Line, line: Line, edge: float) -> bool:
    """Whether a line's first word would have found room on the cell's last line, left of the next column's edge."""
    words = layout.words(line)
    first = (line.right - line.left) * len(words.split()[0]) / len(words)
    return last.right + _BLANK * last.size + first < edge - _GUTTER


def _is_label(layout: Layout, line: Line) -> bool:
    words = layout.words(line).lower().strip(" :")
    return words in YEAR_LABELS or any(words.startswith(label) for label in KIND_LABELS)


def _is_finished(layout: Layout, cell: Cell) -> bool:
    """Whether a cell's words end a sentence, or in a label's value."""
    words = layout.words(cell[-1])
    return (
        words.endswith(CLOSED)
        or bool(re.fullmatch(r"20\d\d|\w+ \w+ ?budget\w*", words))
        or acts.kind(words) is not None
    )
