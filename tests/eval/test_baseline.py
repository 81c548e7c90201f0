"""What is gained and lost against what was held."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval.baseline import compare, gone, read_baseline, write_baseline
from eval.model import Case, Cited, Evidence, Reply, Result, Run, Verdict
from eval.told import how_sure, said_in_full
from ingest.errors import StyrsvarError

GOOD = Verdict(True, True, cited=True, quotes=2, quotes_true=2)


def run_of(verdicts: dict[str, Verdict]) -> Run:
    made = [Result(Case(id_, ("?",), "fact"), Reply(), verdict) for id_, verdict in verdicts.items()]
    return Run("sample", tuple(made))


@pytest.mark.parametrize(
    ("before", "now", "lost", "gained"),
    [
        (GOOD, GOOD, (), ()),
        (GOOD, replace(GOOD, ok=False), ("right",), ()),
        (GOOD, replace(GOOD, cited=False), ("cited",), ()),
        (GOOD, replace(GOOD, quotes_true=1), ("verbatim",), ()),
        (GOOD, replace(GOOD, quotes=0, quotes_true=0), ("verbatim",), ()),  # no quote is no merit
        (replace(GOOD, ok=False), GOOD, (), ("right",)),
        (replace(GOOD, ok=False), replace(GOOD, cited=False), ("cited",), ("right",)),  # one for another
    ],
)
def test_compare(before: Verdict, now: Verdict, lost: tuple[str, ...], gained: tuple[str, ...], tmp_path: Path) -> None:
    write_baseline([run_of({"a": before})], tmp_path / "baseline.json")
    found = compare([run_of({"a": now})], read_baseline(tmp_path / "baseline.json"))
    assert [change.merits for change in found.lost] == ([lost] if lost else [])
    assert [change.merits for change in found.gained] == ([gained] if gained else [])


def test_cases_that_come_and_go(tmp_path: Path) -> None:
    write_baseline([run_of({"a": GOOD, "b": GOOD})], tmp_path / "baseline.json")
    held = read_baseline(tmp_path / "baseline.json")
    now = run_of({"a": GOOD, "c": GOOD})
    assert compare([now], held).unknown == ("c",)
    assert gone([now], held) == ["b"]
    assert compare([now], held).lost == ()


def test_a_corpus_that_was_not_run_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    write_baseline([replace(run_of({"a": GOOD}), corpus="real")], path)
    write_baseline([run_of({"b": GOOD})], path)
    assert {name: set(cases) for name, cases in read_baseline(path).items()} == {"real": {"a"}, "sample": {"b"}}
    assert '  "b": ["right", "cited", "verbatim"]\n' in path.read_text("utf-8")  # one line a case


@pytest.mark.parametrize(("content", "words"), [(None, "finns inte"), ("[]", "fel form")])
def test_no_baseline(content: str | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(StyrsvarError, match=words):
        read_baseline(path)


@pytest.mark.parametrize(
    ("gained", "lost", "words"),
    [
        (0, 0, "right 50.0 → 50.0 %, the same cases"),
        (2, 0, "+5.0 (+0.0 to +12.5), 2 gained, 0 lost, within noise (sign test, p = 0.50)"),
        (8, 0, "8 gained, 0 lost, more than chance (sign test, p = 0.01)"),
        (5, 4, "within noise"),
    ],
)
def test_a_difference_of_two_cases_is_no_progress(gained: int, lost: int, words: str, tmp_path: Path) -> None:
    wrong = replace(GOOD, ok=False)
    before = {f"{number:02}": GOOD if number < 20 else wrong for number in range(40)}
    now = before | {f"{number:02}": wrong for number in range(lost)}
    now |= {f"{number:02}": GOOD for number in range(20, 20 + gained)}
    write_baseline([run_of(before)], tmp_path / "baseline.json")
    (found,) = compare([run_of(now)], read_baseline(tmp_path / "baseline.json")).progress
    assert (found.gained, found.lost) == (gained, lost)
    assert words in how_sure(found)


def test_a_lost_case_is_told_in_full(tmp_path: Path) -> None:
    write_baseline([run_of({"a": GOOD})], tmp_path / "baseline.json")
    case = Case("a", ("Vem?", "Och när?"), "fact", answer="I maj.", evidence=(Evidence("plan", 3, "maj"),))
    cited = (Cited("plan", 4, "juni"),)
    worse = Result(case, Reply("I juni. [1]", citations=cited), replace(GOOD, ok=False, why=("must ['maj']",)))
    (lost,) = compare([Run("sample", (worse,))], read_baseline(tmp_path / "baseline.json")).lost
    told = said_in_full(lost)
    for words in ("a [fact] right: Vem? / Och när?", "why: must ['maj']", "answer: I juni. [1]", "sources: plan p. 4",
                  "gold: I maj.", "gold page: plan p. 3"):  # fmt: skip
        assert words in told
