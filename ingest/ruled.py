"""Cells by the lines drawn around them: the surest grid there is, cells that span rows or columns included."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from ingest.clean import Layout, Line
from ingest.level_rules import missing_rules
from ingest.model import Box, Page, Word
from ingest.rows import Cell

_TOUCHES = 2.5  # points: lines so near each other are one, and words so far outside a line are inside
_MOST = 8_000  # pieces that lines cut a table into; a drawing has more, a table of 400 rows has not
_CLOSED = 0.8  # of a cell's height must have a line to its left and its right
Places = list[float]


@dataclass(slots=True)
class RuledCell:
    """A cell: its box, and the lines, cut to it, that stand inside."""

    box: Box
    lines: Cell = field(default_factory=list)


@dataclass(slots=True)
class RuledTable:
    """The rows of a table on one page. A cell that spans rows stands in each of them, one that spans columns in its
    first; None stands where no cell is. `places` are the columns' left edges, `indices` the layout's lines inside."""

    page: int
    places: Places
    rows: list[list[RuledCell | None]]
    indices: list[int]


def ruled_tables(layout: Layout) -> list[RuledTable]:
    """The tables of all pages whose cells are drawn, from top to bottom."""
    by_page = {
        number: list(lines) for number, lines in groupby(enumerate(layout.lines), key=lambda numbered: numbered[1].page)
    }
    found: list[RuledTable] = []
    for page, rules in zip(layout.pages, layout.rules, strict=False):
        if rules and page.number in by_page:
            found += _on_page(page, rules, by_page[page.number])
    return found


def drawn_cells(layout: Layout) -> dict[int, Box]:
    """Where the lines begin that stand in drawn cells, each with its cell's box."""
    cells = (cell for table in ruled_tables(layout) for row in table.rows for cell in row if cell)
    return {line.span.start: cell.box for cell in cells for line in cell.lines}


def _on_page(page: Page, rules: Sequence[Box], lines: Sequence[tuple[int, Line]]) -> list[RuledTable]:
    found: list[RuledTable] = []
    for top, bottom, band in _bands([*rules, *missing_rules(rules, [line for _, line in lines])]):
        near = [(index, line) for index, line in lines if top <= line.top <= bottom]
        found += _in_band(page, band, near)
    return found


def _bands(rules: Sequence[Box]) -> list[tuple[float, float, list[Box]]]:
    """The lines of a page parted where no upright one stands: tables below each other."""
    found: list[tuple[float, float]] = []
    for top, bottom in sorted((rule[1], rule[3]) for rule in rules if rule[2] - rule[0] < rule[3] - rule[1]):
        if found and top <= found[-1][1] + _TOUCHES:
            found[-1] = (found[-1][0], max(found[-1][1], bottom))
        else:
            found.append((top, bottom))
    return [
        (top, bottom, [rule for rule in rules if top - _TOUCHES <= rule[1] and rule[3] <= bottom + _TOUCHES])
        for top, bottom in found
    ]


def _in_band(page: Page, rules: Sequence[Box], lines: Sequence[tuple[int, Line]]) -> list[RuledTable]:
    grid = _Grid(rules)
    if not grid.cells:
        return []
    cells = {place: RuledCell(box) for place, box in grid.cells.items()}
    inside: dict[int, list[int]] = {}
    for index, line in lines:
        for place, piece in _pieces(page, line, grid):
            cells[place].lines.append(piece)
            inside.setdefault(place, []).append(index)
    return [_table(page.number, [cells[place] for place in group], group, inside) for group in _touching(cells)]


