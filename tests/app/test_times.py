"""Times as documents and people say them."""

import pytest

from app.times import falls_in, time_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("under halvår 2 2025", "2025-H2"),  # as a report writes it
        ("under första halvåret 2025", "2025-H1"),  # as people say it
        ("kvartal 3 2026", "2026-Q3"),
        ("i mars 2025", "2025-03"),
        ("senast 2025-06-30", "2025-06"),
        ("våren 2025", "2025-våren"),
        ("under 2025", "2025"),
        ("inom kort", ""),  # no time
    ],
)
def test_time_of(words: str, expected: str) -> None:
    assert time_of(words) == expected


@pytest.mark.parametrize(
    ("said", "asked", "expected"),
    [
        ("2025-03", "2025-H1", True),
        ("2025-Q3", "2025-H1", False),
        ("2025-H1", "2025", True),
        ("2024-03", "2025", False),
        ("2025", "2025-H1", False),  # "under 2025" may be the second half
        ("", "2025", False),
    ],
)
def test_falls_in(said: str, asked: str, expected: bool) -> None:
    assert falls_in(said, asked) is expected
