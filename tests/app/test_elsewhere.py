"""What other boards' documents say of a board that is named, where its own have never heard of the matter."""

from pathlib import Path

import pytest

from app.assistant import Assistant
from app.elsewhere import look_elsewhere
from app.knowledge import KnowledgeKeeper
from app.looking import Looking
from app.opened import Opened
from app.plan import narrow
from app.stop import Stop
from index.model import Filters
from tests.app.fakes import FakeIndex
from tests.app.made import made_document

FILLER = "Något annat står här. " * 3
SAID = "Båtklubben på udden sköts av Öster och Norr tillsammans."
PAGES = {
    "Socialnämnden Norr": "Verksamhet\nBadet i hamnen har en bastu.",
    "Socialnämnden Öster": f"Samverkan\n{SAID} {FILLER}Badet delas med Norr. {FILLER}Båtklubben har en brygga.",
    "Socialnämnden Väster": "Verksamhet\nNämnden driver ett bibliotek.",
}


@pytest.fixture
def index(tmp_path: Path) -> FakeIndex:
    made = FakeIndex()
    for number, (board, page) in enumerate(PAGES.items()):
        document = made_document(f"plan-{number}", [page], board=board, type="verksamhetsplan")
        original = tmp_path / f"{document.name}.txt"
        original.write_text(document.text, encoding="utf-8")
        made.add(document, original)
    return made


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Vem sköter båtklubben i Norr?", True),
        ("Vem sköter badet i Norr?", False),  # its own document has the word
        ("Vem sköter båtklubben i Väster?", False),  # no other document names it
        ("Vem sköter båtklubben i Norr och Väster?", False),  # told board by board
        ("Vem sköter båtklubben?", False),  # names none
    ],
)
def test_look_elsewhere(index: FakeIndex, question: str, found: bool) -> None:
    known = KnowledgeKeeper(index).get()
    looking = Looking(index, known, known.planner.plan(question), Opened(index, known.versions), Stop())
    looked = look_elsewhere(looking)
    assert (looked is not None) is found
    texts = [one.passage.text for one in looked.found.ranked] if looked else []
    assert (SAID in texts) is found
    assert not any("Badet" in text or "brygga" in text for text in texts)  # these say one of the two


def test_a_readers_own_filter_is_kept(index: FakeIndex) -> None:
    known = KnowledgeKeeper(index).get()
    plan = narrow(known.planner.plan("Vem sköter båtklubben i Norr?"), Filters(boards=("Socialnämnden Norr",)))
    assert look_elsewhere(Looking(index, known, plan, Opened(index, known.versions), Stop())) is None


def test_it_is_told_with_its_source(index: FakeIndex) -> None:
    answer = Assistant(index).ask("Vem sköter båtklubben i Norr?")
    assert answer.answered
    assert SAID in answer.answer
    assert {citation.document for citation in answer.citations} == {"plan-1"}
