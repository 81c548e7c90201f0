"""Tables of text as they are kept: rows by what their columns hold."""

from collections.abc import Sequence

from ingest.clean import Layout
from ingest.columns import column_of, label_of
from ingest.model import Column, Matrix, Risk, Row, Span
from ingest.risks import cell_spans
from ingest.rows import Cell
from ingest.sections import Places
from ingest.text_table import TextTable


def matrices(layout: Layout, tables: Sequence[TextTable], risks: Sequence[Risk], places: Places) -> tuple[Matrix, ...]:
    """The tables whose rows were read, in order; those of assignments, and of a risk's measures, are told by these."""
    told = {span.start for risk in risks for measure in risk.measures for span in measure.title[:1]}
    return tuple(
        _matrix(layout, table, places)
        for table in tables
        if table.rows and Column.ASSIGNMENT not in table.columns and not told.intersection(_starts(table))
    )


def _starts(table: TextTable) -> list[int]:
    return [row[0][0].span.start for row in table.rows if row[0]]


def _matrix(layout: Layout, table: TextTable, places: Places) -> Matrix:
    start = table.header[0].span.start
    rows = tuple(_row(layout, row) for row in table.rows)
    end = max(span.end for row in rows for cell in row.cells for span in cell)
    header = cell_spans(table.header)
    return Matrix(Span(start, end), header, table.names, table.columns, rows, max(places.innermost(start), 0))


def _row(layout: Layout, row: Sequence[Cell]) -> Row:
    cells = tuple(cell_spans(cell) for cell in row)
    bare = tuple((_without_label(layout, cell[0]), *cell[1:]) if cell else () for cell in cells)
    kept = tuple(tuple(span for span in cell if len(span)) for cell in bare)
    return Row(kept, tuple(sorted({line.page for cell in row for line in cell})))


def _without_label(layout: Layout, span: Span) -> Span:
    """A cell without the label that opens it where that is the column's name ("Målgrupp: Alla")."""
    words = layout.text[span.start : span.end]
    label = label_of(words)
    if not label or column_of(label[0].rstrip(": ")) is None:
        return span
    rest = words[len(label[0]) :]
    return Span(span.end - len(rest.lstrip()), span.end)
