"""Rows of figure tables that have lost their grid, from the text alone.

A row is a line that ends in numbers, or numbers alone under a label that wrapped; a table is two rows or more that
agree on how many numbers they have, with the lines right above the first as its header.
"""

import re
from collections.abc import Sequence

from ingest.clean import Layout
from ingest.figure_header import abbreviations_above, header_of
from ingest.figure_lines import baselines_of, columns_ahead, is_before_codes, row_numbers, split_row
from ingest.figure_periods import period_tables
from ingest.figure_table import Baseline, FigureRow, FigureTable, RowRun, is_prose, mark_intervals, year_named
from ingest.headings import HANGING, TOC_LINE
from ingest.model import Span
from ingest.numbers import trailing_numbers
from ingest.units import unit_of

_LONGEST_LABEL = 6  # lines
_HEADER_WORDS = re.compile(
    r"20\d\d|utfall|budget|avvikelse|bokslut|prognos|belopp|andel|antal|kvartal|plan\b|resultat|ram\b|summa|totalt|förändring|"
    r"[A-ZÅÄÖ]{2,5}\b",
    re.I,
)


def text_figure_tables(layout: Layout, taken: set[int], headings: set[int]) -> list[FigureTable]:
    """The figure tables of a text; `taken` are the lines of other tables, `headings` where headings begin."""
    baselines = baselines_of(layout, taken, headings)
    mark_intervals(baselines)
    tables = []
    for found in _runs(baselines):
        header = header_of(baselines, found)
        unit = unit_of(header.corner)
        unit = "" if unit == "%" else unit
        tables.append(FigureTable(found.rows, header.names, header.places, unit, year_named(header.corner)))
    return [*tables, *period_tables(baselines)]


def _runs(baselines: Sequence[Baseline | None]) -> list[RowRun]:
    """Neighbouring rows with the same number of columns."""
    found: list[RowRun] = []
    index = 0
    while index < len(baselines):
        columns = columns_ahead(baselines, index)
        if not columns:
            index += 1
            continue
        rows = _collect(baselines, index, columns)
        if len(rows) >= 2 or (len(rows) == 1 and columns >= 2 and _has_header_above(baselines, rows[0].first)):
            found.append(RowRun(rows, columns))
            index = rows[-1].last + 1
        else:
            index += 1
    return found


def _has_header_above(baselines: Sequence[Baseline | None], first: int) -> bool:
    above = [b.words for b in baselines[max(0, first - 3) : first] if b]
    return any(len(_HEADER_WORDS.findall(words)) >= 2 for words in above)


Pending = list[tuple[int, Span]]
"""Lines without numbers since the last row, with their indices: the label of the next row, or words of the last."""


def _collect(baselines: Sequence[Baseline | None], index: int, columns: int) -> list[FigureRow]:
    """The rows from a line on, labels that wrap put together, until prose or a heading."""
    rows: list[FigureRow] = []
    pending = _label_above(baselines, index, columns)
    missed = 0
    skip = -1
    for at in range(index, len(baselines)):
        here = baselines[at]
        if at <= skip:
            continue
        if here is None or TOC_LINE.search(here.words) or re.match(r"^[•»]", here.words):
            break
        if is_prose(here.words) and not (rows and missed == 0 and len(here.words) < 75):
            break
        if (whole := split_row(baselines, at, columns)) is not None:
            here, skip = whole, at + 1
        before_codes = is_before_codes(baselines, at)
        skip = at + 1 if before_codes else skip
        numbers, label_end, after = row_numbers(here, 1 if before_codes else columns)
        own = Span(here.start, here.start + len(here.words[:label_end].rstrip()))
        if numbers and (
            len(numbers) == columns
            or (len(numbers) == 1 and (after or not len(own)))
            or (rows and len(numbers) < columns <= 3 and here.cells == 1 and len(own) > 3)
        ):
            before = _before_row(baselines, rows, pending, here.words[:label_end].strip())
            label = [*(span for _, span in before), *([own] if len(own) else [])]
            spans = [(Span(here.start + n.start, here.start + n.end), n) for n in numbers]
            if label or rows:
                first = before[0][0] if before else at
                rows.append(FigureRow(_joined(label), spans, list(range(len(spans))), after, first, at))
            pending, missed = [], 0
        else:
            pending.append((at, Span(here.start, here.start + len(here.words))))
            missed += 1
            if missed > _LONGEST_LABEL or (not rows and missed > 2):
                break
    return rows


def _before_row(baselines: Sequence[Baseline | None], rows: list[FigureRow], pending: Pending, own: str) -> Pending:
    """The lines before a row's numbers that belong to its label.

    In a table with a text column after its numbers, the last row's words may stand on lines below its numbers.
    """
    lines = [(at, span, b.words) for at, span in pending if (b := baselines[at]) and re.search(r"[^\W\d]", b.words)]
    if lines and rows and rows[-1].after is None and any(row.after for row in rows):
        begins = [index for index, (_, _, words) in enumerate(lines) if index and words[:1].isupper()]
        end = len(lines) if own[:1].isupper() else begins[0] if begins and not own else 0
        if end:
            rows[-1].after = Span(lines[0][1].start, lines[end - 1][1].end)
            lines = lines[end:]
    wraps = lines and (not own or own[:1].islower() or own[:1] == "(" or HANGING.search(lines[-1][2]))
    return [(at, span) for at, span, _ in lines] if wraps else []


def _label_above(baselines: Sequence[Baseline | None], index: int, columns: int) -> Pending:
    """The lines above the first row that are the beginning of its label: a wrapped one, below the header."""
    first = baselines[index]
    if first is None or not (first.words[:1].islower() or not re.match(r"[A-Za-zÅÄÖåäö]", first.words)):
        return []
    header = None if re.search(r"[^\W\d]", first.words) else abbreviations_above(baselines, index, columns)
    begin = header + 1 if header is not None else max(0, index - 3)
    above: Pending = []
    for at in range(index - 1, begin - 1, -1):
        other = baselines[at]
        if other is None:
            break
        if header is None and (trailing_numbers(other.words) or not other.words[:1].isalpha() or is_prose(other.words)):
            break
        above.insert(0, (at, Span(other.start, other.start + len(other.words))))
        if header is None and other.words[:1].isupper():
            break
    return above


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - joined[-1].end <= 1:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
