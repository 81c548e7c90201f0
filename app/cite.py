"""The only maker of citations and answers: finds every quote on its page, numbers it, drops what has none."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.model import Answer, Citation, Draft, Evidence, Item, Plan, Statement
from ingest.model import Document, Page, Reading, Span, fold

_LONGEST_QUOTE = 420  # characters; a longer one is cut at a word and ends in "…"
_MOST_CITATIONS = 60  # then an item of a list, which must be complete, is cited by its first place alone
_MOST_ITEMS = 2000

Open = Callable[[str], tuple[Document, str]]
"""Gives a document by name with its version."""


class Citer:
    """Numbers the quotes of one answer."""

    def __init__(self, open_document: Open, most: int = _MOST_CITATIONS) -> None:
        self._open, self._most = open_document, most
        self._numbers: dict[tuple[str, tuple[Span, ...]], int] = {}
        self.citations: list[Citation] = []

    def cite_item(self, evidence: Sequence[Evidence]) -> tuple[int, ...]:
        """The same for an item of a complete list, which no limit leaves out."""
        numbers = self.cite(evidence)
        if numbers or len(self.citations) < self._most:
            return numbers
        usual, self._most = self._most, _MOST_ITEMS
        found = next(filter(None, (self.cite([replace(place, spans=place.spans[:1])]) for place in evidence)), ())
        self._most = usual
        return found[:1]

    def cite(self, evidence: Sequence[Evidence]) -> tuple[int, ...]:
        """The numbers of the citations for some places, made where new; empty when no quote could be found."""
        numbers: list[int] = []
        for place in evidence:
            document, version = self._open(place.document)
            for page, spans in _pages(document, place.spans):
                number = self._number(document, version, page, spans)
                if number and number not in numbers:
                    numbers.append(number)
        return tuple(numbers)

    def _number(self, document: Document, version: str, page: Page, spans: tuple[Span, ...]) -> int | None:
        key = (document.name, spans)
        if key not in self._numbers:
            quote = _cut(" (…) ".join(document.original(span) for span in spans))
            if len(self.citations) >= self._most or not is_on_page(quote, document, page):
                return None
            self._numbers[key] = len(self.citations) + 1
            self.citations.append(_citation(len(self.citations) + 1, document, version, page, spans, quote))
        return self._numbers[key]


def is_on_page(quote: str, document: Document, page: Page) -> bool:
    """Whether every part of a quote ("…" joins two) stands on its page, white space and hyphens folded."""
    words = _bare(document.original(page.span))
    parts = [_bare(part) for part in quote.split("…")]
    return any(parts) and all(part in words for part in parts if part)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _pages(document: Document, spans: Sequence[Span]) -> list[tuple[Page, tuple[Span, ...]]]:
    """The spans page by page; neighbours that follow each other closely are one."""
    pages: dict[int, tuple[Page, list[Span]]] = {}
    for span in spans:
        for page, piece in document.by_page(span):
            own = pages.setdefault(page.number, (page, []))[1]
            if own and 0 <= piece.start - own[-1].end <= 2:
                own[-1] = Span(own[-1].start, piece.end)
            else:
                own.append(piece)
    return [(page, tuple(own)) for page, own in pages.values()]


def _cut(quote: str) -> str:
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    return quote[: quote.rfind(" ", 0, _LONGEST_QUOTE)].rstrip(" ,;:") + " …"


def _citation(
    number: int, document: Document, version: str, page: Page, spans: tuple[Span, ...], quote: str
) -> Citation:
    span = spans[0]
    index = document.section_at(span.start)
    section = document.sections[index].title if index is not None else ""
    part = document.part_at(span.start) if document.parts else None
    attachment = part.title if part and part.number else None
    return Citation(
        number=number,
        document=document.name,
        version=version,
        title=document.title,
        attachment=attachment,
        section=fold(section),
        page=page.number,
        page_label=page.label,
        quote=quote,
        url=f"/api/documents/{document.name}/file#page={page.number}",
        boxes=tuple(box for span in spans for box in document.boxes(span)),
        scanned=page.reading is not Reading.TEXT,
        spans=spans,
    )


def answer(
    plan: Plan,
    draft: Draft,
    open_document: Open,
    coverage: dict[str, int],
    took_ms: float,
    numbered: Sequence[Statement] = (),
) -> Answer:
    """The answer with every statement cited; a statement whose quotes are not found is dropped. Citations are numbered
    in the order of `numbered`, then in the draft's own."""
    citer = Citer(open_document)
    for statement in numbered:
        citer.cite(statement.evidence)
    lead = _paragraphs(citer, draft.lead)
    items, lines = _items(citer, draft)
    table = _table(citer, draft)
    paragraphs = [*lead, "\n".join(lines), table, *_paragraphs(citer, draft.closing)]
    return Answer(
        standalone_question=plan.standalone,
        answered=draft.answered,
        kind=draft.kind,
        answer="\n\n".join(filter(None, paragraphs)),
        items=tuple(items),
        total=draft.total,
        citations=tuple(citer.citations),
        suggestions=draft.suggestions,
        took_ms=took_ms,
        plan=plan,
        coverage=coverage,
        written_by=draft.written_by,
    )


def _paragraphs(citer: Citer, statements: Sequence[Statement]) -> list[str]:
    """Statements as running text; a heading stands by itself, with what follows under it."""
    made: list[list[str]] = [[]]
    for statement in statements:
        if statement.is_heading:
            made += [[f"### {statement.text}"], []]
        else:
            made[-1].append(_said(citer, statement))
    return [" ".join(filter(None, paragraph)) for paragraph in made]


def _said(citer: Citer, statement: Statement) -> str:
    """A statement with its numbers; one that should rest on something and does not is left out."""
    numbers = citer.cite(statement.evidence)
    if statement.evidence and not numbers:
        return ""
    marks = "".join(f"[{number}]" for number in numbers[:4])
    return f"{statement.text} {marks}".strip()


def _items(citer: Citer, draft: Draft) -> tuple[list[Item], list[str]]:
    items: list[Item] = []
    lines: list[str] = []
    for item in draft.items:
        numbers = citer.cite_item(item.evidence)
        if not numbers:
            continue
        items.append(Item(item.text, numbers, item.status, item.year, item.board))
        shown = replace(items[-1], text=item.shown or item.text)
        marks = "".join(f"[{number}]" for number in numbers[:4])
        lines.append(f"{len(items)}. {shown.text} {marks}")
    return items, lines if draft.show_items else []


def _table(citer: Citer, draft: Draft) -> str:
    if not draft.table:
        return ""
    rows = [[_said(citer, cell).replace("|", "\\|") for cell in row] for row in draft.table]
    head, *body = rows
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in body])
