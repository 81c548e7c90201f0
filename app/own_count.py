"""What the documents say themselves of how many assignments there are, beside a count of the register's."""

import re
from dataclasses import replace

from app.criteria import origins_of, statuses_of
from app.looking import Looking
from app.model import Draft, Evidence, Statement
from app.topic import coverage
from app.values import number_in_words
from index.model import Passage, UnitKind

_SAID = re.compile(
    r"(?<![\d.-])(?<!§ )\b(?P<number>\d{1,3}|[a-zåäö]{2,4})(?=\s+(?:(?!av\b)[a-zåäö]+\s+){0,3}?uppdrag(?:en)?\b)",
    re.I,
)
_ON_TOPIC = 0.7  # share of a topic's weight that the sentence must hold
_TOLD = {"sv": "Handlingarna anger själva:", "en": "The documents say themselves:"}


def with_own_count(looking: Looking, draft: Draft) -> Draft:
    """A count with what a document says itself, where that is another number: then both are given."""
    said = next((one for one in looking.passages() if _is_same_set(looking, one)), None)
    if said is None or draft.total is None or number_in(said.text) == draft.total:
        return draft
    place = (Evidence(said.document, (said.span,)),)
    told = (Statement(_TOLD[looking.plan.language], ()), Statement(said.text, place))
    return replace(draft, lead=(*draft.lead, *told))


def _is_same_set(looking: Looking, passage: Passage) -> bool:
    """Whether a sentence counts the assignments that a plan asks for: of the same status, giver, year and topic."""
    plan, low = looking.plan, passage.text.lower()
    if passage.kind is not UnitKind.SENTENCE or number_in(passage.text) is None:
        return False
    given = not plan.criteria.origins or origins_of(low) == plan.criteria.origins
    if not given or statuses_of(low) != plan.criteria.statuses:
        return False
    year = looking.opened.document(passage.document).year
    if plan.years and year not in plan.years and not any(str(one) in low for one in plan.years):
        return False
    return coverage(looking.terms, passage.text) >= _ON_TOPIC


def number_in(text: str) -> int | None:
    """How many assignments a sentence says that there are.

    >>> number_in("Nämnden har fått elva nya uppdrag.")
    11
    """
    said = (match["number"] for match in _SAID.finditer(text))
    numbers = (word if word.isdigit() else number_in_words(word) for word in said)
    return next((int(number) for number in numbers if number), None)
