"""What stands under each heading: sections with their trails."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median_low

from ingest.clean import Layout, Line
from ingest.headings import Heading
from ingest.model import Part, Reading, Section, Span

_LARGER = 0.5  # points: type that is so much larger than a heading's stands above it
_OFTEN = 2
_LARGER_IN_SCAN = 1.2  # times the size of most lines


def sections(layout: Layout, headings: Sequence[Heading], parts: Sequence[Part]) -> tuple[Section, ...]:
    """Sections with their trails."""
    ordered = sorted(headings, key=lambda heading: heading.first)
    starts = [layout.lines[heading.first].span.start for heading in ordered]
    inside = [next(part for part in reversed(parts) if part.span.start <= start) for start in starts]
    levels = _levels(layout, ordered, [part.number for part in inside], _sizes(layout, ordered, parts))
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


def _levels(layout: Layout, ordered: Sequence[Heading], parts: Sequence[int], sizes: Sequence[float]) -> list[int]:
    """The level of each heading.

    An unnumbered heading that stands out by its type has the level of the last one in such type; in larger type than
    the headings before it, it closes them; else it stands below. One in the type of the running text stands below the
    numbered one before it, but for a label ("Uppdrag:") where another label ("Mål:") stands right above the first of
    the numbered headings and holds them. Of those in the type of the running text, one right below another stands
    beneath it, and one that comes again and again ("Finansiering") beneath the last that does not.
    """
    levels: list[int] = []
    trail = _Trail()
    for at, heading in enumerate(ordered):
        before = ordered[at - 1] if at and parts[at - 1] == parts[at] else None
        if before is None:
            own = [
                (one.title, bool(one.number or size))
                for one, size, part in zip(ordered, sizes, parts, strict=True)
                if part == parts[at]
            ]
            trail = _Trail(*_again(own))
            trail.title = _title_size(sizes, parts, at)
        adjacent = before is not None and before.last + 1 == heading.first
        above = before if adjacent else None
        if heading.number:
            holds = above is not None and not above.number and heading.level == 1
            if holds and above and _is_label(layout, above):
                trail.holder, trail.shift = above.title, levels[-1]
            elif holds and sizes[at - 1] > sizes[at] + _LARGER and trail.title != sizes[at - 1]:
                trail.shift = levels[-1]
            levels.append(trail.numbered(heading.level, sizes[at]))
        elif trail.title and (above or not before) and sizes[at] == trail.title:
            levels.append(1)  # the title of the whole, over one line or two, holds nothing
        elif sizes[at]:
            levels.append(trail.in_type(sizes[at]))
        elif trail.holder and _is_label(layout, heading):
            levels.append(trail.label(heading.title, nested=above is not None and _is_label(layout, above)))
        else:
            plain = above is not None and not above.number and not sizes[at - 1]
            levels.append(trail.in_running_type(heading.title, above.title if above and plain else ""))
    return levels


def _again(headings: Sequence[tuple[str, bool]]) -> tuple[frozenset[str], frozenset[str]]:
    """The titles that come again under one heading in the running text's type after the other, three times or beside
    others that do ("Nytta", "Finansiering"); and those that come again mostly right below marked headings.

    `headings` are a part's titles, and whether each is marked by a number or by type of its own.
    """
    counts = Counter(title for title, marked in headings if not marked)
    below: Counter[str] = Counter()  # how often below one without mark that comes once
    beside: set[str] = set()  # next to another that comes again
    owned, before = False, ""
    for title, marked in headings:
        if marked:
            owned, before = False, ""
        elif counts[title] > 1:
            below[title] += owned
            beside |= {title, before} if before and before != title else set()
            before = title
        else:
            owned, before = True, ""
    again = {title: count for title, count in counts.items() if count > 1}
    direct = frozenset(title for title, count in again.items() if 2 * below[title] <= count)
    labels = (title for title, count in again.items() if title not in direct and (count > _OFTEN or title in beside))
    return frozenset(labels), direct


@dataclass(slots=True)
class _Trail:
    """The headings that are open: levels with their type sizes, 0.0 for one in the type of the running text."""

    labels: frozenset[str] = frozenset()  # headings in the running text's type that come again below others in it
    direct: frozenset[str] = frozenset()  # those that come again right below numbers or other type
    open_level: int = 0
    shift: int = 0  # how far the numbered headings are moved down by what holds them
    holder: str = ""  # the label that holds the numbered headings
    inner: str = ""  # the first word of a label right below another
    owner: int = 0  # level of the last one in the running text's type that is no such label; 0 when there is none
    title: float = 0.0  # size of the title's type
    sizes: dict[int, float] = field(default_factory=dict)
    plain: dict[int, float] = field(default_factory=dict)  # of those without a number

    def numbered(self, level: int, size: float) -> int:
        """Opens a numbered heading."""
        return self._open(level + self.shift, size, numbered=True)

    def in_type(self, size: float) -> int:
        """Opens an unnumbered heading in type of its own."""
        same = [level for level, one in self.plain.items() if abs(one - size) <= _LARGER]
        smaller = [level for level, one in self.sizes.items() if one < size - _LARGER]
        level = min(same or smaller or [self.open_level + 1])
        self.shift = 0 if level <= self.shift else self.shift
        return self._open(level, size, numbered=False)

    def in_running_type(self, title: str, above: str) -> int:
        """The level of a heading in the type of the running text; `above` is one that stands right above it, or ""."""
        if title in self.labels:
            return (self.owner or self.open_level) + 1
        beneath = bool(above) and above not in self.labels and not {title, above} & self.direct
        self.owner = self.open_level + 1 + beneath
        return self.owner

    def label(self, title: str, *, nested: bool) -> int:
        """Opens a label beside the one that holds the numbered headings."""
        self.inner = title.split()[0] if nested else self.inner
        self.open_level = self.shift + (bool(self.inner) and title.startswith(self.inner))
        return self.open_level

    def _open(self, level: int, size: float, *, numbered: bool) -> int:
        self.open_level, self.owner = level, 0
        self.sizes = {at: one for at, one in self.sizes.items() if at < level} | {level: size}
        self.plain = {at: one for at, one in self.plain.items() if at < level} | ({} if numbered else {level: size})
        return level


def _sizes(layout: Layout, ordered: Sequence[Heading], parts: Sequence[Part]) -> list[float]:
    """The type size of each heading that is larger than most lines of the file and of its part, 0.0 for the others.

    Where a scan is measured sizes vary; a heading is clearly larger there.
    """
    starts = [part.span.start for part in parts]
    by_part: dict[int, list[float]] = defaultdict(list)
    for line in layout.lines:
        by_part[bisect_right(starts, line.span.start)].append(line.size)
    usual = {part: median_low(sizes) for part, sizes in by_part.items()}
    whole = median_low([line.size for line in layout.lines]) if layout.lines else 0.0
    found = []
    for heading in ordered:
        line = layout.lines[heading.first]
        body = max(whole, usual[bisect_right(starts, line.span.start)])
        least = body + _LARGER if layout.pages[line.page - 1].reading is Reading.TEXT else body * _LARGER_IN_SCAN
        found.append(line.size if line.size > least else 0.0)
    return found


def _title_size(sizes: Sequence[float], parts: Sequence[int], first: int) -> float:
    """The size of a part's first heading when it is larger than all that are not of that size; else 0.0."""
    own = [size for size, part in zip(sizes[first:], parts[first:], strict=True) if part == parts[first]]
    others = [size for size in own if size != own[0]]
    return own[0] if own[0] and all(size < own[0] - _LARGER for size in others) and own.count(own[0]) <= 2 else 0.0


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
