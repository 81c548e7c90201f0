"""Differences between a row's years, with the arithmetic shown."""

import pytest

from app.arithmetic import difference
from ingest.model import Figure, Span
from tests.app.prose import plan


def cell(period: str, number: float | None, heading: str = "", unit: str = "mnkr") -> Figure:
    return Figure((Span(0, 4),), "Lokaler", heading or period, unit, period, Span(5, 8), number, 0, 0, 0)


ROW = (cell("2024", 1230.5), cell("2023", 1200.0), cell("2022", 1100.0))
VALUES = ("1 230,5", "1 200,0", "1 100,0")


@pytest.mark.parametrize(
    ("question", "years", "said"),
    [
        (
            "Hur mycket dyrare blev lokalerna 2024?",
            (2024,),
            "Skillnaden mellan 2023 och 2024 är **30,5 mnkr** (1 200,0 → 1 230,5), 2,5 procent.",
        ),
        ("Hur mycket ökade kostnaden?", (), "**30,5 mnkr**"),  # no year: the last one
        ("Vad är skillnaden mellan 2022 och 2024?", (2022, 2024), "**130,5 mnkr** (1 100,0 → 1 230,5), 11,9 procent"),
        ("Vad kostade lokalerna 2024?", (2024,), ""),  # nothing to compute
        ("Hur mycket ökade kostnaden 2022?", (2022,), ""),  # the year before is not known
    ],
)
def test_difference(question: str, years: tuple[int, ...], said: str) -> None:
    found = difference(plan(question, years=years), ROW, VALUES)
    assert (said in found) if said else not found


def test_shares_differ_in_percentage_points() -> None:
    row = (cell("2024", 6.4, unit="%"), cell("2023", 6.8, unit="%"))
    assert "**0,4 procentenheter** (6,8 → 6,4)." in difference(plan("Hur mycket lägre?"), row, ("6,4", "6,8"))


def test_a_budget_is_no_outcome() -> None:
    row = (cell("2024", 50.0, "Utfall 2024"), cell("2024", 70.0, "Budget 2024"), cell("2023", 40.0, "Utfall 2023"))
    assert "**10 mnkr** (40 → 50)" in difference(plan("Hur mycket mer?", years=(2024,)), row, ("50", "70", "40"))


def test_losses_are_compared_by_size() -> None:
    row = (cell("2024", -1349.0), cell("2023", -1287.0))
    assert "**62 mnkr** (-1 287 → -1 349), 4,8 procent" in difference(
        plan("Hur mycket högre?"), row, ("-1 349", "-1 287")
    )


def test_no_number_in_a_cell() -> None:
    assert not difference(plan("Hur mycket mer?"), (cell("2024", 5.0), cell("2023", None)), ("5", "–"))
