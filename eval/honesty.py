"""Fits the model of app/confidence.py, cross-validated, and tells what it is worth.

A row is a case that the model judges, asked as it is or with its pages hidden (`eval/evidence.py`). It is fitted on
whether the answer was right; a hidden row counts a third, since few readers ask only for what is missing. What is told
comes from folds that a case was left out of, and the probabilities are drawn to those of the cases as they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from functools import partial

import numpy as np

from app.confidence import NAMES, Fitted
from app.rank import WEIGHTS
from eval import plots
from eval.curves import auc, calibration_error, reliability, risk_coverage
from eval.evidence import Seen
from eval.logistic import Line, Numbers, calibrated, crossed, fit, probability
from ingest.errors import StyrsvarError

MOST_REFUSED = 0.03  # of the answerable cases, by rules and model
_LIKELIER_WRONG = 0.3  # an answer that is more than twice as likely wrong as right is none
_HIDDEN_WORTH = 0.3
_FEWEST = 20  # rows of either sort that a fit needs
_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
_COVERAGES = (1.0, 0.95, 0.9, 0.8, 0.7, 0.5)

Table = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with the probability that the model gives it."""

    seen: Seen
    chance: float


@dataclass(frozen=True, slots=True)
class Trial:
    """A fitted model, and what it says of the rows that it was fitted without."""

    fitted: Fitted
    judged: tuple[Judged, ...]  # cross-validated
    seen: tuple[Seen, ...]  # all cases, those too that the model is not asked about

    def told(self, *, hidden: bool = False) -> list[tuple[float, bool]]:
        """(probability, whether it was right) of the rows as they are, or of those with hidden pages."""
        return [(one.chance, one.seen.right and not hidden) for one in self.judged if one.seen.hidden == hidden]


def rows_of(seen: Sequence[Seen]) -> list[Seen]:
    """What a fit is made of: a question that is answered rightly from other pages than the hidden ones is left out."""
    return [one for one in seen if one.signs and one.answered and not (one.hidden and one.right)]


def values(rows: Sequence[Seen]) -> Numbers:
    """The signs of rows as numbers."""
    return np.array([astuple(one.signs) for one in rows if one.signs], dtype=np.float64).reshape(-1, len(NAMES))


def trial(seen: Sequence[Seen]) -> Trial:
    """Fits and cross-validates. Raises StyrsvarError when there are too few cases."""
    rows = rows_of(seen)
    right = np.array([float(one.right) for one in rows])
    if min(right.sum(), len(right) - right.sum()) < _FEWEST:
        raise StyrsvarError(
            f"Bara {len(rows)} frågor når modellen: det behövs {_FEWEST} rätta svar och lika många andra."
        )
    worth = np.array([_HIDDEN_WORTH if one.hidden else 1.0 for one in rows])
    odds = crossed(values(rows), right, worth, [one.case for one in rows])
    plain = np.array([not one.hidden for one in rows])
    drawn = calibrated(odds[plain], right[plain])
    chances = probability(drawn.odds(odds[:, None]))
    judged = tuple(Judged(one, float(chance)) for one, chance in zip(rows, chances, strict=True))
    line = fit(values(rows), right, worth)
    slope = drawn.weights[0]
    whole = Line(tuple(slope * weight for weight in line.weights), slope * line.intercept + drawn.intercept)
    return Trial(_fitted(whole, threshold(judged, seen), seen), judged, tuple(seen))


def _fitted(line: Line, least: float, seen: Sequence[Seen]) -> Fitted:
    corpora = dict.fromkeys(one.corpus for one in seen)
    cases = {name: sum(one.corpus == name and not one.hidden for one in seen) for name in corpora}
    of = ", ".join(f"{count} cases ({name})" for name, count in cases.items())
    return Fitted(
        made=f"python -m eval honesty --write, on {of}",
        ranking=astuple(WEIGHTS),
        weights={name: round(weight, 4) for name, weight in zip(NAMES, line.weights, strict=True)},
        intercept=round(line.intercept, 4),
        threshold=least,
    )


def threshold(judged: Sequence[Judged], seen: Sequence[Seen]) -> float:
    """The probability below which `MOST_REFUSED` of the answerable cases are refused at most, the rules' refusals
    counted; halfway between the surest case that is refused and the least sure that is not, and never above where an
    answer is more than twice as likely wrong as right; in hundredths."""
    own = [one for one in seen if one.answerable and not one.hidden]
    by_rules = sum(not one.answered for one in own)
    chances = sorted(one.chance for one in judged if one.seen.answerable and not one.seen.hidden)
    allowed = [count for count in range(len(chances)) if by_rules + count <= MOST_REFUSED * len(own)]
    if not allowed:
        return 0.0
    most = allowed[-1]
    below = chances[most - 1] if most else 0.0
    return round(min((below + chances[most]) / 2, _LIKELIER_WRONG), 2)


