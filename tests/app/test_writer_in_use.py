"""From settings to answer: the engine makes the writer, the assistant lets it write, callers see who wrote."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.assistant import Assistant
from app.engine import open_writer
from app.settings import read_settings
from index.index import Index
from ingest import pipeline
from tests.app.scripted_model import Handler, ScriptedModel, says

FILE = "Föreskrift\n\n1 Inledning\n\nHundar får vistas på boenden om föreståndaren har gett tillstånd.\n"


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    made = ScriptedModel()
    yield made
    made.stop()


@pytest.mark.slow
def test_an_answer_is_written_by_the_model_of_the_settings(
    tmp_path: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STYRSVAR_LLM_URL", model.url)
    monkeypatch.setenv("STYRSVAR_LLM_MODEL", "skrivare")
    file = tmp_path / "foreskrift-2024.txt"
    file.write_text(FILE, encoding="utf-8")

    def repeats(handler: Handler) -> None:
        """Gives back what it was told, each fact with its number."""
        told = handler.server.requests[-1]["messages"][1]["content"].split("<fakta>\n")[1].split("\n</fakta>")[0]
        facts = [line.partition(") ")[2].rstrip(".") for line in told.splitlines()]
        says(" ".join(f"{fact} [{number}]." for number, fact in enumerate(facts, start=1)))(handler)

    with Index.open(tmp_path / "index") as index:
        index.add(pipeline.read(file), file)
        plain = Assistant(index).ask("Får hundar vistas på boenden?")
        assistant = Assistant(index, open_writer(read_settings()))
        model.behaviour = repeats
        written = assistant.ask("Får hundar vistas på boenden?")
        model.behaviour = says("Katter får vistas på boenden [1].")
        again = assistant.ask("Får hundar vistas på boenden?")  # kept: the model is not asked again
        refused = Assistant(index, open_writer(read_settings())).ask("Får hundar vistas på boenden?")
    assert (plain.answered, plain.written_by) == (True, "styrsvar")
    assert written.written_by == again.written_by == "skrivare"
    assert written.citations == plain.citations
    assert (refused.answer, refused.written_by) == (plain.answer, "styrsvar")
