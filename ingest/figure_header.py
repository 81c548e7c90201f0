"""The header of a figure table that has lost its grid: its columns' names, its place, the caption above."""

import re
from collections.abc import Sequence

from ingest.figure_table import Baseline, RowRun, is_prose
from ingest.model import Span


def header_of(baselines: Sequence[Baseline | None], found: RowRun) -> tuple[list[str], list[Span], str]:
    """The columns' names, the header's place and the caption above it."""
    above: list[Baseline] = []
    for other in reversed(baselines[max(0, found.rows[0].first - 14) : found.rows[0].first]):
        if other is None or is_prose(other.words) or (other.words.endswith((".", ":")) and len(other.words) > 40):
            break
        above.insert(0, other)
    cells = _header_cells(above, found.columns)
    caption = " ".join(b.words for b in above)[:300]
    header = [Span(b.start, b.start + len(b.words)) for b in above[-8:]]
    names = cells[-found.columns :] if len(cells) >= found.columns else [*cells, *[""] * (found.columns - len(cells))]
    return names, header, caption


def _header_cells(above: Sequence[Baseline], columns: int) -> list[str]:
    """The header's cells: years on a line, cells by their places, or lines that begin with a capital."""
    for baseline in reversed(above):
        years = re.findall(r"\b20\d\d\b", baseline.words)
        if len(years) == columns and not re.sub(r"[\d\s]", "", baseline.words):
            return years
        if baseline.cells >= columns > 1:
            return [
                " ".join(baseline.words[line.span.start - baseline.start : line.span.end - baseline.start].split())
                for line in baseline.lines
            ]
    cells: list[str] = []
    for baseline in above:
        words = baseline.words.strip()
        if cells and (words[:1].islower() or words[:1].isdigit() or words[:1] == "("):
            cells[-1] += " " + words
        else:
            cells.append(words)
    while 0 < len(cells) < columns + 1 and (split := _split_cell(cells, columns)):
        cells = split
    return cells


def _split_cell(cells: list[str], columns: int) -> list[str] | None:
    """Cuts the last cell that holds two names ("Utfall Budget", "DRNG SN"); None when none does."""
    for at in range(len(cells) - 1, -1, -1):
        parts = re.split(r"\s+(?=[A-ZÅÄÖ])", cells[at])
        if len(parts) > 1 and len(cells) < columns + 1:
            return [*cells[:at], " ".join(parts[:-1]), parts[-1], *cells[at + 1 :]]
    return None
