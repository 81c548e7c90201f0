"""Answers cut into statements, and statements against the words of their sources."""

import pytest

from eval.model import Cited, Reply
from eval.support import statements, supports

ONE, TWO = Cited("plan", 1, "Katten är grå.", 1, "Plan 2025", "2 Djur"), Cited("plan", 2, "Hunden är 7 år.", 2)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Katten är grå. [1]", [("Katten är grå.", (ONE,))]),
        ("Katten är grå [1][2].", [("Katten är grå", (ONE, TWO))]),
        ("Katten är grå. Hunden är 7 år. [2]", [("Katten är grå.", (TWO,)), ("Hunden är 7 år.", (TWO,))]),
        ("1. Katten [1]\n2. Hunden [2]", [("Katten", (ONE,)), ("Hunden", (TWO,))]),
        ("Det finns:\n- **Katten** [1]", [("Katten", (ONE,))]),  # a lead-in states nothing
        ("| Djur | År |\n| --- | --- |\n| Katten [1] | 7 [2] |", [("Katten", (ONE,)), ("7", (TWO,))]),
        ("Katten är grå. [1]\n\n*Plan 2025, 2 Djur*", [("Katten är grå.", (ONE,))]),  # where it stands
        ("Katten är blå.", [("Katten är blå.", ())]),  # no source
        ("Katten [9]", [("Katten", ())]),  # a number that is no source
    ],
)
def test_statements(answer: str, expected: list[tuple[str, tuple[Cited, ...]]]) -> None:
    assert statements(Reply(answer, citations=(ONE, TWO))) == expected


@pytest.mark.parametrize(
    ("said", "sources", "supported"),
    [
        ("Katten är grå", ["Katten är grå."], True),
        ("Katterna är grå", ["Katten är grå."], True),  # another ending
        ("Katten är 7 år", ["Katten är grå.", "Hunden är 7 år."], True),  # together
        ("Katten är 8 år", ["Katten är 7 år."], False),  # a number that does not stand there
        ("Katten jagar möss varje kväll", ["Katten är grå."], False),
        ("Antalet var 1 236", ["Antalet är 1236"], True),
    ],
)
def test_supports(said: str, sources: list[str], supported: bool) -> None:
    assert supports(said, sources) is supported
