"""What readers are told of the evaluation is what was measured, and not long out of date."""

import json
from pathlib import Path

from app.quality import SHIPPED, Quality, read_quality
from eval.baseline import BASELINE
from eval.model import Case, Reply, Result, Run, Verdict
from eval.publish import MOST_WRONG, quality_of

STALE = 0.05  # of the share right: more than that and the page tells of another program; run python -m eval publish


def _result(number: int, kind: str, ok: bool) -> Result:
    case = Case(f"c-{number}", ("Hur många?",), kind, answer="Tolv.")
    return Result(case, Reply("**Elva** [1]."), Verdict(ok, True), (1.0,))


def test_rates_and_examples() -> None:
    results = tuple(_result(number, "fact" if number % 2 else "list", number < 4) for number in range(12))
    found = quality_of([Run("sample", results), Run("real", results)])
    sample, real = found.measured
    assert (sample.whole.asked, sample.whole.right) == (12, 4)
    assert [(kind.name, kind.asked, kind.right) for kind in sample.kinds] == [("fact", 6, 2), ("list", 6, 2)]
    assert len(sample.wrong) == MOST_WRONG
    assert [wrong.kind for wrong in sample.wrong[:3]] == ["fact", "list", "fact"]  # mixed
    assert sample.wrong[0].answer == "Elva [1]."
    assert real.wrong == []  # other corpora's words stay where they are


def test_what_ships_is_not_stale() -> None:
    shipped = Quality.model_validate_json(SHIPPED.read_bytes())
    sample = next(one for one in shipped.measured if one.corpus == "sample")
    held = json.loads(BASELINE.read_text("utf-8"))["sample"].values()
    right = sum("right" in merits for merits in held)
    assert abs(right / len(held) - sample.whole.right / sample.whole.asked) < STALE


def test_an_own_evaluation_goes_before_the_one_that_ships(tmp_path: Path) -> None:
    assert read_quality(tmp_path) == read_quality(tmp_path / "none")
    (tmp_path / "quality.json").write_text('{"made": "2030-01-02", "measured": []}')
    own = read_quality(tmp_path)
    assert own and own.made == "2030-01-02"
    (tmp_path / "quality.json").write_text("{")
    damaged = read_quality(tmp_path)
    assert damaged and damaged.made != "2030-01-02"
