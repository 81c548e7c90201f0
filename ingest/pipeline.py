"""The order of reading; the only file that knows it."""

import hashlib
from dataclasses import replace
from pathlib import Path

from ingest import assignments as assigning
from ingest import clean, metadata, pdf, sections, tables
from ingest.model import Document


def read(path: Path) -> Document:
    """Reads a file (PDF, DOCX, TXT) into a Document. Raises UnreadableFileError with a plain Swedish sentence."""
    raw = pdf.load(path)
    layout = clean.clean(raw.pages)
    about = metadata.describe(layout, path.stem, raw.title, layout.running)
    parts = metadata.parts(layout, about, sections.numbered_headings(layout))
    openings = frozenset(i for i, line in enumerate(layout.lines) if any(p.span.start == line.span.start for p in parts))
    numbered = sections.numbered_headings(layout, openings)
    found = tables.text_tables(layout, numbered)
    taken = {i for heading in numbered for i in range(heading.first, heading.last + 1)} | tables.table_lines(found)
    made = sections.sections(layout, [*numbered, *sections.unnumbered_headings(layout, taken)], parts)
    for table in found:
        start = layout.lines[table.first].span.start
        table.section = max((i for i, s in enumerate(made) if s.span.start <= start < s.span.end), default=0)
    assigned = assigning.assignments(path.stem, layout, made, parts, found, about.year, about.board)
    document = Document(
        name=path.stem,
        title=about.title,
        type=about.type,
        board=about.board,
        city=about.city,
        year=about.year,
        text=layout.text,
        pages=layout.pages,
        parts=parts,
        sections=made,
        assignments=assigned,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    return replace(document)
