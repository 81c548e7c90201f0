"""Of the kinds of answer that a text gives, the first one in order that says something is told."""

from pathlib import Path

import pytest

from app.answer_text import IN_ORDER
from app.assistant import Assistant
from app.knowledge import KnowledgeKeeper
from app.looking import Looking
from app.opened import Opened
from app.stop import Stop
from tests.app.fakes import FakeIndex
from tests.app.made import made_document

# text, question, the kind of answer that says something first ("" when it is prose), and how it begins
FIRST = [
    (
        "Kostnaden för ombyggnaden av badet är ännu inte beräknad.",
        "Vad kostar ombyggnaden av badet?",
        "of_what_is_open",
        "**Det framgår inte av handlingarna.** Jag har sökt i 1 dokument (1 sidor). De säger själva:",
    ),
    (
        "Antalet besök på badet i hamnen har ökat något under året.",
        "Hur många besök har badet?",
        "of_what_is_open",
        "**Det framgår inte av handlingarna.** Jag har sökt i 1 dokument (1 sidor). De säger själva:",
    ),
    (
        "Ombyggnaden av badet börjar i mars och leds av fastighetskontoret.",
        "Hur många giraffer köptes in?",
        "of_nothing",
        "**Det framgår inte av handlingarna.**",
    ),
    (
        "Badet i hamnen flyttas till nya lokaler under 2025, eftersom taket läcker.",
        "Varför stängdes badet i hamnen?",
        "of_no_end",
        "Handlingarna säger inte att det har upphört. De säger:",
    ),
    (
        "Badet i hamnen har öppet för alla barn under hela sommaren.",
        "Har badet i hamnen öppet för alla barn?",
        "of_verdict",
        "**Ja.**",
    ),
    (
        "Ombyggnaden av badet leds av fastighetskontoret i staden.",
        "Vem leder ombyggnaden av badet?",
        "",
        "Ombyggnaden av badet leds av fastighetskontoret",
    ),
]


@pytest.mark.parametrize(("text", "question", "kind", "beginning"), FIRST)
def test_the_first_that_says_something(tmp_path: Path, text: str, question: str, kind: str, beginning: str) -> None:
    index = FakeIndex()
    original = tmp_path / "plan.txt"
    original.write_text(text, "utf-8")
    index.add(made_document("plan", [f"Badet\n{text}"]), original)
    known = KnowledgeKeeper(index).get()
    looking = Looking(index, known, known.planner.plan(question), Opened(index, known.versions), Stop())
    looked = looking.look()
    assert next((one.__name__ for one in IN_ORDER if one(looking, looked)), "") == kind
    assert Assistant(index).ask(question).answer.startswith(beginning)
