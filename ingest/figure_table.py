"""What rows of figures are made of before they are known to be figures."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.clean import Line
from ingest.model import Span
from ingest.numbers import Number, trailing_numbers, value_of

_YEAR = re.compile(r"\b20\d\d\b")
_INTERVAL = re.compile(r"(?P<label>\d{1,3}\s?[-–]\s?\d{1,3}(?: år)?)\s+(?P<number>\d+(?:,\d+)?)")
_OPEN_INTERVAL = re.compile(
    r"(?P<label>[-–<≤]\s?\d{1,3}(?: år)?|[>≥]\s?\d{1,3}(?: år)?|\d{1,3}\s?[-–+](?: år)?)\s+(?P<number>\d+(?:,\d+)?)"
)


@dataclass(slots=True)
class Baseline:
    """What stands on one baseline: one line, or the cells of a row."""

    lines: list[Line]
    words: str
    start: int
    cells: int = 1
    in_intervals: bool = False  # the label is an interval: "20-25 17"

    def numbers(self, columns: int | None = None) -> list[Number]:
        """The numbers that the line ends in, an interval at its start left out."""
        match = (_INTERVAL.fullmatch(self.words) or _OPEN_INTERVAL.fullmatch(self.words)) if self.in_intervals else None
        if not match:
            return trailing_numbers(self.words, columns)
        value = value_of(match["number"])
        return [] if value is None else [Number(value, match.start("number"), match.end("number"), False)]


def mark_intervals(baselines: Sequence[Baseline | None]) -> None:
    """Marks rows of intervals ("-19 24", "20-25 17", "51 - 0"): those with both ends, and open ones beside them."""
    for baseline in baselines:
        if baseline and _INTERVAL.fullmatch(baseline.words):
            baseline.in_intervals = True
    for one, other in itertools.pairwise(baselines):
        if one and other and one.in_intervals is not other.in_intervals:
            row = other if one.in_intervals else one
            row.in_intervals = bool(_OPEN_INTERVAL.fullmatch(row.words))


@dataclass(slots=True)
class FigureRow:
    """A label, its numbers and a text column after them; `columns` says which column each number stands in."""

    label: list[Span]
    numbers: list[tuple[Span, Number]]
    columns: list[int]
    after: Span | None = None
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class RowRun:
    rows: list[FigureRow] = field(default_factory=list)
    columns: int = 0


@dataclass(slots=True)
class FigureTable:
    """A figure table before its section is known."""

    rows: list[FigureRow]
    names: list[str]
    header: list[Span]
    unit: str  # of the whole table
    period: str = ""  # of the figures whose column and label name none: what its header or heading names

    @property
    def start(self) -> int:
        """Where it begins."""
        first = self.rows[0]
        return min(span.start for span in [*self.header[:1], *first.label[:1], first.numbers[0][0]])


def year_named(words: str) -> str:
    """The year that words name when they name no other ("Budgetramar 2025"), else ""."""
    years = set(_YEAR.findall(words))
    return years.pop() if len(years) == 1 else ""


def is_prose(words: str) -> bool:
    return (
        len(words) > 55
        and not trailing_numbers(words)
        and bool(re.search(r"[a-zåäö]{3,} [a-zåäö]{2,} [a-zåäö]{2,}", words))
    )
