"""Answers from the text that was found: the kinds of answer are asked in order, and the first that says something wins.

An honest no is one of them: what comes before it is sure enough to be told without its rules.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from app import honesty, verdict
from app.answer_extract import Found, answer_extract, statements_of
from app.answer_figures import is_sure
from app.answer_meaning import of_meaning
from app.answer_none import answer_none
from app.answer_prose import answer_prose, compared_figures, found_of_parts
from app.answer_register import tell
from app.answer_sets import answer_set
from app.asked import Asked, asked_for
from app.elsewhere import look_elsewhere
from app.lacking import instead_of_end, left_open, only_changed
from app.looking import Looked, Looking, holds
from app.model import Draft, Kind, Statement
from app.phrases import ASKS
from app.plan_rows import answer_plan_row
from ingest.model import Status

_OPEN_AMONG = 8  # best units among which one may say that a sum is not known
_PREMISE_AMONG, _INSTEAD = 20, 60  # units that may say what became of something, and words of what they say
_NOT_ENDED = {
    "sv": "Handlingarna säger inte att det har upphört. De säger:",
    "en": "The documents do not say that it has ended. They say:",
}
_TELLS_ONE = (Kind.FACT, Kind.YESNO, Kind.STATUS, Kind.SUMMARY)  # questions that one assignment's report may answer


def answer_text(looking: Looking) -> Draft:
    """What the text says, or an honest no."""
    looked = look_elsewhere(looking) or looking.look()
    for kind in IN_ORDER:
        said = kind(looking, looked)
        if said:
            return said
    return answer_prose(looking.plan, looking.terms, looked.found, looked.rows)


def of_set(looking: Looking, looked: Looked) -> Draft | None:
    """A complete set: a list, the risks, a table as a whole."""
    return answer_set(looking.plan, looking.terms, looked.near, looked.found.passages)


def of_decision(looking: Looking, looked: Looked) -> Draft | None:
    """Yes or no to what was decided, by the minutes of meetings first."""
    plan, found = looking.plan, looked.found
    if plan.kind is not Kind.YESNO or not verdict.asks_decision(plan):
        return None
    minutes = tuple(document.name for document in looking.known.documents if document.type == verdict.MINUTES)
    if minutes:
        elsewhere = replace(plan, filters=replace(plan.filters, documents=minutes))
        more = looking.for_plan(elsewhere).look().found
        found = Found((*more.ranked, *found.ranked), {**found.documents, **more.documents})
    return _ruled(looking, found, verdict.decided(plan, found))


def of_compared_figures(looking: Looking, looked: Looked) -> Draft | None:
    """The cells of two things that are compared."""
    return compared_figures(looking.plan, looking.terms, looked.found)


def of_what_is_open(looking: Looking, looked: Looked) -> Draft | None:
    """No, where the text says itself that a sum is not known yet."""
    plan, ranked = looking.plan, looked.found.ranked
    if plan.kind is Kind.YESNO:
        return None
    near = ranked[:_OPEN_AMONG]
    asked, texts = asked_for(plan.standalone, plan.kind), [one.passage.text for one in near]
    place = left_open(asked, list(zip(texts, [one.features.covered for one in near], strict=True)))
    one_number = asked is Asked.NUMBER and len(re.findall(ASKS, plan.standalone.lower())) < 2
    if place is None and one_number and not (looked.rows and is_sure(looked.rows[0])):
        place = only_changed(list(zip(texts, [one.features.words for one in near], strict=True)))
    return answer_none(looking, looked.found, ranked[place]) if place is not None else None


def of_nothing(looking: Looking, looked: Looked) -> Draft | None:
    """No, where what was found does not say what is asked."""
    plan, terms, found = looking.plan, looking.terms, looked.found
    if honesty.is_answered(plan, terms, found, looked.rows):
        return None
    parts = found_of_parts(plan, terms, found)
    if any(honesty.is_answered(one.part.plan, one.part.terms, one.found, one.rows) for one in parts):
        return None
    return answer_none(looking, found)


def of_no_end(looking: Looking, looked: Looked) -> Draft | None:
    """What became of something that the question takes for ended, and that did not end."""
    plan, ranked = looking.plan, looked.found.ranked
    near = ranked[:_PREMISE_AMONG]
    place = instead_of_end(plan.standalone.lower(), [one.passage.text for one in near])
    if place is None:
        return None
    first = replace(near[place], score=near[0].score)
    rest = [one for one in ranked if one is not near[place]]
    told = statements_of(plan, replace(looked.found, ranked=(first, *rest)), _INSTEAD)[:1]
    return Draft(plan.kind, True, (Statement(_NOT_ENDED[plan.language], ()), *told))


def of_verdict(looking: Looking, looked: Looked) -> Draft | None:
    """Yes or no by what a sentence says."""
    plan, found = looking.plan, looked.found
    return _ruled(looking, found, verdict.verdict(plan, found)) if plan.kind is Kind.YESNO else None


def of_plan_row(looking: Looking, looked: Looked) -> Draft | None:
    """A row of a plan of action."""
    passages = [one.passage for one in looked.found.ranked]
    return answer_plan_row(looking.plan, looking.terms, looked.near, passages)


def of_assignment(looking: Looking, looked: Looked) -> Draft | None:
    """What a report says of one assignment, when the best place found is its words or its comment."""
    plan, register, best = looking.plan, looking.known.register, looked.found.best
    if best is None or plan.kind not in _TELLS_ONE:
        return None
    entry = next((entry for entry in register.entries if holds(entry, best.passage)), None)
    if entry is None or entry.status is Status.UNKNOWN or not entry.comment:
        return None
    return tell(entry, register, looking.terms, plan.kind, plan.language)


def _ruled(looking: Looking, found: Found, ruling: verdict.Verdict | None) -> Draft | None:
    if ruling is None:
        return None
    plan = looking.plan
    return verdict.told(ruling, answer_extract(plan, verdict.first(found, ruling)), plan.language)


# Each says its answer, or None; where all are silent it is prose
IN_ORDER: tuple[Callable[[Looking, Looked], Draft | None], ...] = (
    of_meaning,
    of_set,
    of_decision,
    of_compared_figures,
    of_what_is_open,
    of_nothing,
    of_no_end,
    of_verdict,
    of_plan_row,
    of_assignment,
)
