"""Words about a topic: stems, parts of compounds, synonyms, English."""

import pytest

from app.reading import reading_of
from app.topic import coverage, meets, stems, terms
from tests.app.prose import prose, wanted


@pytest.mark.parametrize(
    ("word", "text", "met"),
    [
        ("platser", "Det finns en plats.", 1.0),
        ("djur", "Husdjur får följa med.", 0.8),  # part of a compound
        ("vrakning", "Vräkningen hävdes.", 1.0),  # å ä ö folded
        ("dagis", "Förskolan är öppen.", 0.8),  # a synonym
        ("eviction", "Vräkningar ska undvikas.", 1.0),  # English
        ("hundar", "Husdjur får följa med.", 0.0),
    ],
)
def test_coverage(word: str, text: str, met: float) -> None:
    assert coverage(wanted(word), text) == pytest.approx(met)
    document = prose(f"{text} Något helt annat står här.")
    found = reading_of(document).meet(wanted(word))
    assert max((how[0] for how in found.values()), default=0.0) == pytest.approx(met)


def test_meets() -> None:
    assert meets("husdjur", stems("djur och husdjur")) == 1.0
    assert meets("mal", ("malm",)) == 0.0  # too short to be a part


def test_readings_are_kept() -> None:
    document = prose("En mening står här.")
    assert reading_of(document) is reading_of(document)


def test_a_stem_that_is_a_function_word_is_not_met() -> None:
    (moon,) = terms(["månen"], {"man": 9, "månad": 3}, {})
    assert coverage([moon], "Man betalar varje månad.") == 0.0
    assert coverage([moon], "Resan till månen kostar mycket.") == 1.0


@pytest.mark.parametrize(
    ("word", "vocabulary", "met"),
    [
        ("poolbil", {"bilpool": 3}, True),  # the same compound the other way round
        ("poolbil", {"bilpool": 3, "poolbil": 1}, False),  # one that the documents have themselves
    ],
)
def test_a_turned_compound(word: str, vocabulary: dict[str, int], met: bool) -> None:
    (term,) = terms([word], vocabulary, {})
    assert (coverage([term], "Medarbetarna delar en bilpool.") > 0.5) is met
