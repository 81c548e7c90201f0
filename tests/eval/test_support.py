"""Answers cut into statements, and statements against the words of their sources."""

import pytest

from eval.model import Cited, Reply
from eval.support import numbers_in, source_text, statements, supports

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
        ("Katten jagar [9]", [("Katten jagar", ())]),  # a number that is no source
        ("**Två** uppdrag om katter [1]", []),  # the case's total judges how many there are
        ("Det finns **två** uppdrag. [1] Katten är grå. [1]", [("Katten är grå.", (ONE,))]),
        ("Plan: *sägs inte i handlingarna*", []),  # no source says that nothing is said
        ("Nej. Katten är grå. [1]", [("Nej.", (ONE,)), ("Katten är grå.", (ONE,))]),
    ],
)
def test_statements(answer: str, expected: list[tuple[str, tuple[Cited, ...]]]) -> None:
    assert statements(Reply(answer, total=2, citations=(ONE, TWO))) == expected


@pytest.mark.parametrize(
    ("said", "sources", "supported"),
    [
        ("Katten är grå", ["Katten är grå."], True),
        ("Katterna är grå", ["Katten är grå."], True),  # another ending
        ("Katten är 7 år", ["Katten är grå.", "Hunden är 7 år."], True),  # together
        ("Katten är 8 år", ["Katten är 7 år."], False),  # a number that does not stand there
        ("Katten jagar möss varje kväll", ["Katten är grå."], False),
        ("Antalet var 1 236", ["Antalet är 1236"], True),
        ("Antal årsarbetare 612 2023: 597", ["Antal årsarbetare 612 597 588\n2024 2023 2022"], True),  # a row's cells
        ("The sick leave was 7.2 percent", ["Total sjukfrånvaro (%) 7,2"], True),  # in English
        ("The sick leave was 7.3 percent", ["Total sjukfrånvaro (%) 7,2"], False),
        ("The deficit was 7.2 percent", ["Total sjukfrånvaro (%) 7,2"], False),
    ],
)
def test_supports(said: str, sources: list[str], supported: bool) -> None:
    assert supports(said, sources) is supported


def test_a_source_is_the_quote_with_its_surroundings() -> None:
    page = "Djur 2024 2023\n" + "ord " * 200 + "Katten är grå. " + "slut " * 200
    text = source_text(ONE, page)
    assert "ord Katten är grå. slut" in text
    assert text.count("ord") == 48
    assert "2024 2023" in text  # the years of the page head its tables' columns
    assert "2 Djur" in text
    assert source_text(ONE).startswith("Katten är grå.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("612 597 588", {"612", "597", "588", "612597", "597588", "612597588"}),
        ("812 000 kr, 3,5 %", {"812", "000", "812000", "3,5"}),
        ("kl. 14.00", {"14,00"}),
        ("19 lämnade", {"19"}),
    ],
)
def test_numbers_in(text: str, expected: set[str]) -> None:
    assert numbers_in(text) == expected
