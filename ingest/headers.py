"""Headers of tables of text: on one line, one line a cell, or wrapped."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest import grid
from ingest.clean import Layout, Line
from ingest.columns import header_names, opens_header
from ingest.model import Column

_SAME_BASELINE = 2.5  # points
_MAX_COLUMNS = 8
_WRAPPED = 5  # lines of a header that has lost its grid
_LEAST_WRAPPED = 3  # columns of such a header: two words on two lines are two words
_LINE_PITCH = 1.7  # times the type size: what stands closer below belongs to the same header


@dataclass(frozen=True, slots=True)
class Header:
    """A table's columns with their names as written; the lines that they take, and the left edge of each cell where
    the file has kept them apart."""

    columns: tuple[Column, ...]
    names: tuple[str, ...]
    size: int
    edges: tuple[float, ...] = ()


def header_at(layout: Layout, index: int) -> Header | None:
    """The header that begins at a line, or None."""
    if not opens_header(layout.words(layout.lines[index])):
        return None
    beside = _beside(layout, index)
    lines = layout.lines[index : index + beside]
    if found := _named(" ".join(layout.words(line) for line in lines)):
        columns, names = found
        if beside in (1, len(columns)):
            return Header(columns, names, beside, tuple(grid.edges(lines, len(columns)) or ()))
    return _wrapped(layout, index) if beside == 1 else None


def _named(words: str) -> tuple[tuple[Column, ...], tuple[str, ...]] | None:
    found = header_names(words)
    return (tuple(column for _, column in found), tuple(name for name, _ in found)) if found else None


def _beside(layout: Layout, index: int) -> int:
    """How many lines stand on one baseline from a line on, each right of the one before it."""
    group: list[Line] = [layout.lines[index]]
    for other in layout.lines[index + 1 : index + _MAX_COLUMNS]:
        same = other.page == group[0].page and abs(other.top - group[0].top) <= _SAME_BASELINE
        if not same or other.left <= group[-1].left:
            break
        group.append(other)
    return len(group)


def _wrapped(layout: Layout, index: int) -> Header | None:
    """A header without a grid on several lines: "Delmål", "Planerade insatser Ansvar Förväntad", "effekt"."""
    lines = layout.lines[index : index + _WRAPPED]
    for size in range(2, len(lines) + 1):
        if not _close(lines[:size]):
            return None
        found = _named(" ".join(layout.words(line) for line in lines[:size]))
        if found and len(found[0]) >= _LEAST_WRAPPED:
            return Header(*found, size)
    return None


def _close(lines: Sequence[Line]) -> bool:
    above, line = lines[-2:]
    return line.page == above.page and 0 < line.top - above.top < _LINE_PITCH * max(line.size, 6.0)
