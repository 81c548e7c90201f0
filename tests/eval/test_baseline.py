"""What is gained and lost against what was held."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval.baseline import compare, gone, read_baseline, write_baseline
from eval.model import Case, Reply, Result, Run, Verdict
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
