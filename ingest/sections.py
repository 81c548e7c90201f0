"""What stands under each heading: sections with their trails."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ingest.clean import Layout, Line
from ingest.headings import Heading
from ingest.model import Part, Section, Span

_LARGER = 0.5  # points: type that is so much larger than a heading's stands above it


def sections(layout: Layout, headings: Sequence[Heading], parts: Sequence[Part]) -> tuple[Section, ...]:
    """Sections with their trails; an unnumbered heading stands one level below the numbered one before it."""
    ordered = sorted(headings, key=lambda heading: heading.first)
    starts = [layout.lines[heading.first].span.start for heading in ordered]
    inside = [next(part for part in reversed(parts) if part.span.start <= start) for start in starts]
    levels = _levels(layout, ordered, [part.number for part in inside])
    made: list[Section] = []
    stack: list[Section] = []
    for at, (heading, start, level, part) in enumerate(zip(ordered, starts, levels, inside, strict=True)):
        if made and made[-1].part != part.number:
            stack = []
        while stack and stack[-1].level >= level:
            stack.pop()
        span = Span(start, _section_end(starts, levels, at, part))
        end = layout.lines[heading.last].span.end
        trail = (*(section.title for section in stack), heading.title)
        section = Section(heading.number, heading.title, level, Span(start, end), span, trail, part.number)
        made.append(section)
        stack.append(section)
    return tuple(made)


def _levels(layout: Layout, ordered: Sequence[Heading], parts: Sequence[int]) -> list[int]:
    """The level of each heading.

    An unnumbered heading in larger type than the numbered one before it closes that one. So does a label ("Uppdrag:")
    where another label ("Mål:") stands right above the first of the numbered headings and holds them.
    """
    levels: list[int] = []
    open_level = shift = 0
    holder = inner = ""  # the label that holds the numbered headings; the first word of a label right below another
    sizes: dict[int, float] = {}
    for at, heading in enumerate(ordered):
        before = ordered[at - 1] if at and parts[at - 1] == parts[at] else None
        if before is None:
            open_level, shift, holder, inner, sizes = 0, 0, "", "", {}
        size, label = layout.lines[heading.first].size, _is_label(layout, heading)
        adjacent = before is not None and before.last + 1 == heading.first
        if heading.number:
            if adjacent and before and not before.number and _is_label(layout, before) and heading.level == 1:
                holder, shift = before.title, levels[-1]
            levels.append(heading.level + shift)
            open_level = levels[-1]
            sizes = {level: one for level, one in sizes.items() if level < open_level} | {open_level: size}
            continue
        smaller = [level for level, one in sizes.items() if one < size - _LARGER]
        if smaller:
            open_level, sizes = min(smaller) - 1, {}
            levels.append(open_level + 1)
            open_level += 1
        elif holder and label:
            nested = adjacent and before is not None and _is_label(layout, before)
            inner = heading.title.split()[0] if nested else inner
            open_level = shift + (bool(inner) and heading.title.startswith(inner))
            levels.append(open_level)
        else:
            levels.append(open_level + 1)
    return levels


def _is_label(layout: Layout, heading: Heading) -> bool:
    return layout.words(layout.lines[heading.last]).endswith(":")


def _section_end(starts: Sequence[int], levels: Sequence[int], at: int, part: Part) -> int:
    """Where the next heading of the same or a higher level begins, or the part ends."""
    following = (starts[index] for index in range(at + 1, len(starts)) if levels[index] <= levels[at])
    return min(next(following, part.span.end), part.span.end)


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
