"""Whether the evidence answers: a decision on features, not on a single score."""

from collections.abc import Sequence

from app.answer_extract import Found
from app.answer_figures import FigureRow, is_sure
from app.model import Plan
from app.topic import Term

_ENOUGH = 0.52  # share of the question's weight that the best unit and its surroundings must meet


def is_answered(plan: Plan, terms: Sequence[Term], found: Found, rows: Sequence[FigureRow]) -> bool:
    """Whether what was found says what is asked."""
    if rows and is_sure(rows[0]):
        return True
    best = found.best
    if best is None:
        return False
    if plan.language == "en":
        return (best.passage.dense or 0.0) >= 0.82
    around = max(one.features.covered for one in found.ranked[:5])
    return around >= _ENOUGH
