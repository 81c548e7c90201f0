"""Counts that reading the real documents must always give; they are not part of the repository."""

import os
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.model import Column, Document, Origin, Status

SHARED = Path(os.environ.get("STYRSVAR_SHARED", Path(__file__).parents[2].parent / "shared"))
FOLDER = SHARED / "corpus"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the real documents are not in {FOLDER}; set STYRSVAR_SHARED to where they are"
)


@cache
def read(name: str) -> Document:
    return pipeline.read(FOLDER / f"{name}.pdf")


def by_part(document: Document) -> dict[int, int]:
    return dict(Counter(assignment.part for assignment in document.assignments))


def test_annual_report_has_48_assignments_by_status() -> None:
    board = {Origin.BOARD}
    found = Counter((a.origin in board, a.status) for a in read("arsrapport-2024-centrum").assignments)
    assert found == {
        (False, Status.DONE): 22,
        (False, Status.ONGOING): 14,
        (False, Status.NOT_STARTED): 2,
        (True, Status.DONE): 9,
        (True, Status.ONGOING): 1,
    }


def test_budget_has_its_assignments_and_attachments() -> None:
    budget = read("budget-2025-nordost")
    assert by_part(budget) == {1: 14, 8: 17}
    first = [a for a in budget.assignments if a.part == 1]
    assert Counter(a.origin for a in first) == {Origin.COUNCIL: 11, Origin.BOARD: 3}
    starts = [budget.page_at(part.span.start).number for part in budget.parts]
    assert starts == [1, 5, 23, 34, 47, 60, 77, 90, 93]


def test_budget_has_its_risks_with_measures_and_controls() -> None:
    risks = read("budget-2025-nordost").risks
    picture = [risk for risk in risks if not any(measure.control for measure in risk.measures)]
    controlled = [risk for risk in risks if any(measure.control for measure in risk.measures)]
    assert len(picture) == 15  # one of them an area that is described as a risk itself
    assert [len(risk.measures) for risk in picture] == [5, 6, 3, 2, 2, 3, 1, 2, 3, 3, 1, 3, 3, 1, 2]
    assert [len(risk.measures) for risk in controlled] == [2, 1, 1]
    assert all(risk.description and risk.consequence for risk in risks)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("genomforandeplan-2025-centrum", 19),  # bullets
        ("verksamhetsplan-2024-hisingen", 18),  # numbered headings
        ("yrkande-genomforandeplan-2025-nordost-inskannad", 17),  # a badly read text layer
    ],
)
def test_plans_have_their_assignments(name: str, count: int) -> None:
    assert len(read(name).assignments) == count


def test_a_badly_read_order_is_mended() -> None:
    motion = read("yrkande-genomforandeplan-2025-nordost-inskannad")
    assert all(" får i uppdrag att " in motion.read(assignment.text) for assignment in motion.assignments)


def test_headings_over_several_lines_and_in_narrow_cells() -> None:
    report, budget = read("arsrapport-2024-centrum"), read("budget-2025-nordost")
    titles = {section.title: section for section in report.sections}
    wrapped = "Säkerställa att lägesbilder innehåller information om våldsbejakande miljöer – stadsområdet"
    assert titles[wrapped].trail[-2].startswith("5.3.3 ")
    assert titles["Förvaltningens uppföljning"].trail[-2].startswith("5.2 ")
    cells = [one.number for one in budget.sections if one.part == 4 and one.level == 3 and one.number]
    assert cells == [
        "7.1.1", "7.1.2", "7.1.3", "7.2.1", "7.2.2", "7.2.3", "7.2.4", "7.2.4", "7.3.1",
    ]  # fmt: skip
    measures = [listing for listing in budget.lists if budget.pages_of(listing.items[0]) == (50,)]
    assert [budget.pages_of(item) for item in measures[0].items] == [(50,), (50,), (50,), (51,)]


def test_plans_in_tables_have_their_rows() -> None:
    budget = read("budget-2025-nordost")
    rows = [
        (matrix.rows[0].pages[0], len(matrix.rows), sum(len(row.pages) > 1 for row in matrix.rows))
        for matrix in budget.matrices
    ]
    assert rows == [  # page of the first row, rows, rows that go on over a page
        (36, 5, 0), (38, 3, 0), (41, 3, 0), (42, 4, 0), (43, 4, 1), (50, 3, 1), (52, 5, 2), (56, 1, 1),
        (63, 3, 3), (67, 2, 1), (69, 2, 0), (70, 2, 0), (71, 3, 0), (72, 7, 2),
    ]  # fmt: skip
    partners = [matrix.cell(row, Column.PARTNER) for matrix in budget.matrices for row in matrix.rows]
    assert sum(map(bool, partners)) == 8  # of nine goals; one names none
    for matrix in budget.matrices:
        for row in matrix.rows:
            held = [matrix.cell(row, column) for column in (Column.MEASURE, Column.ACTOR, Column.RESULT)]
            assert all(held)
            assert not budget.read(held[1]).startswith(tuple("abcdefghijklmnopqrstuvwxyzåäö"))
            assert not any(budget.read(cell).endswith((" och", " för", " av", " till")) for cell in held)


def test_figure_tables_have_their_columns_and_units() -> None:
    report = read("arsrapport-2024-centrum")
    in_tables = [figure for figure in report.figures if figure.table is not None]
    assert all(figure.heading and figure.label_text for figure in in_tables)
    by_page = Counter((report.page_at(figure.value.start).number, figure.unit) for figure in in_tables)
    assert {key: count for key, count in by_page.items() if key[0] in (14, 15, 16, 19, 22, 23, 24)} == {
        (14, "%"): 6,
        (14, "årsarbetare"): 3,
        (15, "mnkr"): 30,
        (16, "tkr"): 15,
        (19, "anmälningar"): 2,
        (19, "beslut"): 4,
        (19, "chefer"): 6,
        (22, "mnkr"): 60,
        (23, "mnkr"): 12,
        (24, "mnkr"): 24,
    }
    periods = Counter(figure.period for figure in in_tables if report.page_at(figure.value.start).number == 15)
    assert periods == {"2024": 12, "2023": 6, "2022": 6, "": 6}


def test_figure_tables_of_the_budget() -> None:
    budget = read("budget-2025-nordost")
    by_page: dict[int, set[tuple[str, str]]] = {}
    for figure in budget.figures:
        if figure.table is not None:
            by_page.setdefault(budget.page_at(figure.value.start).number, set()).add((figure.heading, figure.unit))
    assert sorted(by_page) == [21, 22, 46, 60, 75, 76]  # no table of contents, no product's name
    assert {unit for _, unit in by_page[21]} == {"mnkr"}
    assert {unit for _, unit in by_page[22]} == {"mnkr", "%"}
    assert {heading for heading, _ in by_page[60]} == {"HSNG", "SN", "FSF", "GSN", "SN, FSF och GSN"}
    assert {unit for page in (46, 60, 75, 76) for _, unit in by_page[page]} == {"kr"}
    assert {figure.period for figure in budget.figures if figure.table is not None} == {"2025"}
    assert {heading for heading, _ in by_page[76]} == {""}  # three columns, two numbers: which one is empty?


def test_chunks_end_where_sentences_end() -> None:
    for path in FOLDER.glob("*.pdf"):
        document = read(path.stem)
        for one, two in pairwise(document.chunks):
            ends = document.slice(one.span).rstrip()[-1:] in ".!?:”)"
            assert ends or not document.slice(two.span)[:1].islower()
