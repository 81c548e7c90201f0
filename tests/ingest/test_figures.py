"""Figures of tables with and without a grid, and of running text."""

from pathlib import Path

import pytest

from ingest import pipeline
from ingest.figure_grid import number_in

Found = list[tuple[str, str, float | None, str, str]]  # label, column, number, unit, period


def figures(text: str, folder: Path, table: bool) -> Found:
    path = folder / "rapport-2025.txt"
    path.write_text(text, "utf-8")
    return [
        (f.label_text, f.heading, f.number, f.unit, f.period)
        for f in pipeline.read(path).figures
        if (f.table is not None) is table
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a grid; the header's corner names the unit
            "Avdelning (mnkr)     Budget 2025    Utfall 2025\nSkola                       12,5          -13,1\n"
            "Fritid                       3,2            3,0\n",
            [("Skola", "Budget 2025", 12.5, "mnkr", "2025"), ("Skola", "Utfall 2025", -13.1, "mnkr", "2025"),
             ("Fritid", "Budget 2025", 3.2, "mnkr", "2025"), ("Fritid", "Utfall 2025", 3.0, "mnkr", "2025")],
        ),
        (  # no grid: years on a line, labels and numbers run together
            "Nyckeltal\n2025 2024\nAntal barn 137 144\nSjukfrånvaro (%) 7,2 7,9\n",
            [("Antal barn", "2025", 137.0, "barn", "2025"), ("Antal barn", "2024", 144.0, "barn", "2024"),
             ("Sjukfrånvaro (%)", "2025", 7.2, "%", "2025"), ("Sjukfrånvaro (%)", "2024", 7.9, "%", "2024")],
        ),
        ("1 Mål ................... 4\n2 Budget ................... 7\n", []),  # a table of contents
    ],
)  # fmt: skip
def test_tables(text: str, expected: Found, tmp_path: Path) -> None:
    assert figures(text, tmp_path, table=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Underskottet blev 9,6 miljoner kronor under 2025.", [(9.6, "mnkr", "2025")]),
        ("Skolan har 1 250\nelever och 40 lärare.", [(1250.0, "elever", "")]),  # over a line end
        ("Frånvaron sjönk till 7 procent.", [(7.0, "%", "")]),
        ("Antalet orosanmälningar: 312 orosanmälningar kom in.", [(312.0, "anmälningar", "")]),
        ("Beslut 2025-03-04 § 12 gäller.", []),  # a date is no figure
        ("Kostnaden är xx tkr.", []),  # left open by the writer
    ],
)
def test_running_text(text: str, expected: list[tuple[float, str, str]], tmp_path: Path) -> None:
    assert [found[2:] for found in figures(f"Rapport.\n{text}\n", tmp_path, table=False)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("34,0 %", 34.0), ("-1 250", -1250.0), ("450 tkr", 450.0), ("2024 2023", None), ("1:a", None), ("–", None)],
)
def test_number_in(words: str, expected: float | None) -> None:
    number = number_in(words)
    assert (number.value if number else None) == expected
