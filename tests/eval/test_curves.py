"""Measures of a confidence, against examples counted by hand."""

import pytest

from eval.curves import Bin, auc, calibration_error, reliability, risk_coverage

SCORED = [(0.9, True), (0.8, True), (0.6, False), (0.6, True), (0.3, False)]


@pytest.mark.parametrize(
    ("scored", "expected"),
    [
        (SCORED, 5.5 / 6),  # one pair is tied
        ([(0.9, True), (0.1, False)], 1.0),
        ([(0.1, True), (0.9, False)], 0.0),
        ([(0.5, True)], None),  # nothing to tell it from
    ],
)
def test_auc(scored: list[tuple[float, bool]], expected: float | None) -> None:
    assert auc(scored) == (None if expected is None else pytest.approx(expected))


def test_risk_and_coverage() -> None:
    assert risk_coverage(SCORED) == [(1.0, 0.6), (0.8, 0.75), (0.4, 1.0), (0.2, 1.0)]


def test_reliability() -> None:
    bins = reliability(SCORED, (0.0, 0.5, 0.7, 0.75, 1.01))
    assert bins == [Bin(0.3, 0.0, 1), Bin(0.6, 0.5, 2), Bin(pytest.approx(0.85), 1.0, 2)]
    assert calibration_error(bins) == pytest.approx((0.3 + 2 * 0.1 + 2 * 0.15) / 5)
    assert calibration_error([]) == 0.0
