"""Tables of text by their grid: rows over pages, ends, columns."""

from ingest import tables
from ingest.model import Column
from tests.ingest.conftest import Lay


def rows(text: tuple[str, ...], lay: Lay) -> list[list[list[str]]]:
    layout = lay(*text)
    found = tables.text_tables(layout, [])
    return [[[" ".join(layout.words(line) for line in cell) for cell in row] for row in table.rows] for table in found]


def test_a_row_goes_on_over_a_page(lay: Lay) -> None:
    first = "Uppdrag | Status\nBygga en skola som rymmer | Pågår"
    second = "Uppdrag | Status\nfyra klasser. | \nMåla om skolan. | Klar"
    assert rows((first, second), lay) == [
        [["Bygga en skola som rymmer fyra klasser.", "Pågår"], ["Måla om skolan.", "Klar"]]
    ]


def test_a_table_ends_at_a_line_across_its_columns(lay: Lay) -> None:
    text = (
        "Uppdrag | Status\nBygga. | Klar\nEn rad över båda kolumnerna hör inte till.\nUppdrag | Status\nMåla. | Pågår"
    )
    assert rows((text,), lay) == [[["Bygga.", "Klar"]], [["Måla.", "Pågår"]]]


def test_columns_and_lines(lay: Lay) -> None:
    layout = lay("Inledning.\nÅtgärd Beskrivning\nMentorer Alla nya lärare får en mentor.\n")
    (table,) = tables.text_tables(layout, [])
    assert table.columns == (Column.MEASURE, Column.DESCRIPTION)
    assert tables.table_lines([table]) == {1, 2}
    assert tables.text_tables(layout, [], frozenset({2}))[0].last == 1  # an attachment begins: the table has ended


def test_a_table_of_assignments_without_one(lay: Lay) -> None:
    (table,) = tables.text_tables(lay("Uppdrag Omhändertagande\nhär står något annat"), [])
    assert table.rows == []
