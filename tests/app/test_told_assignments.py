"""How far an assignment has come, by the reports that tell of it."""

from dataclasses import replace

import pytest

from app.told_assignments import Register, status_of
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
