"""Tables of text with drawn cells: the header's names say what the columns hold, rows go on over pages."""

import re
from collections.abc import Sequence

from ingest.clean import Layout
from ingest.columns import PART_COLUMNS, column_of
from ingest.model import Column
from ingest.numbers import value_of
from ingest.rows import Cell
from ingest.ruled import RuledCell, RuledTable, ruled_tables
from ingest.text_table import TextTable

_TITLES = 2  # rows of a table's title above its header
_SAME_PLACE = 3.0  # points
_PAIRS: tuple[tuple[frozenset[Column], frozenset[Column]], ...] = (
    # a table is read that has a column of the first and one of the second
    (frozenset((Column.MEASURE, Column.GOAL)), PART_COLUMNS | {Column.DUE}),
    (
        frozenset((Column.ASSIGNMENT,)),
        frozenset((Column.STATUS, Column.STATUS_AND_COMMENT, Column.COMMENT, Column.ACTOR, Column.DUE)),
    ),
    (frozenset((Column.MEASURE, Column.CONTROL)), frozenset((Column.DESCRIPTION,))),
)
Drawn = list[RuledCell | None]


def drawn_tables(layout: Layout) -> list[TextTable]:
    """The tables of assignments, measures and controls whose cells are drawn; their lines follow each other."""
    found: list[TextTable] = []
    before: RuledTable | None = None
    for table in filter(lambda table: table.indices, ruled_tables(layout)):
        at = _header_at(layout, table)
        if before and found and _goes_on(before, table) and (at is None or _repeats(layout, table, at, found)):
            rows = table.rows[0 if at is None else at + 1 :]
            add_rows(layout, found[-1], [_cells(row) for row in rows if _is_row(row)])
            found[-1].last, before = table.indices[-1], table
        elif at is not None and table.indices[-1] - table.indices[0] < len(table.indices):
            found.append(_begin(layout, table, at))
            before = table
        else:
            before = None
    return [table for table in found if table.rows]


def _begin(layout: Layout, table: RuledTable, at: int) -> TextTable:
    names = _names(layout, table.rows[at])
    columns = tuple(_column(name) or Column.OTHER for name in names)
    header = [line for cell in table.rows[at] if cell for line in cell.lines]
    rows = [_cells(row) for row in table.rows[at + 1 :] if _is_row(row)]
    made = TextTable(columns, names, rows, header, table.indices[0], table.indices[-1])
    made.shared = any(_is_of_numbers(layout, rows, place) for place in range(len(columns)))
    return made


def _header_at(layout: Layout, table: RuledTable) -> int | None:
    """The row that names the columns, None when it is another sort of table."""
    for at, row in enumerate(table.rows[: _TITLES + 1]):
        known = {_column(name) for name in _names(layout, row)} - {None}
        if any(known & first and known & beside for first, beside in _PAIRS):
            return at
    return None


def _names(layout: Layout, row: Drawn) -> tuple[str, ...]:
    return tuple(" ".join(layout.words(line) for line in cell.lines) if cell else "" for cell in row)


def _column(name: str) -> Column | None:
    """What a column holds by its name; a narrow cell may have cut a word of it ("Förväntad effekt/resulta t")."""
    whole = [name[: blank.start()] + name[blank.end() :] for blank in re.finditer(" ", name)]
    return next(filter(None, map(column_of, (name, *whole))), None)


def _is_row(row: Drawn) -> bool:
    """Whether a row has words, and is no heading across the whole table."""
    filled = [cell for cell in row if cell and cell.lines]
    return len(filled) > 1 or (len(filled) == 1 and None not in row)


def _cells(row: Drawn) -> tuple[Cell, ...]:
    return tuple(list(cell.lines) if cell else [] for cell in row)


def _is_of_numbers(layout: Layout, rows: Sequence[tuple[Cell, ...]], place: int) -> bool:
    """Whether a column holds figures, which are read as such."""
    said = [" ".join(layout.words(line) for line in row[place]) for row in rows if row[place]]
    return 2 * sum(value_of(words) is not None for words in said) > len(said)


def _goes_on(before: RuledTable, table: RuledTable) -> bool:
    """Whether a table stands at the top of the page below one with the same columns at the bottom of its page."""
    first, last = table.indices[0], before.indices[-1]
    alike = len(table.places) == len(before.places) and all(
        abs(one - other) < _SAME_PLACE for one, other in zip(table.places, before.places, strict=True)
    )
    return alike and table.page == before.page + 1 and first == last + 1


def _repeats(layout: Layout, table: RuledTable, at: int, found: Sequence[TextTable]) -> bool:
    return at == 0 and _names(layout, table.rows[at]) == found[-1].names


def add_rows(layout: Layout, table: TextTable, rows: Sequence[tuple[Cell, ...]]) -> None:
    """Adds the rows of the next page to a table; the first may be the rest of the last one."""
    if rows and table.rows and _is_rest(layout, rows[0]):
        table.rows[-1] = tuple([*one, *other] for one, other in zip(table.rows[-1], rows[0], strict=True))
        rows = rows[1:]
    table.rows += rows


def _is_rest(layout: Layout, row: tuple[Cell, ...]) -> bool:
    """Whether a row at the top of a page goes on with the one before: its first cell does, or half of its cells do or
    most are empty. "december 2024" alone goes on with nothing."""
    filled = [cell for cell in row if cell]
    small = [layout.words(cell[0])[:1].islower() for cell in filled]
    return not row[0] or small[0] or 2 * len(filled) < len(row) or 2 * sum(small) >= len(small)
