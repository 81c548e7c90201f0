"""The assignment that a question is about, or the two that it is about as much."""

import pytest

from app.answer_register import answer_status
from app.model import Criteria, Kind, Plan
from app.select_assignments import select, the_likeliest, the_one
from app.told_assignments import Register
from app.topic import terms
from index.model import Filters
from ingest.model import Origin, Status
from tests.app.made import made_assignment

TEXTS = ("Ta fram en plan mot mögel.", "Följ upp en plan mot mögel.", "Sprid en plan mot mögel.", "Rusta upp badet.")
STATUSES = (Status.DONE, Status.ONGOING, Status.NOT_STARTED, Status.DONE)
ENTRIES = tuple(
    made_assignment(number, text, status=status, group=f"g{number}")
    for number, (text, status) in enumerate(zip(TEXTS, STATUSES, strict=True))
)
WANTED = terms(("mögel",), {"mögel": 3, "badet": 2}, {})
ASKED = "Hur går det med uppdraget om mögel?"
PLAN = Plan(ASKED, ASKED, Kind.STATUS, "sv", ("mögel",), Filters(), (), True, Criteria())


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((0, 3), ["avslutat"]),
        ((0, 1, 3), ["avslutat", "pågående"]),  # two alike
        ((0, 1, 2), ["avslutat"]),  # three alike: only the first
        ((3,), []),
    ],
)
def test_how_many_are_told(numbers: tuple[int, ...], told: list[str]) -> None:
    register = Register.of([ENTRIES[number] for number in numbers], ())
    likeliest = the_likeliest(PLAN, register, WANTED)
    assert likeliest == [ENTRIES[number] for number in numbers[: len(told)]]
    assert the_one(PLAN, register, WANTED) == next(iter(likeliest), None)
    draft = answer_status(PLAN, register, WANTED)
    lead = draft.lead if draft else ()
    assert [one.text.split("**")[1] for one in lead] == told
    assert [one.text.split(" är ")[0].split("att ")[1] for one in lead] == [
        entry.text[0].lower() + entry.text[1:-1] for entry in likeliest
    ]


def test_one_that_the_search_finds_is_ahead_of_its_like() -> None:
    register = Register.of(ENTRIES, ())
    assert the_likeliest(PLAN, register, WANTED, {ENTRIES[1].id: 1.0}) == [ENTRIES[1]]


@pytest.mark.parametrize(
    ("question", "origins", "numbers"),
    [
        ("Vilka uppdrag från stadens budget finns?", (Origin.COUNCIL,), (0, 1)),  # names the giver
        ("Vilka uppdrag står i budgeten?", (Origin.COUNCIL,), (1,)),  # where to look
        ("Vilka uppdrag från stadens budget finns?", (), (1,)),
    ],
)
def test_the_citys_budget_gives_assignments(
    question: str, origins: tuple[Origin, ...], numbers: tuple[int, ...]
) -> None:
    told = ENTRIES[0], made_assignment(1, TEXTS[1], document="budget", document_type="budget", group="g1")
    plan = Plan(
        question, question, Kind.LIST, "sv", (), Filters(types=("budget",)), (), True, Criteria(origins=origins)
    )
    assert select(plan, Register.of(told, ()), ()) == [told[number] for number in numbers]
