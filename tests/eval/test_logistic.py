"""The fit on made-up rows: what separates is found, what says the opposite is left out, probabilities are true."""

import numpy as np

from eval.logistic import Line, calibrated, crossed, fit, probability

DRAW = np.random.default_rng(1)
ROWS = DRAW.normal(size=(600, 3))
ODDS = 2.0 * ROWS[:, 0] - 1.5 * ROWS[:, 1] + 0.5
RIGHT = (DRAW.random(600) < probability(ODDS)).astype(np.float64)
ONES = np.ones(600)


def test_what_separates_gets_the_weight_and_what_speaks_against_gets_none() -> None:
    line = fit(ROWS, RIGHT, ONES)
    assert 1.0 < line.weights[0] < 2.5
    assert line.weights[1] == 0.0  # it speaks against, which no sign may
    assert line.weights[2] < 0.3  # noise


def test_a_row_that_counts_nothing_changes_nothing() -> None:
    half = np.concatenate([np.ones(300), np.zeros(300)])
    spoilt = np.concatenate([RIGHT[:300], 1 - RIGHT[300:]])
    kept, other = fit(ROWS, RIGHT, half), fit(ROWS, spoilt, half)
    assert np.allclose(kept.weights, other.weights, atol=1e-4)


def test_rows_of_one_case_never_stand_on_both_sides() -> None:
    """With every row twice, a memory of the other would give it away."""
    noise = DRAW.normal(size=(40, 30))
    chance = (DRAW.random(40) < 0.5).astype(np.float64)
    twice, right = np.vstack([noise, noise]), np.concatenate([chance, chance])
    groups = [str(number % 40) for number in range(80)]
    odds = crossed(twice, right, np.ones(80), groups)
    assert ((odds > 0) == (right > 0)).mean() < 0.7
    own = fit(twice, right, np.ones(80)).odds(twice)
    assert ((own > 0) == (right > 0)).mean() > 0.8


def test_calibration_undoes_what_is_too_sure() -> None:
    drawn = calibrated(5 * ODDS, RIGHT)
    assert 0.1 < drawn.weights[0] < 0.35
    chances = probability(drawn.odds(5 * ODDS[:, None]))
    assert abs(chances.mean() - RIGHT.mean()) < 0.01
    sure = chances > 0.8
    assert abs(chances[sure].mean() - RIGHT[sure].mean()) < 0.06


def test_a_line() -> None:
    assert Line((1.0, 2.0), 3.0).odds(np.array([[1.0, 1.0]])).tolist() == [6.0]
