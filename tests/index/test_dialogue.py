from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from index.catalogue import Catalogue
from index.dialogue import Dialogue
from index.tables import conversations, feedback


@pytest.fixture
def dialogue(tmp_path: Path) -> Iterator[Dialogue]:
    catalogue = Catalogue(tmp_path, None)
    yield Dialogue(catalogue.engine)
    catalogue.close()


def test_turns_are_kept_in_order(dialogue: Dialogue) -> None:
    mine, other = dialogue.start(), dialogue.start()
    assert mine != other
    assert [dialogue.add_turn(mine, {"question": f"fråga {n}"}) for n in range(3)] == [1, 2, 3]
    assert dialogue.add_turn(other, {"question": "annan"}) == 1
    assert [turn["question"] for turn in dialogue.turns(mine)] == ["fråga 0", "fråga 1", "fråga 2"]
    assert [turn["question"] for turn in dialogue.turns(mine, last=2)] == ["fråga 1", "fråga 2"]
    assert dialogue.turns("okänd") == []
    assert (dialogue.exists(mine), dialogue.exists("okänd")) == (True, False)


def test_an_id_from_elsewhere_makes_its_conversation(dialogue: Dialogue) -> None:
    assert dialogue.add_turn("egen", {}) == 1
    assert dialogue.exists("egen")
    assert dialogue.forget("egen")
    assert not dialogue.forget("egen")
    assert dialogue.turns("egen") == []


def test_old_ones_are_pruned(dialogue: Dialogue) -> None:
    old, new = dialogue.start(), dialogue.start()
    for conversation in (old, new):
        dialogue.add_turn(conversation, {})
    dialogue.add_feedback({"verdict": "bra"})
    with dialogue._engine.begin() as connection:
        connection.execute(update(conversations).where(conversations.c.id == old).values(changed="2020-01-01"))
        connection.execute(update(feedback).values(created="2020-01-01"))
    assert dialogue.prune(days=30) == 1
    assert (dialogue.exists(old), dialogue.exists(new)) == (False, True)
    assert (dialogue.turns(old), len(dialogue.turns(new)), dialogue.feedback()) == ([], 1, [])


def test_only_the_last_are_kept(dialogue: Dialogue) -> None:
    names = ["a", "b", "c"]
    for name in names:
        for turn in range(4):
            dialogue.add_turn(name, {"turn": turn})
    dialogue.trim("a", 2)
    assert [[turn["turn"] for turn in dialogue.turns(name)] for name in ("a", "b")] == [[2, 3], [0, 1, 2, 3]]
    assert dialogue.add_turn("a", {"turn": 4}) == 5
    assert (dialogue.keep(3), dialogue.keep(2), dialogue.keep(0)) == (0, 1, 2)
    assert [dialogue.turns(name) for name in names] == [[], [], []]


def test_feedback(dialogue: Dialogue) -> None:
    first = dialogue.add_feedback({"verdict": "bra", "comment": "åäö"})
    dialogue.add_feedback({"verdict": "fel"})
    assert [content["verdict"] for _, _, content in dialogue.feedback()] == ["bra", "fel"]
    assert dialogue.feedback()[0][0] == first
