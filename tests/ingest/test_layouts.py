"""Forms that other municipalities' documents have, each set as a small PDF: read rightly, or left alone."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import typst

from ingest import pipeline
from ingest.model import Document

PAGE = """#set page(paper: "a4", margin: 2.2cm, flipped: {})
#set text(size: 10.5pt, font: "Libertinus Serif", lang: "sv")
"""


def table(columns: str, header: Sequence[str], *rows: Sequence[str]) -> str:
    """A table in typst's own notation; `columns` are the widths."""
    head = "".join(f"[*{cell}*], " for cell in header)
    body = "".join(f"[{cell}], " for row in rows for cell in row)
    return f"#table(columns: ({columns}), inset: 5pt, table.header({head}), {body})\n"


def read(folder: Path, name: str, body: str, flipped: bool = False) -> Document:
    path = folder / f"{name}.pdf"
    path.write_bytes(typst.compile((PAGE.format("true" if flipped else "false") + body).encode()))
    return pipeline.read(path)


def assignments(document: Document) -> list[tuple[str, str, str, str]]:
    """Text, who it is for, what the status stands for, and as written."""
    return [
        (document.read(a.text), ", ".join(a.addressees), a.status.value, a.status_text) for a in document.assignments
    ]


STATUS_TABLE = (
    ("Ta fram en strategi för hållbart resande", "Samhällsbyggnadsnämnden"),
    ("Utreda en ny simhall", "Kultur- och fritidsnämnden"),
    ("Införa e-arkiv", "Kommunstyrelsen"),
)


@pytest.mark.parametrize(
    ("legend", "statuses", "meanings"),
    [
        ("● Klar ◐ Pågår ○ Ej påbörjad", "●◐○", ("Avslutad", "Pågående", "Ej påbörjad")),  # signs with their key
        ("Uppdragen följs tre gånger om året.", "●◐○", ("Okänd",) * 3),  # signs alone mean what the writer meant
        (
            "Grön = klar, gul = pågår, röd = ej påbörjad.",
            ("Grön", "Gul", "Röd"),
            ("Avslutad", "Pågående", "Ej påbörjad"),
        ),
        ("Uppdragen följs tre gånger om året.", ("Grön", "Gul", "Röd"), ("Okänd",) * 3),  # green may be "on time"
        ("", ("Enligt plan", "Delvis genomförd", "Ej genomförd"), ("Pågående", "Pågående", "Okänd")),
        ("", ("Klart, maj 2024", "Avbrutet", "Planerad"), ("Avslutad", "Okänd", "Ej påbörjad")),
    ],
)  # fmt: skip
def test_statuses_as_signs_colours_and_other_words(
    legend: str, statuses: Sequence[str], meanings: Sequence[str], tmp_path: Path
) -> None:
    rows = [(*row, status) for row, status in zip(STATUS_TABLE, statuses, strict=True)]
    grid = table("2fr, 1.6fr, 1fr", ("Uppdrag", "Ansvarig nämnd", "Status"), *rows)
    document = read(tmp_path, "uppfoljning-2024", f"= Uppföljning av uppdrag 2024\nEkby kommun\n\n{legend}\n\n{grid}")
    assert assignments(document) == [
        (text, who, meaning, status)
        for (text, who), meaning, status in zip(STATUS_TABLE, meanings, statuses, strict=True)
    ]
    assert document.board is None  # the boards in the table are not whose document it is


def test_a_landscape_table_with_numbered_rows(tmp_path: Path) -> None:
    header = ("Nr", "Uppdrag", "Ansvarig nämnd", "Beslutsår", "Status", "Kommentar", "Klart senast")
    rows = (
        ("1", "Utreda förutsättningar för ett kontaktcenter", "Kommunstyrelsen", "2023", "Klart",
         "Rapporten lämnades 2024-05-14 § 77.", "2024-06-30"),
        ("2", "Ta fram en plan för laddinfrastruktur", "Tekniska nämnden", "2022", "Pågår",
         "Planen remitteras under hösten.", "december 2024"),
        ("3", "Se över hemsändning av varor", "Socialnämnden", "2024", "Ej startat", "", "–"),
    )  # fmt: skip
    grid = table("0.4fr, 2.4fr, 1.6fr, 0.8fr, 0.9fr, 2.2fr, 1.2fr", header, *rows)
    document = read(tmp_path, "liggande", f"= Redovisning av uppdrag till nämnderna 2024\nEkby kommun\n\n{grid}", True)
    assert [document.read(a.text) for a in document.assignments] == [row[1] for row in rows]
    assert [(a.year, a.status.value, a.expected) for a in document.assignments] == [
        (2023, "Avslutad", "2024-06-30"), (2022, "Pågående", "december 2024"), (2024, "Ej påbörjad", None),
    ]  # fmt: skip
    assert document.assignments[0].decision == "2024-05-14 § 77"
    assert (document.title, document.type) == ("Redovisning av uppdrag till nämnderna 2024", "uppföljning")
    assert not [section.title for section in document.sections if section.number]  # its rows are no chapters


