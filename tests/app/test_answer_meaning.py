"""What a word means is told where a text spells it out or tells what it is; else the documents do not say."""

from pathlib import Path

import pytest

from app.answer_meaning import thing_asked_of
from app.assistant import Assistant
from app.model import Kind, Plan
from index.model import Filters
from tests.app.fakes import FakeIndex
from tests.app.made import made_document

PAGE = (
    "Boenden\nNämnden köper platser på hem för vård eller boende (HVB) i länet. "
    "Ett stödboende är en lägenhet med stöd av personal några timmar i veckan. "
    "En avhoppare som vill lämna ett gäng får en egen handläggare. "
    "Ramavtalen följs upp varje år av controllern."
)
# question, the word whose meaning it asks for
ASKED = [
    ("Vad betyder HVB?", "HVB"),
    ("Vad står IOP för?", "IOP"),
    ("Vad menas med stödboende?", "stödboende"),
    ("Vad är en avhoppare?", "avhoppare"),
    ("Vad är ett stödboende för något?", "stödboende"),
    ("What does HVB mean?", "HVB"),
    ("Vad är sjukfrånvaron?", ""),  # how high it is
    ("Vad är målet?", ""),
    ("Vad gör en avhoppare?", ""),
]
# question, how the answer begins
TOLD = [
    ("Vad betyder HVB?", "**HVB** är en förkortning av hem för vård eller boende."),
    ("Vad är ett stödboende?", "Ett stödboende är en lägenhet"),
    ("Vad är en avhoppare?", "En avhoppare som vill lämna"),
    ("Vad är ramavtal?", "**Det framgår inte av handlingarna.**"),
    ("Vad betyder LVU?", "**Det framgår inte av handlingarna.**"),
]


@pytest.mark.parametrize(("question", "thing"), ASKED)
def test_the_word_asked_of(question: str, thing: str) -> None:
    assert thing_asked_of(Plan(question, question, Kind.FACT, "sv", (), Filters())) == thing


@pytest.mark.parametrize(("question", "beginning"), TOLD)
def test_told_or_not(tmp_path: Path, question: str, beginning: str) -> None:
    index = FakeIndex()
    original = tmp_path / "plan.txt"
    original.write_text(PAGE, "utf-8")
    document = made_document("plan", [PAGE], abbreviations=(("hvb", "hem för vård eller boende"),))
    index.add(document, original)
    assert Assistant(index).ask(question).answer.startswith(beginning)
