"""Units, years and columns of figure tables that only what stands around them tells."""

from pathlib import Path

import pytest

from ingest import pipeline
from ingest.model import Figure

ROWS = "SN VGR\nSamordnare (lön) 450 000 450 000\nLokaler 35 500 12 000\nSumma 485 500 462 000\n"


def figures(folder: Path, name: str, text: str) -> tuple[Figure, ...]:
    path = folder / f"{name}.txt"
    path.write_text(text, "utf-8")
    return pipeline.read(path).figures


@pytest.mark.parametrize(
    ("title", "heading", "above", "wanted"),
    [
        ("Handlingsplan för hälsa 2025", "2 BUDGET", "", ("kr", "2025")),  # a plan's budget is for the plan's year
        ("Handlingsplan för hälsa 2025", "2 Bilden av läget", "", ("", "")),  # no budget: whatever is counted, whenever
        ("Handlingsplan för hälsa 2025", "2 Läget", "Under 2025 fördelas medlen efter avtalet.", ("", "2025")),
        ("Handlingsplan för hälsa 2025", "2 Läget", "Under 2024 fördelades medlen efter avtalet.", ("", "")),
        (
            "Handlingsplan för hälsa 2025",
            "2 Budget",
            "Nämnden får 12 mnkr enligt avtalet.",
            ("", "2025"),
        ),  # 450 000 tkr, may be
        ("Årsrapport 2025", "2 Budget", "", ("kr", "")),  # a report tells of several years
    ],
)
def test_unit_and_year_of_a_budget(
    title: str, heading: str, above: str, wanted: tuple[str, str], tmp_path: Path
) -> None:
    opening = f"{title}\n\n1 INLEDNING\n\nPlanen beskriver vad som ska göras tillsammans."
    text = f"{opening}\n\n{heading}\n\n{above}\n\n{ROWS}"
    found = [one for one in figures(tmp_path, "plan-2025", text) if one.table is not None]
    assert len(found) == 6
    assert {(one.unit, one.period) for one in found} == {wanted}


def test_a_sum_of_several_columns(tmp_path: Path) -> None:
    text = (
        "Handlingsplan 2025\n\n1 Inledning\n\nPlanen beskriver vad som ska göras tillsammans.\n\n2 Budget 2025\n\n"
        "VGR SN FSF GSN\nLön 100 000 80 000 40 000 30 000\nResor 20 000 10 000 5 000 1 000\n"
        "Summa per part 120 000 90 000 45 000 31 000\nTotalt för region och stad 120 000 166 000\n"
    )
    last = figures(tmp_path, "plan-2025", text)[-2:]
    assert [(one.heading, one.number, one.period) for one in last] == [
        ("VGR", 120_000.0, "2025"),
        ("SN, FSF och GSN", 166_000.0, "2025"),
    ]
    other = figures(tmp_path, "plan-2025", text.replace("166 000", "167 000"))[-2:]
    assert [one.heading for one in other] == ["", ""]  # of which columns it is, nobody knows
