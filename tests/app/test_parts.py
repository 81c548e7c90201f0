"""Questions that ask for two things are cut in two; what they share is kept."""

from dataclasses import replace

import pytest

from app.parts import parts_of
from tests.app.prose import plan, wanted


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Hur många kom, och vad kostade det?", ["Hur många kom?", "vad kostade det?"]),
        ("Hur många kom och i vilken lokal?", ["Hur många kom?", "i vilken lokal?"]),
        ("När öppnar badet? Och vem sköter det?", ["När öppnar badet?", "vem sköter det?"]),
        ("How many came, and what did it cost?", ["How many came?", "what did it cost?"]),
        # one thing: "och" joins words, "vad" stands inside
        ("Vad kostar tak och fönster?", ["Vad kostar tak och fönster?"]),
        ("Har nämnden sagt vad som ska göras?", ["Har nämnden sagt vad som ska göras?"]),
    ],
)
def test_parts(question: str, parts: list[str]) -> None:
    assert [part.plan.standalone for part in parts_of(plan(question), ())] == parts


def test_the_other_parts_words_count_half() -> None:
    terms = wanted("badet", "simhallen", "kostnaden", "priset")
    whole = {term.word: term.weight for term in terms}
    first, second = parts_of(plan("Vem sköter badet och simhallen, och hur blev kostnaden och priset?"), terms)
    assert {t.word: t.weight / whole[t.word] for t in first.terms} == {
        "badet": 1, "simhallen": 1, "kostnaden": 0.5, "priset": 0.5,
    }  # fmt: skip
    assert [t.weight / whole[t.word] for t in second.terms] == [0.5, 0.5, 1, 1]


def test_of_a_follow_up_only_what_is_asked_now() -> None:
    asked = plan("Vem sköter badet? Vad kostar det?", "badet")
    follow_up = replace(asked, question="Vad kostar det?")
    assert [part.plan.standalone for part in parts_of(follow_up, wanted("badet"))] == ["Vad kostar det?"]
