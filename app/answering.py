"""One question on its way to a draft: from a register, a set, a cell, sentences, or an honest no."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app import english, verdict
from app.answer_extract import Found, answer_extract, find, statements_of
from app.answer_figures import FigureRow, figure_statement, is_sure, rows_of
from app.answer_prose import answer_prose, compared_figures
from app.answer_register import answer_count, answer_list, answer_status, tell
from app.answer_sets import answer_set
from app.asked import asked_for
from app.honesty import is_answered
from app.knowledge import Knowledge
from app.lacking import instead_of_end, left_open
from app.model import Criteria, Draft, Evidence, Kind, Plan, Statement
from app.opened import Opened
from app.phrases import ALL_BOARDS, ASKS, BOARDS, ONE_ASSIGNMENT
from app.plan_rows import answer_plan_row
from app.rank import Ranked
from app.select_assignments import about, the_one
from app.stop import Stop
from app.told_assignments import Register
from app.topic import terms
from index.index import Index
from index.model import AssignmentEntry, Filters, Passage, Search, UnitKind
from ingest.metadata import type_of
from ingest.model import Status

_CANDIDATES = 60
_ENOUGH = 5  # passages of the sort of document asked for, to leave the other sorts out
_FOUND_AMONG = 5  # best units, one of which an assignment must hold to be told of
_MENTIONED = 0.5  # share of a topic that a board's text must meet to be told beside another board's
_TOPIC_ALONE = 2  # words of a topic, to look for it alone too
_MOST_WORDS = {
    Kind.FACT: 112,
    Kind.FIGURE: 112,
    Kind.YESNO: 112,
    Kind.LIST: 112,
    Kind.COUNT: 112,
    Kind.COMPARE: 150,
    Kind.STATUS: 150,
}
_PLAINLY = 0.6  # share of a topic that a board's assignment must meet to be told beside another board's
_SIDES, _MOST_SIDES = 4, 6  # boards told side by side: of those named, and when all are asked for
_OF_A_SIDE, _OF_A_SHORT_SIDE = 70, 40  # words of text for each board of a comparison, and of a shorter answer
_ENOUGH_SIDES = 2  # of all boards that say something, to tell them side by side
_INHERITED = 0.5  # what a word of the question before counts of a follow-up's own
_PREMISE_AMONG, _INSTEAD = 20, 60  # units that may say what became of something, and words of what they say
_NOT_ENDED = {
    "sv": "Handlingarna säger inte att det har upphört. De säger:",
    "en": "The documents do not say that it has ended. They say:",
}
_OPEN_AMONG = 8  # best units among which one may say that a sum is not known
_SAYS_SO = {"sv": "De säger själva:", "en": "They say so themselves:"}
_SILENT = {"sv": "*Sägs inte i handlingarna.*", "en": "*The documents do not say.*"}
_DOCUMENTS = 8  # figure tables and lists are looked through in so many documents, those that the search ranks highest


class Answering:
    """One question on its way to a draft: what was looked up is kept for the next attempt."""

    def __init__(self, index: Index, known: Knowledge, plan: Plan, opened: Opened, stop: Stop) -> None:
        self.index, self.known, self.plan, self.opened, self.stop = index, known, plan, opened, stop
        found = terms(plan.topic, known.vocabulary, known.abbreviations)
        self.terms = tuple(
            replace(term, weight=_INHERITED * term.weight) if term.word in plan.inherited else term for term in found
        )

    def draft(self) -> Draft:
        """The best way that the question can be answered: a register, a set, a cell, sentences, or an honest no."""
        drafted = self._from_register()
        if drafted:
            return _shortened(drafted)
        named = self.plan.filters.boards
        if len(named) > 1:
            low = self.plan.standalone.lower()
            boards = sorted(named, key=lambda board: low.find(board.split()[-1].lower()))  # the question's own order
            return self._side_by_side(boards[:_SIDES]) or self._nothing(self._look(self.plan)[0])
        return self._of_all_boards() or _shortened(self._from_text())

    def _from_register(self) -> Draft | None:
        plan, register, low = self.plan, self.known.register, self.plan.standalone.lower()
        if plan.about_assignments and plan.kind is Kind.COUNT:
            return answer_count(plan, register, self.terms)
        if plan.kind is Kind.COMPARE and len(plan.filters.boards) > 1 and re.search(ONE_ASSIGNMENT, low):
            return None  # how each board has gone about one assignment: told board by board
        listed = plan.kind in (Kind.LIST, Kind.COMPARE) or (
            plan.kind is Kind.YESNO and bool(plan.criteria.statuses or plan.criteria.common)
        )
        if plan.about_assignments and listed:
            return answer_list(plan, register, self.terms)
        if len(plan.filters.boards) > 1 and len(re.findall(ASKS, low)) > 1:
            return None  # one thing asked of one board, another of the other: told board by board
        if plan.about_assignments and not self.terms and plan.criteria != Criteria():  # "vem ska de rapporteras till?"
            return answer_list(replace(plan, kind=Kind.LIST), register, self.terms)
        about_one = plan.about_assignments and plan.kind in (Kind.YESNO, Kind.FACT) and bool(plan.criteria.statuses)
        if plan.kind is Kind.STATUS or about_one:
            return answer_status(plan, register, self.terms, hits_of(register, self._search(plan.filters.boards)))
        return None

    def _from_text(self) -> Draft:
        plan = self.plan
        found, rows = self._look(plan)
        near = dict(list(found.documents.items())[:_DOCUMENTS])
        drafted = answer_set(plan, self.terms, near, found.passages)
        if drafted:
            return drafted
        ruling = self._decided(found)
        if ruling:
            return ruling
        compared = compared_figures(plan, self.terms, found)
        if compared:
            return compared
        near_first = [(one.passage.text, one.features.covered) for one in found.ranked[:_OPEN_AMONG]]
        open_ = left_open(asked_for(plan.standalone, plan.kind), near_first) if plan.kind is not Kind.YESNO else None
        if open_ is not None:
            return self._nothing(found, found.ranked[open_])
        if not is_answered(plan, self.terms, found, rows):
            return self._nothing(found)
        instead = self._instead_of_end(found)
        if instead:
            return instead
        said = verdict.verdict(plan, found) if plan.kind is Kind.YESNO else None
        if said:
            return verdict.told(said, answer_extract(plan, verdict.first(found, said)), plan.language)
        in_plan = answer_plan_row(plan, self.terms, near, [one.passage for one in found.ranked])
        if in_plan:
            return in_plan
        of_one = self._of_assignment(found)
        if of_one:
            return of_one
        return answer_prose(plan, self.terms, found, rows)

    def _decided(self, found: Found) -> Draft | None:
        """Yes or no to what was decided, by the minutes of meetings first; None when nothing decides it."""
        plan = self.plan
        if plan.kind is not Kind.YESNO or not verdict.asks_decision(plan):
            return None
        minutes = tuple(document.name for document in self.known.documents if document.type == verdict.MINUTES)
        if minutes:
            elsewhere = replace(plan, filters=replace(plan.filters, documents=minutes))
            more, _ = Answering(self.index, self.known, elsewhere, self.opened, self.stop)._look(elsewhere)
            found = Found((*more.ranked, *found.ranked), {**found.documents, **more.documents})
        said = verdict.decided(plan, found)
        return verdict.told(said, answer_extract(plan, verdict.first(found, said)), plan.language) if said else None

    def _instead_of_end(self, found: Found) -> Draft | None:
        """What became of something that the question takes for ended; None when it takes nothing so, or it did end."""
        near = found.ranked[:_PREMISE_AMONG]
        place = instead_of_end(self.plan.standalone.lower(), [one.passage.text for one in near])
        if place is None:
            return None
        first = replace(near[place], score=near[0].score)
        rest = [one for one in found.ranked if one is not near[place]]
        told = statements_of(self.plan, replace(found, ranked=(first, *rest)), _INSTEAD)[:1]
        return Draft(self.plan.kind, True, (Statement(_NOT_ENDED[self.plan.language], ()), *told))

    def _of_assignment(self, found: Found) -> Draft | None:
        """What a report says of one assignment, when the best place found is its words or its comment."""
        best = found.best
        if best is None or self.plan.kind not in (Kind.FACT, Kind.YESNO, Kind.STATUS, Kind.SUMMARY):
            return None
        entry = entry_at(self.known.register, best.passage)
        if entry is None or entry.status is Status.UNKNOWN or not entry.comment:
            return None
        return tell(entry, self.known.register, self.terms, self.plan.kind, self.plan.language)

    def _search(self, boards: tuple[str, ...]) -> list[Passage]:
        kinds = (UnitKind.SENTENCE, UnitKind.ROW, UnitKind.CHUNK)
        filters = Filters(self.plan.filters.documents, boards, self.plan.filters.years, ())
        self.stop.check()
        text = (self.plan.searches or (self.plan.standalone,))[0]
        found: list[Passage] = []
        for narrow in self._of_sort(filters):
            found = _merged(found, self.index.search(Search(text, narrow, kinds, _CANDIDATES)))
        if len(found) < _ENOUGH:
            found = _merged(found, self.index.search(Search(text, filters, kinds, _CANDIDATES)))
        if self.plan.kind is not Kind.SUMMARY or len(self.plan.topic) < _TOPIC_ALONE:
            return found
        # The topic without the words that frame it ("vad säger Norrs budget om"), which the filters stand for already
        topical = self.index.search(Search(" ".join(self.plan.topic), filters, kinds, _CANDIDATES // 2))
        return _merged(found, topical)

    def _of_sort(self, filters: Filters) -> list[Filters]:
        """The documents, and the attachments of others, of the sort that the question names: each to be searched by
        itself, as the best passages of all documents may be of other sorts."""
        types = set(self.plan.filters.types)
        if not types or filters.documents:
            return []
        boards = [one for one in self.known.documents if not filters.boards or one.board in filters.boards]
        whole = tuple(one.name for one in boards if one.type in types)
        holding = [
            one.name for one in boards if one.name not in whole and types & {type_of(part) for part in one.parts}
        ]
        parts = tuple(
            (name, part.number) for name in holding for part in self.opened.document(name).parts if part.type in types
        )
        narrow = [replace(filters, documents=whole)] if whole else []
        return [*narrow, replace(filters, parts=parts)] if parts else narrow

    def _of_type(self, passages: list[Passage]) -> list[Passage]:
        """The passages of the sort of document that the question names, when there are enough of them."""
        types = self.plan.filters.types
        if not types:
            return passages
        fitting = [passage for passage in passages if self._type_of(passage) & set(types)]
        return fitting if len(fitting) >= _ENOUGH else passages

    def _type_of(self, passage: Passage) -> set[str]:
        document = self.opened.document(passage.document)
        part = next((part.type for part in document.parts if part.number == passage.part), document.type)
        return {document.type, part}

    def _look(self, plan: Plan) -> tuple[Found, list[FigureRow]]:
        passages = self._of_type(self._search(plan.filters.boards))
        names = list(dict.fromkeys(passage.document for passage in passages))
        documents = {name: self.opened.document(name) for name in names}
        self.stop.check()
        near = {name: documents[name] for name in names[:_DOCUMENTS]}
        return find(plan, self.terms, passages, documents), rows_of(plan, self.terms, near, passages)

    def _of_all_boards(self) -> Draft | None:
        """What all boards say side by side, when "nämnderna" are compared without a name; where fewer than two say
        something, the answer without the word for them. None for other questions."""
        plan = self.plan
        known = sorted({document.board for document in self.known.documents if document.board})
        asked = plan.kind is Kind.COMPARE and not plan.filters.boards and re.search(ALL_BOARDS, plan.standalone.lower())
        if not asked or not 1 < len(known) <= _MOST_SIDES:
            return None
        topic = tuple(word for word in plan.topic if not re.fullmatch(BOARDS, word))
        bare = Answering(self.index, self.known, replace(plan, topic=topic), self.opened, self.stop)
        return bare._side_by_side(known, _ENOUGH_SIDES) or _shortened(bare._from_text())

    def _side_by_side(self, boards: Sequence[str], enough: int = 1) -> Draft | None:
        """What each board's documents say of the same, each under the board's name. None when too few say something."""
        found = {board: self._of_board(board) for board in boards}
        if sum(map(bool, found.values())) < enough:
            return None
        said: list[Statement] = []
        for board, statements in found.items():
            said.append(Statement(board, (), is_heading=True))
            said += statements or [Statement(_SILENT[self.plan.language], ())]
        return Draft(self.plan.kind, True, tuple(said))

    def _of_board(self, board: str) -> list[Statement]:
        """What one board's documents say: its assignment on the topic, its figure, its sentences."""
        told = {document.year for document in self.known.documents if document.board == board}
        years = tuple(year for year in self.plan.years if year in told) or self.plan.years
        plan = replace(self.plan, years=years, filters=replace(self.plan.filters, boards=(board,)))
        found, rows = self._look(plan)
        entry = the_one(plan, self.known.register, self.terms)
        said: list[Statement] = []
        if entry and about(entry, self.terms) >= _PLAINLY and _is_found(entry, found):
            own = Statement(entry.text, (Evidence(entry.document, entry.spans),))
            said += (
                tell(entry, self.known.register, self.terms, plan.kind, plan.language).lead if entry.comment else (own,)
            )
        best = [one.features for one in found.ranked[:5]]
        around = max((f.words + f.before + f.after + f.heading for f in best), default=0.0)
        least = _MENTIONED
        if board not in self.plan.filters.boards:  # not asked for by name: only what it says in so many words
            around, least = max((f.words for f in best), default=0.0), _PLAINLY
        if not is_answered(plan, self.terms, found, rows) or (around < least and not (rows and is_sure(rows[0]))):
            return said
        if rows and is_sure(rows[0]):
            said.append(figure_statement(plan, rows[0], found.documents[rows[0].document]))
        room = _OF_A_SIDE if plan.kind is Kind.COMPARE else _OF_A_SHORT_SIDE
        return said + statements_of(plan, found, room, said)

    def _nothing(self, found: Found, said: Ranked | None = None) -> Draft:
        """An honest no: what was searched, and what comes nearest; `said` is a sentence that says so itself."""
        counted, pages, in_english = len(self.known.documents), self.known.pages, self.plan.language == "en"
        no, searched = "**Det framgår inte av handlingarna.**", f"Jag har sökt i {counted} dokument ({pages} sidor)."
        if in_english:
            no, searched = english.nothing(counted, pages)
        lead = [Statement(no, ()), Statement(searched, ())]
        if said:
            lead.append(Statement(_SAYS_SO[self.plan.language], ()))
            lead += statements_of(self.plan, replace(found, ranked=(said,)), _INSTEAD)
            return Draft(Kind.NONE, False, tuple(lead))
        for one in found.ranked[:1]:
            trail = one.passage.trail[-1] if one.passage.trail else found.documents[one.passage.document].title
            place = (Evidence(one.passage.document, (one.passage.span,)),)
            nearest = f"Närmast kommer avsnittet ”{trail}”, men det ger inte svaret."
            lead.append(Statement(english.nearest(trail) if in_english else nearest, place))
        return Draft(Kind.NONE, False, tuple(lead))