def test_labelled_lines_of_a_tertial_report(tmp_path: Path) -> None:
    body = "= Tertialrapport 2 2024\nMiljö- och byggnadsnämnden, Ekby kommun\n\n== Uppföljning av uppdrag\n\n"
    for number, text, who, status, comment in (
        (1, "Ta fram en översiktsplan för norra centrum", "Planavdelningen", "Pågår enligt plan",
         "Planen väntas bli antagen under kvartal 1 2025."),
        (2, "Digitalisera bygglovsprocessen", "Bygglovsenheten", "Avslutat", "E-tjänsten är i drift sedan mars 2024."),
        (3, "Inventera enskilda avlopp", "Miljöenheten", "Ej påbörjat", "Resurser saknas."),
    ):  # fmt: skip
        body += f"=== Uppdrag {number}: {text}\nAnsvarig: {who}\n\nStatus: {status}\n\nKommentar: {comment}\n\n"
    body += "== Ekonomi\n" + table(
        "2fr, 1fr, 1fr", ("Belopp i tkr", "Utfall T2 2024", "Avvikelse"),
        ("Intäkter", "12 400", "+500"), ("Nettokostnad", "−13 050", "–50"),
    )  # fmt: skip
    document = read(tmp_path, "tertialrapport-2-2024", body)
    assert (document.type, document.title) == ("delårsrapport", "Tertialrapport 2 2024")
    assert assignments(document) == [
        ("Ta fram en översiktsplan för norra centrum", "Planavdelningen", "Pågående", "Pågår enligt plan"),
        ("Digitalisera bygglovsprocessen", "Bygglovsenheten", "Avslutad", "Avslutat"),
        ("Inventera enskilda avlopp", "Miljöenheten", "Ej påbörjad", "Ej påbörjat"),
    ]
    assert [document.read(a.comment) for a in document.assignments][2] == "Resurser saknas."
    assert document.assignments[0].expected == "kvartal 1 2025"
    assert [(f.label_text, f.heading, f.number, f.unit) for f in document.figures] == [
        ("Intäkter", "Utfall T2 2024", 12400.0, "tkr"), ("Intäkter", "Avvikelse", 500.0, "tkr"),
        ("Nettokostnad", "Utfall T2 2024", -13050.0, "tkr"), ("Nettokostnad", "Avvikelse", -50.0, "tkr"),
    ]  # fmt: skip


def test_indicators_with_targets(tmp_path: Path) -> None:
    grid = table(
        "3fr, 1fr, 1fr, 1fr", ("Indikator", "Utfall 2023", "Utfall 2024", "Målvärde 2025"),
        ("Andel legitimerade lärare (%)", "71", "73,5", "minst 75"), ("Sjukfrånvaro (%)", "7,1", "–", "≤ 6,5"),
    )  # fmt: skip
    document = read(tmp_path, "budget-2025", f"= Verksamhetsplan 2025\nEkby kommun\n\n== KF-mål: Lärare\n{grid}")
    assert [(f.label_text, f.heading, document.read(f.value), f.number, f.period) for f in document.figures] == [
        ("Andel legitimerade lärare (%)", "Utfall 2023", "71", 71.0, "2023"),
        ("Andel legitimerade lärare (%)", "Utfall 2024", "73,5", 73.5, "2024"),
        ("Andel legitimerade lärare (%)", "Målvärde 2025", "minst 75", 75.0, "2025"),
        ("Sjukfrånvaro (%)", "Utfall 2023", "7,1", 7.1, "2023"),
        ("Sjukfrånvaro (%)", "Målvärde 2025", "≤ 6,5", 6.5, "2025"),  # what stands left out shifts nothing
    ]


def test_goals_with_measures_and_a_verdict(tmp_path: Path) -> None:
    grid = table(
        "1.4fr, 2fr, 0.7fr, 0.7fr, 1.1fr", ("Mål", "Mått", "2023", "2024", "Bedömning"),
        ("En trygg kommun", "Andel som känner sig trygga utomhus (%)", "64", "68", "Uppfyllt"),
        ("God ekonomi", "Resultat (mnkr)", "−3,1", "1 105,6", "Delvis uppfyllt"),
    )  # fmt: skip
    document = read(tmp_path, "arsredovisning-2024", f"= Årsredovisning 2024\nEkby kommun\n\n{grid}")
    assert document.assignments == ()  # a verdict on a goal is no assignment's status
    assert [(f.label_text, f.heading, f.number, f.unit) for f in document.figures] == [
        ("En trygg kommun Andel som känner sig trygga utomhus (%)", "2023", 64.0, "%"),
        ("En trygg kommun Andel som känner sig trygga utomhus (%)", "2024", 68.0, "%"),
        ("God ekonomi Resultat (mnkr)", "2023", -3.1, "mnkr"),
        ("God ekonomi Resultat (mnkr)", "2024", 1105.6, "mnkr"),
    ]
