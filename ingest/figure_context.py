"""What stands around a figure table tells its unit and its year where the table itself tells neither."""

import itertools
import re
from collections.abc import Sequence

from ingest.clean import Layout
from ingest.figure_table import FigureTable, year_named
from ingest.model import Part, Section, Span
from ingest.units import unit_of

_BUDGET = re.compile(r"(?:\d[\d.]*\s+)?(?:\w+\s)?(?:budget|finansiering|kostnader)(?:\s+\w+)?", re.I)
_SCALED = re.compile(r"\bmnkr\b|\bmkr\b|\btkr\b|\bmsek\b|\bmdkr\b|miljon|miljard|\btusen", re.I)
_KRONOR = 10_000  # so large an amount in a budget without "tkr" or "mnkr" anywhere is in kronor
_PLANS = ("budget", "handlingsplan", "verksamhetsplan", "genomförandeplan", "yrkande", "internkontrollplan")
_LEAST_COLUMNS = 3
_NEAR = 3  # characters: nothing stands between two rows


def complete(layout: Layout, table: FigureTable, section: Section | None, part: Part | None) -> None:
    """Gives a table the period and the unit that its section and its attachment tell."""
    if section is None:
        return
    table.period = table.period or year_named(section.title) or _period(layout, table, section, part)
    if part and not table.unit and _is_budget(section) and _is_in_kronor(layout, table, part):
        table.unit = "kr"


def _is_budget(section: Section) -> bool:
    return any(_BUDGET.fullmatch(title.strip(" :")) for title in section.trail)


def _period(layout: Layout, table: FigureTable, section: Section, part: Part | None) -> str:
    """The year of a plan: the only one that the words before the table name, or that of the plan's title above a bare
    "Budget"."""
    year = year_named(part.title) if part and part.type in _PLANS else ""
    if not year:
        return ""
    said = year_named(layout.text[section.heading.start : table.start])
    return year if said == year or _is_budget(section) else ""


def _is_in_kronor(layout: Layout, table: FigureTable, part: Part) -> bool:
    """Whether amounts are in kronor: large whole numbers, and nowhere in the attachment any other unit of money."""
    values = [number.value for row in table.rows for _, number in row.numbers]
    whole = all(value == int(value) for value in values) and max(map(abs, values), default=0) >= _KRONOR
    names = " ".join([*table.names, *(_words(layout, row.label) for row in table.rows)])
    others = unit_of(re.sub(r"\d+ ?%|%", "", names)) not in ("", "kr")
    return whole and not others and not _SCALED.search(layout.text[part.span.start : part.span.end])


def _words(layout: Layout, spans: Sequence[Span]) -> str:
    return " ".join(layout.text[span.start : span.end] for span in spans)


def name_merged(tables: Sequence[FigureTable]) -> None:
    """Names the columns of a row right below a table whose cells each take several of its columns: sums of them.

    "Total 10 20 30" and below it "Tillsammans 10 50": the second number is of both last columns.
    """
    for above, below in itertools.pairwise(tables):
        whole = above.rows[-1]
        near = 0 <= below.start - whole.numbers[-1][0].end <= _NEAR
        if not near or len(below.rows) > 1 or not _LEAST_COLUMNS <= len(above.names) == len(whole.numbers):
            continue
        groups = _sums([n.value for _, n in whole.numbers], [n.value for _, n in below.rows[0].numbers])
        if groups and all(above.names):
            below.names = [_together(above.names[start:end]) for start, end in groups]
            below.period, below.unit = below.period or above.period, below.unit or above.unit


def _sums(parts: Sequence[float], wholes: Sequence[float]) -> list[tuple[int, int]]:
    """Which parts, in order, each whole is the sum of; empty when they are not, or each is one part."""
    found: list[tuple[int, int]] = []
    start = 0
    for whole in wholes:
        end = next((at for at in range(start + 1, len(parts) + 1) if abs(sum(parts[start:at]) - whole) < 0.5), 0)
        if not end:
            return []
        found.append((start, end))
        start = end
    return found if start == len(parts) > len(wholes) else []


def _together(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
