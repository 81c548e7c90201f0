"""Which sentences, table rows and list items say what is asked: features of each and a question, weighed together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, mul

from app.features import NAMES, Features, Hit, Place, Question, hits_of
from app.model import Plan
from app.reading import Reading, reading_of
from app.topic import Term
from index.model import Passage, UnitKind
from ingest.model import Document

# Fitted by eval/bench/rank.py on SweQUAD-MC, SQuAD_v2_sv and the sample cases, then drawn from there to 185 questions
# on real documents and the sample cases, rounded; differences are log odds. Each set left out in turn, the sentence
# that answers was the first for 54 % (52 % before), among the first three for 76 % (76)
WEIGHTS = Features(
    fused=1.4, chunk=2.3, dense=3.3, sparse=1.3, words=0.9, before=1.4, after=-1.5, heading=0.0, rarest=0.5,
    phrase=0.2, answers=0.9, lacks=-0.9, strict=-1.3, new=-1.1, year=0.7, type=1.8, long=0.6, row=1.1,
    item=0.2, label=-0.8, title=-0.3, covered=2.5,
)  # fmt: skip

_values: Callable[[Features], tuple[float, ...]] = attrgetter(*NAMES)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with what speaks for it."""

    passage: Passage
    features: Features
    score: float


def rank(
    plan: Plan, terms: Sequence[Term], passages: Sequence[Passage], documents: Mapping[str, Document]
) -> list[Ranked]:
    """The units that were found, and those of the chunks that were found, best first."""
    if not passages:
        return []
    question = Question.of(plan, terms)
    readings = {name: reading_of(documents[name]) for name in dict.fromkeys(p.document for p in passages)}
    versions = {passage.document: passage.version for passage in passages}
    places = {name: Place(question, reading) for name, reading in readings.items()}
    own, chunks = hits_of(passages, readings)
    ranked = []
    for name, number in dict.fromkeys((*own, *chunks)):
        hit = own.get((name, number), Hit())
        found = places[name].features(number, hit, chunks.get((name, number), Hit()))
        passage = _passage(readings[name], number, versions[name], hit)
        ranked.append(Ranked(passage, found, weigh(found)))
    return sorted(ranked, key=lambda one: -one.score)


def weigh(found: Features) -> float:
    """The features as one score."""
    return float(sum(map(mul, _values(found), _values(WEIGHTS))))


def _passage(reading: Reading, number: int, version: str, hit: Hit) -> Passage:
    unit = reading.units[number]
    return Passage(
        document=reading.document.name,
        version=version,
        kind=UnitKind.ROW if UnitKind.ROW in unit.kinds else UnitKind.SENTENCE,
        span=unit.span,
        chunk=unit.chunk,
        section=unit.section,
        part=unit.part,
        page=unit.page,
        text=unit.text,
        trail=unit.trail,
        score=hit.fused,
        dense=hit.dense,
        sparse=hit.sparse,
    )
