"""Rows of "Åtgärd | Beskrivning" tables that have lost their grid.

A title of one line stands on the description's first line and makes it wider than the description's column; a title of
several lines stands before it, each line narrower than the title's column.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.clean import Layout, Line
from ingest.rows import CLOSED, Cell

_LEADS_TO_NAME = {
    "med",
    "i",
    "på",
    "av",
    "från",
    "till",
    "för",
    "inom",
    "hos",
    "och",
    "vid",
    "socialförvaltning",
    "socialnämnden",
}
_SLACK = 1.03  # a line may be so much wider than the description's widest known line
_WIDEST_TITLE = 0.75  # of the description's width: the narrow column is the title's
_TITLE_SLACK = 1.15  # the width of the titles' column is what the page leaves over, and known less well


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide the two columns are, in points."""

    title: float
    description: float


def widths(layout: Layout, lines: Sequence[Line]) -> Widths:
    """The columns' widths: a line that begins in lower case has no title before it."""
    pages = {line.page for line in lines}
    whole = _quantile([_width(line) for line in layout.lines if line.page in pages], 0.9)
    description = _quantile([_width(line) for line in lines if layout.words(line)[:1].islower()], 0.98) or 0.6 * whole
    left_over = max(whole - description, 0.3 * whole)
    return Widths(min(left_over, _WIDEST_TITLE * description), description)


def _quantile(found: Sequence[float], share: float) -> float:
    """The width that so large a share is narrower than; 0 when there is none."""
    return sorted(found)[int(len(found) * share)] if found else 0.0


def measure_rows(layout: Layout, lines: Sequence[Line], fresh: set[int], wide: Widths) -> list[tuple[Cell, ...]]:
    """Rows of title and description. `fresh` are the lines right below a header."""
    rows: list[tuple[Cell, ...]] = []
    index = 0
    while index < len(lines):
        closed = not rows or index in fresh or layout.words(lines[index - 1]).endswith(CLOSED)
        opening = _on_one_line(layout, lines[index], wide) or (
            _on_several(layout, lines, index, wide) if closed else None
        )
        if opening:
            title, description, used = opening
            rows.append((title, description))
            index += used
        else:
            if rows:
                rows[-1][1].append(lines[index])
            index += 1
    return rows


def _width(line: Line) -> float:
    return line.right - line.left if line.right > line.left else 6.0 * len(line.span)


def _on_one_line(layout: Layout, line: Line, wide: Widths) -> tuple[Cell, Cell, int] | None:
    """A title and the start of its description on one line, wider than the description's column."""
    words = layout.words(line)
    if _width(line) <= wide.description * _SLACK or not words[:1].isupper():
        return None
    per_letter = _width(line) / len(words)
    for match in re.finditer(r" (?=[A-ZÅÄÖ”]|\d{4}\b)", words):
        head, tail = match.start() * per_letter, (len(words) - match.end()) * per_letter
        leads_to_name = words[: match.start()].split()[-1].lower() in _LEADS_TO_NAME
        if head <= wide.title * _TITLE_SLACK and tail <= wide.description * _SLACK and not leads_to_name:
            start = line.span.start
            title = replace(line, span=replace(line.span, end=start + match.start()))
            return [title], [replace(line, span=replace(line.span, start=start + match.end()))], 1
    return None


def _on_several(layout: Layout, lines: Sequence[Line], index: int, wide: Widths) -> tuple[Cell, Cell, int] | None:
    """A title on narrow lines, then a description that begins with a capital."""
    title: Cell = []
    for at in range(index, min(index + 6, len(lines))):
        words, line = layout.words(lines[at]), lines[at]
        narrow = _width(line) <= wide.title * _TITLE_SLACK and not words.endswith(".")
        begins = words[:1].isupper() or words[:1].isdigit() or words[:1] in '”"'
        if not title and not (narrow and words[:1].isupper()):
            return None
        if title and begins and not narrow:
            return title, [line], at - index + 1
        if not narrow:
            return None
        title.append(line)
    return None
