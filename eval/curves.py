"""Measures of a confidence over many answers, each as a pure function; input: (confidence, whether it was right)."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

Scored = Sequence[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same probability: the mean of what was said, and the share that was right."""

    said: float
    held: float
    n: int


def auc(scored: Scored) -> float | None:
    """How probable it is that a right one scores higher than a wrong one, ties half; None without either (Hanley &
    McNeil, The Meaning and Use of the Area under a ROC Curve, 1982)."""
    right = [score for score, held in scored if held]
    wrong = [score for score, held in scored if not held]
    if not right or not wrong:
        return None
    return fmean((one > other) + (one == other) / 2 for one in right for other in wrong)


def risk_coverage(scored: Scored) -> list[tuple[float, float]]:
    """The curve of (share answered, share right among those) when the least sure are declined first, from none to all
    but the surest; those of the same confidence go together (El-Yaniv & Wiener, JMLR 11, 2010)."""
    points = []
    for threshold in sorted({score for score, _ in scored}):
        kept = [held for score, held in scored if score >= threshold]
        points.append((len(kept) / len(scored), fmean(kept)))
    return points


def reliability(scored: Scored, edges: Sequence[float]) -> list[Bin]:
    """What was said and what held, for the probabilities from one edge up to the next; empty bins are left out
    (DeGroot & Fienberg, The Comparison and Evaluation of Forecasters, 1983)."""
    bins = []
    for low, high in itertools.pairwise(edges):
        own = [(score, held) for score, held in scored if low <= score < high]
        if own:
            bins.append(Bin(fmean(score for score, _ in own), fmean(held for _, held in own), len(own)))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """How far what was said lies from what held, on the mean over answers (Naeini et al., Obtaining Well Calibrated
    Probabilities Using Bayesian Binning, AAAI 2015). 0 without answers."""
    total = sum(one.n for one in bins)
    return sum(one.n * abs(one.said - one.held) for one in bins) / total if total else 0.0
