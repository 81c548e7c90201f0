"""Every metric against examples counted by hand."""

from collections.abc import Collection, Sequence

import pytest

from eval import metrics
from eval.metrics import Refusals, SetScore


def meets(text: str, ways: Collection[str]) -> bool:
    return any(way in text for way in ways)


def supports(said: str, sources: Sequence[str]) -> bool:
    """Every letter of a statement is in some source: "ab" is said by "a" and "b" together."""
    return set(said) <= set("".join(sources))


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("7,2 procent i Norr", [["7,2"], ["Norr", "norra"]], 1.0),
        ("7,2 procent", [["7,2"], ["Norr", "norra"]], 0.5),
        ("inget", [["7,2"]], 0.0),
        ("inget", [], None),  # nothing is gold
    ],
)
def test_fact_recall(text: str, facts: list[list[str]], expected: float | None) -> None:
    assert metrics.fact_recall(text, facts, meets) == expected


@pytest.mark.parametrize(
    ("listed", "gold", "expected", "f1"),
    [
        (["katt", "hund"], [["katt"], ["hund"]], SetScore(1.0, 1.0), 1.0),
        (["katt", "ko"], [["katt"], ["hund"]], SetScore(0.5, 0.5), 0.5),
        (["katt", "katt"], [["katt"], ["hund"]], SetScore(0.5, 0.5), 0.5),  # said twice is right once
        (["katt"], [["katt"], ["hund"], ["ko"]], SetScore(1.0, 1 / 3), 0.5),
        ([], [["katt"]], SetScore(None, 0.0), 0.0),
        ([], [], SetScore(None, 1.0), 0.0),
    ],
)
def test_set_score(listed: list[str], gold: list[list[str]], expected: SetScore, f1: float) -> None:
    score = metrics.set_score(listed, gold, meets)
    assert score == expected
    assert score.f1 == pytest.approx(f1)


@pytest.mark.parametrize(
    ("cited", "recall", "precision"),
    [
        ([("a", ["a"])], 1.0, 1.0),
        ([("ab", ["a", "b"])], 1.0, 1.0),  # neither alone, both needed
        ([("a", ["a", "x"])], 1.0, 0.5),  # "x" says nothing and is not needed
        ([("a", ["x"])], 0.0, 0.0),  # not supported: its source counts for nothing
        ([("a", ["a"]), ("b", [])], 0.5, 1.0),  # "b" has no source
        ([("a", []), ("b", [])], 0.0, None),  # no source at all
        ([("abc", ["ab", "bc", "b"])], 1.0, 2 / 3),
        ([], None, None),
    ],
)
def test_citations(cited: list[tuple[str, list[str]]], recall: float | None, precision: float | None) -> None:
    assert metrics.citation_recall(cited, supports) == recall
    assert metrics.citation_precision(cited, supports) == precision


def test_refusals() -> None:
    outcomes = [(True, True), (True, False), (False, False), (False, False), (False, True)]
    assert metrics.refusals(outcomes) == Refusals(right=2, missed=1, wrong=1)


def test_abstention_goes_from_answering_all_to_refusing_all() -> None:
    # confidences: answerable .9 and .5, unanswerable .6
    points = metrics.abstention([(0.9, True), (0.5, True), (0.6, False)])
    assert points == [(1.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)]


@pytest.mark.parametrize(
    ("ranked", "needs", "recall_2", "rank", "ndcg_3"),
    [
        ("abc", ["a"], 1.0, 1.0, 1.0),
        ("abc", ["c"], 0.0, 1 / 3, 0.5),  # log2(4) = 2
        ("abc", ["a", "c"], 0.5, 1.0, 1.5 / (1 + 0.6309297535714575)),
        ("abc", ["ab"], 1.0, 1.0, 1.0),  # one need that either meets
        ("abc", ["x"], 0.0, 0.0, 0.0),
        ("abc", [], None, None, None),
    ],
)
def test_ranking(
    ranked: str, needs: list[str], recall_2: float | None, rank: float | None, ndcg_3: float | None
) -> None:
    assert metrics.recall_at(ranked, needs, 2) == recall_2
    assert metrics.reciprocal_rank(ranked, needs) == rank
    assert metrics.ndcg(ranked, needs, 3) == (None if ndcg_3 is None else pytest.approx(ndcg_3))


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([1, 2, 3, 4], 0.5, 2), ([1, 2, 3, 4], 0.95, 4), ([4, 1], 0.0, 1), ([7], 0.99, 7)],
)
def test_percentile(values: list[float], share: float, expected: float) -> None:
    assert metrics.percentile(values, share) == expected


def test_bootstrap() -> None:
    found = metrics.bootstrap([1.0] * 50 + [0.0] * 50)
    assert found.value == 0.5
    # the normal approximation gives 0.5 ± 1.96 * sqrt(0.25 / 100) = 0.402 to 0.598
    assert found.low == pytest.approx(0.402, abs=0.02)
    assert found.high == pytest.approx(0.598, abs=0.02)
    assert metrics.bootstrap([1.0, 1.0]).low == 1.0
    assert found == metrics.bootstrap([1.0] * 50 + [0.0] * 50)


def test_change_and_chance() -> None:
    found = metrics.change([0.0] * 98 + [1.0, 0.0], [0.0] * 98 + [1.0, 1.0])
    assert found.value == pytest.approx(0.01)
    assert found.low == 0.0  # one case of a hundred is not in every draw
    assert [metrics.chance(*counts) for counts in ((2, 0), (0, 2), (5, 0), (6, 0), (3, 3), (0, 0))] == [
        0.5, 0.5, 0.0625, 0.03125, 1.0, 1.0,
    ]  # fmt: skip


def test_kappa() -> None:
    # Cohen's own sort of table: 20 both yes, 15 both no, 5 and 10 apart: .7 agreed, .5 expected
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert metrics.kappa(pairs) == pytest.approx(0.4)
    assert metrics.kappa([(True, True)]) is None
    assert metrics.kappa([]) is None


def test_accuracy_and_bags() -> None:
    assert metrics.accuracy([("katt", "katt"), ("hund", "hunt")]) == 1 - 1 / 8
    assert metrics.accuracy([(["en", "grå", "katt"], ["en", "katt"])]) == 0.5
    assert metrics.accuracy([("helt annat", "x")]) == 0.0
    assert metrics.bags([(["b", "a", "a"], ["a", "b", "c", "c"])]) == SetScore(2 / 3, 0.5)
    with pytest.raises(ValueError, match="no true text"):
        metrics.accuracy([("x", "")])


@pytest.mark.parametrize("call", [lambda: metrics.percentile([], 0.5), lambda: metrics.bootstrap([])])
def test_nothing_to_measure(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match="no values"):
        call()
