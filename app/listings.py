"""Bullet lists whole, which a page's end or an item's second sentence cut in two; what sentences enumerate."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.wording import NUMBER_WORDS
from ingest.model import Document, Listing, Span, Spans

_TAIL = 260  # characters of an item's further sentences that the list was cut at
# "Nämnden har tre uppdrag för hela staden: vägar, parker och torg."
_ENUMERATED = re.compile(
    rf"\b(?P<count>{'|'.join(NUMBER_WORDS[2:])})\b(?P<what>[^.:;?!]{{3,110}}): (?P<items>[^.:;?!]+)(?=[.!?](?:\s|$))",
    re.I,
)
_SEPARATED = re.compile(r",\s+(?:och\s+|samt\s+)?|\s+(?:och|samt)\s+")
_BULLETS = "•»▪●◦‣-–o\uf0b7 \n"


def whole_lists(document: Document) -> tuple[Listing, ...]:
    """The document's lists in order, those that go on after an item's further sentences joined."""
    joined: list[Listing] = []
    for listing in sorted(document.lists, key=lambda one: one.span):
        if joined and _goes_on(document, joined[-1], listing):
            joined[-1] = _joined(document, joined[-1], listing)
        else:
            joined.append(listing)
    return tuple(joined)


def enumerations(document: Document) -> tuple[Listing, ...]:
    """What sentences count and then enumerate, with just as many items as they say; the count and its noun lead."""
    found = []
    for match in _ENUMERATED.finditer(document.text):
        items = tuple(_items(match))
        section = document.section_at(match.start())
        if len(items) == NUMBER_WORDS.index(match["count"].lower()):
            lead = Span(match.start("count"), match.end("what"))
            found.append(Listing((lead,), items, section or 0, Span(match.start("items"), match.end("items"))))
    return tuple(found)


def _items(match: re.Match[str]) -> Iterator[Spans]:
    at = match.start("items")
    for separator in _SEPARATED.finditer(match.string, at, match.end("items")):
        yield (Span(at, separator.start()),)
        at = separator.end()
    yield (Span(at, match.end("items")),)


def extent(listing: Listing) -> Span:
    """From the words that lead a list in to the end of its last item."""
    starts = [span.start for span in listing.lead] + [listing.span.start]
    ends = [span.end for item in listing.items for span in item] + [listing.span.end]
    return Span(min(starts), max(ends))


def list_at(lists: Sequence[Listing], span: Span) -> Listing | None:
    """The list that a span is an item of, or leads in."""
    return next((one for one in lists if extent(one).covers(span)), None)


def _goes_on(document: Document, one: Listing, two: Listing) -> bool:
    gap = Span(one.span.end, two.span.start)
    if two.lead or one.section != two.section or not 0 <= len(gap) <= _TAIL:
        return False
    return not any(gap.meets(section.heading) for section in document.sections)


def _joined(document: Document, one: Listing, two: Listing) -> Listing:
    end = one.span.end + len(document.slice(Span(one.span.end, two.span.start)).rstrip(_BULLETS))
    tail = (Span(one.span.end, end),) if end > one.span.end else ()
    items = (*one.items[:-1], (*one.items[-1], *tail), *two.items)
    return replace(one, items=items, span=Span(one.span.start, two.span.end))
