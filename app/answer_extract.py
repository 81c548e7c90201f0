"""Answers from prose: the sentences that say it, as they stand, under the heading where they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.model import Draft, Evidence, Kind, Plan, Statement
from app.rank import Ranked, rank
from app.topic import Term
from index.model import Passage, UnitKind
from index.sentences import sentences
from ingest.model import Document, Span

# Words in an answer: enough for the fact and what it needs to be understood, never a page
LENGTHS = {Kind.FACT: 95, Kind.FIGURE: 80, Kind.YESNO: 95, Kind.STATUS: 110, Kind.SUMMARY: 290, Kind.LIST: 260, Kind.COMPARE: 300}
_POINTS_BACK = re.compile(r"^(?:Det|Den|De|Detta|Denna|Dessa|Där|Därför|Därmed|Samtidigt|Dessutom|Han|Hon|Ökningen|Minskningen|Syftet|Posten|Överskottet|Underskottet|Båda|Den andra|Det andra)\b")
_WORTH = 0.62  # share of the best unit's score that a further unit needs


@dataclass(frozen=True, slots=True)
class Found:
    """The ranked units of a question and the documents that they stand in."""

    ranked: tuple[Ranked, ...]
    documents: Mapping[str, Document]

    @property
    def best(self) -> Ranked | None:
        """The unit that says it most likely."""
        return self.ranked[0] if self.ranked else None


def find(
    plan: Plan, terms: Sequence[Term], passages: Sequence[Passage], documents: Mapping[str, Document]
) -> Found:
    """The units of a search in the order of how well they answer; whole chunks are left to their sentences."""
    units = [p for p in passages if p.kind is not UnitKind.CHUNK or len(p.text) < 330]
    return Found(tuple(rank(plan, terms, units, documents)), documents)


def answer_extract(plan: Plan, found: Found, words: int | None = None) -> Draft:
    """The sentences that answer, best first, each with its place."""
    limit = words or LENGTHS.get(plan.kind, 95)
    statements = statements_of(plan, found, limit)
    best = found.best
    where = []
    if best:
        document = found.documents[best.passage.document]
        where = [Statement(f"*{_heading(document, best.passage)}*", ())]
    return Draft(plan.kind, bool(statements), tuple(statements), closing=tuple(where))


def statements_of(plan: Plan, found: Found, limit: int) -> list[Statement]:
    """Statements of at most so many words: the best units, each with the sentence that it needs to be understood."""
    chosen: list[tuple[str, Span]] = []
    used = 0
    best = found.best
    if not best:
        return []
    for one in found.ranked[:40]:
        if one.score < _WORTH * best.score and chosen:
            break
        document = found.documents[one.passage.document]
        span = _completed(document, one.passage, first=not chosen)
        size = len(document.read(span).split())
        if any(name == one.passage.document and taken.meets(span) for name, taken in chosen):
            continue
        if _is_said(document.read(span), [found.documents[name].read(taken) for name, taken in chosen]):
            continue
        if used + size > limit:
            if chosen:
                continue
            span, size = one.passage.span, len(one.passage.text.split())
        chosen.append((one.passage.document, span))
        used += size
        if used > limit * 0.85:
            break
    if plan.kind is Kind.SUMMARY:
        chosen.sort(key=lambda place: (place[0], place[1].start))
    return [_statement(found.documents[name], name, span) for name, span in chosen]


def _statement(document: Document, name: str, span: Span) -> Statement:
    text = document.read(span)
    if text[-1:].isalnum():
        text += "."
    return Statement(re.sub(r"^[•»–]\s*", "", text), (Evidence(name, (span,)),))


def _is_said(text: str, said: Sequence[str]) -> bool:
    """Whether the same words were said already, in a twin document."""
    own = set(text.lower().split())
    return any(len(own & set(other.lower().split())) > 0.8 * len(own) for other in said)


def _completed(document: Document, passage: Passage, first: bool) -> Span:
    """The unit with the sentence before it when it points back, and the one after it when it is the first and short."""
    span = passage.span
    if passage.kind is UnitKind.ROW:
        return span
    around = [
        Span(passage.chunk.start + start, passage.chunk.start + end)
        for start, end in sentences(document.slice(passage.chunk))
    ]
    at = next((i for i, other in enumerate(around) if other.meets(span)), None)
    if at is None:
        return span
    text = document.read(span)
    start, end = span.start, span.end
    if at > 0 and _POINTS_BACK.match(text) and len(around[at - 1]) < 260 and document.page_at(around[at - 1].start) is document.page_at(start):
        start = around[at - 1].start
    after = at + 1
    if first and after < len(around) and len(text) < 170 and len(around[after]) < 240 and document.page_at(around[after].end - 1) is document.page_at(start):
        end = max(end, around[after].end)
    return Span(min(start, span.start), end)


def _heading(document: Document, passage: Passage) -> str:
    part = next((p for p in document.parts if p.number == passage.part and p.number), None)
    places = [document.title, part.title if part else "", passage.trail[-1] if passage.trail else ""]
    return ", ".join(dict.fromkeys(filter(None, places)))
