"""Plans whose cells are drawn: spans, page breaks, wrapped names, columns that nobody knows."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.model import Column, Document
from tests.ingest.test_layouts import read, table

TITLE = "= Handlingsplan för hälsa 2025\nEkby kommun\n\n"
HEADER = ("Planerade aktiviteter", "Ansvarig förvaltning", "Målgrupp", "Tidplan", "Förväntad effekt")
ROWS = (
    ("Ordna en hälsodag på torget", "Kultur och fritid, Socialtjänsten", "Alla invånare", "Maj 2025", "Fler rör sig"),
    ("Utbilda ledare i första hjälpen", "Räddningstjänsten", "Ledare i föreningar", "Hösten 2025", "Trygga ledare"),
    (
        "Dela ut böcker. Böckerna delas ut vid varje hembesök och under alla föräldramöten som hålls under året.",
        "Biblioteken", "Barn 0–5 år", "Löpande", "Fler läser hemma. Föräldrar läser oftare för sina barn.",
    ),
)  # fmt: skip
NARROW = "1.6fr, 1.2fr, 1fr, 0.8fr, 1fr"


def told(document: Document) -> list[list[tuple[str, ...]]]:
    return [[tuple(map(document.read, row.cells)) for row in matrix.rows] for matrix in document.matrices]


def drawn(columns: str, *cells: str) -> str:
    return f"#table(columns: ({columns}), inset: 5pt, {', '.join(cells)})\n"


@pytest.mark.parametrize("align", ["left", "center"])
def test_names_that_wrap_in_narrow_cells(align: str, tmp_path: Path) -> None:
    document = read(tmp_path, "plan", f"{TITLE}#set table(align: {align})\n{table(NARROW, HEADER, *ROWS)}")
    assert told(document) == [list(ROWS)]
    assert document.matrices[0].names == HEADER


def test_cells_that_span_rows_and_columns(tmp_path: Path) -> None:
    grid = drawn(
        "1fr, 2fr, 1fr, 1fr", "[*Delmål*], [*Insats*], [*Ansvarig*], [*När*]", "table.cell(colspan: 4)[Barn och unga]",
        "table.cell(rowspan: 2)[God hälsa]", "[Skollunch], [Skolan], [Våren]", "[Simskola], [Fritid], [Hösten]",
        "[Trygghet], [Belysning], table.cell(colspan: 2)[Tekniska nämnden]",
    )  # fmt: skip
    assert told(read(tmp_path, "plan", TITLE + grid)) == [
        [
            ("God hälsa", "Skollunch", "Skolan", "Våren"),
            ("God hälsa", "Simskola", "Fritid", "Hösten"),  # the goal is both rows'
            ("Trygghet", "Belysning", "Tekniska nämnden", ""),
        ]
    ]


@pytest.mark.parametrize("repeat", ["true", "false"])
@pytest.mark.parametrize("above", ["19cm", "20cm", "20.6cm", "21.6cm"])  # within a row twice, between two
def test_a_plan_over_two_pages(repeat: str, above: str, tmp_path: Path) -> None:
    head = f"table.header(repeat: {repeat}, {', '.join(f'[{cell}]' for cell in HEADER)})"
    grid = drawn(NARROW, head, *(f"[{cell}]" for row in ROWS for cell in row))
    document = read(tmp_path, "plan", f"{TITLE}#v({above})\n{grid}")
    assert told(document) == [list(ROWS)]
    assert {page for row in document.matrices[0].rows for page in row.pages} == {1, 2}


def test_columns_that_nobody_knows_and_columns_of_figures(tmp_path: Path) -> None:
    header = ("Insats", "Ansvarig", "Koppling till program", "Kostnad (tkr)")
    rows = (("Skollunch", "Skolan", "Agenda 2030", "120"), ("Simskola", "Fritid", "Barnkonventionen", "75"))
    document = read(tmp_path, "plan", TITLE + table("2fr, 1fr, 1.4fr, 1fr", header, *rows))
    (matrix,) = document.matrices
    assert matrix.holds == (Column.MEASURE, Column.ACTOR, Column.OTHER, Column.OTHER)
    assert told(document) == [list(rows)]
    assert [(one.number, one.unit) for one in document.figures if one.table is not None] == [
        (120.0, "tkr"),
        (75.0, "tkr"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        ("Mål", "Mått", "2023", "2024", "Bedömning"),  # figures
        ("Uppdrag", "Ansvarig", "Målgrupp", "Klart senast", "Status"),  # assignments
        ("Insats", "Antal", "2023", "2024", "Förändring"),  # nobody acts
    ],
)
def test_other_tables_are_no_plans(header: Sequence[str], tmp_path: Path) -> None:
    rows = (("Trygghet", "Skolan", "12", "13", "Klart"), ("Hälsa", "Fritid", "4", "5", "Pågår"))
    assert read(tmp_path, "plan", TITLE + table(NARROW, header, *rows)).matrices == ()


def test_a_drawing_is_no_table(tmp_path: Path) -> None:
    mesh = "#for i in range(200) { place(line(start: (0cm, i * 1mm), end: (15cm, i * 1mm))) }\n"
    mesh += "#for i in range(150) { place(line(start: (i * 1mm, 0cm), end: (i * 1mm, 20cm))) }\n"
    document = read(tmp_path, "plan", f"{TITLE}{mesh}Insats Ansvarig\n\nBild över kommunen.")
    assert "Bild över kommunen." in document.text
    assert document.matrices == ()


def test_cells_without_lines_around_them(tmp_path: Path) -> None:
    grid = drawn("1fr, 1fr", "stroke: none", "[Insats], [Ansvarig]", "[Lunch], [Skolan]")
    assert told(read(tmp_path, "plan", TITLE + grid)) == [[("Lunch", "Skolan")]]  # by their left edges


ASSIGNED = ("Uppdrag", "Ansvarig nämnd", "Status", "Kommentar", "Beräknas klart")
ASSIGNMENTS = (
    (
        "Ta fram en plan för laddstolpar",
        "Tekniska nämnden",
        "Pågår",
        "Planen remitteras under hösten.",
        "december 2024",
    ),
    ("Utreda ett kontaktcenter", "Socialnämnden", "Klart", "Rapporten lämnades 2024-05-14 § 77.", ""),
    ("Se över hemsändning av varor", "Socialnämnden", "Ej påbörjat", "Resurser saknas.", "2025"),
)


@pytest.mark.parametrize("above", ["1cm", "19cm", "20cm", "20.6cm", "21.6cm"])
@pytest.mark.parametrize("align", ["left", "center"])
def test_assignments_in_narrow_cells(above: str, align: str, tmp_path: Path) -> None:
    grid = table("1.6fr, 1.2fr, 0.8fr, 1.4fr, 0.9fr", ASSIGNED, *ASSIGNMENTS)
    body = f"= Uppföljning av uppdrag 2024\nEkby kommun\n\n#v({above})\n#set table(align: {align})\n{grid}"
    document = read(tmp_path, "uppfoljning-2024", body)
    assert [
        (document.read(one.text), one.addressees[0], one.status_text, document.read(one.comment), one.expected or "")
        for one in document.assignments
    ] == list(ASSIGNMENTS)


@pytest.mark.parametrize("above", ["1cm", "20cm", "20.6cm", "21.6cm"])
@pytest.mark.parametrize(
    "stroke", ["(y: 0.5pt)", "(x, y) => (bottom: 0.5pt)", "(x, y) => if y > 0 { (top: 0.5pt) }"]
)  # around each row, below each, and between two
def test_lines_between_rows_alone(stroke: str, above: str, tmp_path: Path) -> None:
    head = f"table.header({', '.join(f'[{cell}]' for cell in HEADER)})"
    grid = drawn(NARROW, f"stroke: {stroke}", head, *(f"[{cell}]" for row in ROWS for cell in row))
    after = "Planen följs upp av kommunstyrelsen i november varje år och redovisas då för fullmäktige på ett möte."
    assert told(read(tmp_path, "plan", f"{TITLE}#v({above})\n{grid}\n{after}")) == [list(ROWS)]


def test_lines_that_part_running_text_are_no_table(tmp_path: Path) -> None:
    text = "Insatser görs av alla. Ansvarig är den som leder arbetet, och målgruppen är alla som bor i kommunen. "
    body = "\n\n#line(length: 100%)\n\n".join([text] * 4)
    document = read(tmp_path, "plan", TITLE + body)
    assert document.matrices == ()
    assert document.text.count("Insatser görs av alla.") == 4


def figures(document: Document) -> list[tuple[str, str, float | None, str]]:
    return [(one.label_text, one.heading, one.number, one.period) for one in document.figures if one.table is not None]


def test_a_name_that_spans_columns_of_figures(tmp_path: Path) -> None:
    grid = drawn(
        "2fr, 1fr, 1fr, 1fr, 1fr", "table.cell(rowspan: 2)[Avdelning (mnkr)]", "table.cell(colspan: 2)[2024]",
        "table.cell(colspan: 2)[2025]", "[Budget], [Utfall], [Budget], [Prognos]",
        "[Skola], [10,5], [11,0], [12,0], [12,1]", "[Vård], [20,5], [21,0], [22,0], [22,1]",
    )  # fmt: skip
    document = read(tmp_path, "budget-2025", f"= Budget 2025\nEkby kommun\n\n== Ekonomi\n{grid}")
    assert figures(document)[:4] == [
        ("Skola", "2024 Budget", 10.5, "2024"),
        ("Skola", "2024 Utfall", 11.0, "2024"),
        ("Skola", "2025 Budget", 12.0, "2025"),
        ("Skola", "2025 Prognos", 12.1, "2025"),
    ]


def test_centred_figures_with_a_label_on_two_lines(tmp_path: Path) -> None:
    label = "Nettokostnad för individ- och familjeomsorgen"
    rows = ((label, "1 245", "1 301"), ("Intäkter", "12", "13"))
    grid = "#set table(align: center)\n" + table("1.4fr, 1fr, 1fr", ("Belopp i tkr", "2023", "2024"), *rows)
    document = read(tmp_path, "budget-2025", f"= Budget 2025\nEkby kommun\n\n== Ekonomi\n{grid}")
    assert figures(document) == [
        (label, "2023", 1245.0, "2023"), (label, "2024", 1301.0, "2024"),
        ("Intäkter", "2023", 12.0, "2023"), ("Intäkter", "2024", 13.0, "2024"),
    ]  # fmt: skip
    assert {one.unit for one in document.figures} == {"tkr"}
