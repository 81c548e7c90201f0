"""Headings with a number, and the paragraphs of minutes.

A numbered heading continues its document's numbering ("3.2.1" after "3.2" or "3.2.0"); anything else that begins with
a number is a list item, a footnote or a table cell.
"""

import itertools
import re
from dataclasses import dataclass
from statistics import median_low

from ingest.clean import Layout, Line
from ingest.columns import column_of
from ingest.model import Column

_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})(\.?)\s+([A-ZÅÄÖ”\"].*)$")
_OPENS_CELL = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,4})(?:\s+([A-ZÅÄÖ]\D{0,24}))?$")
_NARROW = 0.3  # of a full line: so wide at most is a narrow cell's line
_LEAST_CELL_LINES = 3  # lines below a narrow cell's first, where words stand beside its number
_PARAGRAPH = re.compile(r"^§\s*(\d{1,4})\s+[A-ZÅÄÖ][^.]{2,110}$")
TOC_LINE = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$")
BULLET = re.compile(r"^\s*(?:[•»–-]|\d{1,2}[.)]|[a-z]\))\s*\S")
HANGING = re.compile(  # a heading line that cannot be the last
    r"(?:,|\b(?:och|eller|samt|av|från|för|till|med|i|på|om|som|att|utan|inom|mellan|mot|vid|under|en|ett|den|det|genom|"
    r"efter|före|kring|hos|per|såsom)|-)$",
    re.I,
)
HANDLING = ("omhändertagande", "beskrivning", "hantering", "genomförande", "kommentar")
"""The label between an assignment set as a heading and how it is handled."""
_ASSIGNING = re.compile(r"\bi uppdrag\b|\btilldelat?s\b")
_SAME_BASELINE = 2.5  # points
LARGER = 0.5  # points: so much larger than the running text is a heading's type
_CELL_LINES = 6
_MAX_HEADING_LINES = 12  # the longest assignment set as a heading has 8


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading before its section is known: the lines `first` to `last` of the layout."""

    number: str
    title: str
    level: int
    first: int
    last: int


def numbered_headings(layout: Layout, openings: frozenset[int] = frozenset()) -> list[Heading]:
    """The headings with a number, in order. `openings` are the first lines of attachments: numbering starts again."""
    found: list[Heading] = []
    current: tuple[int, ...] = ()
    dotted_items = _list_items(layout)
    sizes: dict[int, float] = {}  # of the last heading of each depth
    body = median_low([line.size for line in layout.lines]) if layout.lines else 0.0
    skip = -1
    full = full_width(layout)
    for index, line in enumerate(layout.lines):
        words = layout.words(line)
        match = _NUMBERED.match(words)
        if index in openings:
            current, sizes = (), {}
        cell = _in_narrow_cell(layout, index, current, full) if index > skip else None
        if cell:
            found.append(cell)
            current, skip = tuple(int(part) for part in cell.number.split(".")), cell.last
            continue
        if index <= skip or not match or TOC_LINE.search(words) or index in dotted_items or _is_cell(layout, index):
            continue
        number = tuple(int(part) for part in match[1].split("."))
        if not _continues(current, number) and not _restarts(layout, index, number):
            continue
        if len(number) == 1 < number[0] and _is_other_type(line.size, sizes.get(1), body):
            continue
        last = _heading_end(layout, index)
        if _is_footnote(layout, index, last) or len(match[3]) > 160:
            continue
        title = " ".join(layout.words(other) for other in layout.lines[index : last + 1])
        found.append(Heading(match[1], title, len(number), index, last))
        current, skip = number, last
        sizes[len(number)] = line.size
    return found


def _is_other_type(size: float, before: float | None, body: float) -> bool:
    """Whether a heading's type is larger than the `body`'s and not that of the chapter before: of other numbering."""
    return before is not None and min(before, size) > body + LARGER and abs(before - size) > LARGER


def _in_narrow_cell(layout: Layout, index: int, current: tuple[int, ...], full: float) -> Heading | None:
    """A heading that is a narrow cell, its number on the cell's first line: "7.1.1", "Skapa och", "stärka tillit"."""
    lines = layout.lines
    match = _OPENS_CELL.match(layout.words(lines[index]))
    number = tuple(int(part) for part in match[1].split(".")) if match else ()
    again = number == current and not (match and match[2])  # two cells of one number: the writer's slip
    if not match or not (again or _continues(current, number)) or _is_cell(layout, index):
        return None
    last = index
    while last + 1 < len(lines) and last - index < _MAX_HEADING_LINES and lines[last + 1].page == lines[index].page:
        words = layout.words(lines[last + 1])
        opens = last == index and not match[2] and words[:1].isupper()
        if len(words) > _NARROW * full or not (words[:1].islower() or opens):
            break
        last += 1
    if last == index or (match[2] and last - index < _LEAST_CELL_LINES):
        return None
    title = " ".join(layout.words(line) for line in lines[index : last + 1])
    return Heading(match[1], title, len(number), index, last)


def paragraph_headings(layout: Layout) -> list[Heading]:
    """The items of minutes ("§ 54 Lägesrapport om projektet"), each one further than the one before."""
    found: list[Heading] = []
    last = 0
    for index, line in enumerate(layout.lines):
        match = _PARAGRAPH.match(layout.words(line))
        before = layout.words(layout.lines[index - 1]) if index else "."
        closed = line.bold or before.endswith((".", "!", "?", ":")) or (index > 0 and layout.lines[index - 1].bold)
        if match and closed and last < int(match[1]) <= last + 40 * bool(last) + 1000 * (not last):
            found.append(Heading(f"§ {match[1]}", layout.words(line), 1, index, index))
            last = int(match[1])
    return found


