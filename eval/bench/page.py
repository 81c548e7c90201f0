"""How long a reader of the page waits: for the first paint, an answer's first word, and the picture of a page.

    python -m eval.bench.page http://127.0.0.1:8000 [--cases FILE] [--times 10]

Paint is told by Chromium (`pip install ".[test]"`, and Debian's chromium), each time with nothing kept from before,
and so is how long an example question's first words take to stand on the page. The first word over HTTP is the first
`token` of `POST /api/ask/stream`. A picture is drawn anew each time, since no two ask for the same place to be marked;
then it is asked for once more, when it is kept.
"""

import http.client
import json
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any
from urllib.parse import quote, urlencode, urlsplit

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from eval.case import read_cases
from eval.corpora import SAMPLE_CASES

PATIENCE = 60
WIDTHS = (1000, 1400)  # a source's card, a page of its own
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PAINT, SEEN, WORD, DRAWN, KEPT = "first paint", "first word seen", "first word, HTTP", "picture drawn", "picture kept"
LIMITS = {PAINT: 1500, SEEN: 300, WORD: 300, DRAWN: 200}  # milliseconds that we hold ourselves to
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
ANSWERED = """new Promise((done) => {
  const started = performance.now();
  new MutationObserver(() => document.querySelector("#answer .answer") && done(performance.now() - started))
    .observe(document.body, { childList: true, subtree: true });
  [...document.querySelectorAll("#suggestions button")].find((button) => button.offsetParent).click();
})"""

Times = list[float]
"""Milliseconds."""


def seen(url: str, times: int) -> tuple[Times, Times]:
    """How long until something is seen in a browser that has nothing of the page, and from a press on an example
    question until its answer begins. Empty without a browser."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        return [], []
    from playwright.sync_api import sync_playwright  # here: only this measure needs it

    paints, answers = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for _ in range(times):
            page = browser.new_page()
            page.goto(url)
            page.locator("#suggestions button:visible").first.wait_for()
            paints.append(float(page.evaluate(PAINTED)))
            answers.append(float(page.evaluate(ANSWERED)))
            page.close()
        browser.close()
    return paints, answers


def first_words(url: str, questions: Sequence[str]) -> Times:
    """How long until the first word of each answer has come."""
    return [_first_word(url, question) for question in questions]


def _first_word(url: str, question: str) -> float:
    connection = _connection(url)
    started = perf_counter()
    connection.request(
        "POST", "/api/ask/stream", json.dumps({"question": question}), {"Content-Type": "application/json"}
    )
    response = connection.getresponse()
    for line in response:
        if line.startswith(b"event: token"):
            break
    took = _since(started)
    connection.close()
    return took


def pictures(url: str, times: int) -> tuple[Times, Times]:
    """How long pictures of random pages take: drawn, and asked for again."""
    documents = [one for one in _json(url, "/api/documents?limit=200")["items"] if "pdf" in one["media_type"]]
    chance = random.Random()  # never the same place twice, whatever was measured before
    drawn, kept = [], []
    for width in WIDTHS:
        for _ in range(times if documents else 0):
            one = chance.choice(documents)
            left, top = chance.uniform(20, 200), chance.uniform(20, 600)
            marked = f"{left:.3f},{top:.3f},{left + 300:.3f},{top + 14:.3f}"
            path = f"/api/documents/{quote(one['document'])}/pages/{chance.randint(1, one['pages'])}.png?"
            path += urlencode({"highlight": marked, "width": width, "clip": "true" if width == WIDTHS[0] else "false"})
            drawn.append(_got(url, path))
            kept.append(_got(url, path))
    return drawn, kept


def measured(url: str, questions: Sequence[str], times: int) -> Iterator[tuple[str, Times]]:
    """What was measured, and its times."""
    paints, answers = seen(url, times)
    drawn, kept = pictures(url, times)
    yield PAINT, paints
    yield SEEN, answers
    yield WORD, first_words(url, questions)
    yield DRAWN, drawn
    yield KEPT, kept


def _got(url: str, path: str) -> float:
    connection = _connection(url)
    started = perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    content = response.read()
    took = _since(started)
    connection.close()
    if response.status != 200 or not content.startswith(b"\x89PNG"):
        raise typer.BadParameter(f"{path}: {response.status}")
    return took


def _json(url: str, path: str) -> dict[str, Any]:
    connection = _connection(url)
    connection.request("GET", path)
    found = dict(json.loads(connection.getresponse().read()))
    connection.close()
    return found


def _connection(url: str) -> http.client.HTTPConnection:
    place = urlsplit(url)
    return http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)


def _since(started: float) -> float:
    return (perf_counter() - started) * 1000


def main(
    url: Annotated[str, typer.Argument(help="A running server.")],
    cases: Annotated[Path, typer.Option("--cases", help="A file of cases.")] = SAMPLE_CASES,
    times: Annotated[int, typer.Option("--times", min=1, max=200)] = 10,
) -> None:
    """Prints a table."""
    table = Table("", "times", "p50 ms", "p95 ms", "most", "limit")
    questions = [case.turns[0] for case in read_cases([cases])]
    for name, found in measured(url, questions, times):
        shown = [f"{np.quantile(found, share):.0f}" if found else "–" for share in (0.5, 0.95, 1.0)]
        table.add_row(name, str(len(found)), *shown, str(LIMITS.get(name, "")))
    Console(width=120).print(table)


if __name__ == "__main__":
    typer.run(main)
