"""One question on its way to a draft: from a register, board by board, from the text, or an honest no."""

import re
from dataclasses import replace

from app.answer_boards import answer_all_boards, answer_named_boards, without_all_boards
from app.answer_register import answer_count, answer_list, answer_status
from app.answer_text import answer_text
from app.count_boards import answer_counts, counts_by_board
from app.looking import Looking, hits_of
from app.model import Criteria, Draft, Kind, Statement
from app.own_count import with_own_count
from app.phrases import ASKS, ONE_ASSIGNMENT

_MOST_WORDS = {
    Kind.FACT: 112,
    Kind.FIGURE: 112,
    Kind.YESNO: 112,
    Kind.LIST: 112,
    Kind.COUNT: 112,
    Kind.COMPARE: 150,
    Kind.STATUS: 150,
}


def draft(looking: Looking) -> Draft:
    """The best way that the question can be answered."""
    drafted = from_register(looking)
    if drafted:
        return _shortened(drafted)
    if len(looking.plan.filters.boards) > 1:
        return answer_named_boards(looking)
    bare = without_all_boards(looking)
    side_by_side = answer_all_boards(bare) if bare else None
    return side_by_side or _shortened(answer_text(bare or looking))


def from_register(looking: Looking) -> Draft | None:
    """The assignments that are asked for; None for other questions, and for those told board by board."""
    plan, register, terms = looking.plan, looking.known.register, looking.terms
    low = plan.standalone.lower()
    if counts_by_board(plan):
        return answer_counts(plan, register, terms)
    if plan.about_assignments and plan.kind is Kind.COUNT:
        counted = answer_count(plan, register, terms)
        return with_own_count(looking, counted) if counted else None
    if terms and len(plan.filters.boards) > 1 and re.search(ONE_ASSIGNMENT, low):
        return None  # how each board has gone about one assignment: told board by board
    listed = plan.kind in (Kind.LIST, Kind.COMPARE) or (
        plan.kind is Kind.YESNO and bool(plan.criteria.statuses or plan.criteria.common)
    )
    if plan.about_assignments and listed:
        return answer_list(plan, register, terms)
    if len(plan.filters.boards) > 1 and len(re.findall(ASKS, low)) > 1:
        return None  # one thing asked of one board, another of the other: told board by board
    if plan.about_assignments and not terms and plan.criteria != Criteria():  # "vem ska de rapporteras till?"
        return answer_list(replace(plan, kind=Kind.LIST), register, terms)
    about_one = plan.about_assignments and plan.kind in (Kind.YESNO, Kind.FACT) and bool(plan.criteria.statuses)
    if plan.kind is Kind.STATUS or about_one:
        return answer_status(plan, register, terms, hits_of(register, looking.passages()))
    return None


def _shortened(draft: Draft) -> Draft:
    """A short answer kept short: whole statements are left out from the end, never the first."""
    most = _MOST_WORDS.get(draft.kind)
    if most is None or draft.items:
        return draft
    used = sum(len(statement.text.split()) for statement in draft.closing)
    kept: list[Statement] = []
    for statement in draft.lead:
        used += len(statement.text.split()) + 1
        if kept and used > most:
            break
        kept.append(statement)
    return replace(draft, lead=tuple(kept))
