"""Names that a question rests on: what is told must be told near them."""

from dataclasses import replace

import pytest

from app.answer_extract import find
from app.answer_figures import FigureRow
from app.named import lacks_named, row_lacks_named
from ingest.model import Figure, Span
from tests.app.prose import passages, plan, prose, wanted

FAR = " Gruppen träffas ofta. Ledaren har utbildning. Alla trivs. Lokalen är ljus."


@pytest.mark.parametrize(
    ("question", "topic", "text", "lacking"),
    [
        ("Vad kostar hyran på Porten?", ("hyran", "porten"), "Hyran på Porten är 410 tkr.", False),
        # a sum is told, of something else
        ("Vad kostar hyran på Porten?", ("hyran", "porten"), f"Vi öppnade Porten.{FAR} Hyran är 410 tkr.", True),
        # told two sentences later
        ("Vad kostar hyran på Porten?", ("hyran", "porten"), "Vi öppnade Porten. Den är bra. Det kostar 9 tkr.", False),
        # the documents' own capital tells that it is a name
        ("vad kostar porten?", ("porten",), f"Vi öppnade Porten.{FAR} Hyran är 410 tkr.", True),
        # no name
        ("vad kostar dörren?", ("dörren",), f"Vi öppnade en dörr.{FAR} Hyran är 410 tkr.", False),
        # nothing of a sort that can be told from another is asked for
        ("Vad är Porten?", ("porten",), f"Vi öppnade Porten.{FAR}", False),
        # a share is no sum
        ("Vad kostar hyran på Porten?", ("hyran", "porten"), f"Porten tar 14 procent.{FAR} Hyran är 9 tkr.", True),
        # set against one another, each may be told in its own place
        ("Får Porten eller Vilan mest pengar?", ("porten", "vilan"), f"På Porten 9 tkr.{FAR} På Vilan 8 tkr.", False),
        # a list of boards names a board and tells nothing of it
        (
            "Vilket kommunbidrag i ram får Väster?", ("kommunbidrag", "ram", "väster"),
            "Nämnden Öster och Nämnden Väster får i uppdrag att ge 1 000 kronor till alla barn.", True,
        ),
        (
            "Vilket kommunbidrag i ram får Väster?", ("kommunbidrag", "ram", "väster"),
            "Nämnden Väster har kommunbidrag om 9 mnkr i ram.", False,
        ),
    ],
)  # fmt: skip
def test_named(question: str, topic: tuple[str, ...], text: str, lacking: bool) -> None:
    document = prose(text)
    asked = plan(question, *topic)
    found = find(asked, wanted(*topic), passages(document), {"plan": document})
    assert lacks_named(asked, wanted(*topic), found) is lacking


def test_english_questions_have_names_too() -> None:
    document = prose(f"Vi öppnade Porten.{FAR} Hyran är 410 tkr.")
    asked = plan("What is the rent for Porten?", "hyran", "porten", language="en")
    found = find(asked, wanted("hyran", "porten"), passages(document), {"plan": document})
    assert lacks_named(asked, wanted("hyran", "porten"), found)


@pytest.mark.parametrize(
    ("question", "label", "lacking"),
    [
        ("Vad kostar hyran på Porten?", "Hyror", True),
        ("Vad kostar hyran på Porten?", "Hyra Porten", False),
        ("Vad kostar hyran på Norr?", "Hyror", False),  # of the document's own board
        ("Är hyran på Porten eller hyran på Vilan högre?", "Hyror", False),  # told side by side
    ],
)
def test_rows_of_something_else(question: str, label: str, lacking: bool) -> None:
    text = f"{label} 410"
    at = len("Verksamhet\n")
    name = Span(at, at + len(label))
    value = Span(at + len(label) + 1, at + len(text))
    figure = Figure((name,), label, "Utfall", "tkr", "2024", value, 410.0, 0, 0, 1)
    document = replace(prose(text), figures=(figure,))
    topic = ("hyran", *(name for name in ("porten", "vilan", "norr") if name in question.lower()))
    asked = plan(question, *topic)
    found = find(asked, wanted(*topic), passages(document), {"plan": document})
    assert row_lacks_named(asked, wanted(*topic), found, FigureRow("plan", (figure,), 1.0, 1.0)) is lacking
