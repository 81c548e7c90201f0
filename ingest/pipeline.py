"""The order of reading; the only file that knows it."""

import hashlib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ingest import (
    assignments,
    chunks,
    clean,
    directions,
    docx,
    figure_grid,
    figures,
    headings,
    lists,
    matrices,
    metadata,
    pdf,
    prose_figures,
    risks,
    scans,
    sections,
    short_headings,
    tables,
    txt,
)
from ingest import parts as attachments
from ingest.clean import Layout
from ingest.errors import UnreadableFileError
from ingest.headings import Heading
from ingest.model import Column, Document, Part, Table

SUFFIXES = (".pdf", ".docx", ".txt")
"""The sorts of file that can be read."""


def read(path: Path, vocabulary: Mapping[str, int] | None = None, progress: scans.Progress | None = None) -> Document:
    """Reads a file (PDF, DOCX, TXT) into a Document.

    `vocabulary` counts the words of documents read before; a bad scan is mended better with it.
    Raises UnreadableFileError with a plain Swedish sentence.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableFileError(
            f"{path.name} har filtypen {suffix or '(ingen)'}, som inte kan läsas. "
            "Spara dokumentet som PDF, DOCX eller TXT."
        )
    if not path.is_file():
        raise UnreadableFileError(f"{path.name} finns inte eller är en mapp. Kontrollera sökvägen {path}.")
    if suffix == ".pdf":
        raw = pdf.load(path)
        pictures = scans.read_pictures(path, raw, progress)
        layout, repairs = scans.mend_text(clean.clean(pictures.pages, pictures.readings), vocabulary)
        about = metadata.describe(layout, path.stem, raw.title, layout.running)
        return replace(_structure(path, layout, about), repairs=repairs, warnings=pictures.warnings)
    raw = docx.load(path) if suffix == ".docx" else txt.load(path)
    layout = clean.clean(raw.pages)
    return _structure(path, layout, metadata.describe(layout, path.stem, raw.title, layout.running))


def _structure(path: Path, layout: Layout, about: metadata.Metadata) -> Document:
    """Parts, sections, tables, assignments, figures, risks, lists and chunks of a clean text."""
    parts = attachments.parts(layout, about, headings.numbered_headings(layout))
    openings = _openings(layout, parts)
    numbered = headings.numbered_headings(layout, openings) or headings.paragraph_headings(layout)
    found = tables.text_tables(layout, numbered, openings)
    in_tables = tables.table_lines(table for table in found if not table.shared)
    gridded, inside = figure_grid.grid_tables(layout, in_tables, {layout.lines[h.first].span.start for h in numbered})
    taken = in_tables | inside | _lines(numbered)
    # A first look finds the rows of figure tables, so that none of their labels is taken for a heading.
    rows, _ = figures.figure_tables(layout, sections.sections(layout, numbered, parts), taken, gridded)
    found_headings = [*numbered, *short_headings.unnumbered_headings(layout, taken | _lines_of(layout, rows))]
    made = sections.sections(layout, found_headings, parts)
    places = sections.Places(made)
    for table in found:
        table.section = max(places.innermost(layout.lines[table.first].span.start), 0)
    figure_tables, cells = figures.figure_tables(layout, made, taken, gridded, parts)
    instructions = lists.instructions(layout)
    told_lines = tables.table_lines(table for table in found if table.rows and Column.ASSIGNMENT in table.columns)
    in_figures = inside | _lines_of(layout, figure_tables)
    told = prose_figures.prose_figures(layout, made, in_figures, instructions)
    listed = lists.lists(layout, made, in_tables)
    found_risks = risks.risks(layout, made, found)
    return Document(
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
        tables=figure_tables,
        matrices=matrices.matrices(layout, found, found_risks, places),
        lists=listed,
        directions=directions.directions(layout, made, tables.table_lines(found) | in_figures, listed),
        chunks=chunks.chunks(layout, made),
        assignments=assignments.assignments(path.stem, layout, made, parts, found, about, in_figures | told_lines),
        figures=tuple(sorted([*cells, *told], key=lambda figure: figure.value)),
        risks=found_risks,
        instructions=instructions,
        abbreviations=lists.abbreviations(layout.text),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def _lines_of(layout: Layout, found: tuple[Table, ...]) -> set[int]:
    """The indices of the lines inside figure tables."""
    starts = [line.span.start for line in layout.lines]
    return {at for t in found for at in range(bisect_left(starts, t.span.start), bisect_left(starts, t.span.end))}


def _openings(layout: Layout, parts: tuple[Part, ...]) -> frozenset[int]:
    """The first lines of the attachments."""
    starts = {part.span.start for part in parts}
    return frozenset(index for index, line in enumerate(layout.lines) if line.span.start in starts)


def _lines(headings: list[Heading]) -> set[int]:
    return {index for heading in headings for index in range(heading.first, heading.last + 1)}
