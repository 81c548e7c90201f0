"""Tables that have lost their grid, read by how their cells were set: made by setting a table and taking its grid."""

from collections.abc import Sequence
from textwrap import wrap

import pytest

from ingest import headings, tables
from ingest.clean import Layout
from ingest.model import Column
from tests.ingest.conftest import Lay

HEADER = "Aktivitet Målgrupp Ansvarig Förväntad effekt"
PLAN = (
    (
        "Öppna en lekpark vid Ekby torg. Lekparken byggs med naturlek och sittplatser för dem som väntar.",
        "Barn mellan tre och tio år och deras familjer",
        ("Parkförvaltningen", "Byalaget i Ekby"),
        "Fler barn rör sig ute varje dag. Torget används även av äldre som vill ha sällskap.",
    ),
    (
        "Ordna simkurser på kvällstid under våren i samarbete med simklubben.",
        "Vuxna som inte kan simma",
        ("Fritidsförvaltningen", "Ekby Sim", "SFI Ekby"),
        "Hundra vuxna lär sig simma och får ett intyg. Kurserna leder vidare till motionssim.",
    ),
    (
        "Starta samtalsgrupper för anhöriga i tre stadsdelar. Grupperna leds av kuratorer.",
        "Anhöriga till personer med psykisk ohälsa",
        ("Vårdcentralen Lunden", "Anhörigcentrum", "Region Mitt"),
        "Anhöriga känner sig mindre ensamma och vet vart de kan vända sig.",
    ),
    (
        "Dela ut cykelhjälmar i årskurs 1 och visa hur de används.",
        "Elever i årskurs 1",
        ("Grundskoleförvaltningen", "NTF"),
        "Färre skador i trafiken bland barn.",
    ),
)
PLACES = {Column.MEASURE: 0, Column.TARGET: 1, Column.ACTOR: 2, Column.RESULT: 3}
Rows = list[tuple[str, ...]]


def cells(row: Sequence[str | tuple[str, ...]], widths: Sequence[int]) -> list[list[str]]:
    """A row's cells as lines; names stand on a line each."""
    return [
        [line for name in ((cell,) if isinstance(cell, str) else cell) for line in wrap(name, width)]
        for cell, width in zip(row, widths, strict=True)
    ]


def read(layout: Layout) -> tuple[tuple[Column, ...], Rows]:
    (table,) = tables.text_tables(layout, headings.numbered_headings(layout))
    return table.columns, [tuple(" ".join(layout.words(line) for line in cell) for cell in row) for row in table.rows]


def said(rows: Sequence[Sequence[str | tuple[str, ...]]]) -> Rows:
    return [tuple(cell if isinstance(cell, str) else " ".join(cell) for cell in row) for row in rows]


@pytest.mark.parametrize("widths", [(50, 24, 24, 40), (30, 30, 24, 30), (46, 22, 26, 34), (34, 40, 24, 52)])
def test_cells_of_four_columns(widths: Sequence[int], lay: Lay) -> None:
    lines = [line for row in PLAN for cell in cells(row, widths) for line in cell]
    assert read(lay("\n".join([HEADER, *lines]))) == (tuple(PLACES), said(PLAN))


@pytest.mark.parametrize("widths", [(38, 24, 40), (28, 24, 52), (52, 26, 30)])
@pytest.mark.parametrize("repeated", [True, False])
def test_a_row_that_a_page_cuts(widths: Sequence[int], repeated: bool, lay: Lay) -> None:
    """The second row's cells go on at the top of the next page, below the header again or not."""
    plan = [(row[0], row[2], row[3]) for row in PLAN]
    header = "Insats Aktör Planerat resultat"
    cut = cells(plan[1], widths)
    first = [line for cell in cells(plan[0], widths) for line in cell] + [line for cell in cut for line in cell[:1]]
    second = [line for cell in cut for line in cell[1:]]
    second += [line for row in plan[2:] for cell in cells(row, widths) for line in cell]
    pages = "\n".join([header, *first]), "\n".join([*([header] if repeated else []), *second])
    assert read(lay(*pages))[1] == said(plan)


def test_numbered_rows_and_an_unnumbered_one(lay: Lay) -> None:
    plan = [(row[0], row[2], row[3]) for row in PLAN]
    lines: list[str] = []
    for number, row in zip(("1.", "2.", "", "3."), plan, strict=True):
        lines += [number] * bool(number) + [line for cell in cells(row, (40, 24, 44)) for line in cell]
    assert read(lay("\n".join(["Insats Aktörer Förväntat resultat", *lines])))[1] == said(plan)


