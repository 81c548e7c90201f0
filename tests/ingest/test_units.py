"""What a number counts."""

import pytest

from ingest.units import counted_in, unit_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Avdelning (mnkr)", "mnkr"),
        ("Belopp i tusen kronor", "tkr"),
        ("Kostnad (kronor)", "kr"),
        ("Total sjukfrånvaro (%)", "%"),
        ("Nöjda medarbetare, index", "index"),
        ("Antal barn", ""),
    ],
)
def test_unit_of(words: str, expected: str) -> None:
    assert unit_of(words) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Antal orosanmälningar för barn", "anmälningar"),  # the end of a compound
        ("Antal barn och unga i familjehem", "barn"),  # the first word after "Antal"
        ("Rapporter enligt lex Sarah", "rapporter"),
        ("Nettokostnad", ""),
        ("Andel barn", ""),  # a share counts nothing
    ],
)
def test_counted_in(label: str, expected: str) -> None:
    assert counted_in(label) == expected
