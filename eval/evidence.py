"""What the ranking looked like for each case, and whether the answer from it was right.

Every case is asked twice: as it is, and with the pages that answer it hidden from the search, so that the same question
has no answer. Few cases ask for what the documents do not say; hidden, each of the others becomes one that does.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from app import honesty, looking
from app.answer_figures import FigureRow, rows_of
from app.assistant import Assistant
from app.confidence import Signs, signs
from app.model import Plan, Turn
from app.rank import Ranked
from app.remembered import Remembered
from app.topic import Term
from eval.asking import reply_of
from eval.corpora import Corpus
from eval.judge import judge
from eval.model import Case, Where
from index.index import Index
from index.model import Passage, Search
from ingest.model import Document

_NEAREST = 20  # units, the highest cosine of which is compared with


@dataclass(frozen=True, slots=True)
class Seen:
    """One case as the model would see it. `signs` is None when it was not asked: a rule refused, or a register, a set
    or a sure row answered."""

    corpus: str
    case: str
    answerable: bool
    hidden: bool
    answered: bool  # by the rules
    right: bool
    signs: Signs | None
    nearest: float  # the highest cosine, stretched, for comparison


def gather(corpus: Corpus, index: Index, told: Callable[[str], None] = lambda line: None) -> list[Seen]:
    """The cases of a corpus as they are, then those that the model judges with their pages hidden."""
    assistant = Assistant(index)
    with patch.object(Remembered, "get", lambda *given: None):
        plain = [_look(corpus.name, case, assistant, hidden=False) for case in _told(corpus.cases, told)]
        judged = {one.case for one in plain if one.signs and one.answerable}
        again = []
        for case in _told([case for case in corpus.cases if case.id in judged], told):
            with hiding(index, frozenset(where for piece in case.evidence for where in piece.places)):
                again.append(_look(corpus.name, case, assistant, hidden=True))
    return [*plain, *again]


def _told(cases: Sequence[Case], told: Callable[[str], None]) -> Iterator[Case]:
    for number, case in enumerate(cases, 1):
        yield case
        if number % 50 == 0 or number == len(cases):
            told(f"{number} of {len(cases)} cases asked")


def _look(corpus: str, case: Case, assistant: Assistant, *, hidden: bool) -> Seen:
    """One case: what the model is shown, and what comes of it when the model refuses nothing."""
    shown: list[tuple[Signs, float]] = []

    def watch(ranked: Sequence[Ranked]) -> bool:
        shown.append((signs(ranked), max(one.features.dense for one in ranked[:_NEAREST])))
        return True

    history: list[Turn] = []
    with patch.object(honesty, "is_likely", watch):
        for question in case.turns:
            shown.clear()  # of the questions before
            answer = assistant.ask(question, history)
            if answer.plan:
                history.append(Turn(question, answer.plan, answer))
    verdict = judge(case, reply_of(answer), {})  # quotes are counted elsewhere
    found, nearest = shown[0] if shown else (None, 0.0)
    return Seen(corpus, case.id, case.answerable, hidden, verdict.answered, verdict.ok, found, nearest)


@contextmanager
def hiding(index: Index, pages: frozenset[Where]) -> Iterator[None]:
    """Neither the search nor the tables of numbers have anything from some pages."""
    search = index.search

    def seen(wanted: Search) -> list[Passage]:
        return [hit for hit in search(wanted) if (hit.document, hit.page) not in pages]

    def rows(
        plan: Plan, terms: Sequence[Term], documents: dict[str, Document], passages: Sequence[Passage] = ()
    ) -> list[FigureRow]:
        found = rows_of(plan, terms, documents, passages)
        return [row for row in found if (row.document, _page(documents[row.document], row)) not in pages]

    with patch.object(index, "search", seen), patch.object(looking, "rows_of", rows):
        yield


def _page(document: Document, row: FigureRow) -> int:
    return document.page_at(row.figures[0].value.start).number
