"""What is computed from a table's rows: sums, shares, differences, with the arithmetic and the rows behind it."""

import re
from dataclasses import replace

from app.arithmetic import number_shown
from app.model import Draft, Evidence, Kind, Statement
from app.number_tables import MONTHLY, NumberRow
from app.table_match import Match
from app.table_measure import Measure, Measured, column_said, shown
from app.table_question import Asked, Op
from app.wording import and_list

_SHOWN_ADDENDS = 10


def row_evidence(match: Match, row: NumberRow) -> tuple[Evidence, ...]:
    """Where a row stands."""
    return (Evidence(match.name, row.spans),)


def decimals_of(one: Measured) -> int:
    """The decimals that a row's number is told with."""
    match = re.search(r",(\d+)", one.shown)
    return len(match[1]) if match else 0


def cells_told(match: Match, row: NumberRow) -> str:
    """All of a row's cells with their columns, and its text column."""
    told = []
    for at, cell in sorted(row.cells.items()):
        name = column_said(match.table.columns[at].name, match.document)
        told.append(f"{shown(match.document, cell)} ({name})" if name else shown(match.document, cell))
    return ", ".join(told) + (f"; {row.note}" if row.note else "")


def is_noted(match: Match) -> bool:
    """Whether the rows are those with a word in their text column."""
    return not match.named and all(row.note for row in match.rows) and len(match.rows) < len(match.table.parts)


def computed(match: Match, asked: Asked, measured: Measure) -> Draft | None:
    """A sum, a share or a difference, with the arithmetic."""
    if len({one.unit for one in measured.rows}) != 1:
        return None
    if asked.op is Op.SUM:
        return _sum(match, measured)
    if asked.op is Op.SHARE:
        return _share(match, measured) if len(match.named) == 1 or is_noted(match) else None
    return _between(match, measured) if len(match.named) == 2 else None


def _sum(match: Match, measured: Measure) -> Draft | None:
    whole = not match.named
    if whole and match.rows != match.table.parts:
        return None  # the rows of a word in their labels may hold each other
    rows = measured.rows
    if len(rows) < 2 or any(one.row.is_sum for one in rows):
        return None
    if whole and match.table.kin == MONTHLY:
        return None  # what there is month by month need not be new each month
    decimals = max(decimals_of(one) for one in rows)
    total = f"{number_shown(sum(one.number for one in rows), decimals)} {rows[0].unit}".strip()
    addends = " + ".join(match.document.read(one.cells[0].value) for one in rows)
    shown_addends = f": {addends}" if len(rows) <= _SHOWN_ADDENDS else f": summan av {len(rows)} rader"
    evidence = tuple(place for one in rows for place in row_evidence(match, one.row))
    names = "" if whole else f"{and_list([one.row.label for one in rows])}: "
    text = f"{names}Sammanlagt **{total}**{shown_addends} ({measured.said}) enligt {match.document.title}."
    return Draft(Kind.FIGURE, True, (Statement(text, evidence),))


def _share(match: Match, measured: Measure) -> Draft | None:
    """What a row, or some rows together, are of the sum that they belong to."""
    rows, first = measured.rows, measured.rows[0]
    column = next((at for at, cell in first.row.cells.items() if cell is first.cells[0]), None)
    sums = [row for row in match.table.rows if row.is_sum and row.label == first.row.group]
    cell = sums[0].cells.get(column) if column is not None and len(sums) == 1 else None
    if first.unit == "%" and len(rows) == 1:
        return _told_share(match, first)
    if cell is None or not cell.number or cell.unit != first.unit:
        return None
    share = number_shown(100 * sum(one.number for one in rows) / cell.number, 1)
    names = and_list([one.row.label for one in rows])
    parts = " + ".join(match.document.read(one.cells[0].value) for one in rows)
    text = (
        f"{names} är **{share} procent** av {sums[0].label}: {parts} av {shown(match.document, cell)} "
        f"({measured.said}) enligt {match.document.title}."
    )
    evidence = tuple(place for row in (*(one.row for one in rows), sums[0]) for place in row_evidence(match, row))
    return Draft(Kind.FIGURE, True, (Statement(text, evidence),))


def _told_share(match: Match, one: Measured) -> Draft:
    """A share that the table tells itself, the row's other cells after it."""
    own = next(at for at, cell in one.row.cells.items() if cell is one.cells[0])
    name = column_said(match.table.columns[own].name, match.document)
    rest = {at: cell for at, cell in one.row.cells.items() if at != own}
    others = f"; {cells_told(match, replace(one.row, cells=rest))}" if rest else ""
    text = f"{one.row.label}: **{one.shown}** ({name}){others} enligt {match.document.title}."
    return Draft(Kind.FIGURE, True, (Statement(text, row_evidence(match, one.row)),))


def _between(match: Match, measured: Measure) -> Draft | None:
    first, second = measured.rows
    decimals = max(decimals_of(first), decimals_of(second))
    more, less = (first, second) if abs(first.number) >= abs(second.number) else (second, first)
    amount = f"{number_shown(abs(more.number) - abs(less.number), decimals)} {more.unit}".strip()
    text = (
        f"Skillnaden mellan {more.row.label} och {less.row.label} är **{amount}**: {more.shown} mot {less.shown} "
        f"({measured.said}) enligt {match.document.title}."
    )
    return Draft(
        Kind.FIGURE, True, (Statement(text, (*row_evidence(match, first.row), *row_evidence(match, second.row))),)
    )
