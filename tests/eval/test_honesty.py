"""Fitting when to decline: on made-up rows, and on the sample corpus."""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from app.confidence import FITTED, Fitted, Signs
from eval import honesty_report
from eval.__main__ import app
from eval.asking import InProcess
from eval.corpora import SAMPLE_CASES, Corpus
from eval.evidence import Seen, gather, hiding
from eval.honesty import coverage_table, judge, plot, refusals, reliability_table, separation, trial
from index.model import Search
from ingest.errors import StyrsvarError


def made(count: int = 400) -> list[Seen]:
    """Cases whose answers are right where the best unit stands out; half as many with hidden pages, where none does."""
    draw = Random(2)
    rows = []
    for number in range(count):
        ahead = draw.gauss(6, 2)
        found = Signs(ahead, draw.random())
        right = draw.random() < (0.95 if ahead > 5 else 0.3)
        rows.append(Seen("made", str(number), True, False, True, right, found, draw.random()))
        if number % 2:
            rows.append(replace(rows[-1], hidden=True, right=False, signs=Signs(draw.gauss(3, 1.5), draw.random())))
    return rows


def test_what_stands_out_is_learnt() -> None:
    found = trial(made())
    assert found.fitted.weights["ahead"] > 0.2
    assert found.fitted.probability(Signs(10.0, 0.5)) > 0.9 > 0.4 > found.fitted.probability(Signs(0.0, 0.5))
    head, model, cosine, *_ = separation(found)
    assert "right against wrong" in head
    assert float(model[1]) > 0.75 > 0.6 > float(cosine[1])  # the cosine was drawn by chance
    said = [(float(row[0].split()[0]), float(row[1].split()[0])) for row in reliability_table(found.judged)[1:-1]]
    assert max(said)[1] > min(said)[1] + 25
    first, last = coverage_table(found)[1], coverage_table(found)[-1]
    assert float(last[1].split()[0]) > float(first[1].split()[0]) + 5


def test_the_threshold_refuses_few_that_have_an_answer() -> None:
    seen = made()
    found = trial(seen)
    low = [one for one in found.judged if one.chance < found.fitted.threshold and not one.seen.hidden]
    assert 0 < found.fitted.threshold < 0.5
    assert len(low) > 0
    assert len(low) <= 0.03 * 400
    by_rules = [*seen, *(replace(one, case=f"{one.case}-refused", answered=False, signs=None) for one in seen[:30])]
    assert trial(by_rules).fitted.threshold == 0.0  # the rules refuse more than that already


def test_refusals_are_counted_by_who_refuses() -> None:
    found = trial(made())
    rules = Seen("made", "refused", False, False, False, True, None, 0.0)
    name, yes, wrong, no, hidden = refusals("made", [*found.seen, rules], found.judged, found.fitted.threshold)
    assert (name, no) == ("made", "1 + 0 of 1")
    assert yes.startswith("0 + ") and yes.endswith(" of 400")
    assert int(hidden.split()[2]) > 0 and int(wrong) <= int(yes.split()[2])


def test_too_few_cases() -> None:
    with pytest.raises(StyrsvarError, match="det behövs"):
        trial(made(10))


def test_hidden_pages_are_found_nowhere_and_again_after(asker: InProcess) -> None:
    wanted = Search("sjukfrånvaro", limit=20)
    before = asker.index.search(wanted)
    page = (before[0].document, before[0].page)
    with hiding(asker.index, frozenset({page})):
        inside = asker.index.search(wanted)
        assert inside and all((hit.document, hit.page) != page for hit in inside)
    assert asker.index.search(wanted) == before


def test_cases_are_seen_as_they_are_and_hidden(asker: InProcess, corpus: Corpus) -> None:
    """Some of each kind; what a hidden case says is no longer right for most."""
    cases = [*[case for case in corpus.cases if case.kind == "fact"][:12], corpus.cases[-1]]
    seen = gather(replace(corpus, cases=tuple(cases)), asker.index)
    plain = [one for one in seen if not one.hidden]
    hidden = [one for one in seen if one.hidden]
    assert [one.case for one in plain] == [case.id for case in cases]
    assert {one.case for one in hidden} == {one.case for one in plain if one.signs and one.answerable}
    assert sum(one.right for one in hidden) < sum(one.right for one in plain) / 2


def test_the_report(tmp_path: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """On made-up rows but with the real table, plot and file; nothing is written that was not asked for."""
    monkeypatch.setattr(honesty_report, "gather", lambda corpus, index, say: made() if len(corpus.cases) > 1 else [])
    monkeypatch.setattr(honesty_report, "opened", lambda files: nullcontext())  # nothing is asked
    lines: list[str] = []
    found = honesty_report.measure([corpus], [], lines.append)
    assert not list(tmp_path.iterdir())
    honesty_report.measure([corpus], [], lines.append, tmp_path / "fitted.json")
    written = Fitted.model_validate_json((tmp_path / "fitted.json").read_bytes())
    assert written == found.fitted
    assert [one.chance for one in judge(written, found.seen)] == [
        written.probability(one.signs) for one in found.seen if one.signs and not (one.hidden and one.right)
    ]
    drawn = plot(found)
    assert drawn.count("<polyline") == 2 and "prefers-color-scheme: dark" in drawn


def test_the_command_on_some_of_the_sample(tmp_path: Path) -> None:
    """From the question to the tables, with the rules and the ranking in use; the file in use stays as it is."""
    before = FITTED.read_bytes()
    lines = [line for line in SAMPLE_CASES.read_text("utf-8").splitlines() if '"kind": "fact"' in line]
    unanswerable = [line for line in SAMPLE_CASES.read_text("utf-8").splitlines() if '"unanswerable"' in line]
    (tmp_path / "cases.jsonl").write_text("\n".join([*lines[:45], *unanswerable[:5]]), "utf-8")
    done = CliRunner().invoke(app, ["honesty", "--cases", str(tmp_path / "cases.jsonl")])
    assert done.exit_code == 0, done.output
    for words in ("Refused by the rules", "the world", "of 45", "of 40", "highest cosine", "said", '"threshold"'):
        assert words in done.output
    assert FITTED.read_bytes() == before
