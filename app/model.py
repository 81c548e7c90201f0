"""The nouns of answering."""

from dataclasses import dataclass, field
from enum import StrEnum

from index.model import Filters
from ingest.model import Box, Origin, Spans, Status

COMPOSED = "styrsvar"
"""Who wrote an answer that no language model wrote."""


class Kind(StrEnum):
    """What a question asks for."""

    FACT = "fact"
    FIGURE = "figure"
    LIST = "list"
    COUNT = "count"
    STATUS = "status"
    COMPARE = "compare"
    SUMMARY = "summary"
    YESNO = "yesno"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Criteria:
    """What an assignment must be to belong to the set that a question asks for; empty lets everything through."""

    statuses: tuple[Status, ...] = ()
    origins: tuple[Origin, ...] = ()
    years: tuple[int, ...] = ()  # the assignment's own year
    document_years: tuple[int, ...] = ()  # the year of the document that it stands in
    addressees: tuple[str, ...] = ()  # parts of names, lower case: "ab framtiden", "alla nämnder"
    report_to: str = ""
    reported: bool = False  # to be reported back, to whomever
    decision: str = ""  # a date, a paragraph or both: "2024-03-26", "§ 231"
    decided: str = ""  # the time of the meeting, as `app.times` writes it: "2024-04"
    kind: str = ""  # "inom budgetbeslut" | "utanför budgetbeslut"
    expected: str = ""  # a time as `app.times` writes it: "2025-H1", "2025-03", "2025"
    status_words: tuple[str, ...] = ()  # parts of the status as written: "försenad"
    without: Filters | None = None  # not to be found in these documents
    common: bool = False  # to be found with every board that the question names
    apart: bool = False  # to be found with one of them alone


@dataclass(frozen=True, slots=True)
class Plan:
    """A question understood: a follow-up made whole, what it asks for, about what, and where to look."""

    question: str  # as asked
    standalone: str  # with what earlier turns say, spelling mended
    kind: Kind
    language: str  # "sv" | "en"
    topic: tuple[str, ...]  # content words that the answer must be about, lower case, in order
    filters: Filters  # documents, boards and types that the question names; years too when they name a document
    years: tuple[int, ...] = ()  # every year named
    about_assignments: bool = False
    criteria: Criteria = field(default_factory=Criteria)
    searches: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # what was understood, for the reader: "ej påbörjade", "från nämnden"
    narrowed: bool = False  # by the reader's own filters
    inherited: tuple[str, ...] = ()  # words of the topic that only the question before says: they count less


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that a statement rests on."""

    document: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, list item or table cell of a draft, with what it rests on. Markdown. A heading rests on nothing."""

    text: str
    evidence: tuple[Evidence, ...]
    is_heading: bool = False  # of the statements that follow, which begin a paragraph of their own


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item of a complete list."""

    text: str
    evidence: tuple[Evidence, ...]
    status: str | None = None
    year: int | None = None
    board: str | None = None
    shown: str = ""  # how it reads in the answer's own list, when not as it stands


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its quotes were found. `table` is a header row and rows of statements."""

    kind: Kind
    answered: bool
    lead: tuple[Statement, ...]
    items: tuple[DraftItem, ...] = ()
    total: int | None = None
    table: tuple[tuple[Statement, ...], ...] = ()
    closing: tuple[Statement, ...] = ()
    suggestions: tuple[str, ...] = ()
    show_items: bool = True  # whether the answer's text lists the items
    written_by: str = COMPOSED  # or the name of the language model that wrote the lead


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that was found on its page."""

    number: int
    document: str
    version: str
    title: str
    attachment: str | None
    section: str
    page: int
    page_label: str
    quote: str
    url: str
    boxes: tuple[Box, ...]
    scanned: bool  # the words come from a scan
    spans: Spans = ()  # the quote in the document's text; all on the page


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the complete list in an answer."""

    text: str
    citations: tuple[int, ...]
    status: str | None = None
    year: int | None = None
    board: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation with the plan and answer it got."""

    question: str
    plan: Plan
    answer: "Answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader gets."""

    standalone_question: str
    answered: bool
    kind: Kind
    answer: str  # Markdown, every statement with [n]
    items: tuple[Item, ...]
    total: int | None
    citations: tuple[Citation, ...]
    suggestions: tuple[str, ...]
    took_ms: float
    plan: Plan | None = None
    coverage: dict[str, int] = field(default_factory=dict)  # documents and pages searched
    written_by: str = COMPOSED  # or the language model's name

    @property
    def is_by_model(self) -> bool:
        """Whether a language model wrote the lead."""
        return self.written_by != COMPOSED
