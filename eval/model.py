"""The nouns of judging: a case, what came back, and what it was worth."""

from dataclasses import dataclass

from pydantic import ConfigDict, with_config

KINDS = ("fact", "figure", "list", "count", "status", "compare", "summary", "yesno", "unanswerable")
TAGS = ("paraphrase", "ocr", "cross", "followup", "table", "typo", "abbrev", "english", "negation", "filter")

RIGHT = "right"  # the merit of an answer that is right

Group = str | tuple[str, ...]
"""Ways to write one fact; any of them will do."""

Where = tuple[str, int]
"""A document and one of its physical pages, from 1."""

_STRICT = with_config(ConfigDict(extra="forbid"))  # a misspelt key in a case is an error, not a silent default


@_STRICT
@dataclass(frozen=True, slots=True)
class Place:
    """Another page that says the same; in the evidence's own document when none is named."""

    page: int
    document: str = ""
    quote: str = ""


@_STRICT
@dataclass(frozen=True, slots=True)
class Evidence:
    """A page on which the answer stands, with a few of its words."""

    document: str
    page: int
    quote: str
    alt: tuple[Place, ...] = ()

    @property
    def places(self) -> frozenset[Where]:
        """The page and those that say the same."""
        return frozenset({(self.document, self.page), *((a.document or self.document, a.page) for a in self.alt)})


@_STRICT
@dataclass(frozen=True, slots=True)
class Case:
    """A question, or a short conversation whose last question counts, with a gold answer that a program can check."""

    id: str
    turns: tuple[str, ...]
    kind: str
    hard: tuple[str, ...] = ()
    answer: str = ""
    must: tuple[Group, ...] = ()  # the answer has one string of every group
    items: tuple[Group, ...] = ()  # the complete gold list
    not_items: tuple[str, ...] = ()
    total: int | None = None
    evidence: tuple[Evidence, ...] = ()
    all: bool = False  # every piece of evidence is needed, not one of them

    @property
    def answerable(self) -> bool:
        """Whether the corpus says it."""
        return self.kind != "unanswerable"


@dataclass(frozen=True, slots=True)
class Cited:
    """A source in a reply."""

    document: str
    page: int
    quote: str
    number: int = 0
    title: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a reply's list."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, from the assistant in this process or from a server."""

    answer: str = ""
    answered: bool = True
    kind: str = ""
    items: tuple[Listed, ...] = ()
    total: int | None = None
    citations: tuple[Cited, ...] = ()
    standalone_question: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a reply was judged. `cited` is None where no page is gold; `why` says what was wrong."""

    ok: bool
    answered: bool
    why: tuple[str, ...] = ()
    item_recall: float | None = None
    cited: bool | None = None
    quotes: int = 0
    quotes_true: int = 0

    @property
    def verbatim(self) -> bool:
        """Whether every quote stands on its page."""
        return self.quotes == self.quotes_true

    @property
    def merits(self) -> tuple[str, ...]:
        """What there is to lose: "right", "cited", "verbatim"."""
        held = {RIGHT: self.ok, "cited": bool(self.cited), "verbatim": bool(self.quotes) and self.verbatim}
        return tuple(name for name, holds in held.items() if holds)


@dataclass(frozen=True, slots=True)
class Found:
    """What the search gave for a question, in this process: pages of the hits, best first, and the best cosine."""

    pages: tuple[Where, ...] = ()
    nearest: float = 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """A case with its reply and verdict. `ms` has the time of every turn; `found` is None for a server; `sources` has
    what a reader sees of each citation, in their order; `grade` is a language model's, where one was asked."""

    case: Case
    reply: Reply
    verdict: Verdict
    ms: tuple[float, ...] = ()
    found: Found | None = None
    sources: tuple[str, ...] = ()
    grade: str = ""
    grade_why: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """All results on one corpus. `unread` are files that could not be read, so that cases about them are lost; `files`
    are the paths of the corpus on the machine that ran it."""

    corpus: str
    results: tuple[Result, ...]
    unread: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
