"""The sentence that says what is asked for is first."""

import pytest

from app.rank import rank
from tests.app.prose import passages, plan, prose, wanted

ABOUT = (
    "Natthärbärget har 34 platser. Natthärbärget drivs av en förening. Härbärget stängs eftersom hyran har höjts. "
    "Reservkraften kostade 412 tkr. Nämnden har sitt kontor vid Storgården. Brukare får tolk när de behöver det."
)


@pytest.mark.parametrize(
    ("question", "topic", "first"),
    [
        ("Hur många platser har natthärbärget?", ("platser", "natthärbärget"), "Natthärbärget har 34 platser."),
        ("Vem driver natthärbärget?", ("driver", "natthärbärget"), "Natthärbärget drivs av en förening."),
        ("Varför stängs härbärget?", ("stängs", "härbärget"), "Härbärget stängs eftersom hyran har höjts."),
        ("Vad kostade reservkraften?", ("reservkraften",), "Reservkraften kostade 412 tkr."),
        ("tolk brukare", ("tolk", "brukare"), "Brukare får tolk när de behöver det."),
    ],
)
def test_first(question: str, topic: tuple[str, ...], first: str) -> None:
    document = prose(ABOUT)
    ranked = rank(plan(question, *topic), wanted(*topic), passages(document), {"plan": document})
    assert ranked[0].passage.text == first


def test_sentences_of_a_found_chunk_count() -> None:
    """A chunk alone was found: its sentences are ranked, not the chunk."""
    document = prose(ABOUT)
    chunk = passages(document)[:1]
    ranked = rank(
        plan("Vad kostade reservkraften?", "reservkraften"), wanted("reservkraften"), chunk, {"plan": document}
    )
    assert ranked[0].passage.text == "Reservkraften kostade 412 tkr."
    assert all(one.passage.span != chunk[0].span for one in ranked)


def test_nothing_found() -> None:
    assert rank(plan("Vad?"), (), [], {}) == []
