"""A document cut into units: every chunk, and in it every sentence, table row and list item."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from index.model import Unit, UnitKind
from index.sentences import sentences
from ingest.model import Chunk, Document, Listing, Row, Section, Span, Spans, Table, fold

SHORTEST = 6  # letters and figures, in two words at least; less ("Ja.", "2024", "Avslutad") says nothing alone
CAPTION = 200  # characters of a caption or lead-in; a longer one drowns the row


def units(document: Document) -> list[Unit]:
    """The units in document order, each span once.

    Left out: what lies in template instructions, headings (they are in the trail), and single words.
    """
    cutter = _Cutter(document)
    found: dict[Span, Unit] = {}
    for unit in (*cutter.chunks(), *cutter.rows(), *cutter.assignments(), *cutter.items(), *cutter.sentences()):
        known = found.get(unit.span)
        if known is None:
            found[unit.span] = unit
        elif unit.kinds[0] not in known.kinds:
            context = unit.context or known.context
            found[unit.span] = Unit(
                (*known.kinds, *unit.kinds), known.span, known.chunk, known.section, known.part, known.page,
                known.text, known.trail, context,
            )  # fmt: skip
    return sorted(found.values(), key=lambda unit: (unit.span.start, -unit.span.end))


class _Cutter:
    """One document with what must be looked up again and again."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._chunks = sorted(document.chunks, key=lambda chunk: chunk.span)
        self._starts = [chunk.span.start for chunk in self._chunks]
        self._taken: list[Span] = sorted(section.heading for section in document.sections)
        self._tables = len(self._taken)  # what is taken from here on is tables and lists

    def chunks(self) -> Iterator[Unit]:
        """A unit for each chunk."""
        for chunk in self._chunks:
            yield from self._unit(UnitKind.CHUNK, (chunk.span,), chunk.section)

    def rows(self) -> Iterator[Unit]:
        """A unit for each table row: embedded with column names, "Uppdrag: Ta fram en plan; Status: Pågående"."""
        for table in self.document.tables:
            self._taken += [*table.caption, *table.header, table.span]
            caption = self.document.read(table.caption)[:CAPTION]
            for row in table.rows:
                spans = tuple(span for cell in row.cells for span in cell)
                context = ". ".join(filter(None, (caption, _with_columns(self.document, table, row))))
                yield from self._unit(UnitKind.ROW, spans, table.section, context)

    def assignments(self) -> Iterator[Unit]:
        """A unit for each assignment, and one for each sentence of a table row's comment, embedded with what it is
        about. What else a row holds (labels, years, the status word) is told by the register."""
        headings = {section.heading.start for section in self.document.sections}
        for assignment in self.document.assignments:
            first = assignment.text[0]
            if any(start <= first.start < start + 12 for start in headings):  # set as a heading: its handling is prose
                yield from self._unit(UnitKind.SENTENCE, assignment.text, assignment.section)
                continue
            end = max(span.end for span in (*assignment.text, *assignment.status_span, *assignment.comment))
            self._taken.append(Span(first.start, end))
            yield from self._unit(UnitKind.SENTENCE, assignment.text, assignment.section)
            about = self.document.read(assignment.text)[:CAPTION]
            for part in assignment.comment:
                for start, stop in sentences(self.document.slice(part)):
                    place = Span(part.start + start, part.start + stop)
                    yield from self._unit(UnitKind.SENTENCE, (place,), assignment.section, about)

    def items(self) -> Iterator[Unit]:
        """A unit for each list item, embedded with the sentence that leads the list in."""
        for listing in self.document.lists:
            for item in listing.items:
                if any(taken.covers(item[0]) for taken in self._taken[self._tables :]):
                    continue
                self._taken += item
                yield from self._unit(
                    UnitKind.SENTENCE, item, listing.section, _with_lead(self.document, listing, item)
                )

    def sentences(self) -> Iterator[Unit]:
        """A unit for each sentence outside tables, lists and headings; one may run on into the next chunk."""
        taken = sorted(self._taken)
        for run in self._runs():
            for free in _outside(run, taken):
                for start, end in sentences(self.document.slice(free)):
                    span = Span(free.start + start, free.start + end)
                    chunk = self._chunk_at(span)
                    yield from self._unit(UnitKind.SENTENCE, (span,), chunk.section if chunk else None)

    def _runs(self) -> list[Span]:
        """The spans of chunks that follow on each other with nothing but blanks between."""
        runs: list[Span] = []
        for chunk in self._chunks:
            if runs and not self.document.slice(Span(runs[-1].end, chunk.span.start)).strip():
                runs[-1] = Span(runs[-1].start, chunk.span.end)
            else:
                runs.append(chunk.span)
        return runs

    def _unit(self, kind: UnitKind, spans: Spans, section: int | None, context: str = "") -> Iterator[Unit]:
        """The unit, or nothing when no words are left without the template's instructions."""
        document = self.document
        left = [piece for span in spans for piece in _outside(span, document.instructions)]
        text = document.read(left)
        if sum(map(str.isalnum, text)) < SHORTEST or " " not in text:
            return
        span = Span(min(piece.start for piece in spans), max(piece.end for piece in spans))
        chunk = self._chunk_at(span)
        within: Section | None = document.sections[section] if section is not None and document.sections else None
        yield Unit(
            (kind,),
            span,
            chunk.span if chunk else span,
            section,
            document.part_at(span.start).number if document.parts else 0,
            document.page_at(span.start).number,
            text,
            within.trail if within else (),
            context,
        )

    def _chunk_at(self, span: Span) -> Chunk | None:
        """The chunk that the span starts in; None when chunks leave the place out."""
        place = bisect_right(self._starts, span.start) - 1
        chunk = self._chunks[place] if place >= 0 else None
        return chunk if chunk and span.start < chunk.span.end else None


def column_names(document: Document, table: Table, row: Row) -> tuple[str, ...]:
    """What each of a row's cells stands under, "" where that is not known.

    The first column has often no name. Where more names are missing, a column of words after the numbers may have none
    too: then a number has the name that the reader of figures found for it, and other cells none.
    """
    missing = len(row.cells) - len(table.columns)
    if missing <= 1:
        return (*[""] * missing, *table.columns)
    told = {figure.value.start: figure.heading for figure in document.figures}
    return tuple(next((told[span.start] for span in cell if span.start in told), "") for cell in row.cells)


def _with_columns(document: Document, table: Table, row: Row) -> str:
    names = column_names(document, table, row)
    cells = [(name, document.read(cell)) for name, cell in zip(names, row.cells, strict=False)]
    return "; ".join(f"{fold(name)}: {words}" if name else words for name, words in cells if words)


def _with_lead(document: Document, listing: Listing, item: Spans) -> str:
    lead = document.read(listing.lead)[-CAPTION:]
    return f"{lead} {document.read(item)}" if lead else ""


def _outside(span: Span, taken: Iterable[Span]) -> list[Span]:
    """The parts of a span that none of the taken spans (sorted) covers."""
    left, at = [], span.start
    for other in taken:
        if other.start >= span.end:
            break
        if other.end <= at:
            continue
        if other.start > at:
            left.append(Span(at, other.start))
        at = other.end
    if at < span.end:
        left.append(Span(at, span.end))
    return left
