"""A question and what was said before, to a plan: what is asked for, about what, where to look."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app import phrases
from app.criteria import criteria_of, decision_of, notes_of, with_status
from app.kinds import FRAME, kind_of, language_of, topic_of
from app.model import Criteria, Kind, Plan, Turn
from app.scope import Scope, scope_of, unscoped
from app.spelling import mend
from app.topic import WORD
from index.model import DocumentEntry, Filters


class Planner:
    """Plans questions about the documents that are loaded."""

    def __init__(self, documents: Sequence[DocumentEntry], vocabulary: Mapping[str, int]) -> None:
        self.documents = documents
        self.vocabulary = vocabulary
        self._keep = frozenset(word.lower() for d in documents for word in WORD.findall(d.board or "")) | FRAME

    def plan(self, question: str, history: Sequence[Turn] = (), chosen: Filters | None = None) -> Plan:
        """The plan for a question; `chosen` are the reader's own filters."""
        question = " ".join(question.split())
        language = language_of(question)
        mended = question if language == "en" else mend(question, self.vocabulary, self._keep)
        one, pointer = _pointed_out(mended, history)
        if one and history[-1].plan.about_assignments:
            plan = self._read(question, f"Hur långt har det kommit: {one}", language)
            return replace(plan, kind=Kind.STATUS, about_assignments=True, criteria=Criteria(), filters=Filters())
        standalone = mended.replace(pointer, one, 1) if one else self._whole(mended, history)
        plan = self._read(question, self._in_their_words(standalone), language)
        if history and (standalone != mended or re.match(r"^och\b", mended.lower())):
            plan = _inherit(plan, mended, history[-1].plan) if not one else _same_place(plan, history[-1].plan)
            own = topic_of(mended, scope_of(mended, self.documents), self.documents)
            plan = replace(plan, inherited=tuple(word for word in plan.topic if own and word not in own))
        elif history and re.search(phrases.THE_BOARD, mended.lower()):
            plan = _same_place(plan, history[-1].plan)
        return _narrow(plan, chosen) if chosen else plan

    def _read(self, question: str, standalone: str, language: str) -> Plan:
        low = standalone.lower()
        scope = scope_of(re.sub(f"{phrases.INSIDE_BUDGET}|{phrases.OUTSIDE_BUDGET}", " ", standalone), self.documents)
        criteria = criteria_of(low, standalone, scope, self.documents)
        about = bool(re.search(phrases.ASSIGNMENT_NOUNS, low)) or bool(decision_of(low))
        about = about or (bool(criteria.statuses) and bool(re.search(phrases.SET_BY_STATUS, low)))
        about = about or (bool(criteria.statuses) and bool(re.search(phrases.STEPS, low)))
        kind = kind_of(low, about)
        if len(scope.boards) > 1 and re.search(phrases.EACH, low):
            kind = Kind.COMPARE
        topic = topic_of(standalone, scope, self.documents)
        return Plan(
            question=question,
            standalone=standalone,
            kind=kind,
            language=language,
            topic=topic,
            filters=scope.filters,
            years=scope.years,
            about_assignments=about,
            criteria=criteria,
            searches=(unscoped(standalone, scope),),
            notes=notes_of(criteria),
        )

    def _in_their_words(self, question: str) -> str:
        """A question about a board's money as a whole ("Gick Norr plus eller minus 2024?") in the documents' words."""
        scope = scope_of(question, self.documents)
        topic = set(topic_of(question, scope, self.documents))
        places = " respektive ".join(board.split()[-1] for board in scope.boards)
        for asked, words, said, needed in phrases.MONEY_AS_A_WHOLE:
            if re.search(phrases.ROWS_ASKED, question.lower()):
                break
            if not topic - words and re.search(asked, question.lower()) and self.vocabulary.get(needed):
                return f"{' '.join((said, places, *map(str, scope.years))).strip()}?"
        return question

    def _whole(self, question: str, history: Sequence[Turn]) -> str:
        """A follow-up made a question of its own: what it leaves out is taken from the question before it."""
        if not history:
            return question
        before = history[-1].plan
        low = question.lower()
        follows = any(re.search(one, low) for one in (phrases.FOLLOW_UP, phrases.COUNT_AGAIN, phrases.THE_SAME))
        own = topic_of(question, scope_of(question, self.documents), self.documents)
        whole = bool(re.search(phrases.ASSIGNMENT_NOUNS, low)) and len(low.split()) > 3
        follows = (
            follows or (len(own) <= 3 and bool(re.search(phrases.PRONOUNS, low)) and not whole) or not (own or whole)
        )
        scope = scope_of(question, self.documents)
        if not (follows or _points_back(low, scope)):
            return question
        base = self._base(history)
        whole = whole or bool(re.search(phrases.ASKS, low))
        points = re.search(phrases.PRONOUNS, low.split(" om ")[0])
        if len(own) >= 2 and whole and re.match(r"^och\b", low) and not points:
            return question  # "Och uppdraget om …?": another thing asked of in the same way
        compared = re.search(phrases.COMPARED, low)
        if scope.boards and not compared:
            base = _without_boards(base, before.filters.boards)
        if scope.years and not compared:
            base = re.sub(r"\b20\d\d\b", "", base)
        elif before.years and re.search(phrases.YEAR_BEFORE, low):
            base = re.sub(r"\b20\d\d\b", "", base)
            question = re.sub(phrases.YEAR_BEFORE, str(min(before.years) - 1), question, flags=re.I)
        return " ".join(f"{base.rstrip('?. ')}? {question}".split())

    def _base(self, history: Sequence[Turn]) -> str:
        """What a follow-up goes on from: the last question that says something of its own ("Varför?" does not)."""
        for turn in reversed(history[1:]):
            if not turn.plan.standalone.endswith(turn.plan.question):
                return turn.plan.standalone  # what it pointed at was put in its place
            said = self._read(turn.plan.question, turn.plan.question, turn.plan.language)
            if turn.plan.standalone == self._in_their_words(turn.plan.question):
                return turn.plan.question
            if said.topic or said.years or said.filters != Filters() or said.criteria != Criteria():
                return turn.plan.standalone
        first = history[0].plan
        in_their_words = first.standalone == self._in_their_words(first.question)
        return first.question if in_their_words else first.standalone


