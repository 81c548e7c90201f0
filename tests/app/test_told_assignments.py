"""How far an assignment has come, by the reports that tell of it."""

from dataclasses import replace

import pytest

from app.told_assignments import Register, says_status, status_of
from ingest.model import Status
from tests.app.made import made_assignment


@pytest.mark.parametrize(
    ("own", "others", "wanted"),
    [
        (("Socialnämnderna",), ("Socialnämnderna",), Status.DONE),  # one assignment, for both boards
        (("Socialnämnden Söder",), ("Socialnämnden Norr",), Status.UNKNOWN),  # the same words to each of them
        (("Socialnämnderna",), ("Socialnämnden Norr",), Status.UNKNOWN),
        ((), (), Status.UNKNOWN),  # for whom, nobody says
    ],
)
def test_another_boards_report(own: tuple[str, ...], others: tuple[str, ...], wanted: Status) -> None:
    plan = made_assignment(1, "Utreda en simhall.", board="Socialnämnden Söder", addressees=own, status=Status.UNKNOWN)
    report = made_assignment(2, "Utreda en simhall.", addressees=others, status=Status.DONE, group=plan.group)
    assert status_of(plan, Register.of([plan, report], [])) is wanted
    same_board = replace(plan, board="Socialnämnden Norr")
    assert status_of(same_board, Register.of([same_board, report], [])) is Status.DONE
    assert status_of(plan, Register.of([plan, replace(report, board=None)], [])) is Status.DONE  # the city's report


def test_the_last_report_says_it_where_the_entry_does_not() -> None:
    plan = made_assignment(1, "Utreda en simhall.", status=Status.UNKNOWN)
    first, last = (
        made_assignment(2, "Utreda en simhall.", status=Status.ONGOING, group=plan.group, year=year)
        for year in (2022, 2023)
    )
    register = Register.of([plan, last, first], [])
    assert says_status(plan, register) is last
    assert says_status(first, register) is first  # it says it itself
    assert says_status(plan, Register.of([plan], [])) is plan
