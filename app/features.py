"""What speaks for a sentence, table row or list item as the answer to a question. All are shares between 0 and 1."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import mul

from app.asked import Asked, asked_for
from app.model import Plan
from app.reading import Look, Met, Reading
from app.topic import Term, meets, stems
from index.model import Passage, UnitKind
from ingest.metadata import type_of

_NO_COSINE, _COSINES = 0.78, 0.14  # cosines of the bundled model lie between 0.78, no kin, and 0.92, the same said
_NUMBERS = (Asked.AMOUNT, Asked.NUMBER, Asked.SHARE)
_STRICT = (Asked.DATE, Asked.AMOUNT, Asked.SHARE)


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
    years: frozenset[str]

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
            frozenset(map(str, plan.years)),
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
        self._texts: dict[str, Met] = {}
        self._types: dict[int, float] = {}

    def met(self, number: int | None) -> Met:
        """The terms that a unit meets."""
        return self._none if number is None else self._met.get(number, self._none)

    def around(self, number: int) -> Met:
        """The terms that a unit, its neighbours or what stands above it meet."""
        before, after = (self.met(self.reading.beside(number, step)) for step in (-1, 1))
        heading, lead = self._above(self.reading.look(number))
        return self._most(self.met(number), before, after, heading, lead)

    def features(self, number: int, own: Hit, chunk: Hit) -> Features:
        """What speaks for one unit."""
        question, reading = self.question, self.reading
        unit, look = reading.units[number], reading.look(number)
        met = self.met(number)
        covered = self._share(met)
        before, after = self.met(reading.beside(number, -1)), self.met(reading.beside(number, 1))
        heading, lead = self._above(look)
        everything = self._most(met, before, after, heading, lead)
        cosine = own.dense if own.dense is not None else (chunk.dense or _NO_COSINE) - 0.02
        asks = question.asked is not Asked.ANY
        has = reading.says(question.asked, number)
        return Features(
            fused=own.fused,
            chunk=chunk.fused,
            dense=min(1.0, max(0.0, (cosine - _NO_COSINE) / _COSINES)),
            sparse=own.sparse,
            words=covered,
            before=self._share(self._most(met, before)) - covered,
            after=self._share(self._most(met, after)) - covered,
            heading=self._share(self._most(met, heading)) - covered,
            rarest=self._rarest(everything),
            phrase=len(question.pairs & reading.pairs[number]) / len(question.pairs) if question.pairs else 0.0,
            answers=float(asks and has),
            lacks=float(asks and not has),
            strict=float(question.asked in _STRICT and not has),
            new=min(1.0, len(look.words - question.forms) / 8),
            year=self._year(look.years),
            type=self._type(unit.part),
            long=look.long,
            row=float(look.is_row and question.asked in _NUMBERS),
            item=float(look.is_item),
            label=float(look.is_label),
            title=float(look.is_title),
            covered=self._share(everything),
        )

    def _most(self, *mets: Met) -> Met:
        """How well each term is met by the one that meets it best."""
        telling = [met for met in mets if met is not self._none]
        if len(telling) > 1:
            return tuple(map(max, *telling))
        return telling[0] if telling else self._none

    def _share(self, met: Met) -> float:
        return 0.0 if met is self._none else self.question.share(met)

    def _above(self, look: Look) -> tuple[Met, Met]:
        """The terms that a unit's headings meet, and those that its lead meets."""
        return self._words_of(look.above), self._words_of(look.lead)

    def _words_of(self, text: str) -> Met:
        if not text:
            return self._none
        met = self._texts.get(text)
        if met is None:
            met = self._texts[text] = self.question.met_by(text)
        return met

    def _rarest(self, met: Met) -> float:
        weights = self.question.weights
        return met[max(range(len(weights)), key=weights.__getitem__)] if weights else 0.0

    def _year(self, named: frozenset[str]) -> float:
        asked, document = self.question.years, self.reading.document
        if not asked:
            return 0.0
        return float(bool(named & asked) or (not named and document.year in self.question.plan.years))

    def _type(self, part: int) -> float:
        types = self.question.plan.filters.types
        if not types:
            return 0.0
        if part not in self._types:
            document = self.reading.document
            title = next((p.title for p in document.parts if p.number == part and part), "")
            self._types[part] = float(type_of(title) in types if title else document.type in types)
        return self._types[part]


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
