"""For all tests: the flag that rewrites golden files, and the sample documents read once."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.model import Document

CORPUS = Path(__file__).parent.parent / "eval" / "corpus"
Read = Callable[[str], Document]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --update-golden."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from what is read now")


@cache
def _read(name: str) -> Document:
    return pipeline.read(CORPUS / name)


@pytest.fixture(scope="session")
def read_sample() -> Read:
    """Reads a file of the sample corpus, each only once: `read_sample("budget-2025-oster.pdf")`."""
    return _read
