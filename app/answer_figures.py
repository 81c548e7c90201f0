"""Answers with a number from a table's cell: row by what it means, column by year or name, neighbours beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.asked import Asked, asked_for
from app.figure_rows import RowWords
from app.model import Draft, Evidence, Kind, Plan, Statement
from app.number_tables import note_of
from app.phrases import PLUS_OR_MINUS
from app.reading import reading_of
from app.topic import Term, meets, stems
from index.model import Passage, UnitKind
from ingest.model import Document, Figure, Span, Spans

_EXCLUDED = re.compile(
    r"\b(?:räkna inte med|inte räkna med|exklusive|förutom|utom|utan att räkna|inte inräknat|borträknat)"
    r"\s+(?:\w+\s+){0,2}?(\w+)",
    re.I,
)
_FOUND = 0.15  # what it adds that the search found the row first
_OTHER_MEASURE = 0.45  # what it loses when it counts something else: money for a share, persons for a cost
_LONGEST_HEADER = 90  # characters of a table's header that are quoted with a row
_OTHER_YEAR = 0.25  # what it loses when it has other years
_WHOLE = 0.65  # share that a table must meet for its sum to be what all of a thing costs
_RESULT = re.compile(r"\bresultat(?:et)?\b|överskott|underskott|avvikelse", re.I)  # a cost is no deficit
_SIGNS = {
    "sv": {1: "**Överskott.**", -1: "**Underskott.**", 0: "**Varken överskott eller underskott.**"},
    "en": {1: "**A surplus.**", -1: "**A deficit.**", 0: "**Neither surplus nor deficit.**"},
}
_SURE = 0.6  # share of the question's weight that a row must meet to be the one
_LIKELY = 0.42  # so much and it is worth showing beside what the text says


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of numbers with how well it is what is asked for."""

    document: str
    figures: tuple[Figure, ...]
    score: float
    covered: float


def rows_of(
    plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document], passages: Sequence[Passage] = ()
) -> list[FigureRow]:
    """The rows of the documents' figure tables, best first; what the search found of them counts a little."""
    best = max((passage.score for passage in passages), default=1.0)
    hits = {(p.document, p.span.start): p.score / best for p in passages if p.kind is UnitKind.ROW}
    excluded = [stem for match in _EXCLUDED.finditer(plan.standalone) for stem in stems(match[1])]
    wanted = [term for term in terms if not (set(term.forms) & set(excluded))]
    asked, low = asked_for(plan.standalone, plan.kind), plan.standalone.lower()
    found: list[FigureRow] = []
    for name, document in documents.items():
        if plan.filters.boards and document.board not in plan.filters.boards:
            continue
        rows = reading_of(document).figures
        met = rows.meet(wanted)
        for words in rows.rows:
            row = _row(plan, wanted, asked, met, name, document, words)
            if row.covered <= 0:
                continue
            start = min(span.start for span in (*words.figures[0].label, words.figures[0].value))
            score = row.score + _FOUND * hits.get((name, start), 0.0)
            score -= 0.5 * any(meets(stem, words.label) > 0 for stem in excluded)
            found.append(replace(row, score=score - _OTHER_MEASURE * (not words.measures(asked, low))))
    return sorted(found, key=lambda row: -row.score)[:12]


def _row(
    plan: Plan,
    terms: Sequence[Term],
    asked: Asked,
    met: Sequence[Mapping[str, float]],
    name: str,
    document: Document,
    words: RowWords,
) -> FigureRow:
    covered = _covered(terms, met, words.everything)
    by_label = _covered(terms, met, words.label)
    precise = sum(max((how.get(stem, 0.0) for how in met), default=0.0) for stem in words.own) / max(1, len(words.own))
    score = 0.45 * by_label + 0.25 * covered + 0.3 * precise
    if words.whole and asked is Asked.AMOUNT:  # what all of it costs stands in the row that sums it up
        whole = _covered(terms, met, words.whole)
        score = max(score, whole if whole >= _WHOLE else 0.0)
    if plan.years and not any(str(year) in words.text for year in plan.years):
        score -= 0.05 if document.year in plan.years else _OTHER_YEAR
    return FigureRow(name, words.figures, score, covered)


def _covered(terms: Sequence[Term], met: Sequence[Mapping[str, float]], words: Sequence[str]) -> float:
    """The share of the terms, by weight, that the words meet: 0 to 1; 1 when nothing is wanted."""
    total = sum(term.weight for term in terms)
    if not total:
        return 1.0
    shares = (max((how.get(word, 0.0) for word in words), default=0.0) for how in met)
    return sum(term.weight * share for term, share in zip(terms, shares, strict=True)) / total


