"""The lines of a table of text that has its header above it and no lines drawn around its cells."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from ingest import grid
from ingest.clean import Layout, Line
from ingest.columns import PART_COLUMNS
from ingest.headers import Header, header_at
from ingest.headings import Heading
from ingest.model import Column

_PROSE = 0.62  # of the page's width: no cell of three is so wide
_PROSE_LINES = 2  # so wide in succession: one may be the words of two cells
_PLAN_COLUMNS = 3


@dataclass(slots=True)
class Body:
    """A table's lines before its rows are known; `fresh` are those right below a repeated header, `headings` those of
    headings in its first column."""

    lines: list[Line]
    fresh: set[int]
    end: int
    headings: list[list[int]] = field(default_factory=list)


def inner_headings(index: int, headings: Sequence[Heading]) -> dict[int, Heading]:
    """The headings that stand in the first column of a table of goals: those below the one that the table is under."""
    before = next((heading for heading in reversed(headings) if heading.first < index), None)
    inner: dict[int, Heading] = {}
    for heading in headings:
        if heading.first >= index:
            if before is None or heading.level <= before.level:
                break
            inner[heading.first] = heading
    return inner


def table_body(layout: Layout, start: int, header: Header, stops: Set[int], inner: dict[int, Heading]) -> Body:
    """The lines up to the table's end; a header that repeats on a new page is left out."""
    body = Body([], set(), start)
    edges = header.edges
    index = start
    while index < len(layout.lines) and index not in stops and not _is_prose(layout, index, header):
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


def _is_prose(layout: Layout, index: int, header: Header) -> bool:
    """Whether lines begin that are too wide for the columns of a plan without a grid: the table has ended."""
    if header.edges or len(header.columns) < _PLAN_COLUMNS or not PART_COLUMNS.intersection(header.columns):
        return False
    lines = list(islice(layout.lines, index, index + _PROSE_LINES))
    width = layout.pages[lines[0].page - 1].width
    return len(lines) == _PROSE_LINES and all(
        line.page == lines[0].page and line.right - line.left > _PROSE * width for line in lines
    )
