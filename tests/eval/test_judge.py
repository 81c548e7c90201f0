"""Verdicts by tables, and never kinder than the reference judge's where it is at hand."""

import importlib.util
import os
import random
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from eval.corpora import ROOT, SHARED, sample
from eval.judge import bare, fold, has, is_verbatim, judge
from eval.model import Case, Cited, Evidence, Listed, Reply

REFERENCE = Path(os.environ.get(SHARED) or ROOT.parent / "shared") / "eval" / "cases.py"
PAGES = {("plan", 1): bare("Sjukfrånvaron var 7,2 procent. Antalet var 1 236."), ("plan", 2): bare("Annat.")}
CASE = Case(
    "a", ("?",), "list", must=(("7,2", "sju"),), items=(("katt",), ("hund",)), not_items=("gris",), total=2,
    evidence=(Evidence("plan", 1, "7,2 procent"),),
)  # fmt: skip
GOOD = Reply("7,2: katt och hund", True, "list", (), 2, (Cited("plan", 1, "var 7,2 procent"),))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("34 947 700", "34947700"),
        ("34.947.700 Kr", "34947700 kr"),
        ("−5 – 6", "-5 - 6"),
        ("a\n b\N{SOFT HYPHEN}c", "a bc"),
        ("2024 12", "2024 12"),  # not a thousand
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "group", "found"),
    [
        ("7,2 procent", ("7,2",), True),
        ("17,2 procent", ("7,2",), False),  # part of a longer number
        ("7,25 procent", ("7,2",), False),
        ("1236 hushåll", ("1 236",), True),
        ("husdjuren", "husdjur", True),
        ("hund", ("katt", "hund"), True),
        ("i januari", "ja", False),
        ("**ja**, i januari", ("ja",), True),
    ],
)
def test_has(text: str, group: str | tuple[str, ...], found: bool) -> None:
    assert has(text, group) is found


@pytest.mark.parametrize(
    ("quote", "page", "true"),
    [
        ("var 7,2 pro-\ncent", 1, True),  # broken at a line's end
        ("Sjukfrånvaron (…) Antalet var 1 236", 1, True),  # two parts of a page
        ("Sjukfrånvaron var … Antalet", 1, False),  # a bare "…" is taken for three points, as the reference does
        ("Antalet var …", 1, True),  # cut at its end
        ("Sjukfrånvaron", 2, False),
        ("…", 1, False),
        ("7,2", 9, False),  # no such page
    ],
)
def test_is_verbatim(quote: str, page: int, true: bool) -> None:
    assert is_verbatim(quote, PAGES.get(("plan", page))) is true


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda reply: reply, ()),
        (lambda reply: replace(reply, answer="katt och hund"), ("must ['7,2', 'sju']",)),
        (lambda reply: replace(reply, answer="7,2: katt"), ("item ['hund']",)),
        (lambda reply: replace(reply, answer="7,2: katt, hund, gris"), ("wrong gris",)),
        (lambda reply: replace(reply, items=tuple(map(Listed, "abc"))), ("3 items for 2",)),
        (lambda reply: replace(reply, answer=reply.answer + " och" * 900), ("too long",)),
        (lambda reply: replace(reply, answered=False), ("not answered",)),
        (lambda reply: replace(reply, answer="[7,2] katt [1] och hund"), ()),
    ],
)
def test_judge(change: Callable[[Reply], Reply], why: tuple[str, ...]) -> None:
    verdict = judge(CASE, change(GOOD), PAGES)
    assert (verdict.ok, verdict.why) == (not why, why)
    assert verdict.cited
    assert verdict.verbatim


def test_what_the_corpus_does_not_say() -> None:
    case = Case("b", ("?",), "unanswerable")
    assert judge(case, Reply("Det framgår inte.", answered=False), {}).ok
    assert not judge(case, Reply("Sju.", answered=True), {}).ok


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply("Två uppdrag. [1]", total=2), ()),
        (Reply("1 uppdrag. [1][2]", total=1), ("must ['två', '2']", "counted 1 for 2")),  # [2] does not say two
        (Reply("Det finns:\n1. Katten\n2. Hunden"), ("must ['två', '2']",)),  # nor does a line's number
        (Reply("Det är 2 uppdrag av 12.", total=12), ("counted 12 for 2",)),
    ],
)
def test_a_count_is_what_is_said(reply: Reply, why: tuple[str, ...]) -> None:
    case = Case("c", ("Hur många?",), "count", must=(("två", "2"),), total=2)
    assert judge(case, reply, {}).why == why


def test_all_pages_or_any() -> None:
    both = (Evidence("plan", 1, "7,2"), Evidence("plan", 2, "Annat"))
    assert judge(replace(CASE, evidence=both), GOOD, PAGES).cited
    assert not judge(replace(CASE, evidence=both, all=True), GOOD, PAGES).cited


def _reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_judge", REFERENCE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _reply_made_up(case: Case, draw: random.Random) -> Reply:
    """Gold facts and wrong things, in part."""
    groups = [group if isinstance(group, str) else draw.choice(group) for group in (*case.must, *case.items)]
    words = [word for word in (*groups, *case.not_items, case.answer) if draw.random() < 0.8]
    items = tuple(Listed(word) for word in words if draw.random() < 0.3)
    cited = [Cited(e.document, e.page + draw.choice([0, 0, 1]), e.quote) for e in case.evidence if draw.random() < 0.8]
    return Reply(
        "\n".join(words) + " ord" * draw.choice([0, 0, 0, 500]), draw.random() < 0.8, "", items, None, (*cited,)
    )


@pytest.mark.skipif(not REFERENCE.is_file(), reason=f"no reference judge at {REFERENCE}; {SHARED} names its folder")
def test_never_kinder_than_the_reference() -> None:
    reference, corpus, draw = _reference(), sample(), random.Random(1)
    pages, stricter = corpus.bare_pages, 0
    for case in corpus.cases * 5:
        reply = _reply_made_up(case, draw)
        plain: dict[str, Any] = asdict(case)
        expected = reference.judge(plain, asdict(reply), pages)
        found = judge(case, reply, pages)
        assert found.ok <= expected["ok"], (case, reply)
        stricter += found.ok != expected["ok"]
        assert found.cited == expected.get("cited"), (case, reply)
        assert (found.quotes, found.quotes_true) == (expected.get("quotes", 0), expected.get("quotes_true", 0))
        assert found.item_recall == expected.get("item_recall")
    assert stricter <= 0.01 * 5 * len(corpus.cases)  # where "ja" stood in another word, say