def figure_statement(plan: Plan, row: FigureRow, document: Document) -> Statement:
    """A row as a sentence: the year asked for first and bold, the other columns after it."""
    figures = list(row.figures)
    first = asked_cells(plan, figures)
    rest = [f for f in figures if f not in first]
    label = _label(row.figures[0].label_text)
    said = ", ".join(f"**{value_of(document, f)}**{_column(f, document)}" for f in first)
    others = "; ".join(
        f"{f.heading}: {value_of(document, f)}" if f.heading else value_of(document, f) for f in rest[:5]
    )
    note = _note(document, figures)
    beside = f"; {document.read(note)}" if note else ""
    text = f"{label}: {said}" + (f" ({others})" if others else "") + f"{beside}."
    spans = (*row.figures[0].label, *(f.value for f in figures), *note)
    return Statement(text, (Evidence(row.document, (*_header(document, figures), *_whole(document, spans))),))


def sign_of(plan: Plan, row: FigureRow, document: Document) -> str:
    """Whether a result is a surplus or a deficit, where that is what a question asks; "" otherwise."""
    cell = asked_cells(plan, list(row.figures))[0]
    number, section = cell.number, document.section_at(cell.value.start)
    title = document.sections[section].title if section is not None else ""
    if number is None or not re.search(PLUS_OR_MINUS, plan.question.lower()):
        return ""
    if not _RESULT.search(f"{cell.label_text} {cell.heading} {title}"):
        return ""
    return _SIGNS[plan.language][(number > 0) - (number < 0)]


def _note(document: Document, figures: Sequence[Figure]) -> Spans:
    """Where a row's text column stands, who pays beside a grant; nothing where it has none."""
    table, number = figures[0].table, figures[0].row
    known = table is not None and number is not None and table < len(document.tables)
    return note_of(document, document.tables[table or 0], number or 0, figures) if known else ()


def _header(document: Document, figures: Sequence[Figure]) -> tuple[Span, ...]:
    """The columns' headings where they stand on the row's page, so that the citation says what year a number is of."""
    table = document.tables[figures[0].table] if figures[0].table is not None and document.tables else None
    if table is None or not table.header or len(document.read(table.header)) > _LONGEST_HEADER:
        return ()
    own = document.page_at(figures[0].value.start).number
    return table.header if set(document.pages_of(table.header)) == {own} else ()


def asked_cells(plan: Plan, figures: list[Figure]) -> list[Figure]:
    """The cells that a question is about: by the year it names, by a column it names, else the first."""
    by_year = [f for f in figures if any(str(year) in f.heading or str(year) == f.period for year in plan.years)]
    plain = [f for f in by_year if not re.search(r"avvikelse|förändring|jämför", f.heading, re.I)]
    said = stems(plan.standalone)
    named = [
        f
        for f in figures
        if f.heading and any(stem in said for stem in stems(f.heading) if len(stem) > 1 and not stem.isdigit())
    ]
    return [f for f in named if f in by_year] or plain or by_year or named or figures[:1]


def _whole(document: Document, spans: Sequence[Span]) -> tuple[Span, ...]:
    """A row as one span where nothing else stands between its cells."""
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    one_page = document.page_at(start) is document.page_at(end - 1)
    return (Span(start, end),) if one_page and end - start < 300 else tuple(spans)


def _label(text: str) -> str:
    return text.strip(" :")


def value_of(document: Document, figure: Figure) -> str:
    value = document.read(figure.value)
    unit = figure.unit if figure.unit and not value.endswith("%") else ""
    return f"{value} {unit}".strip() if unit != "%" else f"{value} %"


def _column(figure: Figure, document: Document) -> str:
    heading = re.sub(r"\s*\((?:mnkr|tkr|%)\)", "", figure.heading).strip()
    if heading:
        return f" {heading}" if heading[0].isdigit() else f" ({heading})"
    return f" ({document.year})" if document.year else ""


def apart(plan: Plan, one: FigureRow, two: FigureRow, document: Document) -> str:
    """What says that two rows of the same give different numbers, with the pages; "" when they do not.

    "Uppgifterna skiljer sig mellan s. 5 och s. 7:"
    """
    same = one.document == two.document and stems(one.figures[0].label_text) == stems(two.figures[0].label_text)
    first, second = asked_cells(plan, list(one.figures)), asked_cells(plan, list(two.figures))
    if not same or not first or not second or (first[0].period, first[0].unit) != (second[0].period, second[0].unit):
        return ""
    if first[0].number is None or second[0].number is None or first[0].number == second[0].number:
        return ""
    pages = [document.page_at(cell.value.start).label for cell in (first[0], second[0])]
    return f"Uppgifterna skiljer sig mellan s. {pages[0]} och s. {pages[1]}:"


def is_sure(row: FigureRow) -> bool:
    """Whether a row can be told as the answer."""
    return row.score >= _SURE


def is_likely(row: FigureRow) -> bool:
    """Whether a row is worth showing beside what the text says."""
    return row.score >= _LIKELY


def answer_figures(plan: Plan, rows: Sequence[FigureRow], documents: Mapping[str, Document]) -> Draft | None:
    """The row that is asked for, or None when none is surely the one."""
    if not rows or not is_sure(rows[0]):
        return None
    return Draft(Kind.FIGURE, True, (figure_statement(plan, rows[0], documents[rows[0].document]),))
