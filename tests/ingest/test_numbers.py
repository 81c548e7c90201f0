"""Numbers as Swedish documents write them."""

import pytest

from ingest.numbers import leading_numbers, trailing_numbers, value_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1 349,5", 1349.5),
        ("–12", -12.0),  # a dash for minus
        ("−12", -12.0),  # the true minus sign
        ("34,0 %", 34.0),
        ("1.250.000", 1250000.0),  # points between thousands
        ("12\u00a0500", 12500.0),  # a blank that does not break
        ("xx", None),
        ("12 st", None),
        ("", None),
    ],
)
def test_value_of(words: str, expected: float | None) -> None:
    assert value_of(words) == expected


@pytest.mark.parametrize(
    ("words", "columns", "expected"),
    [
        ("Skola 1 245 294 1 191 275", 2, [1245294.0, 1191275.0]),  # the columns tell where to cut
        ("Skola 12,5 11,9 0,6", 3, [12.5, 11.9, 0.6]),
        ("Skola 5,5 % 4,8 %", None, [5.5, 4.8]),
        ("Avvikelse –18,2", None, [-18.2]),
        ("Text utan tal", None, []),
        ("Läsår 2024–2025", None, []),  # a range is no number
    ],
)
def test_trailing_numbers(words: str, columns: int | None, expected: list[float]) -> None:
    assert [number.value for number in trailing_numbers(words, columns)] == expected


def test_leading_numbers_stop_at_words() -> None:
    assert [number.value for number in leading_numbers("0,8 Vuxen")] == [0.8]
