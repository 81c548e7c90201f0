"""A question that asks for two things, cut in its parts: "Hur många är de, och vad kostar de?" """

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.model import Plan
from app.topic import WORD, Term

_ASKS = (
    r"(?:hur|vad|vem|vems|vilken|vilket|vilka|när|varför|vart|var (?=ligger|finns|sker|är|ska|görs|hålls|kan|bor)"
    r"|how|what|which|who|when|where|why)\b"
)
_BETWEEN = re.compile(
    rf"(?:[,;:]?\s+(?:och|samt|and)|\s+o|[,;?]|\?\s+och)\s+(?=(?:(?:i|på|med|till|från|av|för|inom|in|by|for|of)\s+)?{_ASKS})",
    re.I,
)
_ALONE = 2  # words of its own that a part needs to stand by itself
_SHARED = 0.5  # what the other part's words then count
_MOST = 3
_TOLD = 8  # characters that a follow-up is longer by when the question before it was put in front


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a question asks for, with the words that it is about."""

    plan: Plan
    terms: tuple[Term, ...]


def parts_of(plan: Plan, terms: Sequence[Term]) -> tuple[Part, ...]:
    """The parts of a question in order; one part, the question itself, when it asks for one thing."""
    texts = [text.strip(" ?.,") for text in _BETWEEN.split(plan.standalone)]
    texts = [text for text in texts if text]
    if (
        len(plan.standalone) > len(plan.question) + _TOLD and len(texts) > 1
    ):  # a follow-up: what was asked before is told
        return (_part(plan, terms, f"{texts[-1]}?"),)
    if not 1 < len(texts) <= _MOST:
        return (Part(plan, tuple(terms)),)
    return tuple(_part(plan, terms, f"{text}?") for text in texts)


def _part(plan: Plan, terms: Sequence[Term], text: str) -> Part:
    words = {word.lower() for word in WORD.findall(text)}
    own = [term for term in terms if term.word in words]
    alone = len(own) >= _ALONE
    weighed = tuple(term if term in own or not alone else replace(term, weight=term.weight * _SHARED) for term in terms)
    return Part(replace(plan, standalone=text), weighed)
