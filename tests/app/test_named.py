"""Names that a question rests on: what is told must be told near them."""

import pytest

from app.answer_extract import find
from app.named import lacks_named
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
