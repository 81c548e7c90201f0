"""Invented paper for files that have no pages of their own (Word, plain text): lines get places as if they were set."""

import re
import textwrap
from collections.abc import Sequence
from itertools import pairwise

from ingest.model import Box
from ingest.pdf import RawLine, RawPage, RawWord

SIZE = 10.0  # points
ADVANCE = 6.0  # a letter's width; three blanks are wider than a word space and part two cells
PITCH = 12.0  # from baseline to baseline
LINE = 90  # letters in a full line
_MARGIN = 72.0
_ROW_GAP = 6.0  # between the rows of a table, so that they are told from the lines of one cell
_CELL_GAP = 4  # letters between two columns
_NARROWEST = 24  # letters in a column, so that a few words stand on each line


class Paper:
    """Takes text line by line and gives pages with places. A page is as high as its text is long."""

    def __init__(self) -> None:
        self._pages: list[list[RawLine]] = [[]]
        self._rules: list[list[Box]] = [[]]
        self._top = _MARGIN
        self._width = _MARGIN * 2 + LINE * ADVANCE

    def line(self, text: str, bold: bool = False, size: float = SIZE, column: int = 0) -> None:
        """One line as it stands; a word's place is its place among the letters."""
        self._put(text, _MARGIN + column * ADVANCE, self._top, bold, size)
        self._top += PITCH

    def paragraph(self, text: str, bold: bool = False, size: float = SIZE) -> None:
        """Running text, broken into lines, with air below."""
        for line in textwrap.wrap(text, LINE, break_long_words=False, break_on_hyphens=False):
            self.line(line, bold, size)
        self.gap()

    def table(self, rows: Sequence[Sequence[str | None]], bold_first: bool = True) -> None:
        """Rows of cells, each cell's lines under its own left edge, with lines drawn around the cells.

        None is a cell that the one above it goes on in.
        """
        widths = _column_widths(rows)
        edges = _edges(widths)
        first = self._top - _ROW_GAP / 2
        for number, row in enumerate(rows):
            deepest, column = 1, 0
            self._rules[-1] += _level(self._top - _ROW_GAP / 2, edges, row)
            for cell, width in zip(row, widths, strict=False):
                lines = textwrap.wrap(cell or "", width, break_long_words=False, break_on_hyphens=False)
                for at, line in enumerate(lines):
                    bold = bold_first and number == 0
                    self._put(line, _MARGIN + column * ADVANCE, self._top + at * PITCH, bold, SIZE)
                deepest = max(deepest, len(lines))
                column += width + _CELL_GAP
            self._top += deepest * PITCH + _ROW_GAP
        last = self._top - _ROW_GAP / 2
        self._rules[-1] += [*_level(last, edges, [""] * len(widths)), *((edge, first, edge, last) for edge in edges)]
        self._width = max(self._width, 2 * _MARGIN + (sum(widths) + _CELL_GAP * len(widths)) * ADVANCE)
        self.gap()

    def gap(self) -> None:
        """Air between two paragraphs."""
        self._top += PITCH

    def page_break(self) -> None:
        """What follows stands on a new page."""
        if self._pages[-1]:
            self._pages.append([])
            self._rules.append([])
        self._top = _MARGIN

    def pages(self) -> tuple[RawPage, ...]:
        """The pages, numbered from 1; an empty last one is left out."""
        filled = [(lines, rules) for lines, rules in zip(self._pages, self._rules, strict=True) if lines]
        return tuple(
            RawPage(
                number,
                str(number),
                self._width,
                max(842.0, lines[-1].words[0].box[3] + _MARGIN),
                tuple(lines),
                rules=tuple(rules),
            )
            for number, (lines, rules) in enumerate(filled, 1)
        )

    def _put(self, text: str, left: float, top: float, bold: bool, size: float) -> None:
        words = tuple(
            RawWord(match[0], (left + match.start() * ADVANCE, top, left + match.end() * ADVANCE - 1.0, top + SIZE))
            for match in re.finditer(r"\S+", text)
        )
        if words:
            self._pages[-1].append(RawLine(words, size, bold))


def _edges(widths: Sequence[int]) -> list[float]:
    """Where lines stand between the columns and on both sides."""
    lefts = [_MARGIN + (sum(widths[:at]) + at * _CELL_GAP) * ADVANCE for at in range(len(widths) + 1)]
    return [left - _CELL_GAP / 2 * ADVANCE for left in lefts]


def _level(top: float, edges: Sequence[float], row: Sequence[str | None]) -> list[Box]:
    """The line above a row, left out above cells that go on from the row before."""
    cells = [*row, *([""] * (len(edges) - 1 - len(row)))]
    sides = zip(pairwise(edges), cells, strict=False)
    return [(left, top, right, top) for (left, right), cell in sides if cell is not None]


def _column_widths(rows: Sequence[Sequence[str | None]]) -> list[int]:
    """Letters for each column: its header on one line, its longest word whole."""
    columns = max((len(row) for row in rows), default=0)
    widths = []
    for column in range(columns):
        cells = [row[column] or "" for row in rows if column < len(row)]
        longest = max((len(word) for cell in cells for word in cell.split()), default=0)
        header = len(cells[0]) if cells else 0
        widths.append(max(_NARROWEST, longest, min(header, LINE)))
    return widths