def hits_of(register: Register, passages: Sequence[Passage]) -> Mapping[str, float]:
    """How well a search found each assignment, 0 to 1: the best of the hits that its words or its comment lie in."""
    best = max((passage.score for passage in passages), default=1.0)
    hits: dict[str, float] = {}
    for entry in register.entries:
        places = (*entry.spans, *entry.comment_spans)
        own = [
            p.score / best for p in passages if p.document == entry.document and any(p.span.meets(s) for s in places)
        ]
        if own:
            hits[entry.id] = max(own)
    return hits


def _is_found(entry: AssignmentEntry, found: Found) -> bool:
    """Whether the search finds an assignment's own words or its comment among the best."""
    places = (*entry.spans, *entry.comment_spans)
    best = [one.passage for one in found.ranked[:_FOUND_AMONG]]
    return any(p.document == entry.document and any(p.span.meets(place) for place in places) for p in best)


def _merged(first: Sequence[Passage], second: Sequence[Passage]) -> list[Passage]:
    """Two searches' passages, each once with its better score, best first."""
    best: dict[tuple[str, int, int], Passage] = {}
    for passage in (*first, *second):
        key = (passage.document, passage.span.start, passage.span.end)
        if key not in best or passage.score > best[key].score:
            best[key] = passage
    return sorted(best.values(), key=lambda passage: -passage.score)


def entry_at(register: Register, passage: Passage) -> AssignmentEntry | None:
    """The assignment whose words or comment a passage lies in."""
    for entry in register.entries:
        if entry.document == passage.document and any(
            span.meets(passage.span) for span in (*entry.spans, *entry.comment_spans)
        ):
            return entry
    return None


def _shortened(draft: Draft) -> Draft:
    """A short answer kept short: whole statements are left out from the end, never the first."""
    most = _MOST_WORDS.get(draft.kind)
    if most is None or draft.items:
        return draft
    used = sum(len(statement.text.split()) for statement in draft.closing)
    kept: list[Statement] = []
    for statement in draft.lead:
        used += len(statement.text.split()) + 1
        if kept and used > most:
            break
        kept.append(statement)
    return replace(draft, lead=tuple(kept))
