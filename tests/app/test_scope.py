"""A sort of document is where to look, or only spoken of; what filters a search is none of its words."""

import pytest

from app.scope import papers_asked_of, scope_of, unscoped
from tests.app.planned import DOCUMENTS


@pytest.mark.parametrize(
    ("question", "types"),
    [
        ("Hur väl stämde det mellan uppdraget och genomförandeplanen?", ()),
        ("I hur många fall hängde genomförandeplanen ihop med beslutet?", ()),
        ("Vad är skillnaden mellan budgeten och genomförandeplanen?", ("genomförandeplan", "budget")),
        ("Vad skilde mellan uppdraget och genomförandeplanen 2025?", ("genomförandeplan",)),  # a certain one
        ("Vad redovisade årsrapporten om båtar?", ("årsrapport",)),  # tells
    ],
)
def test_a_sort_that_is_only_spoken_of_is_no_filter(question: str, types: tuple[str, ...]) -> None:
    assert scope_of(question, DOCUMENTS).filters.types == types
    assert bool(papers_asked_of(question)) is not bool(types)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Vad kostar badet enligt yrkandet?", "Vad kostar badet ?"),
        ("Vad kostar badet enl. stadens budget 2025?", "Vad kostar badet ?"),
        ("Vad kostar badet enligt direktören?", "Vad kostar badet enligt direktören?"),
    ],
)
def test_where_to_look_is_not_searched_for(question: str, left: str) -> None:
    assert unscoped(question, scope_of(question, DOCUMENTS)) == left


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("Vad kostade badet 2024?", (2024,)),
        ("Vad kostade badet året före 2024?", (2023,)),
        ("Vad kostade badet 2025 och Året innan 2024?", (2025, 2023)),
    ],
)
def test_the_year_before_another(question: str, years: tuple[int, ...]) -> None:
    assert scope_of(question, DOCUMENTS).years == years
