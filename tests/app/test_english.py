"""The assistant's own sentences in English."""

import pytest

from app import english
from app.model import Criteria
from ingest.model import Status

DONE, OPEN = (Status.DONE,), (Status.NOT_STARTED, Status.ONGOING, Status.UNKNOWN)


@pytest.mark.parametrize(
    ("criteria", "count", "said"),
    [
        (Criteria(statuses=DONE), 1, "**1 of 9** assignment is completed according to Plan:"),
        (
            Criteria(statuses=(Status.ONGOING, Status.DONE)),
            3,
            "**3 of 9** assignments are ongoing or completed according to Plan:",
        ),
        (Criteria(statuses=OPEN), 2, "**2** assignments are not reported as completed according to Plan:"),
        (Criteria(), 9, "There are **9** assignments according to Plan:"),
        (Criteria(common=True), 2, "Norr and Öster share **2** assignments:"),
    ],
)
def test_a_list(criteria: Criteria, count: int, said: str) -> None:
    where = english.place(["Plan"], ["Norr"], "")
    assert english.listed(criteria, ["Norr", "Öster"], count, 9, where) == said


def test_a_count() -> None:
    assert (
        english.counted(DONE, 2, 9, " according to Plan") == "**2 of 9 assignments** are completed according to Plan."
    )
    assert english.counted((), 9, 9, "") == "**9 assignments**."


def test_where_and_when() -> None:
    assert english.place(["A", "B"], ["Norr", "Väster", "Öster"], "") == " in the documents of Norr, Väster and Öster"
    assert english.place(["A"], [], "2024-03") == " by a decision of March 2024 according to A"


def test_a_status() -> None:
    assert english.status("bygga", Status.DONE, "Plan", "§ 9") == (
        "The assignment ”bygga” is **completed** (§ 9) according to Plan."
    )
    assert "give no status" in english.status("bygga", Status.UNKNOWN, "Plan", "")
    assert english.unknown(1, [2025]).startswith("It is not reported as completed")
    assert "so how far they have come is not known" in english.unknown(2, [])
