"""The columns of a figure table that has kept its grid: what stands above each other, and what is named above them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.clean import Layout, Line
from ingest.model import Box
from ingest.numbers import Number

_SAME_BASELINE = 3.0  # points; numbers are often set a point lower than their label
_LARGER = 0.8  # points: so much larger type above a table is a heading, not a column's name
_BESIDE = 12.0  # points that a name may stand to the side of its numbers
Drawn = Mapping[int, Box]
"""Where lines begin that stand in a drawn cell, with the cell's box."""


@dataclass(slots=True)
class GridRow:
    """A label, the number cells beside it with their columns, and the lines that they take."""

    label: list[Line]
    cells: list[tuple[Line, Number]]
    after: list[Line]  # cells of words among them
    first: int
    last: int


def in_one_column(one: Line, other: Line, drawn: Drawn) -> bool:
    """Whether two lines begin at the same left edge, their own or that of their drawn cells."""
    cell, second = drawn.get(one.span.start), drawn.get(other.span.start)
    drawn_so = cell is not None and second is not None and abs(cell[0] - second[0]) < _SAME_BASELINE
    return drawn_so or abs(one.left - other.left) <= 12.0


def columns_of(rows: Sequence[GridRow]) -> list[tuple[float, float]]:
    """The columns as left and right edges: number cells that stand above each other."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((line.left, line.right) for row in rows for line, _ in row.cells):
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def column_at(edges: Sequence[tuple[float, float]], line: Line) -> int:
    """The column that a number cell stands in."""
    return next(i for i, (left, right) in enumerate(edges) if left <= line.left <= right)


def header_lines(layout: Layout, first: GridRow, taken: set[int], headings: set[int]) -> list[int]:
    """The lines above the first row, in order: upwards as long as they stand close and are no running text."""
    near: list[int] = []
    label = first.label[0]
    for index in range(first.first - 1, max(-1, first.first - 24), -1):
        line, words = layout.lines[index], layout.words(layout.lines[index])
        if (
            index in taken
            or line.span.start in headings
            or line.page != label.page
            or len(words) > 60
            or words.endswith(".")
            or line.size > label.size + _LARGER
        ):
            break
        near.append(index)
    found: list[int] = []
    top = label.top
    for index in sorted(near, key=lambda at: -layout.lines[at].top):
        line = layout.lines[index]
        if top - line.top > 2.0 * max(line.size, 6.0) or line.top > label.top:
            break
        found.append(index)
        top = line.top
    return sorted(found)


def names_over(edges: Sequence[tuple[float, float]], line: Line, drawn: Drawn) -> list[int]:
    """The columns that a line of the header names: all that its drawn cell spans, or the one that it stands over."""
    cell = drawn.get(line.span.start)
    spanned = [at for at, (left, right) in enumerate(edges) if cell and cell[0] <= (left + right) / 2 <= cell[2]]
    over = _over(edges, line)
    return spanned if len(spanned) > 1 else [over] if over is not None else []


def _over(edges: Sequence[tuple[float, float]], line: Line) -> int | None:
    """The column that something in the header stands over, or None: it names a column of text."""

    def shared(at: int) -> float:
        return min(line.right, edges[at][1]) - max(line.left, edges[at][0])

    best = max(range(len(edges)), key=shared)
    return best if shared(best) > -_BESIDE else None
