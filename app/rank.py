"""Which of the found units say what is asked: features of a unit and a question, weighed together.

The features are shares between 0 and 1, so that a weight says what a feature is worth at most.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from app.model import Kind, Plan
from app.topic import Term, coverage, stems
from index.model import Passage, UnitKind
from ingest.metadata import type_of
from ingest.model import Document, Span

_CAUSE = re.compile(r"\b(?:beror|berodde|på grund av|eftersom|därför|orsak\w*|förklaras|anledning\w*|till följd av|för att|syfte\w*|då)\b", re.I)
_WHEN = re.compile(r"\b(?:20\d\d|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|halvår\w*|kvartal|hösten|våren|årsskiftet)\b", re.I)
_WHO = re.compile(r"\b(?:ansvar\w*|leder|samordna\w*|beslut\w*|nämnden|förvaltning\w*|avdelning\w*|enhet\w*|chef\w*|koordinator\w*|styrelsen|kontoret|direktör\w*)\b|(?<!^)\b[A-ZÅÄÖ][a-zåäö]+", re.I)
_NUMBER = re.compile(r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\b")


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a unit."""

    fused: float  # the search's own score, the best hit's is 1
    dense: float  # cosine, stretched: 0.75 is 0 and 0.95 is 1
    sparse: float  # BM25, the best hit's is 1
    words: float  # share of the topic's weight in the unit
    around: float  # the same in the unit with its neighbours and headings
    heading: float  # the same in its headings
    answers: float  # whether it has what the question word asks for: a number, a cause, a date, a name
    year: float  # whether it, its heading or its document names the year asked for
    type: float  # whether it stands in the sort of document asked for
    short: float  # 1 for a unit of a sentence, less for long ones
    phrase: float  # share of the question's neighbouring word pairs that it says
    row: float  # whether it is a table row


WEIGHTS = Features(
    fused=0.6, dense=0.9, sparse=0.6, words=1.6, around=1.0, heading=0.3, answers=0.35, year=0.25, type=0.3,
    short=0.1, phrase=0.5, row=0.0,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with what speaks for it."""

    passage: Passage
    features: Features
    score: float


def rank(
    plan: Plan, terms: Sequence[Term], passages: Sequence[Passage], documents: Mapping[str, Document]
) -> list[Ranked]:
    """The units that can be shown, best first."""
    if not passages:
        return []
    best = max(p.score for p in passages) or 1.0
    most = max((p.sparse or 0.0) for p in passages) or 1.0
    pairs = _pairs(plan.standalone)
    ranked = []
    for passage in passages:
        document = documents[passage.document]
        found = features(plan, terms, passage, document, best, most, pairs)
        ranked.append(Ranked(passage, found, weigh(found)))
    return sorted(ranked, key=lambda one: -one.score)


def weigh(found: Features) -> float:
    """The features as one score."""
    return sum(getattr(found, field.name) * getattr(WEIGHTS, field.name) for field in fields(Features))


def features(
    plan: Plan,
    terms: Sequence[Term],
    passage: Passage,
    document: Document,
    best: float,
    most: float,
    pairs: frozenset[tuple[str, str]],
) -> Features:
    """What speaks for one unit."""
    around = " ".join([*passage.trail[-2:], document.read(neighbourhood(document, passage))])
    heading = " ".join(passage.trail[-3:])
    years = " ".join([passage.text, heading, document.title])
    part = next((p.title for p in document.parts if p.number == passage.part), document.title)
    own = _pairs(passage.text)
    return Features(
        fused=passage.score / best,
        dense=min(1.0, max(0.0, ((passage.dense or 0.75) - 0.75) / 0.2)),
        sparse=(passage.sparse or 0.0) / most,
        words=coverage(terms, passage.text),
        around=coverage(terms, around),
        heading=coverage(terms, heading),
        answers=_answers(plan, passage.text),
        year=float(not plan.years or any(str(year) in years for year in plan.years)),
        type=float(not plan.filters.types or type_of(part) in plan.filters.types or document.type in plan.filters.types),
        short=1.0 if len(passage.text) < 260 else 260 / len(passage.text),
        phrase=len(pairs & own) / len(pairs) if pairs else 0.0,
        row=float(passage.kind is UnitKind.ROW),
    )


def neighbourhood(document: Document, passage: Passage, reach: int = 260) -> Span:
    """The unit with what stands right before and after it in its chunk, about a sentence each way."""
    start = max(passage.chunk.start, passage.span.start - reach)
    end = min(passage.chunk.end, passage.span.end + reach)
    return Span(min(start, passage.span.start), max(end, passage.span.end))


def _answers(plan: Plan, text: str) -> float:
    low = plan.standalone.lower()
    if plan.kind is Kind.FIGURE or re.search(r"\bhur (?:många|mycket|stor|hög)", low):
        return float(bool(_NUMBER.search(text)))
    if re.search(r"\bvarför\b|\bberor\b|\borsak|\banledning|\bwhy\b", low):
        return float(bool(_CAUSE.search(text)))
    if re.search(r"\bnär\b|\bdatum\b|\bwhen\b|\bvilket år\b", low):
        return float(bool(_WHEN.search(text)))
    if re.search(r"\bvem\b|\bvilka\b|\bvilken (?:nämnd|avdelning|enhet)|\bwho\b|\bvem ansvarar\b", low):
        return float(bool(_WHO.search(text)))
    return 0.5


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = stems(text)
    return frozenset(zip(words, words[1:], strict=False))
