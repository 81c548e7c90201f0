"""Boards that are compared stand each under its name, in the question's order; a board that says nothing says so."""

from pathlib import Path

import pytest

from app.assistant import Assistant
from ingest.model import Span, Status
from tests.app.fakes import FakeIndex
from tests.app.made import made_assignment, made_document

PAGES = {
    "Socialnämnden Norr": "Husdjur\nAlla boenden i Norr har husdjur sedan 2023, mest katter.",
    "Socialnämnden Väst": "Husdjur\nBoenden i Väst provar husdjur under våren, tillsammans med veterinären.",
    "Socialnämnden Öster": "Lokaler\nLokalerna i Öster byggs om för tolv miljoner kronor.",
}
# question, the headings of the answer, the boards that say nothing
COMPARED = [
    ("Jämför husdjur på boenden i Väst och Norr", ["Socialnämnden Väst", "Socialnämnden Norr"], []),
    ("Jämför husdjur på boenden i Norr och Väst", ["Socialnämnden Norr", "Socialnämnden Väst"], []),
    (
        "Jämför husdjur på boenden i Norr och Öster",
        ["Socialnämnden Norr", "Socialnämnden Öster"],
        ["Socialnämnden Öster"],
    ),
    ("Jämför nämndernas husdjur på boenden", sorted(PAGES), ["Socialnämnden Öster"]),  # none is named: all of them
]


@pytest.fixture
def boards(tmp_path: Path) -> Assistant:
    index = FakeIndex()
    for number, (board, page) in enumerate(PAGES.items()):
        document = made_document(f"plan-{number}", [page], board=board, type="verksamhetsplan")
        original = tmp_path / f"{document.name}.txt"
        original.write_text(document.text, encoding="utf-8")
        index.add(document, original)
    return Assistant(index)


@pytest.mark.parametrize(("question", "headings", "silent"), COMPARED)
def test_compared(boards: Assistant, question: str, headings: list[str], silent: list[str]) -> None:
    answer = boards.ask(question)
    parts = answer.answer.split("### ")[1:]
    assert [part.splitlines()[0] for part in parts] == headings
    assert [part.splitlines()[0] for part in parts if "*Sägs inte i handlingarna.*" in part] == silent
    assert all("[" in part for part in parts if part.splitlines()[0] not in silent)


@pytest.mark.parametrize(
    ("question", "more_told"),
    [
        ("Hur gick det med uppdraget om fontäner i Norr och Väst?", False),  # told whole
        ("Jämför uppdraget om fontäner i Norr och Väst", True),
    ],
)
def test_one_assignment_of_two_boards(tmp_path: Path, question: str, more_told: bool) -> None:
    index, statuses = FakeIndex(), {"Norr": Status.ONGOING, "Väst": Status.DONE}
    order, more = "Utreda fontäner på torgen.", "Nämnden har många fontäner."
    for number, (place, status) in enumerate(statuses.items()):
        comment = f"Fontänen i {place} är ritad."
        text = f"Uppdrag\n{order} {comment}\n{more}"
        spans = [(Span(text.index(words), text.index(words) + len(words)),) for words in (order, comment)]
        row = {"id": place, "board": f"Socialnämnden {place}", "document": f"plan-{number}", "status": status}
        index.listed.append(made_assignment(1, order, **row, spans=spans[0], comment=comment, comment_spans=spans[1]))
        original = tmp_path / f"plan-{number}.txt"
        original.write_text(text, encoding="utf-8")
        index.add(made_document(original.stem, [text], board=row["board"]), original)
    norr, west = Assistant(index).ask(question).answer.split("### ")[1:]
    assert "**pågående**" in norr
    assert "Fontänen i Norr är ritad." in norr
    assert "**avslutat**" in west
    assert "Fontänen i Väst är ritad." in west
    assert (more in norr) is more_told
