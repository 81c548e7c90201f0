"""The nouns of reading. Every place is a Span into `Document.text`; nothing keeps an edited copy of the words.

| in the documents | here | in the documents | here |
| --- | --- | --- | --- |
| uppdrag | Assignment | nyckeltal (a number, never a picture) | Figure |
| nämnd | board | risk, åtgärd | Risk, Measure |
| avsnitt | Section | bilaga | Part (a document inside the file) |
| textbit | Chunk | punktlista | Listing |
| matris (insats, aktör, målgrupp …) | Matrix | | |
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, measured from the page's upper left corner."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters from `start` up to, not including, `end`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: "Span") -> bool:
        """Whether all of `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]
"""One thing said in several places, in reading order: a table cell that goes on over a page, say."""


class Reading(StrEnum):
    """How a page's words were found."""

    TEXT = "text"
    OCR = "ocr"
    REPAIRED = "repaired"  # a bad text layer, mended word by word
    UNREAD = "unread"  # no words: a picture, and no text recognition installed


class Status(StrEnum):
    """How far an assignment has come. The word as written stands in `Assignment.status_text`."""

    NOT_STARTED = "Ej påbörjad"
    ONGOING = "Pågående"
    DONE = "Avslutad"
    UNKNOWN = "Okänd"


class Origin(StrEnum):
    """Who gives an assignment, as a group; the name as written stands in `Assignment.issuer`."""

    COUNCIL = "kommunfullmäktige"
    EXECUTIVE = "kommunstyrelsen"
    BOARD = "nämnden"
    DIRECTOR = "förvaltningsdirektören"
    UNKNOWN = "okänd"


class Column(StrEnum):
    """What a column of a table of text holds, whatever it is called; the names are in `ingest/columns.py`."""

    ASSIGNMENT = "assignment"
    STATUS = "status"
    STATUS_AND_COMMENT = "status and comment"
    COMMENT = "comment"
    MEASURE = "measure"
    CONTROL = "control"
    DESCRIPTION = "description"
    ACTOR = "actor"
    DUE = "due"
    RESULT = "result"
    YEAR = "year"
    KIND = "kind"
    NUMBER = "number"
    ISSUER = "issuer"
    GOAL = "goal"
    TARGET = "target group"
    PARTNER = "partner"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page and where it stands."""

    span: Span
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One physical page: `number` counts from 1 as a PDF viewer does, `label` is what is printed on it."""

    number: int
    label: str
    span: Span
    width: float
    height: float
    reading: Reading = Reading.TEXT
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """`original` is what stood at `span` before a bad text layer was mended; quotes show the original."""

    span: Span
    original: str


@dataclass(frozen=True, slots=True)
class Part:
    """The main document (number 0) or an attachment inside the same file. Parts tile the document."""

    number: int
    title: str
    type: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it, subsections included."""

    number: str  # "3.2.1", or "" when the heading has none
    title: str
    level: int  # 1 is a chapter
    heading: Span
    span: Span
    trail: tuple[str, ...]  # titles from the chapter down to this one, numbers included
    part: int


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, cell by cell; a cell may be empty."""

    cells: tuple[Spans, ...]
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` are the header's words, folded; `rows` do not repeat the header."""

    span: Span
    caption: Spans
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    section: int
    header: Spans = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of text that is no list of assignments or risks: what is to be done, by whom, for whom, to what end.

    `names` are the columns as written, `holds` what each of them holds; a row has a cell, which may be empty, for each.
    """

    span: Span
    header: Spans
    names: tuple[str, ...]
    holds: tuple[Column, ...]
    rows: tuple[Row, ...]
    section: int

    def cell(self, row: Row, column: Column) -> Spans:
        """The words of a row in the columns that hold something; nothing where the table has no such column."""
        return tuple(span for held, cell in zip(self.holds, row.cells, strict=True) if held is column for span in cell)


@dataclass(frozen=True, slots=True)
class Listing:
    """A bullet or numbered list, with the sentence that leads it in where there is one."""

    lead: Spans
    items: tuple[Spans, ...]
    section: int
    span: Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded: whole sentences of one section, about 180 to 350 tokens."""

    span: Span
    section: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """An order to a board or its administration ("får i uppdrag att …")."""

    id: str
    text: Spans
    origin: Origin
    issuer: str  # as a reader would say it: "Kommunfullmäktige", "Socialnämnden Norr"
    addressees: tuple[str, ...]  # board names as written, "Socialnämnderna" kept whole
    year: int | None
    kind: str | None  # "inom budgetbeslut" | "utanför budgetbeslut"
    status: Status
    status_text: str
    status_span: Spans
    comment: Spans  # comment of a report, handling of a plan
    decision: str | None  # "2024-09-24 § 231"
    expected: str | None  # as written: "halvår 2 2025"
    report_to: str | None
    section: int
    part: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with what it measures. `number` is None where the cell cannot be read as a number."""

    label: Spans
    label_text: str
    heading: str  # the column's words, or the section's for prose
    unit: str
    period: str  # "2024", "2024-12", "" when none
    value: Span
    number: float | None
    section: int
    table: int | None  # index into Document.tables
    row: int | None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done against a risk (åtgärd) or to watch it (kontrollaktivitet)."""

    title: Spans
    description: Spans
    control: bool = False


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk of a risk picture or internal control plan."""

    area: str
    title: Spans
    description: Spans
    consequence: Spans
    measures: tuple[Measure, ...]
    section: int
    part: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file, read. `text` is its cleaned pages joined; everything else points into it."""

    name: str
    title: str
    type: str
    board: str | None
    city: str | None
    year: int | None
    text: str
    pages: tuple[Page, ...]
    parts: tuple[Part, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    lists: tuple[Listing, ...] = ()
    directions: tuple[Listing, ...] = ()  # goals and directions that are paragraphs under a heading, the lead
    chunks: tuple[Chunk, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    figures: tuple[Figure, ...] = ()
    risks: tuple[Risk, ...] = ()
    repairs: tuple[Repair, ...] = ()
    instructions: Spans = ()  # template instructions left in a form: kept, never quoted as an answer
    abbreviations: tuple[tuple[str, str], ...] = ()  # ("SiS", "Statens institutionsstyrelse")
    warnings: tuple[str, ...] = ()  # in Swedish, for whoever loads the file
    sha256: str = ""

    def slice(self, span: Span) -> str:
        """The words of a span as they stand in `text`, line breaks included."""
        return self.text[span.start : span.end]

    def read(self, spans: Span | Iterable[Span]) -> str:
        """The words of one or several spans as running text: blanks folded."""
        parts = (spans,) if isinstance(spans, Span) else spans
        return fold(" ".join(self.slice(part) for part in parts))

    def original(self, span: Span) -> str:
        """The words as they stand in the file: a mended scan gives its unmended words. Blanks folded."""
        pieces, at = [], span.start
        for repair in self.repairs:
            if span.covers(repair.span):
                pieces += [self.text[at : repair.span.start], repair.original]
                at = repair.span.end
        return fold("".join([*pieces, self.text[at : span.end]]))

    def page_at(self, offset: int) -> Page:
        """The page that an offset lies on."""
        return self.pages[max(0, bisect_right(self.pages, offset, key=lambda page: page.span.start) - 1)]

    def pages_of(self, spans: Span | Iterable[Span]) -> tuple[int, ...]:
        """The numbers of the pages that the spans touch, in order, each once."""
        parts = (spans,) if isinstance(spans, Span) else tuple(spans)
        return tuple(sorted({page.number for part in parts for page, _ in self.by_page(part)}))

    def by_page(self, span: Span) -> Iterator[tuple[Page, Span]]:
        """The span cut at page breaks, each piece with its page; pieces of blanks alone are left out."""
        for page in self.pages[self.page_at(span.start).number - 1 :]:
            if page.span.start >= span.end:
                return
            piece = Span(max(span.start, page.span.start), min(span.end, page.span.end))
            if self.slice(piece).strip():
                yield page, piece

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Where the words of a span stand on the page that it starts on, one box a line."""
        page = self.page_at(span.start)
        lines: list[Box] = []
        for word in page.words:
            if not word.span.meets(span):
                continue
            left, top, right, bottom = word.box
            if lines and abs(lines[-1][1] - top) < (bottom - top) / 2 and left >= lines[-1][0]:
                last = lines[-1]
                lines[-1] = (last[0], min(last[1], top), max(last[2], right), max(last[3], bottom))
            else:
                lines.append(word.box)
        return tuple(lines)

    def part_at(self, offset: int) -> Part:
        """The attachment, or main document, that an offset lies in."""
        return next(part for part in reversed(self.parts) if part.span.start <= offset)

    def section_at(self, offset: int) -> int | None:
        """The index of the innermost section that an offset lies in."""
        last = bisect_right(self.sections, offset, key=lambda section: section.span.start) - 1
        return next((at for at in range(last, -1, -1) if offset < self.sections[at].span.end), None)


def fold(text: str) -> str:
    """Text on one line, blanks single.

    >>> fold("vård  och\\nbehandling")
    'vård och behandling'
    """
    return " ".join(text.split())
