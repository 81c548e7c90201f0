"""Lines of a text that are rows of figures: a label and numbers at the line's end, cells of one row joined."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.clean import Layout
from ingest.figure_table import Baseline, is_prose
from ingest.headings import TOC_LINE
from ingest.model import Span
from ingest.numbers import Number, leading_numbers, trailing_numbers

_NAMES_A_PERIOD = re.compile(r"\b(?:kvartal|utfall|budget|bokslut|prognos|plan)\b", re.I)


def baselines_of(layout: Layout, taken: set[int], headings: set[int]) -> list[Baseline | None]:
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


def columns_ahead(baselines: Sequence[Baseline | None], index: int) -> int:
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


def is_before_codes(baselines: Sequence[Baseline | None], at: int) -> bool:
    """Whether a line is one number with its thousands, and the next a list of codes ("9001,9002")."""
    here = baselines[at]
    below = baselines[at + 1] if at + 1 < len(baselines) else None
    lone = here is not None and re.fullmatch(r"\d{1,3}(?:\s\d{3})+", here.words.strip())
    return bool(lone and below and re.fullmatch(r"\d+(?:,\s?\d+)+,?", below.words.strip()))


def split_row(baselines: Sequence[Baseline | None], at: int, columns: int) -> Baseline | None:
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


def row_numbers(here: Baseline, columns: int) -> tuple[list[Number], int, Span | None]:
    """A row's numbers, where its label ends among its words, and the place of a text column after the numbers."""
    numbers = here.numbers(columns)
    if numbers and not (len(numbers) == 1 and numbers[0].year and (columns > 1 or numbers[0].start)):
        return numbers, numbers[0].start, None
    _label, middle, after = _middle_numbers(here.words)
    end = here.start + len(here.words)
    return (middle, middle[0].start, Span(end - len(after), end)) if middle else ([], len(here.words), None)