def _is_cell(layout: Layout, index: int) -> bool:
    """Whether another line stands beside a line on its baseline: both are table cells, never a heading."""
    line, before = layout.lines[index], layout.lines[max(0, index - 1)]
    right_of = _on_one_baseline(before, line) and before.right <= line.left
    after = layout.lines[index + 1 : index + 1 + _CELL_LINES]  # the cell's own lines come before the next cell
    return right_of or any(_on_one_baseline(line, other) and line.right < other.left for other in after)


def _on_one_baseline(one: Line, other: Line) -> bool:
    return one.page == other.page and abs(one.top - other.top) < _SAME_BASELINE


def _continues(current: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number can follow another in one numbering; a number left out is forgiven."""
    if not current:
        return number[0] == 1 and all(part <= 1 for part in number)
    for depth in range(min(len(current), len(number))):
        if number[depth] != current[depth]:
            step = number[depth] - current[depth]
            return 1 <= step <= 2 and all(part <= 1 for part in number[depth + 1 :])
    return len(number) > len(current) and all(part <= 2 for part in number[len(current) :])


def _restarts(layout: Layout, index: int, number: tuple[int, ...]) -> bool:
    """Whether numbering begins again here: a "1" that opens a page."""
    line = layout.lines[index]
    opens_page = index == 0 or layout.lines[index - 1].page != line.page
    opens_part = index > 0 and not layout.words(layout.lines[index - 1]).endswith((",", "och")) and line.bold
    return number == (1,) and (opens_page or (opens_part and layout.words(line).isupper()))


def _list_items(layout: Layout) -> set[int]:
    """The lines that are items of a numbered list ("1. Anpassat stöd", "2. Aktiv fritid"), not headings.

    Items follow each other within a few lines, in the type of what stands between them; a chapter's headings stand
    further apart, or in larger type.
    """
    starts: list[tuple[int, int]] = []
    for index, line in enumerate(layout.lines):
        match = re.match(r"^(\d{1,2})\.\s+\S", layout.words(line))
        below = layout.lines[min(index + 1, len(layout.lines) - 1)]
        if match and not (line.bold and line.size > below.size + LARGER):
            starts.append((index, int(match[1])))
    items: set[int] = set()
    for (index, number), (following, next_number) in itertools.pairwise(starts):
        if next_number == number + 1 and following - index <= 6 and not _has_prose(layout, index, following):
            items |= {index, following}
    return items


def _has_prose(layout: Layout, first: int, end: int) -> bool:
    """Whether a new sentence begins on a line of its own between two numbered lines."""
    words = [layout.words(line) for line in layout.lines[first:end]]
    return any(
        after[:1].isupper() and before.endswith((".", "!", "?")) for before, after in itertools.pairwise(words)
    ) or any(
        after[:1].isupper() and not HANGING.search(before) and len(after) > 40 and len(before) < 60
        for before, after in itertools.pairwise(words)
    )


def _is_footnote(layout: Layout, index: int, last: int) -> bool:
    """A numbered line at the very bottom of a page is a footnote: a heading keeps with its text."""
    line = layout.lines[index]
    if layout.words(line).isupper() or line.bold:
        return False
    below = [other for other in layout.lines[last + 1 : last + 4] if other.page == line.page]
    if not below:
        return len(layout.lines) > last + 1
    return all(re.match(r"^\d{1,2}\s+[A-ZÅÄÖ]", layout.words(other)) for other in below) and len(below) < 3


def _heading_end(layout: Layout, index: int) -> int:
    """The last line of a heading that wraps."""
    lines = layout.lines
    first = layout.words(lines[index])
    if _ASSIGNING.search(" ".join(layout.words(line) for line in lines[index : index + 4])):
        for last in range(index, min(index + _MAX_HEADING_LINES, len(lines) - 1)):
            following = layout.words(lines[last + 1])
            if following.lower().rstrip(":") in HANDLING or labelled_column(following):
                if _ASSIGNING.search(" ".join(layout.words(line) for line in lines[index : last + 1])):
                    return last
                break
            if _NUMBERED.match(following):
                break
    last = index
    while last + 1 < len(lines) and last - index < 3 and lines[last + 1].page == lines[index].page:
        own, following = layout.words(lines[last]), layout.words(lines[last + 1])
        if _NUMBERED.match(following) or own.endswith("."):
            break
        goes_on = following[0].islower() and not BULLET.match(following)
        if not goes_on and not (HANGING.search(own) and len(following) < 60):
            break
        if goes_on and len(own) < 0.45 * len(first):
            break
        last += 1
    return last


def labelled_column(words: str) -> Column | None:
    """What a line of label and value tells ("Uppdragsgivare: Kommunstyrelsen"), None for any other line."""
    label, colon, _ = words.partition(": ")
    return column_of(label) if colon else None


def full_width(layout: Layout) -> float:
    """The number of characters of a full line: the ninth decile."""
    lengths = sorted(len(line.span) for line in layout.lines)
    return float(lengths[int(len(lengths) * 0.9)]) if lengths else 0.0
