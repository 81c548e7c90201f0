"""Bullet and numbered lists with the words that lead them in, and instructions that a template left behind."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.clean import Layout
from ingest.columns import INSTRUCTION
from ingest.headings import HANGING, full_width
from ingest.model import Listing, Section, Span, Spans
from ingest.risks import joined
from ingest.rows import CLOSED
from ingest.sections import Places

_ITEM = re.compile(r"^(?:[•»–]\s*|(?P<number>\d{1,2})[.)]\s+)(?=\S)")
_ADDRESS = re.compile(r"^(?:mailto:|https?://)\S+$")
_SENTENCE_BEGINS = re.compile(r"[a-zåäö)][.!?]\s+(?=[A-ZÅÄÖ])")
_SHORTEST_LEAD, _LONGEST_LEAD = 45, 150  # characters; "Dessa är:" alone says nothing
_LINES_AHEAD = 5  # an item's own further sentences, up to the next item
_PAGES_BETWEEN = 2
_SHORT = 0.6  # of a full line
_SMALL_WORDS = ("och", "eller", "för", "av", "i", "på", "med", "till")


def lists(layout: Layout, sections: Sequence[Section], taken: set[int]) -> tuple[Listing, ...]:
    """Every list of two items or more; items may go on over lines, lists over pages and over other cells between."""
    heads = {section.heading.start for section in sections}
    places = Places(sections)
    found: list[_Run] = []
    run = _Run()
    full = full_width(layout)
    for index, line in enumerate(layout.lines):
        words = layout.words(line)
        item = _ITEM.match(words)
        if line.span.start in heads or index in taken:
            run = _close(found, run)
        elif item:
            value = int(item["number"]) if item["number"] else 0
            if run.items and value != (run.number + 1 if run.number else 0):
                run = _close(found, run)
            if not run.items:
                run.lead, run.first = _lead(layout, index, heads), index
            run.items.append([Span(line.span.start + item.end(), line.span.end)])
            run.number, run.last = value, index
        elif run.items and (_ADDRESS.match(words) or _belongs(layout, index, run, full, heads, taken)):
            if not _ADDRESS.match(words):
                run.items[-1].append(line.span)
            run.last = index
        else:
            run = _close(found, run)
    _close(found, run)
    whole = _over_pages(layout, sections, places, found)
    return tuple(_listing(one, places) for one in whole if len(one.items) > 1)


@dataclass(slots=True)
class _Run:
    """A list being put together: its lines `first` to `last`, the number of its last item (0 for a bullet)."""

    items: list[list[Span]] = field(default_factory=list)
    lead: list[Span] = field(default_factory=list)
    number: int = 0
    first: int = 0
    last: int = 0


def _close(found: list[_Run], run: _Run) -> _Run:
    if run.items:
        found.append(run)
    return _Run()


def _listing(run: _Run, places: Places) -> Listing:
    first = run.items[0][0].start
    span = Span(run.lead[0].start if run.lead else first, run.items[-1][-1].end)
    return Listing(joined(run.lead), tuple(joined(item) for item in run.items), max(0, places.innermost(first)), span)


def _over_pages(layout: Layout, sections: Sequence[Section], places: Places, found: Sequence[_Run]) -> list[_Run]:
    """Lists put together whose bullets go on at the top of a page, other cells of the same row between them."""
    whole: list[_Run] = []
    labels = [section.span.start for section in sections if not section.number]
    for run in found:
        before = next((one for one in reversed(whole) if not one.number), None)
        page = layout.lines[run.first].page
        opens_page = run.first > 0 and layout.lines[run.first - 1].page != page
        if before and opens_page and not run.number and 0 < page - layout.lines[before.last].page <= _PAGES_BETWEEN:
            here, there = (_numbered(sections, places, layout.lines[at].span.start) for at in (run.first, before.first))
            after = bisect_left(labels, layout.lines[before.last].span.end)
            cells = after < len(labels) and labels[after] < layout.lines[run.first].span.start
            if here == there >= 0 and cells:
                before.items += run.items
                before.last = run.last
                continue
        whole.append(run)
    return whole


def _numbered(sections: Sequence[Section], places: Places, offset: int) -> int:
    """The innermost numbered section of an offset, or -1."""
    index = places.innermost(offset)
    while index >= 0 and not sections[index].number:
        index = places.outer(index)
    return index


def _belongs(layout: Layout, index: int, run: _Run, full: float, heads: set[int], taken: set[int]) -> bool:
    """Whether a line belongs to the last item: it goes on with its words, or the next item comes soon after it."""
    if _goes_on(layout, index, run.items[-1][-1], full):
        return True
    bullet, line = layout.lines[run.last], layout.lines[index]
    before = layout.words(layout.lines[index - 1])
    ended = len(before) < _SHORT * full and not before.endswith(CLOSED) and not HANGING.search(before)
    if ended or line.left < bullet.left - 1:
        return False  # there was room for more, or it stands further out than the bullet
    for at in range(index + 1, min(index + _LINES_AHEAD, len(layout.lines))):
        other = layout.words(layout.lines[at])
        item = _ITEM.match(other)
        if layout.lines[at].span.start in heads or at in taken or layout.words(layout.lines[at - 1]).endswith(":"):
            return False
        if item:
            return (int(item["number"]) if item["number"] else 0) == (run.number + 1 if run.number else 0)
    return False


def _goes_on(layout: Layout, index: int, last: Span, full: float) -> bool:
    """Whether a line belongs to the item before it: its first word found no room on that line of `full` letters."""
    words = layout.words(layout.lines[index])
    before = layout.text[last.start : last.end]
    return (
        words[:1].islower()
        or words[:1].isdigit()
        or words[:1] in "(–"
        or (not before.endswith((".", ":", "!")) and len(before) > 45 and not words[:1].isupper())
        or (not before.endswith(CLOSED) and len(before) + len(words.split()[0]) >= full)
        or (
            before.endswith(".")
            and len(before) > 60
            and len(words) > 20
            and layout.lines[index].left > layout.lines[index - 1].left - 1
            and layout.lines[index].left > 60
        )
    )


def _lead(layout: Layout, index: int, heads: set[int]) -> list[Span]:
    """The sentence right above a list when it ends in a colon or nothing, with those before it as far as they fit."""
    spans: list[Span] = []
    for line in reversed(layout.lines[max(0, index - 4) : index]):
        words = layout.words(line)
        if not spans and (words.endswith(".") or _ITEM.match(words)):
            break
        if spans and words.endswith((".", ":")):
            break
        spans.insert(0, line.span)
        if line.span.start in heads or words[:1].isupper():
            break
    if not spans:
        return spans
    end = spans[-1].end
    begins = [match.end() for match in _SENTENCE_BEGINS.finditer(layout.text, spans[0].start, end)]
    starts = [*([spans[0].start] if layout.text[spans[0].start].isupper() else []), *begins] or [spans[0].start]
    full = [at for at in starts if end - at >= _SHORTEST_LEAD] or starts[:1]
    begin = next((at for at in full if end - at <= _LONGEST_LEAD), full[-1])
    return [Span(max(begin, span.start), span.end) for span in spans if span.end > begin]


def instructions(layout: Layout) -> Spans:
    """What a template says to whoever fills it in ("Beskriv kortfattat …"), sentence by sentence.

    One may begin on any line of what looks like a sentence: a heading above it ends in no full stop.
    """
    found: list[Span] = []
    for match in re.finditer(r"[^.!?:\n]*(?:\n[^.!?:\n]+)*[.!?:]", layout.text):
        starts = [match.start() + len(match[0]) - len(match[0].lstrip())]
        starts += [match.start() + line.end() for line in re.finditer(r"\n", match[0])]
        begin = next((start for start in starts if INSTRUCTION.match(layout.text, start, match.end())), None)
        if begin is not None:
            found.append(Span(begin, match.end()))
    return joined(found)


def abbreviations(text: str) -> tuple[tuple[str, str], ...]:
    """Abbreviations that the document explains: ("SiS", "Statens institutionsstyrelse").

    The long form's words must begin with the short form's letters, or the short form be spelt out of one compound.
    """
    found: dict[str, str] = {}
    flat = " ".join(text.split())
    for match in re.finditer(r"((?:[\wåäöÅÄÖé-]+ ){1,7})\(([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,7})\)", flat):
        words, short = match[1].split(), match[2]
        for count in range(1, len(words) + 1):
            candidate = words[-count:]
            if _spells(candidate, short):
                found.setdefault(short, " ".join(candidate))
                break
    return tuple(found.items())


def _spells(words: Sequence[str], short: str) -> bool:
    """Whether the short form has the long form's first letters, and letters of its compounds between them."""
    letters = short.lower()
    initials = "".join(word[0] for word in words).lower()
    content = "".join(word[0] for word in words if word.lower() not in _SMALL_WORDS).lower()
    if letters in (initials, content):
        return True
    if words[0][:1].lower() != letters[0] or len(letters) < 2:
        return False
    # a compound gives several letters: "Statens institutionsstyrelse (SiS)", "kommunfullmäktige (KF)"
    return _in_order(content, letters) and _in_order(letters, " ".join(words).lower())


def _in_order(letters: str, text: str) -> bool:
    """Whether the letters stand in a text, in order, with others between them."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
