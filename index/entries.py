"""A Document's rows for the catalogue."""

from collections import Counter
from mimetypes import guess_type
from pathlib import Path

from index.catalogue import now
from index.model import AssignmentEntry, DocumentEntry
from ingest.model import Assignment, Document, Section


def document_entry(document: Document, version: str, original: Path) -> DocumentEntry:
    """The document's own row."""
    return DocumentEntry(
        name=document.name,
        version=version,
        title=document.title,
        type=document.type,
        board=document.board,
        city=document.city,
        year=document.year,
        pages=len(document.pages),
        parts=tuple(part.title for part in document.parts if part.number),
        readings=dict(Counter(str(page.reading) for page in document.pages)),
        warnings=document.warnings,
        added=now(),
        sha256=document.sha256,
        media_type=guess_type(original.name)[0] or "application/octet-stream",
        counts={
            name: len(getattr(document, name)) for name in ("sections", "assignments", "figures", "risks", "chunks")
        },
    )


def assignment_entries(document: Document, version: str) -> list[AssignmentEntry]:
    """The document's part of the register, in its order. The group is set when all documents are compared."""
    return [_assignment_entry(document, version, assignment) for assignment in document.assignments]


def _assignment_entry(document: Document, version: str, assignment: Assignment) -> AssignmentEntry:
    parts = {part.number: part.title for part in document.parts}
    section = document.sections[assignment.section] if document.sections else None
    return AssignmentEntry(
        id=_id(document.name, assignment.id),
        document=document.name,
        version=version,
        title=document.title,
        document_type=document.type,
        part=assignment.part,
        part_title=parts.get(assignment.part, ""),
        section=assignment.section,
        section_title=section.trail[-1] if section and section.trail else "",
        trail=_trail(section, assignment) if section else (),
        text=document.read(assignment.text),
        spans=assignment.text,
        pages=document.pages_of(assignment.text),
        board=document.board,
        origin=assignment.origin,
        issuer=assignment.issuer,
        addressees=assignment.addressees,
        year=assignment.year,
        kind=assignment.kind,
        status=assignment.status,
        status_text=assignment.status_text,
        status_spans=assignment.status_span,
        comment=document.read(assignment.comment),
        comment_spans=assignment.comment,
        decision=assignment.decision,
        expected=assignment.expected,
        report_to=assignment.report_to,
        group=_id(document.name, assignment.id),
    )


def _trail(section: Section, assignment: Assignment) -> tuple[str, ...]:
    """The headings above an assignment; a heading that is the assignment itself is none of them."""
    own = section.heading.meets(assignment.text[0]) if assignment.text else False
    return section.trail[:-1] if own else section.trail


def _id(document: str, assignment: str) -> str:
    """An id that no other document has: the reader's own when it starts with the document's name."""
    return assignment if assignment.startswith(document) else f"{document}-{assignment}"
