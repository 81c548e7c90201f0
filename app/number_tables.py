"""A document's tables of numbers as rows and columns: what they are of, which rows are sums, what stands beside."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.times import MONTHS
from app.topic import folded_stem, stems
from ingest.model import Document, Figure, Span, Spans, Table

_TOTAL = re.compile(
    r"(?:delsumma|summa)\b.*|total (?:ram|summa|respektive)\b.*|totalt|\S+ totalt|resultat|nettokostnad(?:er)?", re.I
)
MONTHLY = ("manad",)  # the kin of rows that are months
_MONTHS = frozenset(map(folded_stem, MONTHS))
_CODE = re.compile(r"[\d\s.,%–-]*")
_ROUNDED = frozenset(("kr", "tkr", "mnkr", "%"))  # sums of these may miss by the rounding of each cell
_FEWEST = 2  # rows that a sum has


def is_total(label: str) -> bool:
    """Whether a row's label says that it sums its table up: "Summa", "Totalt", "Total respektive avtalspart"."""
    return _TOTAL.fullmatch(label) is not None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers: its heading, what its cells are counted in where all agree, and the year of all of them."""

    name: str
    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row: its label, its cells by column, and the words of a text column after them."""

    label: str
    words: tuple[str, ...]  # folded stems of the label
    cells: Mapping[int, Figure]
    note: str
    spans: Spans
    is_sum: bool = False
    group: str = ""  # the label of the sum that it is a part of


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table with the words that say what it is of, from the nearest outwards."""

    columns: tuple[Column, ...]
    rows: tuple[NumberRow, ...]
    head: tuple[str, ...]  # stems of the first column's heading and the caption: what its rows are
    kin: tuple[str, ...]  # stems of what its labels are besides: months, or headings of one sort in the document
    title: tuple[str, ...]  # stems of the heading that it stands under
    around: tuple[str, ...]  # stems of the headings above and the document's or attachment's title
    header: Spans

    @property
    def parts(self) -> tuple[NumberRow, ...]:
        """The rows that are no sums of others."""
        return tuple(row for row in self.rows if not row.is_sum)


def number_tables(document: Document) -> tuple[NumberTable, ...]:
    """The document's tables of numbers, those with a label and a number in every row."""
    by_table: dict[int, dict[int, list[Figure]]] = {}
    for figure in document.figures:
        if figure.table is not None and figure.row is not None:
            by_table.setdefault(figure.table, {}).setdefault(figure.row, []).append(figure)
    return tuple(
        _table(document, document.tables[number], rows)
        for number, rows in sorted(by_table.items())
        if number < len(document.tables)
    )


def _table(document: Document, table: Table, rows: Mapping[int, Sequence[Figure]]) -> NumberTable:
    names = _names(rows.values())
    made = [_row(document, table, number, figures, names) for number, figures in sorted(rows.items())]
    columns = tuple(_column(name, [row.cells[at] for row in made if at in row.cells]) for at, name in enumerate(names))
    section = document.sections[table.section] if document.sections else None
    header = document.read(table.header)
    for name in sorted(names, key=len, reverse=True):
        header = header.replace(name, " ") if name else header
    part = document.part_at(table.span.start).title if document.parts else ""
    return NumberTable(
        columns,
        tuple(_with_sums(made, len(columns))),
        _unique(f"{header} {document.read(table.caption)}"),
        _unique(_kin(document, made)),
        _unique(section.title if section else ""),
        _unique(" ".join((*(section.trail if section else ()), part, document.title))),
        table.header,
    )


def _kin(document: Document, rows: Sequence[NumberRow]) -> str:
    """What the rows' labels are of: months, or sections under one heading ("Målområden")."""
    labels = {row.words for row in rows}
    if sum(len(words) == 1 and words[0] in _MONTHS for words in labels) > len(labels) / 2:
        return " ".join(MONTHLY)
    for section in document.sections:
        title = _unique(re.sub(r"^[\d.\s]+", "", section.title))
        if len(section.trail) > 1 and len(title) > 1 and title in labels:
            return section.trail[-2]
    return ""


def _unique(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stems(text)))


def _names(rows: Iterable[Sequence[Figure]]) -> tuple[str, ...]:
    """The columns' headings in order; empty ones where cells are told apart by their place alone."""
    longest = max(rows, key=len)
    names = tuple(figure.heading for figure in longest)
    return names if len(set(names)) == len(names) else tuple("" for _ in names)


