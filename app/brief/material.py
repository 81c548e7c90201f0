"""What a brief is made of: the assignments, figures, sentences and risks on a topic, looked up once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.answer_extract import Found, find
from app.answer_figures import FigureRow, is_likely, rows_of
from app.answer_sets import answer_set
from app.completion import completed
from app.errors import BadValueError
from app.knowledge import Knowledge
from app.model import Evidence, Plan, Statement
from app.rank import Ranked
from app.reading import reading_of
from app.select_assignments import about, select
from app.tidying import tidy
from app.told_assignments import MOTION, Register, is_proposal, status_of
from app.topic import Term, coverage, terms
from index.index import Index
from index.model import AssignmentEntry, Filters, Passage, Search, UnitKind
from ingest.model import Document, Risk, Status

_KINDS = (UnitKind.SENTENCE, UnitKind.ROW, UnitKind.CHUNK)
_CANDIDATES = 60
_MOST_ROWS = 12
_ABOUT = 0.72  # share of the topic's weight that an assignment or risk must meet; the end of a compound does not do
_SAID = 0.72  # and a sentence with its heading
_A_DOCUMENT, _DOCUMENTS = 4, 10  # statements of each document, and documents
_MEASURED = 0.72  # and a figure's label with its heading


@dataclass(frozen=True, slots=True)
class Told:
    """An assignment as one board's documents tell it; `board` is empty for documents of the whole city."""

    board: str
    entry: AssignmentEntry
    status: Status
    own: Register  # the board's own, so that no other board's report tells its status


