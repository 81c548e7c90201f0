"""The committed cases are right, and what would be wrong with a case is found."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval.case import problems, read_cases
from eval.corpora import Corpus, real
from eval.model import KINDS, TAGS, Case, Evidence, Place
from ingest.errors import StyrsvarError

PAGES = {("plan", 1): "Sjukfrånvaron var 7,2 pro-\ncent i Norr.", ("plan", 2): "Katt och hund."}
GOOD = Case("a", ("Hur hög?",), "figure", must=(("7,2",),), evidence=(Evidence("plan", 1, "var 7,2 procent"),))
LIST = Case("b", ("Vilka?",), "list", items=("katt", "hund"), total=2, evidence=(Evidence("plan", 2, "Katt"),))


def test_the_sample_cases(corpus: Corpus) -> None:
    assert problems(corpus.cases, corpus.pages) == []
    assert len(corpus.cases) >= 250
    assert {case.kind for case in corpus.cases} == set(KINDS)
    assert {tag for case in corpus.cases for tag in case.hard} == set(TAGS)


def test_the_real_cases() -> None:
    corpus = real()
    if corpus is None:
        pytest.skip("no real corpus here; STYRSVAR_SHARED names its folder")
    assert problems(corpus.cases, corpus.pages) == []


@pytest.mark.parametrize(
    ("case", "problem"),
    [
        (GOOD, ""),
        (LIST, ""),
        (replace(GOOD, kind="guess"), "unknown kind 'guess'"),
        (replace(GOOD, hard=("long",)), "unknown tag 'long'"),
        (replace(GOOD, turns=(" ",)), "no question"),
        (replace(GOOD, must=()), "nothing to check the answer by"),
        (replace(GOOD, must=("8,1",)), "gold '8,1' is not on its pages"),
        (replace(GOOD, kind="yesno", must=("Ja",)), ""),  # worked out: need not stand there
        (replace(GOOD, kind="unanswerable", must=()), "evidence is for answerable cases, and for every one of them"),
        (replace(GOOD, evidence=(Evidence("plan", 2, "var 7,2"),)), "'var 7,2' is not on page 2 of plan"),
        (replace(GOOD, evidence=(Evidence("plan", 3, "var"),)), "plan has no page 3"),
        (replace(GOOD, evidence=(Evidence("plan", 1, "var " * 13),)), f"the quote {'var ' * 13!r} is longer than 12"),
        (replace(GOOD, evidence=(Evidence("plan", 1, "var", (Place(2, quote="var"),)),)), "'var' is not on page 2"),
        (replace(LIST, total=None), "no total"),
        (replace(LIST, total=3), "2 items and a total of 3"),
    ],
)
def test_problems(case: Case, problem: str) -> None:
    found = problems([case], PAGES)
    assert found == [] if not problem else found[0].startswith(f"{case.id}: {problem}")


def test_an_id_or_a_question_used_twice() -> None:
    twice = problems([GOOD, replace(LIST, id="a"), replace(GOOD, id="c")], PAGES)
    assert twice == ["a: the id is used 2 times", "asked 2 times: Hur hög?"]


@pytest.mark.parametrize(
    "line",
    ['{"id": "a"}', '{"id": "a", "turns": ["?"], "kind": "fact", "mst": []}', "not JSON", "[]"],
)
def test_a_line_that_is_no_case(line: str, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(f'{{"id": "b", "turns": ["?"], "kind": "fact", "items": null}}\n{line}\n', "utf-8")
    with pytest.raises(StyrsvarError, match="rad 2 är ingen fråga"):
        read_cases([path])


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(StyrsvarError, match="finns inte"):
        read_cases([tmp_path / "none.jsonl"])
