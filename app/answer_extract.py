"""Answers from prose: the sentences that say it, as they stand, under the heading where they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from app.asked import Asked, asked_for, says
from app.completion import completed, windows
from app.listings import extent, list_at
from app.model import Draft, Evidence, Kind, Plan, Statement
from app.phrases import AHEAD
from app.rank import Ranked, rank
from app.reading import reading_of
from app.summary import choose, points
from app.tidying import tidy
from app.topic import Term, folded_stem, meets, stems
from index.model import Passage, UnitKind
from ingest.model import Document, Span

# Words in an answer: enough for the fact and what it needs to be understood, never a page
LENGTHS = {
    Kind.FACT: 100,
    Kind.FIGURE: 90,
    Kind.YESNO: 95,
    Kind.STATUS: 110,
    Kind.SUMMARY: 330,
    Kind.LIST: 105,
    Kind.COMPARE: 300,
}
_WORTH = 0.015  # odds against the best unit that a further unit needs
_NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][\w-]+")
_LETTERS, _DIGITS = re.compile(r"[^\W\d_]{2,}"), re.compile(r"\d+")
_SAME_WORDS = 0.7
_LOOKED_AT = 40
_BEST = 6  # units among which two of one list mean that the list is what was found
_SEVERAL = (Asked.ANY, Asked.DOING, Asked.HOW, Asked.CAUSE, Asked.EFFECT, Asked.NUMBER)  # a list may be the answer
_ONE_THING = (Kind.FACT, Kind.YESNO)  # a day, a place, a name of such a question may as well stand elsewhere
_TOLD_ON = (Asked.ANY, Asked.DOING, Asked.HOW, Asked.CAUSE, Asked.EFFECT)  # what a text goes on about
_IN_NUMBERS = (Asked.AMOUNT, Asked.NUMBER, Asked.SHARE)
_NEAR = 3.0  # log odds that a unit right beside the best one gains
_FAR = 5.0  # units over which that falls to a third
_BACK = 0.6  # of that gain for a unit before it: a text goes on, and rarely says what comes
_ABOUT = 0.6  # share of what the best unit covers of a topic that a unit of a summary must
_MOST = 5  # statements, but for a summary


@dataclass(frozen=True, slots=True)
class Found:
    """The ranked units of a question and the documents that they stand in."""

    ranked: tuple[Ranked, ...]
    documents: Mapping[str, Document]
    passages: tuple[Passage, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def best(self) -> Ranked | None:
        """The unit that says it most likely."""
        return self.ranked[0] if self.ranked else None


def find(plan: Plan, terms: Sequence[Term], passages: Sequence[Passage], documents: Mapping[str, Document]) -> Found:
    """The units of a search in the order of how well they answer."""
    return Found(tuple(rank(plan, terms, passages, documents)), documents, tuple(passages), tuple(terms))


def answer_extract(plan: Plan, found: Found, words: int | None = None) -> Draft:
    """The sentences that answer, best first, each with its place."""
    limit = words or LENGTHS.get(plan.kind, 100)
    statements = statements_of(plan, found, limit)
    return Draft(plan.kind, bool(statements), tuple(statements), closing=where_of(found))


def where_of(found: Found) -> tuple[Statement, ...]:
    """Where the best unit stands, as the answer's last line."""
    best = found.best
    return (Statement(f"*{_heading(found.documents[best.passage.document], best.passage)}*", ()),) if best else ()


def statements_of(
    plan: Plan, found: Found, limit: int, told: Sequence[Statement] = (), *, at_least_one: bool = False
) -> list[Statement]:
    """Statements of at most so many words: the best units, each with what it needs to be understood; nothing twice.
    The very best is told however long it is, where nothing was told before or with `at_least_one`."""
    said = [(e.document, span) for statement in told for e in statement.evidence for span in e.spans]
    before = [(name, span) for name, span in said if name in found.documents]
    chosen = _Chosen(plan, found, limit, before, wants_one=at_least_one or not told)
    if plan.kind is Kind.SUMMARY:
        chosen.take_section(found)
    ranked = _on_topic(_about_names(plan, found.ranked)) if plan.kind is Kind.SUMMARY else found.ranked
    for one in _near_first(plan, ranked[:_LOOKED_AT], found.documents):
        if chosen.own and (exp(one.score - ranked[0].score) < _WORTH or chosen.is_full()):
            break
        chosen.take(one)
    if plan.kind is Kind.SUMMARY:
        chosen.sort()
    places = [place for place in chosen.places if place not in before]
    return [_statement(found.documents[name], name, span) for name, span in places]


def _near_first(plan: Plan, ranked: Sequence[Ranked], documents: Mapping[str, Document]) -> Sequence[Ranked]:
    """The best unit, then the others with what they gain by standing near it: a text goes on about one thing."""
    asked = asked_for(plan.standalone, plan.kind)
    if not ranked or (plan.kind in _ONE_THING and asked not in _TOLD_ON):
        return ranked
    best = ranked[0].passage
    lacking = asked in _IN_NUMBERS and not says(asked, best.text)  # what stands beside it lacks the number as well
    reading = reading_of(documents[best.document])
    at = reading.number_at(best.span)
    moved = []
    for one in ranked[1:]:
        number = reading.number_at(one.passage.span) if one.passage.document == best.document else None
        other = UnitKind.ROW in (best.kind, one.passage.kind)  # a table's next row is about something else
        other = other or ((lacking or asked is Asked.EFFECT) and not says(asked, one.passage.text))
        if at is not None and number is not None and not other and one.passage.section == best.section:
            gain = _NEAR * exp(-(abs(number - at) - 1) / _FAR) * (1.0 if number > at else _BACK)
            one = replace(one, score=min(ranked[0].score, one.score + gain))
        moved.append(one)
    return [ranked[0], *sorted(moved, key=lambda one: -one.score)]


