"""Conversations, jobs, pictures and snippets."""

import threading
from pathlib import Path

import pytest

from app import snippets
from app.conversations import Conversations
from app.jobs import Jobs, State
from app.loading import Outcome, Result, Told
from app.model import Answer, Kind
from app.pictures import Picture, Pictures
from ingest.errors import StyrsvarError
from tests.app.made import made_pdf


def _answer(text: str) -> Answer:
    return Answer(text, True, Kind.FACT, text, (), None, (), (), 1.0)


def test_conversations_are_bounded_in_number_length_and_age() -> None:
    now = [0.0]
    kept = Conversations(hours=1, most=2, longest=3, clock=lambda: now[0])
    for number in range(5):
        kept.add("a", str(number), _answer("svar"))
    assert [turn.question for turn in kept.history("a")] == ["2", "3", "4"]
    kept.add("b", "x", _answer("svar"))
    kept.add("c", "x", _answer("svar"))
    assert not kept.history("a")
    now[0] = 3601
    assert not kept.history("c")


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
