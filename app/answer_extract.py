"""Answers from prose: the sentences that say it, as they stand, under the heading where they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from app.completion import completed, windows
from app.model import Draft, Evidence, Kind, Plan, Statement
from app.rank import Ranked, rank
from app.reading import reading_of
from app.tidying import tidy
from app.topic import Term, folded_stem, meets, stems
from index.model import Passage
from ingest.model import Document, Span

# Words in an answer: enough for the fact and what it needs to be understood, never a page
LENGTHS = {
    Kind.FACT: 100,
    Kind.FIGURE: 90,
    Kind.YESNO: 95,
    Kind.STATUS: 110,
    Kind.SUMMARY: 300,
    Kind.LIST: 105,
    Kind.COMPARE: 300,
}
_WORTH = 0.015  # odds against the best unit that a further unit needs
_NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][\w-]+")
_LOOKED_AT = 40
_MOST = 5  # statements, but for a summary


@dataclass(frozen=True, slots=True)
class Found:
    """The ranked units of a question and the documents that they stand in."""

    ranked: tuple[Ranked, ...]
    documents: Mapping[str, Document]

    @property
    def best(self) -> Ranked | None:
        """The unit that says it most likely."""
        return self.ranked[0] if self.ranked else None


def find(plan: Plan, terms: Sequence[Term], passages: Sequence[Passage], documents: Mapping[str, Document]) -> Found:
    """The units of a search in the order of how well they answer."""
    return Found(tuple(rank(plan, terms, passages, documents)), documents)


def answer_extract(plan: Plan, found: Found, words: int | None = None) -> Draft:
    """The sentences that answer, best first, each with its place."""
    limit = words or LENGTHS.get(plan.kind, 100)
    statements = statements_of(plan, found, limit)
    best = found.best
    where = []
    if best:
        document = found.documents[best.passage.document]
        where = [Statement(f"*{_heading(document, best.passage)}*", ())]
    return Draft(plan.kind, bool(statements), tuple(statements), closing=tuple(where))


def statements_of(plan: Plan, found: Found, limit: int) -> list[Statement]:
    """Statements of at most so many words: the best units, each with what it needs to be understood."""
    chosen = _Chosen(plan, found.documents, limit)
    ranked = _about_names(plan, found.ranked) if plan.kind is Kind.SUMMARY else found.ranked
    for one in ranked[:_LOOKED_AT]:
        if chosen.places and (exp(one.score - ranked[0].score) < _WORTH or chosen.is_full()):
            break
        chosen.take(one)
    if plan.kind is Kind.SUMMARY:
        chosen.places.sort(key=lambda place: (place[0], place[1].start))
    return [_statement(found.documents[name], name, span) for name, span in chosen.places]


def _about_names(plan: Plan, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """The units that say a name of the question, when several do: a summary of one place tells of no other."""
    names = {folded_stem(word) for word in _NAME.findall(plan.standalone) if word.lower() in plan.topic}
    about = [
        one
        for one in ranked
        if any(meets(name, stems(f"{one.passage.text} {' '.join(one.passage.trail[-1:])}")) for name in names)
    ]
    return about if len(about) > 1 else ranked


class _Chosen:
    """The places taken into an answer so far."""

    def __init__(self, plan: Plan, documents: Mapping[str, Document], limit: int) -> None:
        self.plan, self.documents, self.limit = plan, documents, limit
        self.places: list[tuple[str, Span]] = []
        self._used = 0

    def is_full(self) -> bool:
        most = 3 * _MOST if self.plan.kind is Kind.SUMMARY else _MOST
        return self._used > self.limit * 0.85 or len(self.places) >= most

    def take(self, one: Ranked) -> None:
        """Takes a unit, as complete as there is room for, unless it was said or says nothing by itself."""
        name = one.passage.document
        reading = reading_of(self.documents[name])
        found = one.features
        if found.label and not found.answers and not found.item and (self.places or not found.title):
            return
        left = self.limit - self._used
        wide = windows(reading, one.passage.span) if self.plan.kind is Kind.SUMMARY else ()
        for span in (*wide, *completed(reading, one.passage.span, first=not self.places)):
            size = len(tidy(reading.document, span).split())
            meets = any(name == other and taken.meets(span) for other, taken in self.places)
            if not meets and (size <= left or (not self.places and span == one.passage.span)):
                break
        else:
            return
        if _is_said(reading.document.read(span), [self.documents[other].read(taken) for other, taken in self.places]):
            return
        self.places.append((name, span))
        self._used += size


def _statement(document: Document, name: str, span: Span) -> Statement:
    return Statement(tidy(document, span), (Evidence(name, (span,)),))


def _is_said(text: str, said: Sequence[str]) -> bool:
    """Whether the same words were said already, in a twin document."""
    own = set(text.lower().split())
    return any(len(own & set(other.lower().split())) > 0.8 * len(own) for other in said)


def _heading(document: Document, passage: Passage) -> str:
    part = next((p for p in document.parts if p.number == passage.part and p.number), None)
    places = [document.title, part.title if part else "", passage.trail[-1] if passage.trail else ""]
    return ", ".join(dict.fromkeys(filter(None, places)))
