"""What stands under each heading: sections with their trails."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.clean import Layout, Line
from ingest.headings import Heading
from ingest.model import Part, Section, Span


def sections(layout: Layout, headings: Sequence[Heading], parts: Sequence[Part]) -> tuple[Section, ...]:
    """Sections with their trails; an unnumbered heading stands one level below the numbered one before it."""
    ordered = sorted(headings, key=lambda heading: heading.first)
    starts = [layout.lines[heading.first].span.start for heading in ordered]
    made: list[Section] = []
    stack: list[Section] = []
    open_level = 0
    for at, (heading, start) in enumerate(zip(ordered, starts, strict=True)):
        part = next(p for p in reversed(parts) if p.span.start <= start)
        if made and made[-1].part != part.number:
            stack, open_level = [], 0
        level = heading.level if heading.number else open_level + 1
        if heading.number:
            open_level = level
        while stack and stack[-1].level >= level:
            stack.pop()
        span = Span(start, _section_end(ordered, starts, at, level, open_level, part))
        end = layout.lines[heading.last].span.end
        trail = (*(section.title for section in stack), heading.title)
        section = Section(heading.number, heading.title, level, Span(start, end), span, trail, part.number)
        made.append(section)
        stack.append(section)
    return tuple(made)


def _section_end(
    ordered: Sequence[Heading],
    starts: Sequence[int],
    at: int,
    level: int,
    open_level: int,
    part: Part,
) -> int:
    """Where the next heading of the same or a higher level begins, or the part ends."""
    for index in range(at + 1, len(ordered)):
        other, start = ordered[index], starts[index]
        if start >= part.span.end:
            return part.span.end
        ends = other.level <= level if other.number else level > open_level - 1 and not ordered[at].number
        if ends:
            return start
    return part.span.end


def lines_in(layout: Layout, span: Span) -> list[Line]:
    """The lines of a span."""
    first = bisect_left(layout.lines, span.start, key=_start)
    return list(layout.lines[first : bisect_left(layout.lines, span.end, key=_start)])


def _start(line: Line) -> int:
    return line.span.start


class Places:
    """Finds the innermost section of an offset in logarithmic time: a file may have thousands of sections."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._starts = [section.span.start for section in sections]
        self._outer: list[int] = []  # the section around each one, or -1
        stack: list[int] = []
        for index, section in enumerate(sections):
            while stack and sections[stack[-1]].span.end <= section.span.start:
                stack.pop()
            self._outer.append(stack[-1] if stack else -1)
            stack.append(index)

    def innermost(self, offset: int) -> int:
        """The index of the innermost section that an offset lies in, or -1."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0 and self._sections[index].span.end <= offset:
            index = self._outer[index]
        return index

    def outer(self, index: int) -> int:
        """The index of the section around another, or -1."""
        return self._outer[index]