def asks_of_all(plan: Plan) -> bool:
    """Whether a question is about all boards, or about documents of a sort: "vilka nämnder", "enligt budgeten"."""
    low = plan.question.lower()
    return bool(plan.filters.types or re.search(phrases.ALL_BOARDS, low) or re.search(phrases.EVERYWHERE, low))


def _points_back(low: str, scope: Scope) -> bool:
    """Whether a question without a board or document is too short to stand alone, or says "ökningen", "beslutet"."""
    words = low.split()
    if scope.boards or scope.filters.documents:
        return False
    pointing = len(words) <= phrases.LONGEST_ANAPHORA and re.search(phrases.ANAPHORA, low)
    return len(words) <= phrases.SHORT or bool(pointing)


def _pointed_out(question: str, history: Sequence[Turn]) -> tuple[str, str]:
    """The item of the list before that a follow-up points at, and the words that do ("den andra"); "" and ""."""
    match = re.search(phrases.ORDINAL, question.lower())
    items = next((turn.answer.items for turn in reversed(history) if turn.answer and turn.answer.items), ())
    if not match or not items:
        return "", ""
    place = phrases.ORDINALS.index(match["which"]) if match["which"] in phrases.ORDINALS else len(items) - 1
    return (items[place].text, question[slice(*match.span())]) if place < len(items) else ("", "")


def _without_boards(question: str, boards: Sequence[str]) -> str:
    for board in boards:
        place = board.split()[-1]
        question = re.sub(
            rf"\b(?:i|för|hos|på)\s+(?:socialnämnden\s+)?{place}s?\b|\b{place}s?\b", "", question, flags=re.I
        )
    return question


def _inherit(plan: Plan, question: str, before: Plan) -> Plan:
    """A follow-up keeps what it does not change of the plan before it."""
    low = question.lower()
    again = bool(re.search(phrases.COUNT_AGAIN, low))
    kind = Kind.COUNT if again and before.about_assignments else plan.kind
    own_kind = kind_of(low, before.about_assignments)
    kind = own_kind if own_kind is not Kind.FACT and not again else (kind if again else before.kind)
    if re.search(phrases.THE_SAME, low):
        kind = before.kind
    if re.search(phrases.ONE_OF_THEM, low):
        return replace(plan, kind=Kind.LIST, about_assignments=before.about_assignments)
    if re.match(r"^(?:och |men )?(?:var|varför|när|vem|vilken|vilket|vad|hur)\b", low) and own_kind is Kind.FACT:
        kind = Kind.FACT
    filters = _same_place(plan, before).filters
    about = plan.about_assignments or before.about_assignments
    criteria = with_status(plan.criteria, low)
    return replace(
        plan, kind=kind, filters=filters, about_assignments=about, criteria=criteria, notes=notes_of(criteria)
    )


def _same_place(plan: Plan, before: Plan) -> Plan:
    """A plan that names no board and no document keeps those of the plan before it."""
    if plan.filters.boards or plan.filters.documents:
        return plan
    return replace(
        plan, filters=replace(plan.filters, boards=before.filters.boards, documents=before.filters.documents)
    )


def _narrow(plan: Plan, chosen: Filters) -> Plan:
    """The plan with the reader's own filters: they win over what the question names."""
    merged = Filters(
        chosen.documents or plan.filters.documents,
        chosen.boards or plan.filters.boards,
        chosen.years or plan.filters.years,
        chosen.types or plan.filters.types,
    )
    return replace(plan, filters=merged)
