"""The one way in: a question and what was said before, to an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from app import answering, cite, follow_ups
from app.answer_llm import Writer, is_prose
from app.knowledge import Knowledge, KnowledgeKeeper
from app.looking import Looking
from app.model import Answer, Draft, Plan, Turn
from app.opened import Opened
from app.remembered import Remembered
from app.rewrite import asks_the_same
from app.stop import Stop, StoppedError
from index.index import Index
from index.model import Filters
from ingest.errors import StyrsvarError

_TRIES = 3  # of a draft during which something was published


class Assistant:
    """Answers questions from an index. Safe for threads."""

    def __init__(self, index: Index, writer: Writer | None = None) -> None:
        self.index = index
        self._writer = writer
        self._knowledge = KnowledgeKeeper(index)
        self._remembered = Remembered()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        stop: Stop | None = None,
    ) -> Answer:
        """Answers a question; `filters` are the reader's own choices and narrow what the question names. Raises
        StoppedError soon after `stop` is set."""
        *_, answer = self.steps(question, history, filters, stop)
        return answer

    def steps(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        stop: Stop | None = None,
    ) -> Iterator[Answer]:
        """The composed answer and, when a language model is to write its prose, the answer to be told: the last one
        counts. Plan and citations are the same in both."""
        started = perf_counter()
        stop = stop or Stop()
        key = (question, filters)
        kept = None if history else self._remembered.get(key, self._knowledge.get())
        if kept:
            yield _timed(kept, started)
            return
        drafted = self._understood(question, history, filters, stop)
        answer = drafted.told(drafted.draft)
        yield _timed(answer, started)
        if self._writer and is_prose(drafted.plan, drafted.draft):
            answer = drafted.told(self._writer.write(drafted.plan, drafted.draft, drafted.opened.with_version, stop))
            yield _timed(answer, started)
        if not history and (self._writer is None or answer.is_by_model):
            self._remembered.put(key, drafted.known, answer)

    def plan(self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None) -> Plan:
        """What is asked for, about what, and where to look."""
        return follow_ups.plan_of(self._knowledge.get().planner, question, history, filters)

    def knowledge(self) -> Knowledge:
        """What the documents that are published now tell every question."""
        return self._knowledge.get()

    def coverage(self) -> dict[str, int]:
        """How much is searched."""
        return self._knowledge.get().coverage

    def _understood(self, question: str, history: Sequence[Turn], filters: Filters | None, stop: Stop) -> "_Drafted":
        """The draft of a question; of a follow-up that found nothing, with the language model's reading of it if that
        finds something and asks the same."""
        found = self._drafted(question, history, filters, stop)
        found = self._in_the_same_place(found, question, history, filters, stop)
        if self._writer is None or not history or found.draft.answered:
            return found
        whole = self._writer.whole(question, [turn.plan.standalone for turn in history], stop)
        other = self._drafted(whole, (), filters, stop) if whole else found
        if not other.draft.answered or not asks_the_same(found.plan, other.plan):
            return found
        return replace(other, plan=replace(other.plan, question=question))

    def _in_the_same_place(
        self, found: "_Drafted", question: str, history: Sequence[Turn], filters: Filters | None, stop: Stop
    ) -> "_Drafted":
        """The answer from the boards that were talked of before, where a later question names none and they answer."""
        boards = follow_ups.boards_before(found.plan, history, filters)
        if not boards:
            return found
        there = self._drafted(question, history, replace(filters or Filters(), boards=boards), stop)
        return replace(there, plan=follow_ups.noted(there.plan, boards)) if there.draft.answered else found

    def _drafted(self, question: str, history: Sequence[Turn], filters: Filters | None, stop: Stop) -> "_Drafted":
        """A draft from one state of the index: made again when a document was published or removed meanwhile."""
        for attempt in range(1, _TRIES + 1):
            known = self._knowledge.get()
            opened = Opened(self.index, known.versions)
            plan = follow_ups.plan_of(known.planner, question, history, filters)
            try:
                draft = answering.draft(Looking(self.index, known, plan, opened, stop))
            except StoppedError:
                raise
            except StyrsvarError:
                if attempt == _TRIES or self._knowledge.get() is known:
                    raise
                continue
            if self._knowledge.get() is known:
                break
        return _Drafted(known, plan, draft, opened)


@dataclass(frozen=True, slots=True)
class _Drafted:
    """A draft with what it was made from."""

    known: Knowledge
    plan: Plan
    draft: Draft
    opened: Opened

    def told(self, draft: Draft) -> Answer:
        """The answer of this draft, or of the same in other words: citations keep their numbers."""
        return cite.answer(self.plan, draft, self.opened.with_version, self.known.coverage, 0.0, self.draft.lead)


def _timed(answer: Answer, started: float) -> Answer:
    return replace(answer, took_ms=round((perf_counter() - started) * 1000, 1))
