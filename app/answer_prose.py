"""Answers from the text: a table's cell or sentences, whichever says what is asked; each part of a question its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.answer_extract import Found, answer_extract, find, statements_of, where_of
from app.answer_figures import (
    FigureRow,
    apart,
    asked_cells,
    figure_statement,
    is_likely,
    is_sure,
    rows_of,
    sign_of,
    value_of,
)
from app.answer_meaning import thing_asked_of
from app.arithmetic import difference
from app.asked import NO_NUMBER, asked_for
from app.model import Draft, Evidence, Kind, Plan, Statement
from app.number_tables import is_total
from app.parts import Part, parts_of, sides_of
from app.topic import Term
from ingest.model import Document

_NUMERIC = (Kind.FIGURE, Kind.COMPARE, Kind.COUNT, Kind.YESNO, Kind.FACT)
_BESIDE_FIGURE = 60  # words of text beside a figure that is surely the one
_LONGEST = 100  # words of an answer to a question of several parts
_LEAST = 40  # words for each of them
_LEAST_MORE = 15  # words that are left for what the whole question finds
_ROWS, _BESIDE = 3, 0.35  # rows that may be meant, and how well two of one table must fit
_PART = 0.5  # what a unit's score for a part weighs; the rest is its score for the whole question
_DOCUMENTS = 8  # documents whose figure tables are looked through


@dataclass(frozen=True, slots=True)
class OfPart:
    """What was found for one part of a question."""

    part: Part
    found: Found
    rows: Sequence[FigureRow]


def found_of_parts(plan: Plan, terms: Sequence[Term], found: Found) -> tuple[OfPart, ...]:
    """What was found for each part of a question that asks for several things; () for one that asks for one."""
    parts = () if plan.kind is Kind.SUMMARY else parts_of(plan, terms)
    if len(parts) < 2 and not (parts and parts[0].plan is not plan):
        return ()
    near = dict(list(found.documents.items())[:_DOCUMENTS])
    made = []
    for part in parts:
        own = _with_whole(find(part.plan, part.terms, found.passages, found.documents), found)
        made.append(OfPart(part, own, rows_of(part.plan, part.terms, near, found.passages)))
    return tuple(made)


def answer_prose(plan: Plan, terms: Sequence[Term], found: Found, rows: Sequence[FigureRow]) -> Draft:
    """The figure or the sentences that answer; for a question of several parts those of each part in turn."""
    parts = found_of_parts(plan, terms, found)
    if parts:
        return _of_parts(plan, parts, found)
    of_words = thing_asked_of(plan) or asked_for(plan.standalone, plan.kind) in NO_NUMBER
    numeric = plan.kind in _NUMERIC and not of_words and (terms or plan.kind is not Kind.FACT)  # of nothing, any row
    if numeric and rows and is_sure(rows[0]):
        told = _figures(plan, rows, found)
        return Draft(plan.kind, True, (*told, *statements_of(plan, found, _BESIDE_FIGURE, told)))
    drafted = answer_extract(plan, found)
    if numeric and rows and is_likely(rows[0]) and plan.kind is not Kind.FACT:
        row = figure_statement(plan, rows[0], found.documents[rows[0].document])
        return replace(drafted, lead=(*drafted.lead, row))
    return drafted


def compared_figures(plan: Plan, terms: Sequence[Term], found: Found) -> Draft | None:
    """The cells of two things that a question compares, and which is larger; None when not both have a row."""
    near = dict(list(found.documents.items())[:_DOCUMENTS])
    sides = sides_of(plan, terms)
    if not sides:
        return None
    first, second = (rows_of(side.plan, side.terms, near, found.passages)[:_ROWS] for side in sides)
    pair = next(((one, two) for one in first for two in second if _are_a_pair(one, two)), None)
    if pair is None:
        return None
    told = [figure_statement(plan, row, found.documents[row.document]) for row in pair]
    return Draft(plan.kind, True, (*_larger(plan, pair, found.documents), *told))


def _are_a_pair(one: FigureRow, two: FigureRow) -> bool:
    """Whether two rows answer for one thing each: surely, or likely where they stand in one table."""
    if one.document != two.document or one.figures == two.figures:
        return False
    same = one.figures[0].table == two.figures[0].table
    return min(one.score, two.score) >= _BESIDE if same else is_sure(one) and is_sure(two)


def _larger(plan: Plan, pair: Sequence[FigureRow], documents: Mapping[str, Document]) -> tuple[Statement, ...]:
    """Which of two rows has the larger number in the column asked for; nothing where that cannot be told."""
    cells = [asked_cells(plan, list(row.figures))[0] for row in pair]
    one, two = cells[0].number, cells[1].number
    if one is None or two is None or one == two or cells[0].unit != cells[1].unit:
        return ()
    most, least = (0, 1) if abs(one) > abs(two) else (1, 0)
    said = [value_of(documents[row.document], cell) for row, cell in zip(pair, cells, strict=True)]
    names = [_name(row, documents[row.document]) for row in pair]
    places = tuple(Evidence(row.document, (cell.value,)) for row, cell in zip(pair, cells, strict=True))
    return (Statement(f"**Mest: {names[most]}**, {said[most]} mot {said[least]} för {names[least]}.", places),)


def _name(row: FigureRow, document: Document) -> str:
    """What a row is of: its label, or for a sum what its table is of."""
    label = row.figures[0].label_text.strip(" :")
    if not is_total(label):
        return f"”{label}”"
    part = document.part_at(row.figures[0].value.start) if document.parts else None
    return f"”{part.title if part and part.number else document.title}”"


def _of_parts(plan: Plan, parts: Sequence[OfPart], found: Found) -> Draft:
    said: list[Statement] = []
    room = max(_LEAST, _LONGEST // len(parts))
    for one in parts:
        own = one.part.plan
        of_words = asked_for(own.standalone, own.kind) in NO_NUMBER
        sure = bool(one.rows) and is_sure(one.rows[0]) and not of_words
        if sure:
            said += not_told(said, _figures(own, one.rows, one.found))
        said += statements_of(own, one.found, room // 2 if sure else room, said, at_least_one=not sure)
    left = _LONGEST - sum(len(statement.text.split()) for statement in said)
    if left > _LEAST_MORE:
        said += statements_of(plan, found, left, said)
    return Draft(plan.kind, bool(said), tuple(said), closing=where_of(found))


def _with_whole(own: Found, found: Found) -> Found:
    """A part's units weighed with how well they answer the whole question, which tells what the part leaves out."""
    whole = {(one.passage.document, one.passage.span): one.score for one in found.ranked}
    mixed = [
        replace(one, score=_PART * one.score + (1 - _PART) * whole[one.passage.document, one.passage.span])
        for one in own.ranked
    ]
    return replace(own, ranked=tuple(sorted(mixed, key=lambda one: -one.score)))


def _figures(plan: Plan, rows: Sequence[FigureRow], found: Found) -> list[Statement]:
    said: list[Statement] = []
    told = _same_strength(rows)
    differ = apart(plan, told[0], told[1], found.documents[told[0].document]) if len(told) > 1 else ""
    for row in told:
        statement = figure_statement(plan, row, found.documents[row.document])
        values = [found.documents[row.document].read(figure.value) for figure in row.figures]
        computed = difference(plan, row.figures, values)
        opening = (differ or sign_of(plan, row, found.documents[row.document])) if not said else ""
        said.append(replace(statement, text=" ".join(filter(None, (opening, statement.text, computed)))))
    return said


def not_told(told: Sequence[Statement], more: Sequence[Statement]) -> list[Statement]:
    """The statements that rest on something else than what is told already."""
    places = [(e.document, span) for statement in told for e in statement.evidence for span in e.spans]
    return [
        statement
        for statement in more
        if not any(
            e.document == name and s.meets(span) for e in statement.evidence for s in e.spans for name, span in places
        )
    ]


def _same_strength(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The best row and one that fits as well: two places may disagree, or the question asks for two things."""
    return [row for row in rows[:2] if row.score >= rows[0].score - 0.04]
