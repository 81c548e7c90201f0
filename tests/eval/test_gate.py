"""No sample case may get worse, and a fault in the product must be noticed: five are made on purpose."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.assistant import Assistant
from app.model import Answer, Plan
from app.plan import Planner
from eval.asking import InProcess
from eval.baseline import compare, gone, read_baseline
from eval.corpora import Corpus
from eval.model import RIGHT
from eval.run import ask_all
from eval.told import MEANT, said_in_full

pytestmark = pytest.mark.slow
EVERY = 4  # for the faults, every fourth case, and all of the kinds that a fault of its own aims at
AIMED_AT = ("list", "unanswerable")


def test_no_case_is_lost(corpus: Corpus, asker: InProcess) -> None:
    run = ask_all(corpus, asker)
    found = compare([run], read_baseline())
    assert not found.lost, "\n".join(["Lost against eval/baseline.json:", *map(said_in_full, found.lost), MEANT])
    assert not found.unknown, f"Run python -m eval baseline to take in {', '.join(found.unknown)}"
    assert not gone([run], read_baseline()), "Cases were taken away; run python -m eval baseline"


def no_status(answer: Answer) -> Answer:
    """The fault is in the plan; see below."""
    return answer


def next_page(answer: Answer) -> Answer:
    """Every source names the page after its own."""
    return replace(answer, citations=tuple(replace(one, page=one.page + 1) for one in answer.citations))


def five_items(answer: Answer) -> Answer:
    """A list ends after its fifth item."""
    lines = [line for line in answer.answer.splitlines() if not re.match(r"([6-9]|\d\d+)\. ", line)]
    return replace(answer, items=answer.items[:5], answer="\n".join(lines))


def wrong_quote(answer: Answer) -> Answer:
    """A source quotes the words of the next source, which stand somewhere else."""
    quotes = [one.quote for one in answer.citations]
    turned = [*quotes[1:], *quotes[:1]]
    cited = (replace(one, quote=quote) for one, quote in zip(answer.citations, turned, strict=True))
    return replace(answer, citations=tuple(cited))


def always_answers(answer: Answer) -> Answer:
    """An honest no is given as an answer."""
    return replace(answer, answered=True)


@pytest.mark.parametrize(
    ("fault", "merits"),
    [
        (no_status, {RIGHT}),
        (next_page, {"cited", "verbatim"}),
        (five_items, {RIGHT}),
        (wrong_quote, {"verbatim"}),
        (always_answers, {RIGHT}),
    ],
)
def test_a_fault_is_noticed(
    fault: Callable[[Answer], Answer],
    merits: set[str],
    corpus: Corpus,
    asker: InProcess,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask, read = Assistant.ask, Planner.read

    def faulty_read(self: Planner, *args: object) -> Plan:
        made = read(self, *args)  # type: ignore[arg-type]
        return replace(made, criteria=replace(made.criteria, statuses=()))

    monkeypatch.setattr(Assistant, "ask", lambda self, *args: fault(ask(self, *args)))
    if fault is no_status:
        monkeypatch.setattr(Planner, "read", faulty_read)
    cases = [case for number, case in enumerate(corpus.cases) if case.kind in AIMED_AT or number % EVERY == 0]
    changes = compare([ask_all(corpus, asker, cases)], read_baseline()).lost
    assert merits <= {merit for change in changes for merit in change.merits}
