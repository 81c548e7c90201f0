"""What a plan's table says: who does what, for whom, with whom, to what end; a row's cell, or a set of rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.model import Draft, DraftItem, Evidence, Kind, Plan, Statement
from app.topic import Term, coverage
from app.wording import number_word
from index.model import Passage
from ingest.model import Column, Document, Matrix, Row, Span, Spans, fold

# What a question asks of a row; the first that fits counts
_ASKS: tuple[tuple[re.Pattern[str], Column], ...] = (
    (re.compile(r"\bsamverkanspart\w*|\bsam(?:verka|arbeta)\w* (?:\w+ )?med\b|\bpartners?\b"), Column.PARTNER),
    (re.compile(r"\bmålgrupp\w*|\bvänder sig\b|\briktar sig\b|\btarget groups?\b"), Column.TARGET),
    (
        re.compile(
            r"\baktör\w*|\bansvar\w*|\bvem\b|\bvems\b|\bvilka (?:gör|har|driver|håller|sköter|leder)\b|\bkoordinator\w*"
            r"|\bwho\b|\bresponsible\b"
        ),
        Column.ACTOR,
    ),
    (
        re.compile(
            r"\bförvänta\w*|\beffekt\w*|\bplanera(?:t|de) resultat\w*|\bleda till\b|\bexpected (?:effect|result)"
        ),
        Column.RESULT,
    ),
    (re.compile(r"\b(?:insats|aktivitet)(?:er|erna)\b|\bactivities\b"), Column.MEASURE),
)
_DOCUMENT = re.compile(r"\w*plan(?:en|ens)?")  # a word for the plan itself is no row's
_KINDS = (Kind.FACT, Kind.LIST)
_ABOUT = 0.75  # share of the topic that a row must meet, with the headings above it
_APART = 0.05  # rows that meet so little less of it are as likely
_LOOKED_AT = 10  # best passages, one of which the row must hold
_PIECE = re.compile(r"(?=•)|(?<=\s)(?=(?:\w+-)?(?:huvud)?ansvarig\w*\b)|(?=\b(?:kort|lång)siktigt:)", re.I)
_TITLE = 24  # words of a row's first cell that name it
_MOST = 70  # words of a cell that is told whole


@dataclass(frozen=True, slots=True)
class _Found:
    """A row with the words that tell what it is about."""

    name: str
    document: Document
    matrix: Matrix
    row: Row
    score: float

    def cell(self, column: Column) -> Spans:
        return self.matrix.cell(self.row, column)

    def column_name(self, column: Column) -> str:
        """The column's name as written."""
        return fold(self.matrix.names[self.matrix.holds.index(column)])

    @property
    def title(self) -> Spans:
        """The first cell that is no number: it says what the row is."""
        named = (
            cell for held, cell in zip(self.matrix.holds, self.row.cells, strict=True) if held is not Column.NUMBER
        )
        return next(filter(None, named), ())


def answer_plan_row(
    plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document], passages: Sequence[Passage]
) -> Draft | None:
    """The cell that a question asks for, or the rows when it asks for a set; None when it surely is about no row.
    The passages are what was found, best first."""
    low = plan.standalone.lower()
    column = next((column for pattern, column in _ASKS if pattern.search(low)), None)
    if plan.kind not in _KINDS or column is None or not terms:
        return None
    asking = re.compile("|".join(pattern.pattern for pattern, held in _ASKS if held is column))
    topic = [term for term in terms if not asking.search(term.word) and not _DOCUMENT.fullmatch(term.word)]
    if not topic:
        return None
    rows = sorted(_rows(plan, topic, column, documents), key=lambda found: -found.score)
    best = [found for found in rows if found.score >= _ABOUT]
    if column is Column.MEASURE:
        return _told_rows(best) if plan.kind is Kind.LIST and len(best) > 1 else None
    if plan.language != "sv":  # its words meet those of the rows by chance: the search alone tells
        one = _ranked_first(rows, passages[:1])
    else:
        one = _ranked_first([found for found in best if found.score > best[0].score - _APART], passages)
    return _told_cell(plan, topic, one, column) if one else None


def _ranked_first(found: Sequence[_Found], passages: Sequence[Passage]) -> _Found | None:
    """The row that the best of the passages lies in; None when the first ones lie in none of them."""
    for passage in passages[:_LOOKED_AT]:
        for one in found:
            cells = (span for cell in one.row.cells for span in cell)
            if passage.document == one.name and any(span.meets(passage.span) for span in cells):
                return one
    return None


def _rows(plan: Plan, topic: Sequence[Term], column: Column, documents: Mapping[str, Document]) -> Iterator[_Found]:
    for name, document in documents.items():
        if plan.filters.boards and document.board not in plan.filters.boards:
            continue
        for matrix in document.matrices:
            if column not in matrix.holds:
                continue
            section = document.sections[matrix.section]
            part = next((part.title for part in document.parts if part.number == section.part), "")
            for row in matrix.rows:
                text = " ".join(document.read(cell) for cell in row.cells)
                about = f"{text} {' '.join(section.trail)} {part}"
                found = _Found(name, document, matrix, row, coverage(topic, about))
                if found.cell(column):
                    yield found


def _told_cell(plan: Plan, topic: Sequence[Term], found: _Found, column: Column) -> Draft:
    """A row's cell under the row's name; only the part of it that the question is about, where it has parts."""
    document = found.document
    pieces = [piece for span in found.cell(column) for piece in _pieces(document, span)]
    scored = [(coverage(topic, document.read((piece,))), piece) for piece in pieces]
    best = max((score for score, _ in scored), default=0.0)
    chosen = [piece for score, piece in scored if score == best] if best else pieces
    said = " ".join(document.read((piece,)).strip("• ") for piece in chosen)
    title = " ".join(document.read(found.title).strip("• ").split()[:_TITLE])
    evidence = (Evidence(found.name, (*found.title, *chosen)),)
    text = f"{title.rstrip('.:')} – {found.column_name(column).lower()}: {_shortened(said)}"
    return Draft(plan.kind, True, (Statement(text if text[-1] in ".!?…" else f"{text}.", evidence),), closing=())


def _told_rows(found: Sequence[_Found]) -> Draft:
    items = []
    for one in sorted(found, key=lambda one: (one.name, one.matrix.span.start)):
        spans = one.cell(Column.MEASURE)
        items.append(DraftItem(_shortened(one.document.read(spans).strip("• ")), (Evidence(one.name, spans),)))
    lead = f"**{number_word(len(items)).capitalize()} insatser** står i {found[0].document.title}:"
    return Draft(Kind.LIST, True, (Statement(lead, ()),), tuple(items), len(items))


def _pieces(document: Document, span: Span) -> list[Span]:
    """The parts of a cell: bullets, and those that begin with who is responsible or when."""
    text = document.slice(span)
    cuts = sorted({0, *(match.start() for match in _PIECE.finditer(text)), len(text)})
    return [
        Span(span.start + start, span.start + end) for start, end in pairwise(cuts) if text[start:end].strip("• \n")
    ]


def _shortened(text: str) -> str:
    words = text.split()
    return text if len(words) <= _MOST else f"{' '.join(words[:_MOST])} …"
