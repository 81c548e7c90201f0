"""Rows of figure tables that have lost their grid, from the text alone.

A row is a line that ends in numbers, or numbers alone under a label that wrapped; a table is two rows or more that
agree on how many numbers they have, with the lines right above the first as its header.
"""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.clean import Layout
from ingest.figure_header import abbreviations_above, header_of
from ingest.figure_periods import period_tables
from ingest.figure_table import Baseline, FigureRow, FigureTable, RowRun, is_prose, mark_intervals, year_named
from ingest.headings import HANGING, TOC_LINE
from ingest.model import Span
from ingest.numbers import Number, leading_numbers, trailing_numbers
from ingest.units import unit_of

_LONGEST_LABEL = 6  # lines
_HEADER_WORDS = re.compile(
    r"20\d\d|utfall|budget|avvikelse|bokslut|prognos|belopp|andel|antal|kvartal|plan\b|resultat|ram\b|summa|totalt|förändring|"
    r"[A-ZÅÄÖ]{2,5}\b",
    re.I,
)


_NAMES_A_PERIOD = re.compile(r"\b(?:kvartal|utfall|budget|bokslut|prognos|plan)\b", re.I)


def text_figure_tables(layout: Layout, taken: set[int], headings: set[int]) -> list[FigureTable]:
    """The figure tables of a text; `taken` are the lines of other tables, `headings` where headings begin."""
    baselines = _baselines(layout, taken, headings)
    mark_intervals(baselines)
    tables = []
    for found in _runs(baselines):
        header = header_of(baselines, found)
        unit = unit_of(header.corner)
        unit = "" if unit == "%" else unit
        tables.append(FigureTable(found.rows, header.names, header.places, unit, year_named(header.corner)))
    return [*tables, *period_tables(baselines)]


def _baselines(layout: Layout, taken: set[int], headings: set[int]) -> list[Baseline | None]:
    """The lines, cells of one row joined; None stands where a table cannot go on (headings, other tables)."""
    joined: list[Baseline | None] = []
    for index, line in enumerate(layout.lines):
        if index in taken or line.span.start in headings:
            joined.append(None)
            continue
        last = joined[-1] if joined else None
        words = layout.words(line)
        if (
            last
            and last.lines[-1].page == line.page
            and abs(last.lines[-1].top - line.top) < 3.0
            and line.left > last.lines[-1].left
        ):
            last.lines.append(line)
            last.words = layout.text[last.start : line.span.end].replace("\n", " ")
            last.cells += 1
        else:
            joined.append(Baseline([line], words, line.span.start))
    return joined


def _runs(baselines: Sequence[Baseline | None]) -> list[RowRun]:
    """Neighbouring rows with the same number of columns."""
    found: list[RowRun] = []
    index = 0
    while index < len(baselines):
        columns = _columns_ahead(baselines, index)
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


def _columns_ahead(baselines: Sequence[Baseline | None], index: int) -> int:
    """How many numbers the rows from here on agree on; 0 when no table begins here."""
    here = baselines[index]
    if here is None or not _is_row(here):
        return 0
    counts: Counter[int] = Counter()
    for at, other in enumerate(baselines[index : index + 24]):
        if other is None or is_prose(other.words):
            break
        if _is_row(other):
            count = _count(baselines, index + at, other)
            counts[count] += 1 if count < 9 else 0
    if not counts:
        return 0
    header = _year_columns(baselines, index)
    if header and (header in counts or any(_fits(other, header) for other in baselines[index : index + 6] if other)):
        return header
    return counts.most_common(1)[0][0]


def _count(baselines: Sequence[Baseline | None], at: int, here: Baseline) -> int:
    """How many numbers a row ends in; a number of a billion and more is two in neighbouring columns."""
    numbers = here.numbers()
    below = baselines[at + 1] if at + 1 < len(baselines) else None
    if here.in_intervals:
        return len(numbers)
    if below and numbers and not re.search(r"[A-Za-zÅÄÖåäö]", here.words + below.words):
        return len(numbers) + len(trailing_numbers(below.words))
    if len(numbers) == 1 and abs(numbers[0].value) >= 1e9 and len(trailing_numbers(here.words, 2)) == 2:
        return 2
    return len(numbers) or len(_middle_numbers(here.words)[1])


def _fits(baseline: Baseline, columns: int) -> bool:
    return len(baseline.numbers(columns)) == columns


