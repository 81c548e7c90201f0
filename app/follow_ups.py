"""What a conversation keeps: what a question leaves out is taken from what was said before it.

A question after others is one of these, the first that fits:
1. it points at an item of the list before ("den andra"): the item stands for those words, and the place is kept; of an
   assignment it is asked how far it has come, wherever that is told;
2. it goes on ("och i Öster?", "varför?", "hur många är det?"): the question before stands before it, without the boards
   and years that it changes, and the kind, the place and the register are kept where it says nothing else;
3. it says "nämnden" or "rapporten" and not which: the place is kept;
4. it stands alone, and nothing is kept.
What then names no board is looked for with the boards that were talked of first, and everywhere when they do not say.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from app import phrases
from app.criteria import notes_of, with_status
from app.kinds import kind_of
from app.model import Criteria, Kind, Plan, Turn
from app.plan import Planner, narrow
from app.scope import Scope
from index.model import Filters

_YEAR = r"\b20\d\d\b"
_AND = r"^och\b"
_ASKS_ONE = r"^(?:och |men )?(?:var|varför|när|vem|vilken|vilket|vad|hur)\b"  # for one thing about what was told
_FEW = 3  # words of its own that a question with a pronoun may have and still go on


def plan_of(planner: Planner, question: str, history: Sequence[Turn] = (), chosen: Filters | None = None) -> Plan:
    """The plan for a question and what was said before; `chosen` are the reader's own filters."""
    asked = planner.mended(question)
    item, words = _pointed_at(asked, history)
    if item and history[-1].plan.about_assignments:
        return _how_far(planner, question, item)
    if item:
        plan = planner.read(question, planner.in_their_words(asked.replace(words, item, 1)))
        plan = _less_inherited(planner, _in_place(plan, history[-1].plan), asked)
    else:
        plan = _gone_on(planner, question, asked, history)
    return narrow(plan, chosen) if chosen else plan


def boards_before(plan: Plan, history: Sequence[Turn], chosen: Filters | None = None) -> tuple[str, ...]:
    """The boards that were talked of, for a plan that names neither one nor a document; none where it asks of all."""
    before = history[-1].plan.filters.boards if history else ()
    named = plan.filters.boards or plan.filters.documents or (chosen and chosen.boards)
    return () if named or _asks_of_all(plan) else before


def noted(plan: Plan, boards: Sequence[str]) -> Plan:
    """A plan that tells the reader which boards it keeps."""
    return replace(plan, notes=(*plan.notes, *boards))


def _pointed_at(question: str, history: Sequence[Turn]) -> tuple[str, str]:
    """The item of the list before that a follow-up points at, and the words that do ("den andra"); "" and ""."""
    match = re.search(phrases.ORDINAL, question.lower())
    items = next((turn.answer.items for turn in reversed(history) if turn.answer and turn.answer.items), ())
    if not match or not items:
        return "", ""
    place = phrases.ORDINALS.index(match["which"]) if match["which"] in phrases.ORDINALS else len(items) - 1
    return (items[place].text, question[slice(*match.span())]) if place < len(items) else ("", "")


def _how_far(planner: Planner, question: str, assignment: str) -> Plan:
    plan = planner.read(question, f"Hur långt har det kommit: {assignment}")
    return replace(plan, kind=Kind.STATUS, about_assignments=True, criteria=Criteria(), filters=Filters())


def _gone_on(planner: Planner, question: str, asked: str, history: Sequence[Turn]) -> Plan:
    """The plan for a question that points at no item; `asked` is the question mended."""
    whole = _whole(planner, asked, history)
    plan = planner.read(question, planner.in_their_words(whole))
    if not history:
        return plan
    before = history[-1].plan
    if whole != asked or re.match(_AND, asked.lower()):
        return _less_inherited(planner, _kept(plan, asked.lower(), before), asked)
    return _in_place(plan, before) if re.search(phrases.THE_BOARD, asked.lower()) else plan


def _whole(planner: Planner, question: str, history: Sequence[Turn]) -> str:
    """A follow-up made a question of its own by the question before it; any other question as it is."""
    if not history:
        return question
    low, own, scope = question.lower(), planner.topic(question), planner.scope(question)
    whole = bool(re.search(phrases.ASSIGNMENT_NOUNS, low)) and len(low.split()) > 3
    if not (_follows(low, own, whole) or _points_back(low, scope)):
        return question
    asks = whole or bool(re.search(phrases.ASKS, low))
    points = re.search(phrases.PRONOUNS, low.split(" om ")[0])
    whole_again = len(own) >= 2 and asks and re.match(_AND, low) and not points
    if whole_again or re.match(phrases.ANOTHER, low):
        return question  # "Och uppdraget om …?": another thing asked of in the same way
    return _after(_base(planner, history), question, scope, history[-1].plan)


