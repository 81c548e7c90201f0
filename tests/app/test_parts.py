"""Questions that ask for two things are cut in two; what they share is kept."""

from dataclasses import replace

import pytest

from app.model import Kind
from app.parts import parts_of, sides_of
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


def test_each_part_has_its_own_kind() -> None:
    first, second = parts_of(plan("Hur många kom, och vem skötte badet?", kind=Kind.FIGURE), ())
    assert (first.plan.kind, second.plan.kind) == (Kind.FIGURE, Kind.FACT)


def test_of_a_follow_up_only_what_is_asked_now() -> None:
    asked = plan("Vem sköter badet? Vad kostar det?", "badet")
    follow_up = replace(asked, question="Vad kostar det?")
    assert [part.plan.standalone for part in parts_of(follow_up, wanted("badet"))] == ["Vad kostar det?"]


@pytest.mark.parametrize(
    ("question", "topic", "sides"),
    [
        ("Hur mycket bidrag får badet jämfört med simhallen?", "bidrag badet simhallen", ("badet", "simhallen")),
        ("Vilket får mest av regionen, badet eller simhallen?", "regionen badet simhallen", ("badet", "simhallen")),
        ("Lägger planen mer på lek eller på motion?", "planen lek motion", ("lek", "motion")),
        ("Jämför badet, simhallen eller ishallen", "badet simhallen ishallen", ("simhallen", "ishallen")),
        # compared with nothing that is a topic, with itself, or no comparison of two
        ("Är badet dyrare än 2023?", "badet", ()),
        ("Är badet mer än ett bad, eller mindre än en simhall?", "badet bad simhall", ()),
    ],
)
def test_two_things_compared(question: str, topic: str, sides: tuple[str, ...]) -> None:
    words = tuple(topic.split())
    found = sides_of(plan(question, *words, kind=Kind.COMPARE), wanted(*words))
    whole = {term.word: term.weight for term in wanted(*words)}
    full = tuple(next(t.word for t in part.terms if t.weight == whole[t.word]) for part in found)
    assert full == sides
    for part, other in zip(found, reversed(sides), strict=True):
        assert other not in {term.word for term in part.terms}
        assert other not in part.plan.standalone