def _row(document: Document, table: Table, number: int, figures: Sequence[Figure], names: Sequence[str]) -> NumberRow:
    label = figures[0].label_text.strip(" :")
    placed = {names.index(f.heading) if f.heading and f.heading in names else at: f for at, f in enumerate(figures)}
    note = note_of(document, table, number, figures)
    spans = (*figures[0].label, *(figure.value for figure in figures), *note)
    return NumberRow(label, _unique(label), placed, document.read(note), _whole(document, spans))


def note_of(document: Document, table: Table, number: int, figures: Sequence[Figure]) -> Spans:
    """Where the words of a text column after a row's numbers stand; codes and further numbers are none."""
    last = max(figure.value.end for figure in figures)
    cells = table.rows[number].cells if number < len(table.rows) else ()
    after = (span for cell in cells[1:] for span in cell if span.start >= last)
    return tuple(span for span in after if not _CODE.fullmatch(document.slice(span)))


def _whole(document: Document, spans: Sequence[Span]) -> Spans:
    """A row's places as one where they follow each other on one page."""
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    together = document.page_at(start) is document.page_at(end - 1) and end - start < sum(map(len, spans)) + 40
    return (Span(start, end),) if together else tuple(sorted(spans))


def _column(name: str, cells: Sequence[Figure]) -> Column:
    units = {cell.unit for cell in cells}
    period = re.search(r"20\d\d", name)
    return Column(name, next(iter(units)) if len(units) == 1 else "", period[0] if period else "")


def _with_sums(rows: Sequence[NumberRow], width: int) -> list[NumberRow]:
    """The rows with those marked that are the sum of the ones above them, by their words or by their numbers."""
    made = list(rows)
    since: list[int] = []
    sums: list[int] = []
    for at, row in enumerate(rows):
        parts = next((some for some in (since, sums) if _is_sum(row, [rows[n] for n in some], width)), None)
        if parts is None and not is_total(row.label):
            since.append(at)
            continue
        for number in parts or ():
            if parts is since:
                made[number] = _marked(made[number], made[number].is_sum, row.label)
        made[at] = _marked(row, True, "")
        sums.append(at)
        since = []
    return _without_bases(made)


def _marked(row: NumberRow, is_sum: bool, group: str) -> NumberRow:
    return NumberRow(row.label, row.words, row.cells, row.note, row.spans, is_sum, group)


def _is_sum(row: NumberRow, parts: Sequence[NumberRow], width: int) -> bool:
    """Whether every column of a row is the sum of some rows' cells, within the rounding of each. Two numbers may make a
    third by chance: two parts must do so in two columns."""
    told = [_adds_up(row, parts, column) for column in range(width)]
    return None not in told and len(parts) >= _FEWEST and sum(map(bool, told)) + len(parts) > _FEWEST + 1


def _adds_up(row: NumberRow, parts: Sequence[NumberRow], column: int) -> bool | None:
    """Whether a cell is the sum of the parts' cells: None when it is not, False when it is a sum of nothing."""
    cell = row.cells.get(column)
    numbers = [part.cells[column].number if column in part.cells else None for part in parts]
    known = [number for number in numbers if number is not None]
    if cell is None or cell.number is None or len(known) != len(numbers):
        return None
    slack = 0.5 * 10 ** -_decimals(row, column) * (len(known) + 1) if cell.unit in _ROUNDED else 0.0
    if abs(sum(known) - cell.number) > slack + 1e-6:
        return None
    return sum(number != 0 for number in known) >= _FEWEST


def _decimals(row: NumberRow, column: int) -> int:
    """Decimals that a cell's number is known to: 1 for 276,4, 0 for whole ones."""
    number = row.cells[column].number or 0.0
    return next((places for places in range(4) if abs(round(number, places) - number) < 1e-9), 4)


def _without_bases(rows: Sequence[NumberRow]) -> list[NumberRow]:
    """Rows that are a sum of another year ("Kommunbidrag 2024" above "Kommunbidrag 2025") are sums too."""
    names = Counter(_bare(row) for row in rows if row.is_sum)
    return [_marked(row, row.is_sum or (bool(_bare(row)) and _bare(row) in names), row.group) for row in rows]


def _bare(row: NumberRow) -> tuple[str, ...]:
    return tuple(word for word in row.words if not word.isdigit())