class _Grid:
    """The page cut at every line's place; pieces that no line parts are one cell."""

    def __init__(self, rules: Sequence[Box]) -> None:
        upright = [rule for rule in rules if rule[2] - rule[0] < rule[3] - rule[1]]
        level = [rule for rule in rules if rule[2] - rule[0] > rule[3] - rule[1]]
        self.lefts = _merged((rule[0] + rule[2]) / 2 for rule in upright)
        self.tops = _merged((rule[1] + rule[3]) / 2 for rule in level)
        self.cells: dict[int, Box] = {}
        self._roots: list[int] = []
        if min(len(self.lefts), len(self.tops)) > 1 and len(self.lefts) * len(self.tops) < _MOST:
            self._walls = {at: [(r[1], r[3]) for r in upright if self._is_at(r, 0, at)] for at in self.lefts}
            self._floors = {at: [(r[0], r[2]) for r in level if self._is_at(r, 1, at)] for at in self.tops}
            self._join()
            self._close()

    @staticmethod
    def _is_at(rule: Box, side: int, place: float) -> bool:
        return abs((rule[side] + rule[side + 2]) / 2 - place) <= _TOUCHES

    def _join(self) -> None:
        """Puts together neighbouring pieces that no line parts."""
        wide, high = len(self.lefts) - 1, len(self.tops) - 1
        self._roots = list(range(wide * high))
        for row in range(high):
            middle = (self.tops[row] + self.tops[row + 1]) / 2
            for column in range(wide):
                centre = (self.lefts[column] + self.lefts[column + 1]) / 2
                if column + 1 < wide and not _covers(self._walls[self.lefts[column + 1]], middle):
                    self._unite(row * wide + column, row * wide + column + 1)
                if row + 1 < high and not _covers(self._floors[self.tops[row + 1]], centre):
                    self._unite(row * wide + column, (row + 1) * wide + column)

    def _unite(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._roots[second] = first

    def _root(self, place: int) -> int:
        while self._roots[place] != place:
            self._roots[place] = self._roots[self._roots[place]]
            place = self._roots[place]
        return place

    def _close(self) -> None:
        """Keeps the cells that have a line on each side: what stands between two tables has none."""
        wide = len(self.lefts) - 1
        boxes: dict[int, Box] = {}
        for place in range(len(self._roots)):
            row, column = divmod(place, wide)
            box = (self.lefts[column], self.tops[row], self.lefts[column + 1], self.tops[row + 1])
            root = self._root(place)
            known = boxes.get(root, box)
            boxes[root] = (
                min(known[0], box[0]), min(known[1], box[1]), max(known[2], box[2]), max(known[3], box[3])
            )  # fmt: skip
        self.cells = {root: box for root, box in boxes.items() if self._is_closed(box)}

    def _is_closed(self, box: Box) -> bool:
        rows = [(one + other) / 2 for one, other in pairwise(self.tops) if box[1] <= one < box[3]]
        walls = (self._walls[box[0]], self._walls[box[2]])
        return all(sum(_covers(wall, row) for row in rows) >= _CLOSED * len(rows) for wall in walls)

    def cell_at(self, across: float, down: float) -> int | None:
        """The cell that a point lies in."""
        column, row = bisect_right(self.lefts, across) - 1, bisect_right(self.tops, down) - 1
        if not (0 <= column < len(self.lefts) - 1 and 0 <= row < len(self.tops) - 1):
            return None
        root = self._root(row * (len(self.lefts) - 1) + column)
        return root if root in self.cells else None


def _merged(places: Iterable[float]) -> Places:
    """Places in order, those that touch made one."""
    found: Places = []
    for place in sorted(places):
        if not found or place - found[-1] > _TOUCHES:
            found.append(place)
    return found


def _covers(stretches: Sequence[tuple[float, float]], at: float) -> bool:
    return any(start - _TOUCHES <= at <= end + _TOUCHES for start, end in stretches)


def _pieces(page: Page, line: Line, grid: _Grid) -> Iterable[tuple[int, Line]]:
    """A line cut where it goes from cell to cell, each piece with its cell; what stands outside is left out."""
    first = bisect_left(page.words, line.span.start, key=lambda word: word.span.start)
    last = bisect_left(page.words, line.span.end, key=lambda word: word.span.start)
    places = [(grid.cell_at(*_centre(word)), word) for word in page.words[first:last]]
    for place, group in groupby(places, key=lambda placed: placed[0]):
        if place is not None:
            words = [word for _, word in group]
            span = replace(line.span, start=words[0].span.start, end=words[-1].span.end)
            yield place, replace(line, span=span, left=words[0].box[0], right=max(word.box[2] for word in words))


def _centre(word: Word) -> tuple[float, float]:
    left, top, right, bottom = word.box
    return (left + right) / 2, (top + bottom) / 2


def _touching(cells: dict[int, RuledCell]) -> list[list[int]]:
    """The cells of each table: those that touch each other, two and more, from top to bottom."""
    order = sorted(cells, key=lambda place: (cells[place].box[1], cells[place].box[0]))
    groups: list[tuple[Box, list[int]]] = []
    for place in order:
        box = cells[place].box
        near = [group for group in groups if _meet(group[0], box)]
        whole, members = box, [place]
        for group in near:
            groups.remove(group)
            whole = (
                min(whole[0], group[0][0]), min(whole[1], group[0][1]),
                max(whole[2], group[0][2]), max(whole[3], group[0][3]),
            )  # fmt: skip
            members = [*group[1], *members]
        groups.append((whole, members))
    return [members for _, members in sorted(groups) if len(members) > 1]


def _meet(one: Box, other: Box) -> bool:
    across = one[0] <= other[2] + _TOUCHES and other[0] <= one[2] + _TOUCHES
    return across and one[1] <= other[3] + _TOUCHES and other[1] <= one[3] + _TOUCHES


def _table(page: int, cells: Sequence[RuledCell], group: Sequence[int], inside: dict[int, list[int]]) -> RuledTable:
    lefts = _merged(cell.box[0] for cell in cells)
    tops = _merged(cell.box[1] for cell in cells)
    ends = [*tops[1:], max(cell.box[3] for cell in cells)]
    rows: list[list[RuledCell | None]] = []
    for top, end in zip(tops, ends, strict=True):
        middle = (top + end) / 2
        row: list[RuledCell | None] = [None for _ in lefts]
        for cell in cells:
            if cell.box[1] < middle < cell.box[3]:
                row[bisect_right(lefts, cell.box[0] + _TOUCHES) - 1] = cell
        rows.append(row)
    return RuledTable(page, lefts, rows, sorted({index for place in group for index in inside.get(place, ())}))
