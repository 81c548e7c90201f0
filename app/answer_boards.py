"""Answers board by board: what the documents of each say of the same, side by side under the boards' names."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app import honesty
from app.answer_extract import Found, statements_of
from app.answer_figures import figure_statement, is_sure
from app.answer_none import answer_none
from app.answer_register import tell
from app.looking import Looked, Looking, holds
from app.model import Draft, Evidence, Kind, Plan, Statement
from app.phrases import ALL_BOARDS, BOARDS, ONE_ASSIGNMENT
from app.select_assignments import about, the_one
from index.model import AssignmentEntry

_FOUND_AMONG = 5  # best units, one of which an assignment must hold to be told of
_BEST = 5  # units that tell whether a board's text is about the topic
_MENTIONED = 0.5  # share of a topic that a board's text must meet to be told beside another board's
_PLAINLY = 0.6  # and that a board's assignment must meet, or the text of a board that is not asked for by name
_SIDES, _MOST_SIDES = 4, 6  # boards told side by side: of those named, and when all are asked for
_OF_A_SIDE, _OF_A_SHORT_SIDE = 70, 40  # words of text for each board of a comparison, and of a shorter answer
_ENOUGH_SIDES = 2  # of all boards that say something, to tell them side by side
_SILENT = {"sv": "*Sägs inte i handlingarna.*", "en": "*The documents do not say.*"}


def answer_named_boards(looking: Looking) -> Draft:
    """What each board that the question names says, in the question's own order, or an honest no."""
    low = looking.plan.standalone.lower()
    boards = sorted(looking.plan.filters.boards, key=lambda board: low.find(board.split()[-1].lower()))
    return _side_by_side(looking, boards[:_SIDES]) or answer_none(looking, looking.look().found)


def answer_all_boards(looking: Looking) -> Draft | None:
    """What all boards say; None where fewer than two of them say something."""
    return _side_by_side(looking, _boards(looking), _ENOUGH_SIDES)


def without_all_boards(looking: Looking) -> Looking | None:
    """A question that compares "nämnderna" without a name, but for the word for them; None for other questions."""
    plan = looking.plan
    asked = plan.kind is Kind.COMPARE and not plan.filters.boards and re.search(ALL_BOARDS, plan.standalone.lower())
    if not asked or not 1 < len(_boards(looking)) <= _MOST_SIDES:
        return None
    topic = tuple(word for word in plan.topic if not re.fullmatch(BOARDS, word))
    return looking.for_plan(replace(plan, topic=topic))


def _boards(looking: Looking) -> list[str]:
    return sorted({document.board for document in looking.known.documents if document.board})


def _side_by_side(looking: Looking, boards: Sequence[str], enough: int = 1) -> Draft | None:
    """What each board's documents say of the same, each under the board's name. None when too few say something."""
    found = {board: _of_board(looking, board) for board in boards}
    if sum(map(bool, found.values())) < enough:
        return None
    said: list[Statement] = []
    for board, statements in found.items():
        said.append(Statement(board, (), is_heading=True))
        said += statements or [Statement(_SILENT[looking.plan.language], ())]
    return Draft(looking.plan.kind, True, tuple(said))


def _of_board(looking: Looking, board: str) -> list[Statement]:
    """What one board's documents say: its assignment on the topic, its figure, its sentences."""
    own = looking.for_plan(_plan_of(looking, board))
    looked = own.look()
    said = _assignment(own, looked.found)
    whole = said and own.plan.kind is not Kind.COMPARE and re.search(ONE_ASSIGNMENT, own.plan.standalone.lower())
    if whole or not _says_it(own, looked, named=board in looking.plan.filters.boards):
        return said
    if looked.rows and is_sure(looked.rows[0]):
        row = looked.rows[0]
        said.append(figure_statement(own.plan, row, looked.found.documents[row.document]))
    room = _OF_A_SIDE if own.plan.kind is Kind.COMPARE else _OF_A_SHORT_SIDE
    return said + statements_of(own.plan, looked.found, room, said)


def _plan_of(looking: Looking, board: str) -> Plan:
    """The plan for one board's documents, with the years that they tell of."""
    plan = looking.plan
    told = {document.year for document in looking.known.documents if document.board == board}
    years = tuple(year for year in plan.years if year in told) or plan.years
    return replace(plan, years=years, filters=replace(plan.filters, boards=(board,)))


def _assignment(own: Looking, found: Found) -> list[Statement]:
    """The board's assignment that is plainly about the topic, and found: its report, or its words without one."""
    plan, register = own.plan, own.known.register
    entry = the_one(plan, register, own.terms)
    if not entry or about(entry, own.terms) < _PLAINLY or not _is_found(entry, found):
        return []
    if entry.comment:
        return [*tell(entry, register, own.terms, plan.kind, plan.language).lead]
    return [Statement(entry.text, (Evidence(entry.document, entry.spans),))]


def _is_found(entry: AssignmentEntry, found: Found) -> bool:
    """Whether the search finds an assignment's own words or its comment among the best."""
    return any(holds(entry, one.passage) for one in found.ranked[:_FOUND_AMONG])


def _says_it(own: Looking, looked: Looked, *, named: bool) -> bool:
    """Whether a board's text says what is asked; of one not asked for by name, only what it says in so many words."""
    if not honesty.is_answered(own.plan, own.terms, looked.found, looked.rows):
        return False
    best = [one.features for one in looked.found.ranked[:_BEST]]
    met = [f.words + f.before + f.after + f.heading if named else f.words for f in best]
    sure = bool(looked.rows) and is_sure(looked.rows[0])
    return sure or max(met, default=0.0) >= (_MENTIONED if named else _PLAINLY)
