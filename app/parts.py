"""A question that asks for two things, cut in its parts: "Hur många är de, och vad kostar de?" """

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.kinds import kind_of
from app.model import Kind, Plan
from app.topic import WORD, Term

_ASKS = (
    r"(?:hur|vad|vem|vems|vilken|vilket|vilka|när|varför|vart|var (?=ligger|finns|sker|är|ska|görs|hålls|kan|bor)"
    r"|how|what|which|who|when|where|why)\b"
)
_BETWEEN = re.compile(
    rf"(?:[,;:]?\s+(?:och|samt|and)|\s+o|[,;?]|\?\s+och)\s+(?=(?:(?:i|på|med|till|från|av|för|inom|in|by|for|of)\s+)?{_ASKS})",
    re.I,
)
# Between two things that are compared, and what stands before the first of them
_AGAINST = re.compile(
    r",?\s+(?:(?:jämfört|i jämförelse) med|kontra|gentemot|mot|eller|än|vs\.?|versus|compared (?:to|with)|or)\s+"
    r"(?:(?:till|på|för|i|med|av|hos) )?",
    re.I,
)
_OPENS_SIDE = re.compile(
    r"[,:;?.]\s+|\b(?:mer|mest|mindre|minst|fler|flest|färre|större|störst|högre|högst|lägre|lägst|bättre|bäst|dyrare|"
    r"dyrast|billigare|billigast|more|most|less|least|higher|larger|får|fick|kostar|kostade|är|var|blir"
    r"|blev|på|för|till|hos|to|on|for)\b",
    re.I,
)
_ALONE = 2  # words of its own that a part needs to stand by itself
_SHARED = 0.5  # what the other part's words then count
_ASIDE = 0.25  # what words beside two things that are compared count
_MOST = 3
_TOLD_ALIKE = frozenset((Kind.FACT, Kind.FIGURE, Kind.YESNO))  # kinds that a part may have instead of the whole's
_TOLD = 8  # characters that a follow-up is longer by when the question before it was put in front


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a question asks for, with the words that it is about."""

    plan: Plan
    terms: tuple[Term, ...]


def parts_of(plan: Plan, terms: Sequence[Term]) -> tuple[Part, ...]:
    """The parts of a question in order; one part, the question itself, when it asks for one thing."""
    sides = sides_of(plan, terms)
    if sides:
        return sides
    texts = [text.strip(" ?.,") for text in _BETWEEN.split(plan.standalone)]
    texts = [text for text in texts if text]
    if (
        len(plan.standalone) > len(plan.question) + _TOLD and len(texts) > 1
    ):  # a follow-up: what was asked before is told
        return (_part(plan, terms, f"{texts[-1]}?"),)
    if not 1 < len(texts) <= _MOST:
        return (Part(plan, tuple(terms)),)
    return tuple(_part(plan, terms, f"{text}?") for text in texts)


def sides_of(plan: Plan, terms: Sequence[Term]) -> tuple[Part, ...]:
    """The question for each of two things that it compares; none where more or fewer are, or boards are compared."""
    words = _sides(plan)
    return tuple(_side(plan, terms, own, other) for own, other in zip(words, reversed(words), strict=True))


def _sides(plan: Plan) -> tuple[str, ...]:
    found = list(_AGAINST.finditer(plan.standalone))
    if plan.kind is not Kind.COMPARE or len(found) != 1 or len(plan.filters.boards) > 1:
        return ()
    before = [piece for piece in _OPENS_SIDE.split(plan.standalone[: found[0].start()]) if _topic_in(plan, piece)]
    second = re.split(r"[?.,;]", plan.standalone[found[0].end() :])[0]
    if not before or not _topic_in(plan, second) or _topic_in(plan, before[-1]) & _topic_in(plan, second):
        return ()
    return before[-1], second


def _topic_in(plan: Plan, text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)} & set(plan.topic)


def _side(plan: Plan, terms: Sequence[Term], own: str, other: str) -> Part:
    """One of two things compared: the question without the other thing."""
    without = {word.lower() for word in WORD.findall(other)}
    said = {word.lower() for word in WORD.findall(own)}
    weighed = tuple(
        term if term.word in said else replace(term, weight=term.weight * _ASIDE)
        for term in terms
        if term.word not in without
    )
    return Part(replace(plan, standalone=plan.standalone.replace(other, " ", 1)), weighed)


def _part(plan: Plan, terms: Sequence[Term], text: str) -> Part:
    words = {word.lower() for word in WORD.findall(text)}
    own = [term for term in terms if term.word in words]
    alone = len(own) >= _ALONE
    weighed = tuple(term if term in own or not alone else replace(term, weight=term.weight * _SHARED) for term in terms)
    own_kind = kind_of(text.lower(), about_assignments=False)
    kind = own_kind if {own_kind, plan.kind} <= _TOLD_ALIKE else plan.kind
    return Part(replace(plan, standalone=text, kind=kind), weighed)
