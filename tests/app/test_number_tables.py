"""Tables of numbers: which rows are sums, what belongs to them, what the table's own words are."""

import pytest

from app.number_tables import NumberTable, number_tables
from tests.app.tabled import Made, tabled

ACCOUNTS = Made(
    "Resultaträkning", "Resultaträkning", ("Utfall 2024 (mnkr)", "Utfall 2023 (mnkr)"),
    (
        ("Avgifter", "3,2", "3,0"), ("Hyror", "17,6", "18,9"), ("Verksamhetens intäkter", "20,8", "21,9"),
        ("Personal", "-40,1", "-38,0"), ("Lokaler", "-9,9", "-10,2"), ("Verksamhetens kostnader", "-50,0", "-48,2"),
        ("Verksamhetens nettokostnader", "-29,2", "-26,3"), ("Resultat", "1,0", "2,0"),
    ),
)  # fmt: skip


def table_of(made: Made) -> NumberTable:
    (table,) = number_tables(tabled("norr", (made,)))
    return table


def test_sums_are_told_from_their_parts_by_the_numbers() -> None:
    table = table_of(ACCOUNTS)
    assert [row.label for row in table.parts] == ["Avgifter", "Hyror", "Personal", "Lokaler"]
    assert [row.group for row in table.parts] == ["Verksamhetens intäkter"] * 2 + ["Verksamhetens kostnader"] * 2


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        # a sum that misses by the rounding of its parts
        ((("A", "31,4 %"), ("B", "22,4 %"), ("C", "46,1 %"), ("Alla", "100 %")), ["A", "B", "C"]),
        # what is counted has no rounding: 24 + 17 + 9 is not 51
        ((("A", "24"), ("B", "17"), ("C", "42")), ["A", "B", "C"]),
        # nothing is the sum of nothings
        ((("A", "0"), ("B", "0"), ("C", "0")), ["A", "B", "C"]),
        ((("A", "5"), ("Summa", "9")), ["A"]),
        # the year before is no part of the change
        ((("Bidrag 2024", "50"), ("Löner", "7"), ("Sparat", "-2"), ("Bidrag 2025", "55")), ["Löner", "Sparat"]),
    ],
)
def test_parts(rows: tuple[tuple[str, ...], ...], parts: list[str]) -> None:
    assert [row.label for row in table_of(Made("T", "Sort", ("Antal",), rows)).parts] == parts


def test_the_head_is_the_header_without_its_columns() -> None:
    table = table_of(Made("Ramar", "Avdelning (mnkr)", ("Budget 2025",), (("Vuxen", "3,1"), ("Barn", "2,0"))))
    assert table.head == ("avdelning", "mnkr")
    assert table.columns[0].unit == "mnkr"
    assert table.columns[0].period == "2025"


def test_a_text_column_after_the_numbers_is_the_rows_note() -> None:
    rows = (("Nära vård", "866", "9063", "Staten"), ("Beredskap", "800", "9140", "Socialstyrelsen"))
    table = table_of(Made("Statsbidrag", "Statsbidrag", ("Belopp (tkr)",), rows))
    assert [row.note for row in table.rows] == ["Staten", "Socialstyrelsen"]


def test_rows_of_months_are_kin() -> None:
    assert table_of(Made("Ärenden", "", ("Antal",), (("Juli", "2"), ("Augusti", "4")))).kin == ("manad",)
