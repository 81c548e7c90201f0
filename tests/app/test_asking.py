"""A question meets one state of the documents, and the same question gets the same answer while that state lasts."""

from pathlib import Path

import pytest

from app.assistant import Assistant
from app.knowledge import Knowledge
from app.model import Turn
from app.remembered import Remembered
from app.stop import Stop, StoppedError
from index.model import Filters, Passage, Search
from tests.app.counting import CountingIndex
from tests.app.fakes import FakeIndex
from tests.app.made import made_document

QUESTION = "Hur många barn var placerade 2024?"


@pytest.fixture
def counting(tmp_path: Path) -> CountingIndex:
    made = CountingIndex(tmp_path)
    made.publish("512")
    return made


def test_a_question_is_worked_out_once(counting: CountingIndex) -> None:
    assistant = Assistant(counting)
    first = assistant.ask(QUESTION)
    searches = counting.searches
    again = assistant.ask(QUESTION)
    assert "512" in first.answer
    assert (again.answer, again.citations) == (first.answer, first.citations)
    assert counting.searches == searches
    assistant.ask(QUESTION, filters=Filters(years=(2024,)))  # other choices are another question
    assert counting.searches > searches


def test_a_question_is_worked_out_anew_when_a_document_is_published(counting: CountingIndex) -> None:
    assistant = Assistant(counting)
    assert "512" in assistant.ask(QUESTION).answer
    counting.publish("498")
    answer = assistant.ask(QUESTION)
    assert "498" in answer.answer
    assert "512" not in answer.answer


def test_a_follow_up_is_worked_out_from_its_conversation(counting: CountingIndex) -> None:
    assistant = Assistant(counting)
    first = assistant.ask(QUESTION)
    assert first.plan
    searches = counting.searches
    assistant.ask(QUESTION, [Turn(QUESTION, first.plan, first)])
    assert counting.searches > searches


def test_a_document_published_while_a_question_is_worked_out(counting: CountingIndex) -> None:
    counting.meanwhile = (1, "498")
    answer = Assistant(counting).ask(QUESTION)
    assert "498" in answer.answer
    assert all("512" not in cited.quote for cited in answer.citations)
    assert {cited.version for cited in answer.citations} == {counting.version_of("arsrapport-norr")}


def test_a_question_that_nobody_waits_for_is_left(counting: CountingIndex) -> None:
    stop = Stop()
    counting.before_search = stop.set
    with pytest.raises(StoppedError):
        Assistant(counting).ask(QUESTION, stop=stop)
    assert counting.searches == 1


def test_the_oldest_answers_are_forgotten(counting: CountingIndex) -> None:
    answer = Assistant(counting).ask(QUESTION)
    kept, known = Remembered(most=2), Knowledge((), {}, {}, None, None, {})  # type: ignore[arg-type]
    for question in ("a", "b"):
        kept.put((question, None), known, answer)
    kept.get(("a", None), known)
    kept.put(("c", None), known, answer)
    assert [kept.get((question, None), known) is answer for question in "abc"] == [True, False, True]
    other = Knowledge((), {}, {}, None, None, {})  # type: ignore[arg-type]
    assert kept.get(("a", None), other) is None


def test_later_questions_stay_with_the_board(tmp_path: Path) -> None:
    """A question that names no board is answered by the one talked of before, where that one says something of it."""
    made = CountingIndex(tmp_path)
    made.publish("512")
    assistant = Assistant(made)
    first = assistant.ask("Hur många barn var placerade i Norr 2024?")
    assert first.plan and first.plan.filters.boards
    said = [Turn(first.plan.question, first.plan, first)]
    stays = assistant.ask("Hur många barn som var placerade fick tillsyn 2024?", said).plan
    everywhere = assistant.ask("Hur många barn var placerade i alla nämnder 2024?", said).plan
    assert stays and stays.filters.boards == first.plan.filters.boards == stays.notes
    assert everywhere and not everywhere.filters.boards


class _Watched(FakeIndex):
    """Keeps what was looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[Search] = []

    def search(self, search: Search) -> list[Passage]:
        self.wanted.append(search)
        return super().search(search)


def test_a_sort_of_document_is_searched_whole(tmp_path: Path) -> None:
    """The best passages of all documents may be of another sort than the question names."""
    index = _Watched()
    for name, kind in (("rapport", "årsrapport"), ("yrkande", "yrkande")):
        original = tmp_path / f"{name}.txt"
        original.write_text(f"Lokaler\nLokalerna i en {kind} får vara upplåsta till midnatt.", "utf-8")
        index.add(made_document(name, [original.read_text("utf-8")], type=kind), original)
    assistant = Assistant(index)
    assistant.ask("Får lokalerna vara upplåsta till midnatt?")
    assert {search.filters.documents for search in index.wanted} == {()}
    assistant.ask("Får lokalerna vara upplåsta till midnatt enligt yrkandet?")
    assert ("yrkande",) in {search.filters.documents for search in index.wanted}