def _about_names(plan: Plan, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """The units that say a name of the question, when several do: a summary of one place tells of no other."""
    names = {folded_stem(word) for word in _NAME.findall(plan.standalone) if word.lower() in plan.topic}
    about = [
        one
        for one in ranked
        if any(meets(name, stems(f"{one.passage.text} {' '.join(one.passage.trail[-1:])}")) for name in names)
    ]
    return about if len(about) > 1 else ranked


def _on_topic(ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """The units that are about the topic of a summary, by where they stand, or what they and the words around say."""
    most = max((one.features.covered for one in ranked[:_BEST]), default=0.0)
    places = [(one.passage.document, one.passage.section) for one in ranked]
    return [
        one
        for one, place in zip(ranked, places, strict=True)
        if place == places[0] or one.features.covered >= _ABOUT * most
    ]


class _Chosen:
    """The places taken into an answer so far."""

    def __init__(
        self, plan: Plan, found: Found, limit: int, before: Sequence[tuple[str, Span]], *, wants_one: bool
    ) -> None:
        self.plan, self.documents, self.limit = plan, found.documents, limit
        self._asked = asked_for(plan.standalone, plan.kind)
        self._best = [one.passage for one in found.ranked[:_BEST]]
        self.places: list[tuple[str, Span]] = list(before)
        self._covered: dict[tuple[str, Span], float] = {}  # share of the topic said and headed, of places taken
        self._before = len(before)
        self._wants_one = wants_one  # the very best is told however long it is
        self._used = 0

    @property
    def own(self) -> Sequence[tuple[str, Span]]:
        """The places taken, without those that were told before."""
        return self.places[self._before :]

    def is_full(self) -> bool:
        most = 3 * _MOST if self.plan.kind is Kind.SUMMARY else _MOST
        return self._used > self.limit * 0.85 or len(self.own) >= most

    def sort(self) -> None:
        """Each document's places in its own order, the best unit's document first."""
        documents = list(dict.fromkeys(name for name, _ in self.places))
        self.places.sort(key=lambda place: (documents.index(place[0]), place[1].start))

    def take_section(self, found: Found) -> None:
        """Takes the section that the topic is about, whole, when there is one."""
        section = choose(
            found.terms,
            found.ranked,
            self.documents,
            self.limit,
            ahead=bool(re.search(AHEAD, self.plan.standalone.lower())),
        )
        if section:
            document = self.documents[section.document]
            spans = points(document, section.span, self.limit)
            self.places += [(section.document, span) for span in spans]
            self._used += sum(len(tidy(document, span).split()) for span in spans)

    def take(self, one: Ranked) -> None:
        """Takes a unit, as complete as there is room for, unless it was said or says nothing by itself."""
        name = one.passage.document
        reading = reading_of(self.documents[name])
        found = one.features
        if found.label and not found.answers and not found.item and (self.places or not found.title):
            return
        left = self.limit - self._used
        whole = self._whole_list(one)
        wide = windows(reading, one.passage.span) if self.plan.kind is Kind.SUMMARY else ()
        for span in (*whole, *wide, *completed(reading, one.passage.span, first=not self.places)):
            size = len(tidy(reading.document, span).split())
            meets = any(name == other and taken.meets(span) for other, taken in self.places)
            if not meets and (size <= left or (self._wants_one and not self.own and span == one.passage.span)):
                break
        else:
            return
        text = reading.document.read(span)
        if _is_said(text, [self.documents[other].read(taken) for other, taken in self.places]):
            return
        fitter = [place for place, covered in self._covered.items() if covered > found.words + found.heading]
        if any(_is_parallel(text, self.documents[other].read(taken)) for other, taken in fitter):
            return
        self.places.append((name, span))
        self._covered[name, span] = found.words + found.heading
        self._used += size

    def _whole_list(self, one: Ranked) -> tuple[Span, ...]:
        """The list that a unit is of, when several things are asked for and the list is what was found."""
        if self._asked not in _SEVERAL:
            return ()
        listing = list_at(reading_of(self.documents[one.passage.document]).lists, one.passage.span)
        if listing is None:
            return ()
        span = extent(listing)
        leads = any(lead.meets(one.passage.span) for lead in listing.lead)
        own = sum(span.covers(other.span) for other in self._best if other.document == one.passage.document)
        return (span,) if leads or own > 1 else ()


def _statement(document: Document, name: str, span: Span) -> Statement:
    return Statement(tidy(document, span), (Evidence(name, (span,)),))


def _is_said(text: str, said: Sequence[str]) -> bool:
    """Whether the same words and numbers were said already, in a twin document."""
    own, digits = set(text.lower().split()), set(_DIGITS.findall(text))
    return any(
        len(own & set(other.lower().split())) > 0.8 * len(own) and digits <= set(_DIGITS.findall(other))
        for other in said
    )


def _is_parallel(one: str, other: str) -> bool:
    """Whether two texts say the same of different things: the same words with other numbers."""
    words, others = ({folded_stem(word) for word in _LETTERS.findall(text)} for text in (one, other))
    same = len(words & others) > _SAME_WORDS * max(len(words), len(others))
    return same and set(_DIGITS.findall(one)) != set(_DIGITS.findall(other))


def _heading(document: Document, passage: Passage) -> str:
    part = next((p for p in document.parts if p.number == passage.part and p.number), None)
    places = [document.title, part.title if part else "", passage.trail[-1] if passage.trail else ""]
    return ", ".join(dict.fromkeys(filter(None, places)))
