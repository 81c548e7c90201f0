"""For all tests: the flag that rewrites golden files, and the sample documents read once."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from ingest import pipeline
from ingest.model import Document

CORPUS = Path(__file__).parent.parent / "eval" / "corpus"
Read = Callable[[str], Document]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium: one for all tests, since Playwright starts but once in a thread."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()