class Material:
    """Everything on one topic. Raises BadValueError for a topic that names nothing."""

    def __init__(self, index: Index, known: Knowledge, topic: str) -> None:
        self.index, self.known, self.topic = index, known, topic
        self.plan = self._plan(f"Vad säger handlingarna om {topic}?")
        self.terms = self._terms(self.plan)
        if not self.terms:
            raise BadValueError(f"Ämnet ”{topic[:60]}” är för allmänt. Skriv vad det gäller, t.ex.: Bostad först")
        self.assignments, self.proposals = self._assignments()
        groups = {one.group for one in (*(told.entry for told in self.assignments), *self.proposals)}
        self._entries = [one for one in known.register.entries if one.group in groups]
        self.risks = self._risks()
        self.found, self.rows = self._look(self.plan.filters.boards)
        self.sentences = self._sentences(self.found, self.rows, _A_DOCUMENT)

    def boards(self) -> list[str]:
        """The boards whose documents are loaded, or those that the topic names."""
        names = dict.fromkeys(document.board for document in self.known.documents if document.board)
        return [name for name in names if not self.plan.filters.boards or name in self.plan.filters.boards]

    def of_board(self, board: str) -> list[Statement]:
        """The best that one board's documents say."""
        found, rows = self._look((board,))
        return self._sentences(found, rows, 2)[:2]

    def _risks(self) -> list[tuple[Document, Risk]]:
        """The risks on the topic, each with its document."""
        names = [entry.name for entry in self.known.documents if entry.counts.get("risks")]
        documents = {name: self.index.document(name) for name in names}
        draft = answer_set(self._plan(f"Vilka risker finns om {self.topic}?"), self.terms, documents) if names else None
        titles = {(place.document, place.spans) for item in (draft.items if draft else ()) for place in item.evidence}
        return [
            (document, risk)
            for name, document in documents.items()
            for risk in document.risks
            if (name, risk.title) in titles
            and self._in_scope(document)
            and coverage(self.terms, f"{document.read(risk.title)} {risk.area}") >= _ABOUT
        ]

    def _in_scope(self, document: Document) -> bool:
        return not self.plan.filters.boards or document.board in self.plan.filters.boards

    def open(self, name: str) -> tuple[Document, str]:
        """A document with its version, as the citer wants it."""
        entry = self.index.entry(name)
        return self.index.document(name), entry.version if entry else ""

    def _plan(self, question: str) -> Plan:
        return self.known.planner.plan(question)

    def _terms(self, plan: Plan) -> tuple[Term, ...]:
        return terms(plan.topic, self.known.vocabulary, self.known.abbreviations)

    def _assignments(self) -> tuple[list[Told], list[AssignmentEntry]]:
        plan = self._plan(f"Vilka uppdrag finns om {self.topic}?")
        plan = replace(plan, filters=replace(plan.filters, types=()))
        wanted_terms = self._terms(plan)
        chosen = [one for one in select(plan, self.known.register, wanted_terms) if about(one, wanted_terms) >= _ABOUT]
        groups = self.known.register.groups
        proposals = [one for one in chosen if all(is_proposal(other) for other in groups.get(one.group, (one,)))]
        wanted = dict.fromkeys(one.group for one in chosen if one not in proposals)
        return self._told(wanted, plan.filters), proposals

    def _told(self, groups: Mapping[str, None], filters: Filters) -> list[Told]:
        """Each assignment once a board, by the board's latest document that tells its status."""
        entries = [one for one in self.known.register.entries if not is_proposal(one)]
        years = self.known.register.year_of
        told: list[Told] = []
        for board in dict.fromkeys(one.board for one in entries):
            if filters.boards and board not in filters.boards:
                continue
            own = Register.of([one for one in entries if one.board == board], self.known.documents)
            for group in groups:
                family = own.groups.get(group, ())
                if family:
                    known = [one for one in family if one.status is not Status.UNKNOWN]
                    entry = max(known, key=lambda one: years.get(one.document) or 0) if known else family[0]
                    told.append(Told(board or "", entry, status_of(entry, own), own))
        return told

    def _look(self, boards: tuple[str, ...]) -> tuple[Found, list[FigureRow]]:
        filters = Filters(self.plan.filters.documents, boards, self.plan.filters.years, ())
        passages = self.index.search(Search(self.topic, filters, _KINDS, _CANDIDATES))
        names = list(dict.fromkeys(passage.document for passage in passages))
        documents = {name: self.index.document(name) for name in names}
        found = find(self.plan, self.terms, passages, documents)
        rows = rows_of(self.plan, self.terms, documents, passages)
        return found, [row for row in rows if is_likely(row) and self._measures(row)][:_MOST_ROWS]

    def _measures(self, row: FigureRow) -> bool:
        first = row.figures[0]
        words = f"{first.label_text} {' '.join(figure.heading for figure in row.figures)}"
        return coverage(self.terms, words) >= _MEASURED

    def _sentences(self, found: Found, rows: Sequence[FigureRow], most: int) -> list[Statement]:
        """What each document says, without the assignments and figures, which have sections of their own."""
        taken = [Evidence(one.document, (*one.spans, *one.comment_spans)) for one in self._entries]
        taken += [Evidence(row.document, tuple(figure.value for figure in row.figures)) for row in rows]
        for document, risk in self.risks:
            measures = [span for measure in risk.measures for span in (*measure.title, *measure.description)]
            taken.append(Evidence(document.name, (*risk.title, *risk.description, *risk.consequence, *measures)))
        said: dict[str, list[Statement]] = {}
        for one in found.ranked:
            if self._is_free(one, taken) and not self._is_motion(one.passage):
                document = found.documents[one.passage.document]
                span = next(completed(reading_of(document), one.passage.span, first=False), one.passage.span)
                statement = Statement(tidy(document, span), (Evidence(document.name, (span,)),))
                own = said.setdefault(document.name, [])
                if len(own) < most and not _is_said(statement, said.values()):
                    own.append(statement)
        return [statement for own in list(said.values())[:_DOCUMENTS] for statement in own]

    def _is_free(self, one: Ranked, taken: Sequence[Evidence]) -> bool:
        """Whether a unit is on the topic, says something by itself and is not told elsewhere in the brief."""
        on_topic = one.features.words + one.features.heading >= _SAID
        label = one.features.label and not one.features.item
        return on_topic and not label and not one.features.title and not _stands_in(one.passage, taken)

    def _is_motion(self, passage: Passage) -> bool:
        """Whether a passage stands in a motion, which decides nothing."""
        document = self.index.document(passage.document)
        part = next((part.type for part in document.parts if part.number == passage.part and part.number), "")
        return MOTION in (document.type, part)


def _is_said(statement: Statement, said: Iterable[Sequence[Statement]]) -> bool:
    """Whether most of the words were said already, in a twin document or as part of a longer statement."""
    own = set(statement.text.lower().split())
    return any(len(own & set(one.text.lower().split())) > 0.8 * len(own) for known in said for one in known)


def _stands_in(passage: Passage, places: Sequence[Evidence]) -> bool:
    return any(
        place.document == passage.document and any(passage.span.meets(span) for span in place.spans) for place in places
    )
