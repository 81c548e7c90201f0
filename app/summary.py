"""Summaries: the section that a topic is about, its own points complete and in order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from app.rank import Ranked
from app.reading import Reading, reading_of
from app.tidying import tidy
from app.topic import Term, coverage
from index.model import UnitKind
from ingest.model import Document, Section, Span

_LOOKED_AT = 40  # ranked units that tell where a topic is
_SPREAD = 1.5  # log odds are halved in so far: a section of many fair units counts as one of a single good one
_NAMED = 0.6  # share of the topic that a heading must say to name it
_HEADING = 0.6  # what a heading that says all of the topic adds to its section's share of the units
_ENOUGH = 0.5  # what a section must reach to be told as the one
_MOSTLY = 0.8  # of what speaks for a section, so much must speak for one inside it to be told instead
_FEWEST = 25  # words of a section that is told whole; less is a line of a table or a heading
_SAYS = 12  # words of a heading that says something itself, as an assignment does
_POINT = 60  # words of a point: a few sentences that follow on each other
_NEXT = 0.3  # what a heading about what comes next adds, where that is asked for
_AHEAD = re.compile(
    r"\bframåt\b|\bnästa (?:steg|år)\b|utvecklingsområde|förbättringsområde|\bfortsatt (?:arbete|utveckling)", re.I
)
_OVERVIEW = re.compile(r"sammanfattning|i korthet|i sammandrag|viktigaste|väsentliga händelser|summary", re.I)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A section of a document that is told whole."""

    document: str
    section: Section
    span: Span
    share: float  # of what speaks for any unit, the part that speaks for this section's, and its heading


def choose(
    terms: Sequence[Term],
    ranked: Sequence[Ranked],
    documents: Mapping[str, Document],
    limit: int,
    *,
    ahead: bool = False,
) -> Chosen | None:
    """The section of at most so many words that a topic is about, or None when it is spread or named nowhere. `ahead`
    asks what comes next: then the part of it that is headed so."""
    if not terms:
        return _overview(documents)
    weights = [exp((one.score - ranked[0].score) / _SPREAD) for one in ranked[:_LOOKED_AT]]
    shares: dict[tuple[str, int], float] = {}
    for one, weight in zip(ranked, weights, strict=False):
        document = documents[one.passage.document]
        for number in _around(document, one.passage.span):
            key = (document.name, number)
            shares[key] = shares.get(key, 0.0) + weight / sum(weights)
    sections: list[Chosen] = []
    if ahead:
        shares |= _ahead_of(shares, documents)
    for (name, number), share in shares.items():
        section = documents[name].sections[number]
        span = reading_of(documents[name]).extent(number)
        start = section.heading.end if len(section.title.split()) < _SAYS else span.start
        words = len(documents[name].slice(Span(start, span.end)).split())
        if not _FEWEST <= words <= limit:
            continue
        named = coverage(terms, section.title)
        worth = share + (_HEADING * named if named >= _NAMED else 0.0)
        sections.append(Chosen(name, section, span, worth))
    best = max(sections, key=lambda one: one.share, default=None)
    return _innermost(best, sections) if best and best.share >= _ENOUGH else None


def _ahead_of(
    shares: Mapping[tuple[str, int], float], documents: Mapping[str, Document]
) -> dict[tuple[str, int], float]:
    """The sections that say what comes next, with what speaks for the section around each."""
    found: dict[tuple[str, int], float] = {}
    for (name, number), share in shares.items():
        around, sections = documents[name].sections[number], documents[name].sections
        for other, section in enumerate(sections):
            inside = other != number and around.span.covers(section.span)
            if share >= _ENOUGH and inside and _AHEAD.search(section.title):
                found[name, other] = max(found.get((name, other), 0.0), share + _NEXT)
    return found


def _innermost(best: Chosen, sections: Sequence[Chosen]) -> Chosen:
    """The best section, or the one inside it that most of what speaks for it lies in."""
    inside = [one for one in sections if one.document == best.document and best.span.covers(one.span)]
    fitting = [one for one in inside if one.share >= _MOSTLY * best.share]
    return min(fitting, key=lambda one: one.span.end - one.span.start)


def _overview(documents: Mapping[str, Document]) -> Chosen | None:
    """A document's own summary."""
    for name, document in documents.items():
        for section in document.sections:
            if _OVERVIEW.search(section.title):
                return Chosen(name, section, section.span, 1.0)
    return None


def _around(document: Document, span: Span) -> Iterator[int]:
    """The sections that a place lies in, the outer ones too."""
    reading = reading_of(document)
    inner = document.section_at(span.start)
    over = reading.umbrellas.get(inner)
    if over is not None:
        yield over
    yield from (number for number, section in enumerate(document.sections) if section.span.covers(span))


def points(document: Document, within: Span, limit: int) -> list[Span]:
    """A section's words as points of a few sentences or one table row, in order; the first ones when it is too long."""
    reading = reading_of(document)
    found: list[Span] = []
    used = 0
    for span in _grouped(reading, within):
        used += len(tidy(document, span).split())
        if used > limit and found:
            break
        found.append(span)
    return found


def _grouped(reading: Reading, within: Span) -> Iterator[Span]:
    """The units of a place, those that follow on each other together."""
    document, point = reading.document, None
    for unit in reading.units:
        if not within.covers(unit.span) or unit.span.start in reading.headings or unit.kinds == (UnitKind.CHUNK,):
            continue
        if point and point.covers(unit.span):
            continue
        alone = UnitKind.ROW in unit.kinds
        if point and not alone and _follows(document, point, unit.span):
            point = Span(point.start, unit.span.end)
            continue
        if point:
            yield point
        point = unit.span
        if alone:
            yield point
            point = None
    if point:
        yield point


def _follows(document: Document, point: Span, span: Span) -> bool:
    """Whether a sentence goes on where a point ends, on its page and within its length."""
    between = document.text[point.end : span.start]
    words = len(document.text[point.start : span.end].split())
    one_page = document.page_at(point.start) is document.page_at(max(point.start, span.end - 1))
    return len(between.strip()) < 4 and words <= _POINT and one_page
