"""Figures of tables with and without a grid, and of running text."""

from pathlib import Path

import pytest

from ingest import pipeline
from ingest.figure_grid import number_in

Found = list[tuple[str, str, float | None, str, str]]  # label, column, number, unit, period

LONG = "Samordnare (lön inkl. lönebikostnader) som under året utgör en och en halv tjänst, varav 40 % på lokalen i Ekby"


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
        (  # a header of many lines, the unit above it, a label that wraps
            "Resultat i sammandrag\nBelopp i mnkr\nBokslut\n2025\nBudget\n2025\nAvvikelse\nIntäkter 59 44 15\n"
            "Kommuninterna\nbidrag\n4 6 -2\n",
            [("Intäkter", "Bokslut 2025", 59.0, "mnkr", "2025"), ("Intäkter", "Budget 2025", 44.0, "mnkr", "2025"),
             ("Intäkter", "Avvikelse", 15.0, "mnkr", ""), ("Kommuninterna bidrag", "Bokslut 2025", 4.0, "mnkr", "2025"),
             ("Kommuninterna bidrag", "Budget 2025", 6.0, "mnkr", "2025"),
             ("Kommuninterna bidrag", "Avvikelse", -2.0, "mnkr", "")],
        ),
        (  # a column of words after the numbers, one of them on lines below its number; a unit in a name's brackets
            "Satsningar\nBelopp (tkr) Fördelning\nLekplats 500 Skola\nPilot 130\nOmrådet välfärd och\nfritid\n"
            "Summa 630\n",
            [("Lekplats", "Belopp (tkr)", 500.0, "tkr", ""), ("Pilot", "Belopp (tkr)", 130.0, "tkr", ""),
             ("Summa", "Belopp (tkr)", 630.0, "tkr", "")],
        ),
        (  # a line of abbreviations over a long label; a share inside a label is no unit, and a budget is in kronor
            "Budget\nHSN SN\n" + LONG.replace(" varav", "\nvarav").replace(" Ekby", "\nEkby")
            + "\n912 500 831 250\nResor 0 0\n",
            [(LONG, "HSN", 912500.0, "kr", "2025"), (LONG, "SN", 831250.0, "kr", "2025"),
             ("Resor", "HSN", 0.0, "kr", "2025"), ("Resor", "SN", 0.0, "kr", "2025")],
        ),
        (  # three names for two numbers: which column is empty cannot be told
            "Budget\nHSN SN Övrigt\nLöner 270 000 270 000\nResor 150 000 150 000\n",
            [("Löner", "", 270000.0, "kr", "2025")] * 2 + [("Resor", "", 150000.0, "kr", "2025")] * 2,
        ),
        (  # intervals are labels; codes are no figures
            "Antal medarbetare\nAntal chefer\nKommentar\n-19 24\n20-25 17\n51 - 0\n",
            [("-19", "Antal chefer", 24.0, "chefer", ""), ("20-25", "Antal chefer", 17.0, "chefer", ""),
             ("51 -", "Antal chefer", 0.0, "chefer", "")],
        ),
        (
            "Statsbidrag\nErsättning 2025 (tkr)\nKonto\nFrån\nVård 866 9063 Staten\nLov 2 255 9131 Staten\n",
            [("Vård", "Ersättning 2025 (tkr)", 866.0, "tkr", "2025"),
             ("Lov", "Ersättning 2025 (tkr)", 2255.0, "tkr", "2025")],
        ),
        (  # a list of numbers under the sentence that leads it in
            "Antal ärenden har varit följande under hösten 2025:\nJuli: 23\nAugusti: 84\n",
            [("Juli", "Antal ärenden har varit följande under hösten 2025", 23.0, "ärenden", "2025"),
             ("Augusti", "Antal ärenden har varit följande under hösten 2025", 84.0, "ärenden", "2025")],
        ),
        (  # told period by period in a cell; the header names the year
            "Skolan 2025-12-31\nAntal beslut som inte har\nverkställts\nKvartal 3: 3 beslut\nKvartal 4: 1 200 beslut\n"
            "Skolan redovisar besluten.\n",
            [("Kvartal 3", "Antal beslut som inte har verkställts", 3.0, "beslut", "2025"),
             ("Kvartal 4", "Antal beslut som inte har verkställts", 1200.0, "beslut", "2025")],
        ),
        (  # a bracket on the line of the numbers goes on with the label above
            "Nyckeltal\n2025 2024\nAntal barn 3 4\nExtern omsättning av personal\n(%) 10,7 16,8\n",
            [("Antal barn", "2025", 3.0, "barn", "2025"), ("Antal barn", "2024", 4.0, "barn", "2024"),
             ("Extern omsättning av personal (%)", "2025", 10.7, "%", "2025"),
             ("Extern omsättning av personal (%)", "2024", 16.8, "%", "2024")],
        ),
        ("Tjänster\nTjänst: Office 365\n• Stöd för Office 365\n", []),  # a product's name
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
        ("Det blev ett underskott med minus 6,1 miljoner kronor.", [(-6.1, "mnkr", "")]),  # the sign as a word
        ("Antalet orosanmälningar: 312 orosanmälningar kom in.", [(312.0, "anmälningar", "")]),
        ("Beslut 2025-03-04 § 12 gäller.", []),  # a date is no figure
        ("Kostnaden är xx tkr.", []),  # left open by the writer
        ("Kostnaden ökade från 21,8 mnkr 2023 till 22,7 mnkr 2024.", [(21.8, "mnkr", "2023"), (22.7, "mnkr", "2024")]),
        ("Det är 5 mnkr mer än 2024.", [(5.0, "mnkr", "")]),  # a year to compare with is not the value's
        ("Jämfört med 2023 ökade den 2024 med 5 procent.", [(5.0, "%", "2024")]),
        ("Den var 2,1 mnkr, mot 7,4 mnkr 2023.", [(2.1, "mnkr", ""), (7.4, "mnkr", "2023")]),
        ("Från 2040 till 1307 dygn.", [(1307.0, "dygn", "")]),  # looks like a year
        ("Se https://ekby.se/Ink%C3%B6p%20av%20stol.", []),  # signs of an address
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
