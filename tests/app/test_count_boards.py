"""The number of assignments of each board, set side by side."""

import pytest

from app.count_boards import answer_counts, counts_by_board
from app.plan import Planner
from app.told_assignments import Register
from app.topic import terms
from index.model import AssignmentEntry
from ingest.model import Origin
from tests.app.made import made_assignment
from tests.app.planned import VOCABULARY, entry, made_planner

NORR, OSTER, VASTER = "Socialnämnden Norr", "Socialnämnden Öster", "Socialnämnden Väster"


def assignments(board: str, count: int, title: str = "Plan", **more: object) -> list[AssignmentEntry]:
    kept = {"board": board, "title": title, "document": board, **more}
    return [
        made_assignment(number, f"Utreda sak {number}.", **kept, group=f"{title}{number}") for number in range(count)
    ]


def told(question: str, entries: list[AssignmentEntry], planner: Planner | None = None) -> list[str]:
    plan = (planner or made_planner()).plan(question)
    assert counts_by_board(plan)
    draft = answer_counts(plan, Register.of(entries, ()), terms(plan.topic, VOCABULARY, {}))
    return [statement.text for statement in draft.lead] if draft else []


@pytest.mark.parametrize(
    ("question", "norr", "oster", "first", "boards"),
    [
        (
            "Vilken av Norr och Öster har flest uppdrag?",
            1, 3, "**Socialnämnden Öster har flest:** 3 uppdrag, mot 1 hos Socialnämnden Norr.", [OSTER, NORR],
        ),
        (
            "Vem har färst uppdrag, Norr eller Öster?",
            1, 3, "**Socialnämnden Norr har färst:** 1 uppdrag, mot 3 hos Socialnämnden Öster.", [NORR, OSTER],
        ),
        (
            "Hur många uppdrag har Norr respektive Öster?",
            2, 2, "**Lika många:** Socialnämnden Norr och Socialnämnden Öster har 2 uppdrag var.", [NORR, OSTER],
        ),
        (
            "Which board has more assignments, Norr or Öster?",
            1, 2, "Number of assignments: 2 Socialnämnden Öster and 1 Socialnämnden Norr.", [OSTER, NORR],
        ),
    ],
)  # fmt: skip
def test_the_numbers_and_then_each_board(question: str, norr: int, oster: int, first: str, boards: list[str]) -> None:
    counts = {NORR: norr, OSTER: oster}
    lead, *each = told(question, [*assignments(NORR, norr, "Rapport"), *assignments(OSTER, oster)])
    assert lead == first
    titles = {NORR: "Rapport", OSTER: "Plan"}
    assert each == [f"{board}: **{counts[board]}** ({titles[board]})." for board in boards]


@pytest.mark.parametrize(
    ("most", "counts", "said"),
    [
        (
            "flest", (1, 3, 2),
            f"**{OSTER} har flest:** 3 uppdrag, mot 2 hos {VASTER} och 1 hos {NORR}.",
        ),
        (  # the first place is shared
            "flest", (1, 3, 3),
            f"**{OSTER} och {VASTER} har flest:** 3 uppdrag var, mot 1 hos {NORR}.",
        ),
        (
            "färst", (1, 1, 2),
            f"**{NORR} och {OSTER} har färst:** 1 uppdrag var, mot 2 hos {VASTER}.",
        ),
    ],
)  # fmt: skip
def test_three_boards(most: str, counts: tuple[int, ...], said: str) -> None:
    boards = dict(zip((NORR, OSTER, VASTER), counts, strict=True))
    planner = Planner([entry(board, board, "budget", board, 2025) for board in boards], VOCABULARY)
    entries = [one for board, count in boards.items() for one in assignments(board, count, board)]
    lead, *each = told(f"Vilken nämnd har {most} uppdrag, Norr, Väster eller Öster?", entries, planner)
    assert lead == said
    assert len(each) == len(boards)


def test_only_those_asked_for_are_counted() -> None:
    own = assignments(NORR, 2, "Egna", origin=Origin.BOARD)
    entries = [*own, *assignments(NORR, 1, "Rapport"), *assignments(OSTER, 2)]
    lead, *_ = told("Vilken av Norr och Öster har flest uppdrag från fullmäktige?", entries)
    assert lead.startswith("**Socialnämnden Öster har flest:** 2")


def test_a_board_without_any_gives_no_numbers() -> None:
    assert told("Vilken av Norr och Öster har flest uppdrag?", assignments(NORR, 2)) == []


@pytest.mark.parametrize(
    "question",
    [
        "Vilka uppdrag har både Norr och Öster?",
        "Vilken avdelning i Norr har flest uppdrag?",  # one board
        "Hur många medarbetare har Norr respektive Öster?",
        "Har Norr eller Öster mest pengar till sina uppdrag?",  # not assignments are counted
    ],
)
def test_other_questions(question: str) -> None:
    assert not counts_by_board(made_planner().plan(question))
