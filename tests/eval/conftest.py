"""The sample corpus with its index and assistant, once for all tests that ask."""

from collections.abc import Iterator

import pytest

from eval.asking import InProcess
from eval.cache import opened
from eval.corpora import Corpus, sample


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The sample corpus with its cases."""
    return sample()


@pytest.fixture(scope="session")
def asker(corpus: Corpus) -> Iterator[InProcess]:
    """The assistant over the sample corpus."""
    with opened(corpus.files) as index:
        yield InProcess(index)