LABELLED = (
    "*1 Mål och insatser\nDelmål\nPlanerade aktiviteter - Målgrupp Ansvar Förväntad\neffekt/resultat\n"
    "*1.1 Fler ska röra sig\nMålgrupp: Barn i låg-\noch mellanstadiet.\nAktiviteter:\n• Ordna rastlekar på\n"
    "alla skolor som vill vara med.\n• Bygga en pulkabacke.\nAnsvarig:\nRektorerna\n"
    "Huvudansvarig för pulkabacken:\nParkchefen\nSamverkansparter:\n"
    "Byalaget, NTF\nKortsiktigt:\nBarnen rör sig mer\npå rasterna.\nLångsiktigt:\nBättre hälsa och",
    "• Låna ut skridskor.\nskolresultat i\nkommunen.\n*1.2 Fler ska läsa\nMålgrupp: Alla barn.\nAktiviteter:\n"
    "• Dela ut böcker.\nAnsvarig: Bibliotekschefen\nSamverkansparter: BVC\nKortsiktigt:\nFler har böcker hemma.\n"
    "*2 Uppföljning\nPlanen följs upp i november varje år av nämnden.",
)


def test_labels_in_cells_part_the_columns(lay: Lay) -> None:
    columns, rows = read(lay(*LABELLED))
    assert columns == (Column.GOAL, Column.TARGET, Column.MEASURE, Column.ACTOR, Column.PARTNER, Column.RESULT)
    assert rows == [
        (
            "1.1 Fler ska röra sig",
            "Målgrupp: Barn i låg- och mellanstadiet.",
            "Aktiviteter: • Ordna rastlekar på alla skolor som vill vara med. • Bygga en pulkabacke. "
            "• Låna ut skridskor.",
            "Ansvarig: Rektorerna Huvudansvarig för pulkabacken: Parkchefen",
            "Samverkansparter: Byalaget, NTF",
            "Kortsiktigt: Barnen rör sig mer på rasterna. Långsiktigt: Bättre hälsa och skolresultat i kommunen.",
        ),
        (
            "1.2 Fler ska läsa",
            "Målgrupp: Alla barn.",
            "Aktiviteter: • Dela ut böcker.",
            "Ansvarig: Bibliotekschefen",
            "Samverkansparter: BVC",
            "Kortsiktigt: Fler har böcker hemma.",
        ),
    ]


def test_words_of_two_cells_on_one_line(lay: Lay) -> None:
    plan = [(row[0], row[2], row[3]) for row in PLAN]
    lines = [line for row in [*plan, *plan] for cell in cells(row, (40, 24, 44)) for line in cell]
    names, result = lines.index("NTF"), lines.index("Färre skador i trafiken bland barn.")
    lines[names : result + 1] = [f"{lines[names]} {lines[result]} Det räknas."]
    rows = read(lay("\n".join(["Insats Aktörer Förväntat resultat", *lines])))[1]
    assert rows[3] == (plan[3][0], "Grundskoleförvaltningen NTF", f"{plan[3][2]} Det räknas.")


def test_a_table_without_words(lay: Lay) -> None:
    (table,) = tables.text_tables(lay("Insats Aktörer Förväntat resultat"), [])
    assert table.rows == []


def test_running_text_ends_a_table(lay: Lay) -> None:
    lines = [line for row in PLAN for cell in cells((row[0], row[2], row[3]), (38, 24, 40)) for line in cell]
    prose = "Nämnden följer planen två gånger om året och redovisar arbetet för kommunstyrelsen i\n" * 2
    (table,) = tables.text_tables(lay("\n".join(["Insats Aktör Planerat resultat", *lines, prose])), [])
    assert table.last == len(lines)
    assert len(table.rows) == len(PLAN)


def test_a_column_without_a_label_is_kept(lay: Lay) -> None:
    text = (
        "Insatser Ansvar Tidsplan\nMålgrupp: Alla barn\nInsatser: Dela ut böcker på skolan.\nAnsvarig: Biblioteket\n"
        "Våren 2025\nMålgrupp: Alla vuxna\nInsatser: Ordna kurser i simning.\nAnsvarig: Simhallen\nHösten 2025"
    )
    columns, rows = read(lay(text))
    assert columns == (Column.TARGET, Column.MEASURE, Column.ACTOR, Column.DUE)
    assert [row[3] for row in rows] == ["Våren 2025", "Hösten 2025"]


def test_a_cell_that_no_label_opens_stays_empty(lay: Lay) -> None:
    header = "Insatser Ansvar Samverkan"
    first = "Målgrupp: Alla barn\nInsatser: Dela ut böcker.\nAnsvarig: Anna Ek\nBo Al\nSamverkansparter: BVC"
    second = "Målgrupp: Alla vuxna\nInsatser: Ordna kurser.\nAnsvarig: Eva Ny\nBo Al"
    text = f"1 Barn\n{header}\n{first}\n2 Vuxna\n{header}\n{second}"
    layout = lay(text)
    found = tables.text_tables(layout, headings.numbered_headings(layout))
    told = [[" ".join(layout.words(line) for line in cell) for cell in table.rows[0]] for table in found]
    assert told[1] == ["Målgrupp: Alla vuxna", "Insatser: Ordna kurser.", "Ansvarig: Eva Ny Bo Al", ""]
    assert told[0][-1] == "Samverkansparter: BVC"
