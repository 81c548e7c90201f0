"""The one way in: a question and what was said before, to an answer."""

from collections.abc import Sequence
from time import perf_counter

from app import cite
from app.answer_extract import Found, answer_extract, find, statements_of
from app.answer_figures import FigureRow, figure_statement, is_sure, rows_of
from app.answer_register import Register, answer_count, answer_list, answer_status
from app.honesty import is_answered
from app.model import Answer, Draft, Evidence, Kind, Plan, Statement, Turn
from app.plan import Planner
from app.topic import Term, terms
from index.index import Index
from index.model import Filters, Search, UnitKind
from ingest.model import Document

_CANDIDATES = 60
_DOCUMENTS = 8  # figure tables are looked through in so many documents, those that the search ranks highest


class Assistant:
    """Answers questions from an index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None) -> Answer:
        """Answers a question; `filters` are the reader's own choices and narrow what the question names."""
        started = perf_counter()
        plan = self.plan(question, history, filters)
        draft = self._draft(plan)
        took = (perf_counter() - started) * 1000
        return cite.answer(plan, draft, self._open, self.coverage(), round(took, 1))

    def plan(self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None) -> Plan:
        """What is asked for, about what, and where to look."""
        return Planner(self.index.documents(), self.index.vocabulary()).plan(question, history, filters)

    def coverage(self) -> dict[str, int]:
        """How much was searched."""
        documents = self.index.documents()
        return {"documents": len(documents), "pages": sum(document.pages for document in documents)}

    def _open(self, name: str) -> tuple[Document, str]:
        entry = self.index.entry(name)
        return self.index.document(name), entry.version if entry else ""

    def _draft(self, plan: Plan) -> Draft:
        wanted = terms(plan.topic, self.index.vocabulary(), self.index.abbreviations())
        drafted = self._from_register(plan, wanted)
        if drafted:
            return drafted
        if len(plan.filters.boards) > 1:
            return self._side_by_side(plan, wanted)
        return self._from_text(plan, wanted)

    def _from_register(self, plan: Plan, wanted: Sequence[Term]) -> Draft | None:
        register = Register.of(self.index.assignments(), self.index.documents())
        if plan.about_assignments and plan.kind is Kind.COUNT:
            return answer_count(plan, register, wanted)
        if plan.about_assignments and (plan.kind in (Kind.LIST, Kind.COMPARE) or (plan.kind is Kind.YESNO and plan.criteria.statuses)):
            return answer_list(plan, register, wanted)
        if plan.kind is Kind.STATUS or (plan.about_assignments and plan.kind in (Kind.YESNO, Kind.FACT) and plan.criteria.statuses):
            return answer_status(plan, register, wanted)
        return None

    def _from_text(self, plan: Plan, wanted: Sequence[Term]) -> Draft:
        found, rows = self._look(plan, wanted)
        if not is_answered(plan, wanted, found, rows):
            return self._nothing(plan, found)
        if plan.kind in (Kind.FIGURE, Kind.COMPARE, Kind.COUNT, Kind.YESNO) and rows and is_sure(rows[0]):
            told = [figure_statement(plan, row, found.documents[row.document]) for row in _same_strength(rows)]
            return Draft(plan.kind, True, (*told, *statements_of(plan, found, 60)))
        return answer_extract(plan, found)

    def _look(self, plan: Plan, wanted: Sequence[Term]) -> tuple[Found, list[FigureRow]]:
        filters = Filters(plan.filters.documents, plan.filters.boards, plan.filters.years, ())
        kinds = (UnitKind.SENTENCE, UnitKind.ROW, UnitKind.CHUNK)
        passages = self.index.search(Search(plan.standalone, filters, kinds, _CANDIDATES))
        names = list(dict.fromkeys(passage.document for passage in passages))
        documents = {name: self.index.document(name) for name in names}
        near = {name: documents[name] for name in names[:_DOCUMENTS]}
        return find(plan, wanted, passages, documents), rows_of(plan, wanted, near)

    def _side_by_side(self, plan: Plan, wanted: Sequence[Term]) -> Draft:
        """What each board's documents say of the same, one paragraph a board."""
        from dataclasses import replace

        said: list[Statement] = []
        for board in plan.filters.boards[:4]:
            narrowed = replace(plan, filters=replace(plan.filters, boards=(board,)))
            found, rows = self._look(narrowed, wanted)
            said.append(Statement(f"\n\n**{board}:**", ()))
            if not is_answered(narrowed, wanted, found, rows):
                said.append(Statement("*sägs inte i handlingarna.*", ()))
                continue
            if rows and is_sure(rows[0]):
                said.append(figure_statement(narrowed, rows[0], found.documents[rows[0].document]))
            said += statements_of(narrowed, found, 90)
        answered = any(statement.evidence for statement in said)
        return Draft(plan.kind, answered, tuple(said)) if answered else self._nothing(plan, self._look(plan, wanted)[0])

    def _nothing(self, plan: Plan, found: Found) -> Draft:
        """An honest no: what was searched, and what comes nearest."""
        size = self.coverage()
        no = "**Det framgår inte av handlingarna.**" if plan.language == "sv" else "**The documents do not say.**"
        searched = f"Jag har sökt i {size['documents']} dokument ({size['pages']} sidor)."
        lead = [Statement(no, ()), Statement(searched, ())]
        for one in found.ranked[:1]:
            trail = one.passage.trail[-1] if one.passage.trail else found.documents[one.passage.document].title
            place = (Evidence(one.passage.document, (one.passage.span,)),)
            lead.append(Statement(f"Närmast kommer avsnittet ”{trail}”, men det ger inte svaret.", place))
        return Draft(Kind.NONE, False, tuple(lead))


def _same_strength(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The best row and others that fit as well: two places may disagree, or the question asks for two things."""
    return [row for row in rows[:3] if row.score >= rows[0].score - 0.06]
