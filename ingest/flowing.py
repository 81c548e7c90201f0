"""Plans in tables that have lost their grid: their lines made ready for `flow`, and the rows that it finds."""

import re
from collections.abc import Sequence

from ingest import flow, flow_evidence, grid
from ingest.clean import Layout, Line
from ingest.columns import LABELS, PART_COLUMNS, column_of
from ingest.model import Column
from ingest.table_body import Body
from ingest.text_table import TextTable

_NUMBER = re.compile(r"(\d{1,2})\.?")
_LABELS = 3  # kinds of labels in a table's cells: then they part its columns
_ALL = 0.5  # of a table's rows have a second cell: else they are no rows
_LONGEST = 4_000  # lines; a plan of a hundred pages


def flows(table: TextTable, body: Body) -> bool:
    """Whether a table without a grid tells who does what for whom, or to what end."""
    if len(body.lines) > _LONGEST or grid.edges(table.header, len(table.columns)):
        return False
    return Column.ASSIGNMENT not in table.columns and not PART_COLUMNS.isdisjoint(table.columns)


def read_flowing(layout: Layout, alike: Sequence[tuple[TextTable, Body]]) -> None:
    """Rows by how their cells were set, of tables that have the same columns; labels in the cells part the columns."""
    bodies = [_flow_body(layout, body) for _, body in alike]
    labels = _labels(layout, [body.lines for body in bodies])
    columns = alike[0][0].columns
    if len(labels) >= _LABELS:
        own = [column for column in columns if column not in labels]
        first = [column for column in own if column is columns[0]]
        columns = (*first, *labels, *(column for column in own if column not in first))
    for (table, _), rows in zip(alike, flow.flow_rows(layout, columns, bodies), strict=True):
        whole = [row for row in rows if row[0] and sum(map(bool, row)) > 1]
        table.rows = rows if len(whole) >= _ALL * len(rows) else []
        if columns != table.columns:
            names = dict(zip(table.columns, table.names, strict=True))
            table.names = tuple(labels.get(column) or names.get(column, "") for column in columns)
            table.columns, table.shared = columns, True


def _labels(layout: Layout, tables: Sequence[Sequence[Line]]) -> dict[Column, str]:
    """What the labels that open lines tell of ("Målgrupp:"), each with its words where they name a column."""
    known = [column for _, column in LABELS]
    found: dict[Column, str] = {}
    for lines in tables:
        words = [layout.words(line) for line in lines]
        for at in range(len(words)):
            place = flow_evidence.label_in(words, at, known)
            if place is not None:
                label = words[at].partition(":")[0]
                found[known[place]] = found.get(known[place]) or (label if column_of(label) else "")
    return {column: found[column] for column in known if column in found}


def _flow_body(layout: Layout, body: Body) -> flow_evidence.Body:
    """The lines that are cells, the numbers of rows left out, and where rows begin for sure."""
    begins = {places[0] for places in body.headings}
    inside = {place for places in body.headings for place in places}
    lines: list[Line] = []
    marks, own, fresh, number = set[int](), set[int](), set[int](), 0
    marked = False
    for at, pieces in enumerate(flow.split_merged(layout, body.lines)):
        if at in body.fresh:
            fresh.add(len(lines))
        alone = _NUMBER.fullmatch(layout.words(pieces[0]))
        if alone:
            marked = marked or int(alone[1]) == number + 1
            number += marked and int(alone[1]) == number + 1
            continue
        if marked or at in begins:
            marks.add(len(lines))
            marked = False
        if at in inside:
            own.add(len(lines))
        lines += pieces
    return flow_evidence.Body(lines, frozenset(marks), frozenset(own), frozenset(fresh), only_marks=bool(own))
