"""Figures told period by period in a cell of a table: "Kvartal 3: 3 beslut" below what is counted."""

import re
from collections.abc import Sequence
from itertools import groupby

from ingest.figure_table import Baseline, FigureRow, FigureTable, year_named
from ingest.model import Span
from ingest.numbers import Number, value_of

_LINE = re.compile(
    r"^(?P<label>(?:Kvartal|Tertial|Halvår|Vecka)\s\d{1,2}(?:\s20\d\d)?|20\d\d)\s*:\s*"
    r"(?P<number>[-–−]?\d{1,3}(?:\s\d{3})*(?:,\d+)?)\s+(?P<unit>[a-zåäö]{3,20})$"
)
_LEAD_LINES = 4  # of what is counted
_YEAR_LINES = 10  # above the first line, where the table's header may name the year


def period_tables(baselines: Sequence[Baseline | None]) -> list[FigureTable]:
    """The figures of two such lines and more, each run under the words right above it."""
    found = [at for at, one in enumerate(baselines) if one and _LINE.match(one.words)]
    tables = []
    for _, group in groupby(enumerate(found), key=lambda pair: pair[1] - pair[0]):
        lines = [at for _, at in group]
        lead = _lead(baselines, lines[0])
        if len(lines) > 1 and lead:
            tables.append(_table(baselines, lines, lead))
    return tables


def _lead(baselines: Sequence[Baseline | None], first: int) -> list[Baseline]:
    """The words above, from their capital on; none when a sentence ends there."""
    lines: list[Baseline] = []
    for one in reversed(baselines[max(0, first - _LEAD_LINES) : first]):
        if one is None or one.words.endswith(".") or _LINE.match(one.words):
            return []
        lines.insert(0, one)
        if one.words[:1].isupper():
            return lines
    return []


def _table(baselines: Sequence[Baseline | None], lines: Sequence[int], lead: Sequence[Baseline]) -> FigureTable:
    rows, unit = [], ""
    for at in lines:
        one = baselines[at]
        match = _LINE.match(one.words) if one else None
        value = value_of(match["number"]) if match else None
        if one and match and value is not None:
            label, (start, end) = Span(one.start, one.start + match.end("label")), match.span("number")
            number = Number(value, start, end, False)
            rows.append(FigureRow([label], [(Span(one.start + start, one.start + end), number)], [0], None, at, at))
            unit = match["unit"]
    above = " ".join(one.words for one in baselines[max(0, lines[0] - _YEAR_LINES) : lines[0]] if one)
    header = [Span(one.start, one.start + len(one.words)) for one in lead]
    return FigureTable(rows, [" ".join(one.words for one in lead)], header, unit, year_named(above))
