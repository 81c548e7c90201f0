"""Conversations, jobs, pictures and snippets."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from app import snippets
from app.conversations import Conversations
from app.jobs import Jobs, State
from app.loading import Outcome, Result, Told
from app.model import Answer, Citation, Criteria, Item, Kind, Plan, Turn
from app.pictures import Picture, Pictures
from index.model import Filters
from index.tables import conversations, metadata
from ingest.errors import StyrsvarError
from ingest.model import Origin, Status
from tests.app.fakes import FakeIndex
from tests.app.made import made_pdf


def _answer(text: str) -> Answer:
    return Answer(text, True, Kind.FACT, text, (), None, (), (), 1.0)


def test_conversations_are_bounded_in_number_length_and_age() -> None:
    now = [0.0]
    dialogue = FakeIndex().dialogue
    kept = Conversations(lambda: dialogue, days=1, most=2, longest=3, clock=lambda: now[0])
    for number in range(5):
        kept.add("a", str(number), _answer("svar"))
    assert [turn.question for turn in kept.history("a")] == ["2", "3", "4"]
    kept.add("b", "x", _answer("svar"))
    kept.add("c", "x", _answer("svar"))
    now[0] = 601
    assert not kept.history("a")
    assert kept.history("c")
    with dialogue._engine.begin() as connection:
        connection.execute(update(conversations).values(changed="2020-01-01"))
    now[0] = 1202
    assert not kept.history("c")


def test_a_turn_comes_back_as_it_was() -> None:
    dialogue = FakeIndex().dialogue
    plan = Plan(
        "Och i Norr?", "Vilka uppdrag i Norr?", Kind.LIST, "sv", ("uppdrag",), Filters(boards=("Norr",), years=(2024,)),
        criteria=Criteria(statuses=(Status.ONGOING,), origins=(Origin.COUNCIL,), without=Filters(types=("budget",))),
    )  # fmt: skip
    citation = Citation(1, "a", "v", "A", None, "1", 2, "3", "citat", "/x", ((1.0, 2.0, 3.0, 4.0),), False)
    items = (Item("i", (1,), "Pågående"),)
    answer = Answer("x", True, Kind.LIST, "svar [1]", items, 1, (citation,), ("Och?",), 1.0, plan)
    Conversations(lambda: dialogue).add("a", "Och i Norr?", answer)
    [turn] = Conversations(lambda: dialogue).history("a")
    bare = replace(answer, plan=None, citations=(replace(citation, boxes=()),))
    assert turn == Turn("Och i Norr?", plan, bare)


def test_turns_of_another_shape_and_a_store_that_fails_do_no_harm() -> None:
    dialogue = FakeIndex().dialogue
    dialogue.add_turn("a", {"asked": "från en annan version"})
    kept = Conversations(lambda: dialogue)
    assert kept.history("a") == ()
    metadata.drop_all(dialogue._engine)
    kept.add("a", "fråga", _answer("svar"))


def test_jobs_run_in_turn_and_say_how_it_went() -> None:
    jobs, gate = Jobs(), threading.Event()

    def good(told: Told) -> list[Outcome]:
        gate.wait(5)
        return [Outcome(Path("a.txt"), "a", Result.READ)]

    def bad(told: Told) -> list[Outcome]:
        raise StyrsvarError("Disken är full.")

    def ugly(told: Told) -> list[Outcome]:
        raise ValueError("hemligt")

    ids = [jobs.add(work).id for work in (good, bad, ugly)]
    assert jobs.get(ids[1]).state is State.QUEUED
    gate.set()
    jobs._thread.submit(lambda: None).result(5)
    found = [jobs.get(one) for one in ids]
    jobs.close()
    assert [job.state for job in found] == [State.DONE, State.FAILED, State.FAILED]
    assert found[1].error == "Disken är full."
    assert "hemligt" not in found[2].error


def test_pictures_are_kept_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made_pdf(["ett", "två", "tre"]))
    pictures = Pictures(most_bytes=1)
    drawn = [pictures.png(Picture(path, "v1", page)) for page in (1, 2, 3)]
    assert all(png.startswith(b"\x89PNG") for png in drawn)
    assert len(pictures._kept) == 1


def test_pictures_can_be_asked_for_from_many_threads(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made_pdf([str(number) for number in range(20)]))
    pictures, drawn = Pictures(), []
    threads = [
        threading.Thread(target=lambda page=page: drawn.append(pictures.png(Picture(path, "v", page))))
        for page in range(1, 21)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(drawn) == 20


# text, query, snippet
SNIPPETS = [
    ("Antalet barn ökade.", "barnen", "Antalet <mark>barn</mark> ökade."),  # another form of the word
    ("A & B <b>", "b", "A &amp; <mark>B</mark> &lt;<mark>b</mark>&gt;"),
    ("Ingenting här.", "husdjur", "Ingenting här."),
    ("Vad är det?", "vad är det", "Vad är det?"),  # everyday words are not marked
    ("", "x", ""),
]


@pytest.mark.parametrize(("text", "query", "snippet"), SNIPPETS)
def test_snippets(text: str, query: str, snippet: str) -> None:
    assert snippets.marked(text, query) == snippet


def test_a_long_snippet_is_cut_around_the_words() -> None:
    made = snippets.marked("lång text " * 100 + "husdjur på boenden " + "mer text " * 100, "husdjur")
    assert "<mark>husdjur</mark>" in made
    assert made.startswith("… ")
    assert made.endswith(" …")
    assert len(made) < 320
