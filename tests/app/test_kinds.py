"""What a question asks for, and about what."""

import pytest

from app.kinds import kind_of, topic_of
from app.model import Kind
from app.scope import scope_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("hur stor var frånvaron 2024 jämfört med 2023?", Kind.FIGURE),  # one number, and the one before it
        ("hur många bad fanns 2024 i jämförelse med år 2023?", Kind.FIGURE),
        ("hur stor var frånvaron i norr jämfört med öster?", Kind.COMPARE),
        ("hur mkt har badet?", Kind.FIGURE),
        ("badet byggs om, vad återstår?", Kind.SUMMARY),
        ("hur har norr rustat för kriser?", Kind.SUMMARY),
        ("vem är störst av norr och öster?", Kind.COMPARE),
    ],
)
def test_kind(question: str, kind: Kind) -> None:
    assert kind_of(question, about_assignments=False) is kind


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Har badet i så fall varmt vatten?", ("badet", "varmt", "vatten")),
        ("Vilka fall har badet?", ("fall", "badet")),  # the same word, of weight here
        ("Vilka sorters bad har nämnderna?", ("bad",)),
        ("Vilka bad är äldre än hamnen?", ("bad", "hamnen")),
        ("Vilka bad är fullmäktiges eller styrelsens?", ("bad",)),  # who gave them
    ],
)
def test_turns_of_phrase_are_no_topic(question: str, topic: tuple[str, ...]) -> None:
    assert topic_of(question, scope_of(question, ()), ()) == topic


@pytest.mark.parametrize(
    "question",
    [
        "uppdrag om läxhjälp som är i gång och inte är klara",
        "uppdrag om läxhjälp som är nästan klara",
        "uppdragen om läxhjälp, har de startat?",
    ],
)
def test_assignments_by_how_far_they_have_come_are_a_list(question: str) -> None:
    assert kind_of(question, about_assignments=True) is Kind.LIST


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Hur går det med Badviksuppdraget?", ("badvik",)),
        ("Hur går det med bryggvaktsuppdragets plan?", ("bryggvakt",)),
        ("Hur går det med direktörsuppdraget?", ()),  # who gave it
        ("Hur går det med badviksuppdragen?", ()),  # a set
    ],
)
def test_the_subject_in_the_name_of_an_assignment(question: str, topic: tuple[str, ...]) -> None:
    assert topic_of(question, scope_of(question, ()), ()) == topic
