"""The header of a figure table that has lost its grid: its columns' names, its place, the words that give the unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.columns import TEXT_COLUMNS, column_of
from ingest.figure_table import Baseline, RowRun, is_prose
from ingest.model import Span

_FARTHEST = 20  # lines above the first row that are looked at
_LABEL_LINES = 10  # between a line of abbreviations and the first row's numbers: the first row's label
_SHORT = 20  # characters: a line of a narrow header cell
_NAME_BEGINS = re.compile(
    r" (?=(?:Andel|Avvikelse|Belopp|Bokslut|Budget|Differens|Förändring|Kvartal|Målvärde|Plan|Prognos|Tertial|Utfall)"
    r"\b)|(?<=\)) (?=[A-ZÅÄÖ])"
)
"""Where a new column's name begins inside a line: before such a word, or after a bracket that closes."""
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ&]{1,5}")


@dataclass(slots=True)
class _Cell:
    """A header cell: its words and the lines, counted among those above the first row, that they take."""

    words: str
    first: int


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above a table's rows. `corner` names the column of labels or the table, and may give the unit."""

    names: list[str]
    places: list[Span]
    corner: str


def header_of(baselines: Sequence[Baseline | None], found: RowRun) -> Header:
    """The header above the rows; names are "" where the columns cannot be told."""
    first = found.rows[0].first
    above = _above(baselines, first)
    texts = 1 if any(row.after for row in found.rows) else 0
    for at in range(len(above) - 1, -1, -1):
        names = _names_on_one_line(above[at], found.columns)
        if names:
            corner = " ".join(b.words for b in above[max(0, at - 2) : at])
            return Header(names, [_place(above[at])], corner)
    lead = _lead(baselines, first - len(above))
    if found.columns == 1 and not above and lead:
        return Header([" ".join(b.words for b in lead).rstrip(":")], [], "")
    cells = _cells(above)
    while cells and not texts and column_of(cells[-1].words) in TEXT_COLUMNS:
        del cells[-1]  # a column of words that stands empty
    while len(cells) < found.columns + texts + 1 and (split := _split_cell(cells)):
        cells = split
    wanted = found.columns + texts
    if len(cells) < wanted or _is_uncertain(cells, wanted):
        return Header([""] * found.columns, [_place(b) for b in above[-1:]], " ".join(b.words for b in above))
    names = [cell.words for cell in cells[-wanted:]][: found.columns]
    label = cells[-wanted - 1] if len(cells) > wanted else None
    begin = label.first if label else cells[-wanted].first
    if begin > 1 and all(len(b.words) < _SHORT for b in above[:begin]):
        begin = 0  # a narrow corner of many lines; one line would be the table's title
    corner = " ".join(cell.words for cell in cells[:-wanted])
    return Header(names, [_place(b) for b in above[begin:]], corner)


def abbreviations_above(baselines: Sequence[Baseline | None], first: int, columns: int) -> int | None:
    """The line of as many abbreviations as there are columns ("HSNG SN FSF GSN") when a long label stands between.

    None when there is no such line within reach.
    """
    for at in range(first - 1, max(-1, first - _LABEL_LINES - 1), -1):
        other = baselines[at]
        if other is None or len(other.numbers()) == columns:
            return None
        words = other.words.split()
        if len(words) == columns > 1 and all(_ABBREVIATION.fullmatch(word) for word in words):
            return at
    return None


def _above(baselines: Sequence[Baseline | None], first: int) -> list[Baseline]:
    """The lines above the first row, up to running text, a finished sentence, a heading or another table's row."""
    above: list[Baseline] = []
    for other in reversed(baselines[max(0, first - _FARTHEST) : first]):
        if other is None or is_prose(other.words) or _is_row(other) or re.match(r"^[•»]", other.words):
            break
        if other.words.endswith(":") or re.search(r"\w{5,}\.$", other.words):
            break
        above.insert(0, other)
    return above


def _is_row(baseline: Baseline) -> bool:
    """Whether a line ends in a number that is no year: a row of this or another table."""
    numbers = baseline.numbers()
    return bool(numbers) and not numbers[-1].year


def _place(baseline: Baseline) -> Span:
    return Span(baseline.start, baseline.start + len(baseline.words))


def _lead(baselines: Sequence[Baseline | None], end: int) -> list[Baseline]:
    """The sentence right above that ends in a colon and leads the rows in."""
    lines: list[Baseline] = []
    for other in reversed(baselines[max(0, end - 3) : end]):
        if other is None or other.words.endswith(":") is bool(lines) or other.words.endswith("."):
            break
        lines.insert(0, other)
        if other.words[:1].isupper():
            return lines
    return []


def _names_on_one_line(baseline: Baseline, columns: int) -> list[str]:
    """The names when one line holds them all: years, abbreviations, or cells that have kept their places."""
    words = baseline.words.split()
    if len(words) == columns and all(re.fullmatch(r"20\d\d", word) for word in words):
        return words
    if len(words) == columns > 1 and all(_ABBREVIATION.fullmatch(word) for word in words):
        return words
    if baseline.cells >= columns > 1:
        cells = [
            " ".join(baseline.words[line.span.start - baseline.start : line.span.end - baseline.start].split())
            for line in baseline.lines
        ]
        return cells[-columns:]
    return []


def _cells(above: Sequence[Baseline]) -> list[_Cell]:
    """The header's cells: a name begins with a capital; what is in lower case, a number or in brackets goes on."""
    cells: list[_Cell] = []
    for index, baseline in enumerate(above):
        for part, piece in enumerate(_NAME_BEGINS.split(baseline.words.strip())):
            words = piece.strip()
            goes_on = words[:1].islower() or words[:1].isdigit() or words[:1] == "("
            open_bracket = bool(cells) and cells[-1].words.count("(") > cells[-1].words.count(")")
            if cells and not part and (goes_on or open_bracket):
                cells[-1].words += " " + words
            else:
                cells.append(_Cell(words, index))
    return cells


def _split_cell(cells: list[_Cell]) -> list[_Cell] | None:
    """Cuts the last cell that holds two names ("Utfall Budget", "DRNG SN"); None when none does."""
    for at in range(len(cells) - 1, -1, -1):
        parts = re.split(r"\s+(?=[A-ZÅÄÖ])", cells[at].words)
        if len(parts) > 1:
            first = cells[at].first
            return [*cells[:at], _Cell(" ".join(parts[:-1]), first), _Cell(parts[-1], first), *cells[at + 1 :]]
    return None


def _is_uncertain(cells: Sequence[_Cell], wanted: int) -> bool:
    """Whether abbreviations stand on a line with more names than the rows have numbers: one column is empty."""
    names = [cell.words.split() for cell in cells[-wanted:]]
    label = cells[-wanted - 1] if len(cells) > wanted else None
    if label and label.first == cells[-1].first and _ABBREVIATION.fullmatch(label.words.split()[-1]):
        return True
    return any(len(name) > 1 and _ABBREVIATION.fullmatch(name[0]) and name[1][0].isupper() for name in names)
