"""What rows of figures are made of before they are known to be figures."""

import re
from dataclasses import dataclass, field

from ingest.clean import Line
from ingest.model import Span
from ingest.numbers import Number, trailing_numbers


@dataclass(slots=True)
class Baseline:
    """What stands on one baseline: one line, or the cells of a row."""

    lines: list[Line]
    words: str
    start: int
    cells: int = 1


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

    @property
    def start(self) -> int:
        """Where it begins."""
        first = self.rows[0]
        return min(span.start for span in [*self.header[:1], *first.label[:1], first.numbers[0][0]])


def is_prose(words: str) -> bool:
    return (
        len(words) > 55
        and not trailing_numbers(words)
        and bool(re.search(r"[a-zåäö]{3,} [a-zåäö]{2,} [a-zåäö]{2,}", words))
    )
