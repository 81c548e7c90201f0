"""Column names and status words."""

import pytest

from ingest.columns import column_of, parse_header, status_of
from ingest.model import Column, Status


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Uppdrag Omhändertagande", (Column.ASSIGNMENT, Column.COMMENT)),
        ("Uppdrag från KF/KS Status och kommentar", (Column.ASSIGNMENT, Column.STATUS_AND_COMMENT)),
        ("Uppdrag från nämnden Status och kommentar", (Column.ASSIGNMENT, Column.STATUS_AND_COMMENT)),
        ("Uppdrag Ansvarig Läge Klart senast", (Column.ASSIGNMENT, Column.ACTOR, Column.STATUS, Column.DUE)),
        ("Uppdrag Status Kommentar", (Column.ASSIGNMENT, Column.STATUS, Column.COMMENT)),
        ("Åtgärd  Beskrivning", (Column.MEASURE, Column.DESCRIPTION)),  # two blanks
        ("Kontrollaktivitet Beskrivning", (Column.CONTROL, Column.DESCRIPTION)),
        ("Uppdrag", ()),  # one column is no table
        ("Status Status", ()),  # the same twice
        ("Uppdraget ska redovisas", ()),  # running text
    ],
)
def test_parse_header(words: str, expected: tuple[Column, ...]) -> None:
    assert parse_header(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Avslutad", Status.DONE),
        ("klart", Status.DONE),
        ("Genomförd.", Status.DONE),
        ("(pågår)", Status.ONGOING),
        ("Försenad", Status.ONGOING),
        ("Ej startat", Status.NOT_STARTED),
        ("EJ PÅBÖRJAD", Status.NOT_STARTED),
        ("Avslutad i maj", None),  # more than a status
        ("", None),
    ],
)
def test_status_of(words: str, expected: Status | None) -> None:
    assert status_of(words) is expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Uppdragsgivare", Column.ISSUER),
        ("Beslutsår", Column.YEAR),
        ("Ansvarig nämnd", Column.ACTOR),
        ("Status idag", None),
        ("Kostnad", None),
    ],
)
def test_column_of(label: str, expected: Column | None) -> None:
    assert column_of(label) is expected
