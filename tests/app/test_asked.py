"""What a question word asks for, and which texts say it."""

import pytest

from app.asked import Asked, asked_for, says
from app.model import Kind


@pytest.mark.parametrize(
    ("question", "kind", "asked"),
    [
        ("Vad blir följden för barnen?", Kind.FACT, Asked.EFFECT),
        ("Vilka konsekvenser får det?", Kind.LIST, Asked.EFFECT),
        ("Vad innebär det för barnen?", Kind.FACT, Asked.EFFECT),
        ("Hur påverkas barnen?", Kind.FACT, Asked.EFFECT),
        ("Vad innebär stödet?", Kind.FACT, Asked.ANY),  # what it is
        ("Vad stängdes till följd av branden?", Kind.FACT, Asked.ANY),  # the cause is given
        ("Hur snart öppnar badet?", Kind.FACT, Asked.TIME),
        ("Hur fort får man svar?", Kind.FACT, Asked.TIME),
        ("Vad får man betala för badet?", Kind.FACT, Asked.AMOUNT),
        ("Får alla stöd oavsett hur de klarar kostnaden?", Kind.YESNO, Asked.ANY),
        ("Är det öppet, och hur mycket kostar det?", Kind.YESNO, Asked.AMOUNT),
        ("Hur många och hur stor andel av barnen badar?", Kind.FIGURE, Asked.NUMBER),
        ("Hur stor andel, och i antal, av barnen badar?", Kind.FIGURE, Asked.NUMBER),
        ("Hur många procent av barnen badar?", Kind.FIGURE, Asked.SHARE),
        ("Vad händer med barnen när badet stängs?", Kind.FACT, Asked.EFFECT),
    ],
)
def test_asked_for(question: str, kind: Kind, asked: Asked) -> None:
    assert asked_for(question, kind) is asked


@pytest.mark.parametrize(
    ("text", "said"), [("Badet stängs, vilket medför köer.", True), ("Badet stängs i maj.", False)]
)
def test_a_consequence(text: str, said: bool) -> None:
    assert says(Asked.EFFECT, text) is said
