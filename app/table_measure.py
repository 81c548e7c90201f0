"""What a table's rows are measured by for a question: a column, the change between two, the deviation from budget."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.model import Plan
from app.number_tables import NumberRow, NumberTable
from app.table_match import Match, factor, is_money
from app.table_question import Asked, Op
from app.topic import stems
from ingest.model import Document, Figure, Span

_DEVIATION = re.compile(r"avvik|resultat|differens", re.I)
_CHANGE = re.compile(r"förändring|ökning|minskning", re.I)
_BETWEEN_YEARS = re.compile(r"\bmot\b|jämför", re.I)
_MONEY_ASKED = re.compile(
    r"\bkosta\w*|\bkostnad\w*|\bpengar\w*|\bkronor\b|\bdyra\w*|\bdyrast\w*|\bbillig\w*|\bbetala\w*"
)
_SHARE = re.compile(r"\bandel", re.I)
_FORECAST = re.compile(r"\d+|\(?prognos\)?|\((?:mnkr|tkr|kr)\)", re.I)


@dataclass(frozen=True, slots=True)
class Measured:
    """A row with the number that it is compared by, how that reads and the cells that it rests on."""

    row: NumberRow
    number: float
    unit: str
    shown: str
    cells: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """Rows measured in one way. `said` names the column, or the years of a change."""

    rows: tuple[Measured, ...]
    said: str
    deviates: bool = False  # the column holds deviations from a budget


def measure(match: Match, asked: Asked, plan: Plan) -> Measure | None:
    """The rows by what the question compares them by; None when the table does not have it, or not of every row."""
    rows = match.named or match.rows
    of = asked.of
    if of in (Op.FELL, Op.ROSE):
        return _change(match, rows, plan)
    column = _deviation(match.table) if of in (Op.MINUS, Op.PLUS) else _value(match, asked, plan)
    if column is None:
        return None
    cells = [(row, row.cells.get(column)) for row in rows]
    measured = [
        Measured(row, cell.number, cell.unit, shown(match.document, cell), (cell,))
        for row, cell in cells
        if cell is not None and cell.number is not None
    ]
    if len(measured) < len(rows) or not measured:
        return None
    name = match.table.columns[column].name
    return Measure(tuple(measured), column_said(name, match.document), bool(_DEVIATION.search(name)))


def shown(document: Document, cell: Figure) -> str:
    """A cell as it stands with its unit: "276,4 mnkr"."""
    words = document.read(cell.value)
    return words if not cell.unit or words.endswith("%") else f"{words} {cell.unit}"


def column_said(name: str, document: Document) -> str:
    """A column's heading, with the document's year where it names none: "Avvikelse, 2024"."""
    bare = re.sub(r"\s*\((?:mnkr|tkr|kr|%|kronor|miljoner kronor|tusen kronor|procent)\)", "", name).strip()
    years = (bare, str(document.year)) if document.year and not re.search(r"20\d\d", bare) else (bare,)
    return ", ".join(filter(None, years))


def _deviation(table: NumberTable) -> int | None:
    """The column that holds surpluses and deficits: a deviation from budget, or the only one if below zero."""
    names = [one.name for one in table.columns]
    named = [at for at, name in enumerate(names) if _DEVIATION.search(name) and not _BETWEEN_YEARS.search(name)]
    if named or len(table.columns) > 1:
        return named[0] if len(named) == 1 else None
    return 0 if any((row.cells[0].number or 0) < 0 for row in table.parts if 0 in row.cells) else None


def _change(match: Match, rows: Sequence[NumberRow], plan: Plan) -> Measure | None:
    """The change between the year asked for and the one before, of what both years have a column for."""
    pair = _years(match.table, plan)
    if pair is None:
        return _told_change(match, rows)
    (new, last), (old, first) = pair
    measured = []
    for row in rows:
        after, before = row.cells.get(new), row.cells.get(old)
        if not after or not before or after.number is None or before.number is None or after.unit != before.unit:
            return None
        same_side = after.number * before.number >= 0
        change = abs(after.number) - abs(before.number) if same_side else after.number - before.number
        read = f"{shown(match.document, before)} → {shown(match.document, after)}"
        measured.append(Measured(row, round(change, 6), after.unit, read, (before, after)))
    return Measure(tuple(measured), f"{first}–{last}")


def _years(table: NumberTable, plan: Plan) -> tuple[tuple[int, str], tuple[int, str]] | None:
    """The newer and the older column of one thing, by the years asked for; else the newest and the one before."""
    dated: dict[str, dict[str, int]] = {}
    for at, column in enumerate(table.columns):
        if column.period and not _DEVIATION.search(column.name) and not _CHANGE.search(column.name):
            kept = dated.setdefault(_FORECAST.sub("", column.name).strip().lower(), {})
            kept.setdefault(column.period, at)
    both = [years for years in dated.values() if len(years) > 1]
    if not both:
        return None
    years = both[0]
    asked = sorted(str(year) for year in plan.years if str(year) in years)
    last = asked[-1] if asked else max(years)
    earlier = [year for year in years if year < last]
    first = asked[0] if len(asked) > 1 else max(earlier, default="")
    return ((years[last], last), (years[first], first)) if first else None


def _told_change(match: Match, rows: Sequence[NumberRow]) -> Measure | None:
    """The column that tells changes itself."""
    at = next((at for at, column in enumerate(match.table.columns) if _CHANGE.search(column.name)), None)
    if at is None:
        return None
    cells = [(row, row.cells.get(at)) for row in rows]
    measured = tuple(
        Measured(row, cell.number, cell.unit, shown(match.document, cell), (cell,))
        for row, cell in cells
        if cell is not None and cell.number is not None
    )
    said = column_said(match.table.columns[at].name, match.document)
    return Measure(measured, said) if len(measured) == len(rows) else None


def _value(match: Match, asked: Asked, plan: Plan) -> int | None:
    """The column that the question names by its words, its unit or its year; the first of those that fit as well."""
    low, said = plan.standalone.lower(), set(stems(plan.standalone))
    money = bool(_MONEY_ASKED.search(low))
    best: tuple[float, int] | None = None
    for at, column in enumerate(match.table.columns):
        cells = [row.cells[at] for row in match.rows if at in row.cells]
        if not cells or not _fits_limit(asked, column.name, cells) or (money and not _may_be_money(cells)):
            continue
        words = [stem for stem in stems(column.name) if not stem.isdigit() and len(stem) > 2]
        score = sum(1.0 for stem in words if stem in said)
        score += 2.0 * any(str(year) == column.period for year in plan.years)
        score -= 2.0 * bool(_aside(column.name) and not any(stem in said for stem in words))
        if best is None or score > best[0] + 1e-9:
            best = (score, at)
    if best is None:
        return None
    share = _SHARE.search(low) and not _SHARE.search(match.table.columns[best[1]].name)
    return None if share and asked.op is Op.EXTREME else best[1]


def _may_be_money(cells: Sequence[Figure]) -> bool:
    """Whether cells are sums of money, or of something that the table does not say."""
    return all(not cell.unit or is_money(cell.unit) for cell in cells)


def _aside(name: str) -> bool:
    """Whether a column says something of the others rather than a value of its own."""
    return any(pattern.search(name) for pattern in (_DEVIATION, _CHANGE, _SHARE))


def _fits_limit(asked: Asked, name: str, cells: Sequence[Figure]) -> bool:
    """Whether a column counts what a limit is in: money in money, chefs in a column of chefs."""
    if not asked.unit:
        return True
    units = {cell.unit for cell in cells}
    if factor(asked.unit, "%") is None and factor(asked.unit, "kr") is None:
        wanted = stems(asked.unit)
        known = stems(f"{name} {' '.join(units)}")
        return any(one.startswith(wanted[0]) or one.endswith(wanted[0]) for one in known) or units == {""}
    return all(unit and factor(asked.unit, unit) is not None for unit in units)


def places(measured: Measured) -> tuple[Span, ...]:
    """Where a measured row stands."""
    return measured.row.spans