def _year_columns(baselines: Sequence[Baseline | None], index: int) -> int:
    """The number of columns when the line above is nothing but years."""
    for other in reversed(baselines[max(0, index - 4) : index]):
        if other is None:
            return 0
        years = re.findall(r"\b20\d\d\b", other.words)
        if len(years) >= 2 and not re.sub(r"[\d\s]", "", other.words):
            return len(years)
    return 0


def _is_row(baseline: Baseline) -> bool:
    words = baseline.words
    if len(words) > 170 or re.match(r"^[•»]", words) or _only_years(words) or TOC_LINE.search(words):
        return False
    numbers = baseline.numbers() or _middle_numbers(words)[1]
    if numbers and numbers[-1].year and _NAMES_A_PERIOD.search(words):
        return False
    if not numbers or (len(numbers) == 1 and numbers[0].year and numbers[0].start > 0):
        return False
    label = words[: numbers[0].start].strip()
    if not label or baseline.in_intervals:
        return True
    return (
        label[0].isalpha()
        and (label[0].isupper() or len(label) < 45)
        and not label.endswith((".", ","))
        and not _is_sentence(label)
    )


def _only_years(words: str) -> bool:
    return bool(re.fullmatch(r"(?:20\d\d\s*)+", words.strip()))


def _is_sentence(label: str) -> bool:
    """Whether a label reads as running text: a verb form and more than eight words."""
    return len(label.split()) > 8 and bool(re.search(r"\b(?:är|har|ska|var|blev|kan|som|att|under|med|av)\b", label))


def _middle_numbers(words: str) -> tuple[str, list[Number], str]:
    """Label, numbers and a short text column after them ("Utöka arbetet 0,8 Vuxen")."""
    match = re.match(
        r"^(?P<label>[A-ZÅÄÖ][^\d]{2,80}?\s|)(?P<numbers>[-–−]?\d[\d\s,]*%?)\s+(?P<after>[A-ZÅÄÖ][\wåäö ,-]{1,40})$",
        words,
    )
    if not match:
        return "", [], ""
    offset = match.start("numbers")
    numbers = leading_numbers(match["numbers"])
    shifted = [Number(n.value, n.start + offset, n.end + offset, n.percent, n.year) for n in numbers]
    return match["label"].strip(), shifted, match["after"]


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
        if (whole := _split_row(baselines, at, columns)) is not None:
            here, skip = whole, at + 1
        before_codes = _is_before_codes(baselines, at)
        skip = at + 1 if before_codes else skip
        numbers, label_end, after = _row_numbers(here, 1 if before_codes else columns)
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


def _is_before_codes(baselines: Sequence[Baseline | None], at: int) -> bool:
    """Whether a line is one number with its thousands, and the next a list of codes ("9001,9002")."""
    here = baselines[at]
    below = baselines[at + 1] if at + 1 < len(baselines) else None
    lone = here is not None and re.fullmatch(r"\d{1,3}(?:\s\d{3})+", here.words.strip())
    return bool(lone and below and re.fullmatch(r"\d+(?:,\s?\d+)+,?", below.words.strip()))


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


def _split_row(baselines: Sequence[Baseline | None], at: int, columns: int) -> Baseline | None:
    """A row of numbers alone that wrapped ("2,7" and "0 2,7" for three columns), made one."""
    here = baselines[at]
    below = baselines[at + 1] if at + 1 < len(baselines) else None
    if here is None or below is None or here.in_intervals or re.search(r"[A-Za-zÅÄÖåäö]", here.words + below.words):
        return None
    words = f"{here.words} {below.words}"
    alone = trailing_numbers(here.words, columns)
    if len(alone) == columns or len(trailing_numbers(words, columns)) != columns:
        return None
    return (
        Baseline([*here.lines, *below.lines], words, here.start)
        if below.start - here.start - len(here.words) == 1
        else None
    )


def _row_numbers(here: Baseline, columns: int) -> tuple[list[Number], int, Span | None]:
    numbers = here.numbers(columns)
    if numbers and not (len(numbers) == 1 and numbers[0].year and (columns > 1 or numbers[0].start)):
        return numbers, numbers[0].start, None
    _label, middle, after = _middle_numbers(here.words)
    end = here.start + len(here.words)
    return (middle, middle[0].start, Span(end - len(after), end)) if middle else ([], len(here.words), None)


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - joined[-1].end <= 1:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