def _follows(low: str, own: Sequence[str], whole: bool) -> bool:
    """Whether a question goes on by its form, by a pronoun, or by being about nothing of its own."""
    if any(re.search(form, low) for form in (phrases.FOLLOW_UP, phrases.COUNT_AGAIN, phrases.THE_SAME)):
        return True
    return not whole and (not own or (len(own) <= _FEW and bool(re.search(phrases.PRONOUNS, low))))


def _points_back(low: str, scope: Scope) -> bool:
    """Whether a question without a board or document is too short to stand alone, or says "ökningen", "beslutet"."""
    words = low.split()
    if scope.boards or scope.filters.documents:
        return False
    pointing = len(words) <= phrases.LONGEST_ANAPHORA and re.search(phrases.ANAPHORA, low)
    return len(words) <= phrases.SHORT or bool(pointing)


def _base(planner: Planner, history: Sequence[Turn]) -> str:
    """What a follow-up goes on from: the last question that says something of its own ("Varför?" does not)."""
    for turn in reversed(history[1:]):
        plan = turn.plan
        if not plan.standalone.endswith(plan.question):
            return plan.standalone  # what it pointed at was put in its place
        if plan.standalone == planner.in_their_words(plan.question):
            return plan.question
        said = planner.read(plan.question, plan.question)
        if said.topic or said.years or said.filters != Filters() or said.criteria != Criteria():
            return plan.standalone
    first = history[0].plan
    return first.question if first.standalone == planner.in_their_words(first.question) else first.standalone


def _after(base: str, question: str, scope: Scope, before: Plan) -> str:
    """A follow-up after what it goes on from, which loses the boards and years that it changes."""
    compared = re.search(phrases.COMPARED, question.lower())
    beside = (
        ((phrases.YEAR_BEFORE, min(before.years) - 1), (phrases.YEAR_AFTER, max(before.years) + 1))
        if before.years
        else ()
    )
    moved = next(((pattern, year) for pattern, year in beside if re.search(pattern, question.lower())), None)
    if scope.boards and not compared:
        base = _without_boards(base, before.filters.boards)
    if scope.years and not compared:
        base = re.sub(_YEAR, "", base)
    elif moved:
        base = re.sub(_YEAR, "", base)
        question = re.sub(moved[0], str(moved[1]), question, flags=re.I)
    return " ".join(f"{base.rstrip('?. ')}? {question}".split())


def _without_boards(question: str, boards: Sequence[str]) -> str:
    for board in boards:
        place = board.split()[-1]
        question = re.sub(
            rf"\b(?:i|för|hos|på)\s+(?:socialnämnden\s+)?{place}s?\b|\b{place}s?\b", "", question, flags=re.I
        )
    return question


def _kept(plan: Plan, low: str, before: Plan) -> Plan:
    """A follow-up keeps what it does not change of the plan before it."""
    if re.search(phrases.ONE_OF_THEM, low):
        return replace(plan, kind=Kind.LIST, about_assignments=before.about_assignments)
    criteria = with_status(plan.criteria, low)
    return replace(
        _in_place(plan, before),
        kind=_kind(plan, low, before),
        about_assignments=plan.about_assignments or before.about_assignments,
        criteria=criteria,
        notes=notes_of(criteria),
    )


def _kind(plan: Plan, low: str, before: Plan) -> Kind:
    """What a follow-up asks for: what its own words say, or else the same as the question before it."""
    own = kind_of(low, before.about_assignments)
    if own is Kind.FACT and re.match(_ASKS_ONE, low):
        return Kind.FACT
    if re.search(phrases.THE_SAME, low):
        return before.kind
    if re.search(phrases.COUNT_AGAIN, low):
        return Kind.COUNT if before.about_assignments else plan.kind
    return own if own is not Kind.FACT else before.kind


def _in_place(plan: Plan, before: Plan) -> Plan:
    """A plan that names no board and no document keeps those of the plan before it."""
    if plan.filters.boards or plan.filters.documents:
        return plan
    return replace(
        plan, filters=replace(plan.filters, boards=before.filters.boards, documents=before.filters.documents)
    )


def _less_inherited(planner: Planner, plan: Plan, asked: str) -> Plan:
    """A plan that knows which words of its topic the question has only from the one before: they count less."""
    own = planner.topic(asked)
    return replace(plan, inherited=tuple(word for word in plan.topic if own and word not in own))


def _asks_of_all(plan: Plan) -> bool:
    """Whether a question is about all boards, or about documents of a sort: "vilka nämnder", "enligt budgeten"."""
    low = plan.question.lower()
    return bool(plan.filters.types or re.search(phrases.ALL_BOARDS, low) or re.search(phrases.EVERYWHERE, low))
