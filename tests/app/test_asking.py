"""A question meets one state of the documents, and the same question gets the same answer while that state lasts."""

from pathlib import Path

import pytest

from app.assistant import Assistant
from app.knowledge import Knowledge
from app.model import Turn
from app.remembered import Remembered
from app.stop import Stop, StoppedError
from index.model import Filters
from tests.app.counting import CountingIndex

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
