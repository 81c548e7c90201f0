"""What speaks for a sentence, table row or list item as the answer to a question. All are shares between 0 and 1."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import mul

from app.asked import Asked, asked_for, says
from app.model import Plan
from app.reading import Met, Reading
from app.topic import Term, meets, stems
from index.model import Passage, UnitKind
from ingest.metadata import type_of
from ingest.model import Document

_NO_COSINE, _COSINES = 0.78, 0.14  # cosines of the bundled model lie between 0.78, no kin, and 0.92, the same said
_LONG = 260  # characters of a usual sentence
_NUMBERS = (Asked.AMOUNT, Asked.NUMBER, Asked.SHARE)


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a unit, and against."""

    fused: float  # the search's own score of the unit, the best hit's is 1; 0 when only its chunk was found
    chunk: float  # the same of the chunk that it lies in
    dense: float  # cosine, stretched; a little less than its chunk's when it was not found itself
    sparse: float  # BM25, the best hit's is 1
    words: float  # share of the topic's weight in the unit
    before: float  # what the unit before adds to that
    after: float  # what the unit after adds
    heading: float  # what its headings add
    rarest: float  # whether the unit, its neighbours or headings have the topic's rarest word
    phrase: float  # share of the question's neighbouring word pairs that it says
    answers: float  # 1 when it has what is asked for, a number or a date, and something is
    lacks: float  # 1 when it has not
    strict: float  # 1 when a day or a sum of money is asked for and it has none
    new: float  # how much it says beside the question's own words
    year: float  # 1 when a year is asked for and it, its heading or its document names it
    type: float  # 1 when a sort of document is asked for and it stands in one
    long: float  # how far it is longer than a sentence
    row: float  # a table row, when a number is asked for
    item: float  # a list item
    label: float  # no sentence: short and without a stop
    title: float  # a heading
    covered: float  # share of the topic's weight in the unit, its neighbours and what stands above it


