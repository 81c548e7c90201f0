"""Goals and directions written as paragraphs, without bullets or numbers: a plan's words under "Mål", "Inriktningar".

A heading says what they are ("Inriktningar", "Målområde: …", a goal under "Mål"); each paragraph below it is one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ingest.clean import Layout, Line
from ingest.columns import DIRECTIONS, NO_DIRECTIONS
from ingest.headings import HANDLING
from ingest.model import Listing, Section, Span, Spans
from ingest.risks import joined

_SHORTEST = 40  # characters of a paragraph that says what shall be done
_BLANK = 0.25  # of the type size: a word space
_SLACK = 1.0  # points
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|§ \d+)\s+")


def directions(
    layout: Layout, sections: Sequence[Section], taken: set[int], lists: Iterable[Listing]
) -> tuple[Listing, ...]:
    """The paragraphs of each section of goals or directions, in order, led in by the heading that says which.

    `taken` are the lines of tables, whose words, like those of `lists`, are kept elsewhere.
    """
    listed = sorted(span for listing in lists for item in (*listing.items, listing.lead) for span in item)
    starts = [line.span.start for line in layout.lines]
    found: list[Listing] = []
    for index, section in enumerate(sections):
        if not _is_of_directions(section):
            continue
        end = sections[index + 1].span.start if index + 1 < len(sections) else section.span.end
        own = range(bisect_left(starts, section.heading.end), bisect_left(starts, min(end, section.span.end)))
        lines = [layout.lines[at] for at in own if at not in taken and not _meets(listed, layout.lines[at].span)]
        items = tuple(item for item in _paragraphs(layout, lines) if _says(layout, item))
        if items:
            span = Span(section.heading.start, items[-1][-1].end)
            found.append(Listing((_goal(sections, index).heading,), items, index, span))
    return tuple(found)


def _goal(sections: Sequence[Section], index: int) -> Section:
    """The section that a section's words are about: the one above it where its own title is a label alone."""
    section = sections[index]
    if section.title.lower().rstrip(":") not in HANDLING:
        return section
    return next((other for other in reversed(sections[:index]) if other.trail == section.trail[:-1]), section)


def _is_of_directions(section: Section) -> bool:
    """Whether the nearest heading that names a sort of content names goals or directions."""
    for title in reversed(section.trail):
        bare = _NUMBER.sub("", title).strip(" :").lower()
        if DIRECTIONS.fullmatch(bare):
            return True
        if NO_DIRECTIONS.search(bare):
            return False
    return False


def _meets(spans: Sequence[Span], span: Span) -> bool:
    at = bisect_left(spans, span)
    return any(other.meets(span) for other in spans[max(0, at - 1) : at + 1])


def _paragraphs(layout: Layout, lines: Sequence[Line]) -> Iterator[Spans]:
    """The lines put together to paragraphs: one ends with a sentence after which the next word had found room."""
    widest = max((line.right for line in lines), default=0.0)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _ends(layout, paragraph[-1], line, widest):
            yield joined([one.span for one in paragraph])
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield joined([one.span for one in paragraph])


def _ends(layout: Layout, above: Line, line: Line, widest: float) -> bool:
    if not layout.words(above).endswith((".", "!", "?", ".”")) or layout.words(line)[:1].islower():
        return False
    return above.right + _BLANK * above.size + _first_width(layout, line) < widest + _SLACK


def _first_width(layout: Layout, line: Line) -> float:
    """How wide a line's first word is, in points."""
    words = layout.pages[line.page - 1].words
    at = bisect_left(words, line.span.start, key=lambda word: word.span.start)
    return words[at].box[2] - words[at].box[0] if at < len(words) else 0.0


def _says(layout: Layout, item: Spans) -> bool:
    words = " ".join(layout.text[span.start : span.end] for span in item)
    return len(words) >= _SHORTEST and words.rstrip("”").endswith((".", "!", "?"))
