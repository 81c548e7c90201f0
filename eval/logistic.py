"""Logistic regression with signs that can only speak for, cross-validated and calibrated; for a few hundred rows."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Numbers = NDArray[np.float64]
FOLDS = 5
_RIDGE = 1.0  # on standardised columns: draws a weight that little speaks for towards none


@dataclass(frozen=True, slots=True)
class Line:
    """Log odds as a line over columns."""

    weights: tuple[float, ...]
    intercept: float

    def odds(self, rows: Numbers) -> Numbers:
        """The log odds of each row."""
        return np.asarray(rows @ np.array(self.weights) + self.intercept, dtype=np.float64)


def probability(odds: Numbers) -> Numbers:
    """Log odds as probabilities."""
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)


def fit(rows: Numbers, right: Numbers, worth: Numbers, ridge: float = _RIDGE) -> Line:
    """The line under which what is right is most likely, no weight below 0 (ridge logistic regression; Hastie,
    Tibshirani & Friedman, The Elements of Statistical Learning, 2009, ch. 4.4). `right` has 0 and 1, `worth` what each
    row counts."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    columns = (rows - mean) / spread

    def loss(line: Numbers) -> tuple[float, Numbers]:
        odds = columns @ line[:-1] + line[-1]
        pull = worth * (probability(odds) - right)
        lost = float((worth * (np.logaddexp(0, odds) - right * odds)).sum() + ridge / 2 * (line[:-1] ** 2).sum())
        return lost, np.append(columns.T @ pull + ridge * line[:-1], pull.sum())

    count = rows.shape[1]
    bounds = [(0.0, None)] * count + [(None, None)]
    found = minimize(loss, np.zeros(count + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[:-1] / spread
    return Line(tuple(map(float, weights)), float(found[-1] - mean @ weights))


def crossed(rows: Numbers, right: Numbers, worth: Numbers, groups: Sequence[str], folds: int = FOLDS) -> Numbers:
    """The log odds of each row under a line that was fitted without its fold; rows of a group share a fold."""
    fold = np.array([zlib.crc32(group.encode()) % folds for group in groups])
    odds = np.zeros(len(rows))
    for number in range(folds):
        own = fold == number
        if own.any():
            odds[own] = fit(rows[~own], right[~own], worth[~own]).odds(rows[own])
    return odds


def calibrated(odds: Numbers, right: Numbers) -> Line:
    """The line that makes probabilities of log odds (Platt, Probabilities for Support Vector Machines, 1999)."""
    return fit(odds[:, None], right, np.ones(len(odds)), ridge=1e-3)