@dataclass(frozen=True, slots=True)
class Question:
    """A question as features see it; made once."""

    plan: Plan
    terms: tuple[Term, ...]
    weights: tuple[float, ...]  # of the terms, 1 in all
    asked: Asked
    pairs: frozenset[tuple[str, str]]
    forms: frozenset[str]

    @classmethod
    def of(cls, plan: Plan, terms: Sequence[Term]) -> "Question":
        """A plan with its terms."""
        total = sum(term.weight for term in terms) or 1.0
        words = stems(plan.standalone)
        return cls(
            plan,
            tuple(terms),
            tuple(term.weight / total for term in terms),
            asked_for(plan.standalone, plan.kind),
            frozenset(itertools.pairwise(words)),
            frozenset(words) | {form for term in terms for form in term.forms},
        )

    def share(self, met: Met) -> float:
        """The share of the topic's weight that is met."""
        return float(sum(map(mul, self.weights, met)))

    def met_by(self, text: str) -> Met:
        """How well a text meets each term."""
        words = tuple(dict.fromkeys(stems(text)))
        return tuple(max((meets(form, words) for form in term.forms), default=0.0) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Hit:
    """How the search found a unit and its chunk, scores as shares of the best."""

    fused: float = 0.0
    dense: float | None = None
    sparse: float = 0.0


class Place:
    """One document as a question sees it: which terms each unit and heading meets."""

    def __init__(self, question: Question, reading: Reading) -> None:
        self.question, self.reading = question, reading
        self._met = reading.meet(question.terms)
        self._none = (0.0,) * len(question.terms)
        self._headings: dict[tuple[int | None, str], Met] = {}

    def met(self, number: int | None) -> Met:
        """The terms that a unit meets."""
        return self._none if number is None else self._met.get(number, self._none)

    def around(self, number: int) -> Met:
        """The terms that a unit, its neighbours or what stands above it meet."""
        unit = self.reading.units[number]
        before, after = (self.met(self.reading.beside(number, step)) for step in (-1, 1))
        return _most(
            self.met(number), before, after, self._heading(unit.section, self.reading.above(number)), self._lead(number)
        )

    def features(self, number: int, own: Hit, chunk: Hit) -> Features:
        """What speaks for one unit."""
        question, reading = self.question, self.reading
        unit, words = reading.units[number], reading.stems[number]
        met = self.met(number)
        covered = question.share(met)
        before, after = self.met(reading.beside(number, -1)), self.met(reading.beside(number, 1))
        heading = self._heading(unit.section, self.reading.above(number))
        lead = self._lead(number)
        everything = _most(met, before, after, heading, lead)
        cosine = own.dense if own.dense is not None else (chunk.dense or _NO_COSINE) - 0.02
        named = frozenset(re.findall(r"\b20[0-4]\d\b", f"{unit.text} {unit.trail[-1] if unit.trail else ''}"))
        asks = question.asked is not Asked.ANY
        # Under "Vidtagna åtgärder" every sentence tells what is done
        above = unit.trail[-1] if unit.trail and question.asked is Asked.DOING else ""
        has = says(question.asked, f"{above} {unit.text}")
        fresh = sum(len(word) > 3 and word not in question.forms for word in set(words))
        return Features(
            fused=own.fused,
            chunk=chunk.fused,
            dense=min(1.0, max(0.0, (cosine - _NO_COSINE) / _COSINES)),
            sparse=own.sparse,
            words=covered,
            before=question.share(_most(met, before)) - covered,
            after=question.share(_most(met, after)) - covered,
            heading=question.share(_most(met, heading)) - covered,
            rarest=self._rarest(everything),
            phrase=len(question.pairs & reading.pairs[number]) / len(question.pairs) if question.pairs else 0.0,
            answers=float(asks and has),
            lacks=float(asks and not has),
            strict=float(question.asked in (Asked.DATE, Asked.AMOUNT, Asked.SHARE) and not has),
            new=min(1.0, fresh / 8),
            year=self._year(named, reading.document),
            type=self._type(unit.part),
            long=min(1.0, max(0.0, len(unit.text) / _LONG - 1)),
            row=float(UnitKind.ROW in unit.kinds and question.asked in _NUMBERS),
            item=float(unit.span.start in reading.items),
            label=float(len(unit.text) < 70 and unit.text[-1:] not in ".!?:" and UnitKind.ROW not in unit.kinds),
            title=float(unit.span.start in reading.headings),
            covered=question.share(everything),
        )

    def _heading(self, section: int | None, trail: str) -> Met:
        key = (section, trail)
        if key not in self._headings:
            self._headings[key] = self.question.met_by(trail)
        return self._headings[key]

    def _lead(self, number: int) -> Met:
        unit = self.reading.units[number]
        context = unit.context.replace(unit.text, "") if unit.context else ""
        return self._heading(unit.section, context) if context else self._none

    def _rarest(self, met: Met) -> float:
        weights = self.question.weights
        return met[max(range(len(weights)), key=weights.__getitem__)] if weights else 0.0

    def _year(self, named: frozenset[str], document: Document) -> float:
        years = self.question.plan.years
        asked = frozenset(map(str, years))
        return float(bool(asked) and (bool(named & asked) or (not named and document.year in years)))

    def _type(self, part: int) -> float:
        types = self.question.plan.filters.types
        document = self.reading.document
        title = next((p.title for p in document.parts if p.number == part and part), "")
        return float(bool(types) and (type_of(title) in types if title else document.type in types))


def _most(*mets: Met) -> Met:
    return tuple(map(max, *mets))


NAMES = tuple(field.name for field in fields(Features))


def hits_of(
    passages: Sequence[Passage], readings: Mapping[str, Reading]
) -> tuple[dict[tuple[str, int], Hit], dict[tuple[str, int], Hit]]:
    """How the search found units, and the chunks that they lie in: by document and unit number."""
    best = max((p.score for p in passages), default=1.0) or 1.0
    most = max((p.sparse or 0.0 for p in passages), default=1.0) or 1.0
    units: dict[tuple[str, int], Hit] = {}
    chunks: dict[tuple[str, int], Hit] = {}
    for passage in passages:
        reading = readings[passage.document]
        hit = Hit(passage.score / best, passage.dense, (passage.sparse or 0.0) / most)
        number = reading.number_at(passage.span)
        if number is not None:
            units[passage.document, number] = hit
        for other in (
            reading.in_chunk(passage.chunk) if passage.kind is UnitKind.CHUNK else reading.within(passage.span)
        ):
            known = chunks.get((passage.document, other))
            if known is None or known.fused < hit.fused:
                chunks[passage.document, other] = hit
    return units, chunks
