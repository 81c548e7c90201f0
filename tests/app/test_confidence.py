"""How sure an answer is: what the ranking shows, and the model in use."""

from dataclasses import astuple, replace
from pathlib import Path

import pytest

from app.confidence import FITTED, NAMES, Fitted, Signs, fitted, is_likely, signs
from app.rank import WEIGHTS, Ranked, rank
from ingest.errors import StyrsvarError
from tests.app.prose import passages, plan, prose, wanted

MODEL = Fitted(made="here", ranking=(), weights={"ahead": 0.5, "together": 1.0}, intercept=-2.0, threshold=0.5)


def ranked(*scores: float, sections: tuple[int | None, ...] = ()) -> list[Ranked]:
    """Units with these scores, in these sections."""
    document = prose("Härbärget har 34 platser.")
    one = rank(plan("Hur många platser?"), wanted("platser"), passages(document), {"plan": document})[0]
    places = sections or (0,) * len(scores)
    return [
        replace(one, score=score, passage=replace(one.passage, section=section))
        for score, section in zip(scores, places, strict=True)
    ]


def test_the_signs() -> None:
    found = signs(ranked(9.0, *([4.0] * 19), 3.0, 1.0, sections=(1, 1, 2, 1, 3, *([1] * 17))))
    assert found == Signs(ahead=6.0, together=0.6)


def test_few_units_are_held_against_what_is_usual() -> None:
    """Else one short document could answer nothing: its best sentence stands out from nothing."""
    assert signs(ranked(7.0)).ahead == signs(ranked(7.0, 6.5)).ahead == 4.5
    assert signs(ranked(7.0, 1.0)).ahead == 6.0


@pytest.mark.parametrize("name", NAMES)
def test_each_sign_speaks_for(name: str) -> None:
    """In the model in use too: the more of it, the surer."""
    for model in (MODEL, fitted()):
        chances = [model.probability(replace(Signs(5.0, 0.4), **{name: value})) for value in (0.0, 0.5, 1.0)]
        assert chances == sorted(chances)
        assert all(0 < chance < 1 for chance in chances)


def test_the_probability_is_that_of_the_odds() -> None:
    assert MODEL.probability(Signs(4.0, 0.0)) == pytest.approx(0.5)
    assert MODEL.probability(Signs(2.0, 0.0)) == pytest.approx(0.2689, abs=1e-4)


def test_what_stands_out_is_likely_and_what_does_not_is_not() -> None:
    assert is_likely(ranked(9.0, *([2.0] * 24)))
    assert not is_likely(ranked(5.0, *([4.5] * 24), sections=tuple(range(25))))


def test_the_model_is_of_the_ranking_in_use() -> None:
    """Weights of the ranking that change move the signs: then `python -m eval honesty --write` fits anew."""
    assert fitted().ranking == astuple(WEIGHTS)
    assert set(fitted().weights) == set(NAMES)
    assert 0 < fitted().threshold <= 0.5


def test_the_file(tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    file.write_text(MODEL.model_dump_json(), "utf-8")
    assert fitted(file) == MODEL
    file.write_text("{}", "utf-8")
    fitted.cache_clear()
    with pytest.raises(StyrsvarError, match="skadad"):
        fitted(file)
    fitted.cache_clear()
    assert fitted() == fitted(FITTED)
