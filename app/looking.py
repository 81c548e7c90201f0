"""Looks for what answers a question: passages, of the sort of document asked for first, and rows of figures in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.answer_extract import Found, find
from app.answer_figures import FigureRow, rows_of
from app.knowledge import Knowledge
from app.model import Kind, Plan
from app.opened import Opened
from app.stop import Stop
from app.told_assignments import Register
from app.topic import terms
from index.index import Index
from index.model import AssignmentEntry, Filters, Passage, Search, UnitKind
from ingest.metadata import type_of
from ingest.model import Document

_KINDS = (UnitKind.SENTENCE, UnitKind.ROW, UnitKind.CHUNK)
_CANDIDATES = 60
_ENOUGH = 5  # passages of the sort of document asked for, to leave the other sorts out
_TOPIC_ALONE = 2  # words of a topic, to look for it alone too
_INHERITED = 0.5  # what a word of the question before counts of a follow-up's own
_DOCUMENTS = 8  # figure tables and lists are looked through in so many documents, those that the search ranks highest


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found for a plan: units and rows of figures, best first, and the documents that rank highest."""

    found: Found
    rows: Sequence[FigureRow]
    near: Mapping[str, Document]


class Looking:
    """Where the evidence for one question's plan is looked for. Raises StoppedError when nobody waits for it."""

    def __init__(self, index: Index, known: Knowledge, plan: Plan, opened: Opened, stop: Stop) -> None:
        self.index, self.known, self.plan, self.opened, self.stop = index, known, plan, opened, stop
        found = terms(plan.topic, known.vocabulary, known.abbreviations)
        self.terms = tuple(
            replace(term, weight=_INHERITED * term.weight) if term.word in plan.inherited else term for term in found
        )

    def for_plan(self, plan: Plan) -> "Looking":
        """The same for another plan of the question."""
        return Looking(self.index, self.known, plan, self.opened, self.stop)

    def look(self) -> Looked:
        """The units and the rows of figures that the search finds."""
        passages = self._of_type(self.passages())
        names = list(dict.fromkeys(passage.document for passage in passages))
        documents = {name: self.opened.document(name) for name in names}
        self.stop.check()
        near = {name: documents[name] for name in names[:_DOCUMENTS]}
        found = find(self.plan, self.terms, passages, documents)
        return Looked(found, rows_of(self.plan, self.terms, near, passages), near)

    def passages(self) -> list[Passage]:
        """The passages that the search finds, best first."""
        plan = self.plan
        filters = Filters(plan.filters.documents, plan.filters.boards, plan.filters.years)
        self.stop.check()
        text = (plan.searches or (plan.standalone,))[0]
        found: list[Passage] = []
        for narrow in self._of_sort(filters):
            found = _merged(found, self._search(text, narrow))
        if len(found) < _ENOUGH:
            found = _merged(found, self._search(text, filters))
        if plan.kind is not Kind.SUMMARY or len(plan.topic) < _TOPIC_ALONE:
            return found
        # The topic without the words that frame it ("vad säger Norrs budget om"), which the filters stand for already
        return _merged(found, self._search(" ".join(plan.topic), filters, _CANDIDATES // 2))

    def _search(self, text: str, filters: Filters, limit: int = _CANDIDATES) -> list[Passage]:
        return self.index.search(Search(text, filters, _KINDS, limit))

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


def hits_of(register: Register, passages: Sequence[Passage]) -> Mapping[str, float]:
    """How well a search found each assignment, 0 to 1: the best of the hits that its words or its comment lie in."""
    best = max((passage.score for passage in passages), default=1.0)
    hits: dict[str, float] = {}
    for entry in register.entries:
        own = [passage.score / best for passage in passages if holds(entry, passage)]
        if own:
            hits[entry.id] = max(own)
    return hits


def holds(entry: AssignmentEntry, passage: Passage) -> bool:
    """Whether a passage lies in an assignment's words or its comment."""
    places = (*entry.spans, *entry.comment_spans)
    return passage.document == entry.document and any(passage.span.meets(place) for place in places)


def _merged(first: Sequence[Passage], second: Sequence[Passage]) -> list[Passage]:
    """Two searches' passages, each once with its better score, best first."""
    best: dict[tuple[str, int, int], Passage] = {}
    for passage in (*first, *second):
        key = (passage.document, passage.span.start, passage.span.end)
        if key not in best or passage.score > best[key].score:
            best[key] = passage
    return sorted(best.values(), key=lambda passage: -passage.score)
