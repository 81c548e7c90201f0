"""The nouns of finding."""

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.model import Origin, Span, Spans, Status


class UnitKind(StrEnum):
    """What was embedded: a whole chunk, or one of its sentences, table rows or list items."""

    CHUNK = "chunk"
    SENTENCE = "sentence"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Unit:
    """What is embedded and found. A chunk that is one sentence is one unit of two kinds."""

    kinds: tuple[UnitKind, ...]
    span: Span
    chunk: Span
    section: int | None
    part: int
    page: int
    text: str  # its words, blanks folded, template instructions left out
    trail: tuple[str, ...]
    context: str  # lead-in or column names and caption, embedded with the words, never quoted

    @property
    def embedded(self) -> str:
        """Heading trail, then what leads in, then the words."""
        return "\n".join(filter(None, (" › ".join(self.trail), self.context or self.text)))


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents count; an empty tuple lets everything through."""

    documents: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()  # attachments: document, number
    sections: tuple[str, ...] = ()  # headings; what stands under one counts, in sections of its own too


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for. `kinds` empty means every kind of unit."""

    text: str
    filters: Filters = field(default_factory=Filters)
    kinds: tuple[UnitKind, ...] = ()
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Passage:
    """A hit: where it stands and how well it fits. `score` is the fused rank score, higher is better;
    `dense` is the cosine and `sparse` the BM25 score of the same unit, None where that side did not find it."""

    document: str
    version: str
    kind: UnitKind
    span: Span
    chunk: Span  # the chunk that the unit lies in
    section: int | None
    part: int
    page: int
    text: str  # the unit's words, blanks folded
    trail: tuple[str, ...]
    score: float
    dense: float | None = None
    sparse: float | None = None
    is_scanned: bool = False  # from a badly read page: letters may be wrong


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document's row in the catalogue."""

    name: str
    version: str
    title: str
    type: str
    board: str | None
    city: str | None
    year: int | None
    pages: int
    parts: tuple[str, ...]  # titles of the attachments
    readings: dict[str, int]  # pages by how they were read
    warnings: tuple[str, ...]
    added: str  # ISO time, UTC
    sha256: str
    media_type: str  # of the original
    counts: dict[str, int]  # sections, assignments, figures, risks, chunks


@dataclass(frozen=True, slots=True)
class AssignmentFilter:
    """Which assignments to list; empty means any. `text` and `heading`, a heading or attachment that they stand under,
    are matched word by word, stems and å ä ö folded."""

    filters: Filters = field(default_factory=Filters)
    statuses: tuple[Status, ...] = ()
    origins: tuple[Origin, ...] = ()
    text: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentEntry:
    """An assignment's row in the register, joined with its document."""

    id: str
    document: str
    version: str
    title: str  # of the document
    document_type: str
    part: int
    part_title: str
    section: int
    section_title: str
    trail: tuple[str, ...]  # the headings that it stands under, chapter first; never the assignment itself
    text: str
    spans: Spans
    pages: tuple[int, ...]
    board: str | None  # whose document it is
    origin: Origin
    issuer: str
    addressees: tuple[str, ...]
    year: int | None
    kind: str | None
    status: Status
    status_text: str
    status_spans: Spans
    comment: str
    comment_spans: Spans
    decision: str | None
    expected: str | None
    report_to: str | None
    group: str  # the same in all documents that carry the same assignment
