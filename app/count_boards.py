"""How many assignments each of some boards has, set side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.model import Draft, Evidence, Kind, Plan, Statement
from app.select_assignments import select
from app.told_assignments import Register
from app.topic import Term
from app.wording import and_list
from index.model import AssignmentEntry

_COUNTED = re.compile(
    r"\b(?:flest|fler|färst|färre)\s+(?:(?!i\b|med\b|av\b)\w+\s+){0,2}?uppdrag|\buppdrag\w*\b[^?]*\b(?:flest|färst)\b"
    r"|\b(?:most|more|fewest|fewer)\s+(?:\w+\s+)?assignments"
    r"|\b(?:hur många|how many)\b[^?]*\b(?:vardera|i varje|var för sig|each)\b"
)
_FEWEST = re.compile(r"\b(?:färst|färre|minst|fewest|fewer)\b")
_MOST_PLACES = 60


def counts_by_board(plan: Plan) -> bool:
    """Whether a question asks for the number of assignments of each of the boards that it names."""
    low, places = (
        plan.standalone.lower(),
        "|".join(re.escape(board.split()[-1].lower()) for board in plan.filters.boards),
    )
    asked = _COUNTED.search(low) or re.search(rf"\bhur många\b[^?]*\brespektive\s+(?:\w+\s+)?(?:{places})\b", low)
    return plan.about_assignments and len(plan.filters.boards) > 1 and bool(asked)


def answer_counts(plan: Plan, register: Register, terms: Sequence[Term]) -> Draft | None:
    """The number of each board, the greatest first, or the least; None where a board has none that is asked for."""
    found = {board: _of_board(plan, board, register, terms) for board in plan.filters.boards}
    if not all(found.values()):
        return None
    few = bool(_FEWEST.search(plan.standalone.lower()))
    ordered = sorted(found, key=lambda board: len(found[board]), reverse=not few)
    first, *others = (len(found[board]) for board in ordered)
    told = Statement(_lead(plan, ordered, first, others, few=few), _places(found[ordered[0]]))
    each = [
        Statement(f"{board}: **{len(found[board])}** ({_titles(found[board])}).", _places(found[board]))
        for board in ordered
    ]
    return Draft(Kind.COMPARE, True, (told, *each))


def _of_board(plan: Plan, board: str, register: Register, terms: Sequence[Term]) -> list[AssignmentEntry]:
    criteria = replace(plan.criteria, common=False, apart=False)
    own = replace(plan, kind=Kind.COUNT, criteria=criteria, filters=replace(plan.filters, boards=(board,)))
    return select(own, register, terms)


def _lead(plan: Plan, ordered: Sequence[str], first: int, others: Sequence[int], *, few: bool) -> str:
    alike = 1 + sum(count == first for count in others)
    rest = and_list([f"{count} hos {board}" for board, count in zip(ordered[alike:], others[alike - 1 :], strict=True)])
    if plan.language == "en":
        said = [f"{count} {board}" for board, count in zip(ordered, (first, *others), strict=True)]
        return f"Number of assignments: {', '.join(said[:-1])} and {said[-1]}."
    if all(count == first for count in others):
        return f"**Lika många:** {and_list(ordered)} har {first} uppdrag var."
    each = " var" if alike > 1 else ""
    return f"**{and_list(ordered[:alike])} har {'färst' if few else 'flest'}:** {first} uppdrag{each}, mot {rest}."


def _places(entries: Sequence[AssignmentEntry]) -> tuple[Evidence, ...]:
    return tuple(Evidence(entry.document, entry.spans) for entry in entries[:_MOST_PLACES])


def _titles(entries: Sequence[AssignmentEntry]) -> str:
    return and_list(list(dict.fromkeys(entry.title for entry in entries)))