def judge(fitted: Fitted, seen: Sequence[Seen]) -> list[Judged]:
    """What a fitted model says of rows that it never saw."""
    return [Judged(one, fitted.probability(one.signs)) for one in rows_of(seen) if one.signs]


def refusals(name: str, seen: Sequence[Seen], judged: Sequence[Judged], least: float) -> tuple[str, ...]:
    """A table's line: how many of each sort are refused, by the rules and then by the model."""
    low = [one.seen for one in judged if one.chance < least]

    def counted(among: Sequence[Seen]) -> str:
        if not among:
            return ""
        return f"{sum(not one.answered for one in among)} + {sum(one in among for one in low)} of {len(among)}"

    plain = [one for one in seen if not one.hidden]
    yes = [one for one in plain if one.answerable]
    hidden = [one for one in seen if one.hidden and not one.right]
    wrong = sum(not one.right for one in low if one in yes)
    return (name, counted(yes), str(wrong), counted([one for one in plain if not one.answerable]), counted(hidden))


REFUSALS = ("", "answerable refused", "of these answered wrongly", "unanswerable refused", "with hidden pages refused")


def separation(found: Trial) -> Table:
    """How well the model, each sign alone and the highest cosine tell right answers from others."""
    plain = [one for one in found.judged if not one.seen.hidden]
    hidden = [one for one in found.judged if one.seen.hidden]
    right = [one for one in plain if one.seen.right]
    ways: dict[str, Callable[[Judged], float]] = {"model": lambda one: one.chance}
    ways["highest cosine"] = lambda one: one.seen.nearest
    ways |= {f"`{name}` alone": partial(_sign, place) for place, name in enumerate(NAMES)}
    table: Table = [("area under the curve", "right against wrong", "right against hidden", "weight")]
    for name, way in ways.items():
        cells = [[(way(one), one.seen.right) for one in plain], [(way(one), one in right) for one in (*right, *hidden)]]
        weight = found.fitted.weights.get(name.split("`")[1]) if "`" in name else None
        table.append((name, *(_number(auc(cell)) for cell in cells), "" if weight is None else f"{weight:.2f}"))
    return table


def reliability_table(judged: Sequence[Judged]) -> Table:
    """What was said and what held, for the cases as they are."""
    bins = reliability([(one.chance, one.seen.right) for one in judged if not one.seen.hidden], _EDGES)
    table: Table = [("said", "right", "cases")]
    table += [(f"{100 * one.said:.0f} %", f"{100 * one.held:.0f} %", str(one.n)) for one in bins]
    return [*table, ("mean distance", f"{100 * calibration_error(bins):.1f}", str(sum(one.n for one in bins)))]


def coverage_table(found: Trial) -> Table:
    """How many answers are right when the least sure are declined, and when those of the lowest cosine are."""
    curves = [risk_coverage(scored) for scored in _scored(found)]
    table: Table = [("answered", "right, by the model", "right, by the highest cosine")]
    for share in _COVERAGES:
        cells = [_at(curve, share) for curve in curves]
        table.append((f"{100 * share:.0f} %", *(f"{100 * cell:.1f} %" for cell in cells)))
    return table


def plot(found: Trial) -> str:
    """The same as a curve, a file of its own; the dot is the threshold in use."""
    ours, cosine = (risk_coverage(scored) for scored in _scored(found))
    kept = [right for chance, right in found.told() if chance >= found.fitted.threshold]
    dot = (len(kept) / len(found.told()), sum(kept) / len(kept))
    return plots.alone(plots.curve(ours, dot, "answered, %", "right of these, %", cosine))


def _scored(found: Trial) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]]]:
    plain = [one for one in found.judged if not one.seen.hidden]
    return [(one.chance, one.seen.right) for one in plain], [(one.seen.nearest, one.seen.right) for one in plain]


def _at(curve: Sequence[tuple[float, float]], share: float) -> float:
    """The share right where at least so much is answered."""
    return min((point for point in curve if point[0] >= share), default=curve[0])[1]


def _sign(place: int, one: Judged) -> float:
    return float(values([one.seen])[0, place])


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
