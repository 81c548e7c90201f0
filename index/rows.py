"""Entries to rows of the catalogue's tables, and back."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, Table, select

from index import tables
from index.model import AssignmentEntry, DocumentEntry
from ingest.model import Origin, Span, Spans, Status


def joined_assignments() -> Select[Any]:
    """Assignments with what they take from their document."""
    table, document = tables.assignments, tables.documents
    taken = (document.c.version, document.c.title, document.c.type.label("document_type"), document.c.board)
    return select(table, *taken).join(document, document.c.name == table.c.document)


def columns(entry: DocumentEntry | AssignmentEntry, table: Table) -> dict[str, Any]:
    """An entry's values for the columns that it shares with the table; spans as [[start, end], …]."""
    return {column.name: _plain(getattr(entry, column.name)) for column in table.columns if hasattr(entry, column.name)}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Status | Origin) else value


def _spans(value: Sequence[Sequence[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in value)


def document_of(row: Row[Any]) -> DocumentEntry:
    """A document's entry from its row."""
    values = dict(row._mapping)
    return DocumentEntry(**{**values, "parts": tuple(values["parts"]), "warnings": tuple(values["warnings"])})


def assignment_of(row: Row[Any]) -> AssignmentEntry:
    """An assignment's entry from a row of `joined_assignments`."""
    values = dict(row._mapping)
    values.pop("position")
    group = values.pop("group_id")
    return AssignmentEntry(
        **{
            **values,
            "group": group,
            "origin": Origin(values["origin"]),
            "status": Status(values["status"]),
            "trail": tuple(values["trail"]),
            "pages": tuple(values["pages"]),
            "addressees": tuple(values["addressees"]),
            **{key: _spans(values[key]) for key in ("spans", "status_spans", "comment_spans")},
        }
    )
