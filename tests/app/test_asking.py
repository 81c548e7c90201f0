"""A question meets one state of the documents, and the same question gets the same answer while that state lasts."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.assistant import Assistant
from app.files import digest
from app.knowledge import Knowledge
from app.model import Turn
from app.remembered import Remembered
from index.model import AssignmentEntry, Filters, Passage, Search
from ingest.errors import StyrsvarError
from ingest.model import Document
from tests.app.fakes import FakeIndex
from tests.app.made import made_document

QUESTION = "Hur många barn var placerade 2024?"


class CountingIndex(FakeIndex):
    """Counts searches; may have something done before one."""

    def __init__(self, folder: Path, assignments: Sequence[AssignmentEntry] = ()) -> None:
        super().__init__(assignments)
        self.folder = folder
        self.searches = 0
        self.meanwhile: tuple[int, str] | None = None  # before which search, what the report then says

    def publish(self, placed: str) -> None:
        pages = (f"Placerade barn\nAntalet placerade barn var {placed} under 2024.\nKostnaden ökade.",)
        file = self.folder / "arsrapport-norr.txt"
        file.write_text(pages[0], "utf-8")
        self.add(made_document(file.stem, pages, digest(file)), file)

    def version_of(self, name: str) -> str | None:
        return self.kept[name].version if name in self.kept else None

    def document(self, name: str, version: str | None = None) -> Document:
        if name not in self.kept:
            raise StyrsvarError(f"Det finns inget dokument som heter {name}.")
        return super().document(name, version)

    def search(self, search: Search) -> list[Passage]:
        self.searches += 1
        if self.meanwhile and self.searches == self.meanwhile[0]:
            self.publish(self.meanwhile[1])
        return super().search(search)


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
