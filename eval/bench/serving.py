"""How fast servers answer over HTTP: one reader at a time, then many at once.

    python -m eval.bench.serving http://127.0.0.1:8000 [URL…] [--cases FILE] [--users 20] [--rounds 3]

Several servers (two versions, say) are asked the same in turn, so that what else the machine does meets them alike.
Each round ends the questions otherwise ("?", "??"), so that no answer that a server has kept counts; a last line tells
how fast the questions of the last round are answered when they are asked again.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any
from urllib.parse import urlsplit

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from eval.case import read_cases
from eval.corpora import SAMPLE_CASES

PATIENCE = 120  # seconds for one answer
ONE, AGAIN = "one reader", "one reader, asked again"

Turns = tuple[str, ...]


@dataclass
class Times:
    """The milliseconds of each answer, what went wrong, and the seconds that all took together."""

    answers: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def at(self, share: float) -> float:
        """The milliseconds that this share of the answers stayed within; 0 without answers."""
        return float(np.quantile(self.answers, share)) if self.answers else 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.answers) / self.seconds if self.seconds else 0.0


class Reader:
    """One reader with one connection."""

    def __init__(self, url: str, times: Times) -> None:
        place = urlsplit(url)
        self._connection = HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)
        self._times = times

    def ask(self, turns: Turns) -> None:
        """Asks one conversation and notes how long each answer took."""
        conversation = None
        for question in turns:
            started = perf_counter()
            try:
                body = self._post({"question": question, "conversation_id": conversation})
            except (OSError, HTTPException, ValueError) as error:
                self._times.errors.append(f"{type(error).__name__}: {error}")
                self._connection.close()
                return
            self._times.answers.append((perf_counter() - started) * 1000)
            conversation = body["conversation_id"]

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()

    def _post(self, body: dict[str, Any]) -> dict[str, Any]:
        self._connection.request("POST", "/api/ask", json.dumps(body), {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise ValueError(f"{response.status} {content[:200]!r}")
        return dict(json.loads(content))


def one_by_one(urls: Sequence[str], conversations: Sequence[Turns]) -> list[Times]:
    """Each server's times when one reader asks it, the servers taking turns."""
    found = [Times() for _ in urls]
    readers = [Reader(url, times) for url, times in zip(urls, found, strict=True)]
    for turns in conversations:
        for reader, times in zip(readers, found, strict=True):
            started = perf_counter()
            reader.ask(turns)
            times.seconds += perf_counter() - started
    for reader in readers:
        reader.close()
    return found


def at_once(url: str, conversations: Sequence[Turns], users: int) -> Times:
    """A server's times when so many readers ask at once, each its next conversation as soon as it has its answer."""
    times = Times()
    waiting = iter(conversations)
    lock = threading.Lock()

    def take() -> Turns | None:
        with lock:
            return next(waiting, None)

    threads = [threading.Thread(target=_reads, args=(url, times, take)) for _ in range(users)]
    started = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.seconds = perf_counter() - started
    return times


def _reads(url: str, times: Times, take: Callable[[], Turns | None]) -> None:
    reader = Reader(url, times)
    while (turns := take()) is not None:
        reader.ask(turns)
    reader.close()


def worded(conversations: Sequence[Turns], round_: int) -> list[Turns]:
    """The conversations with an ending of the round's own: "Hur många?", "Hur många??"."""
    return [tuple(question.rstrip("?") + "?" * round_ for question in turns) for turns in conversations]


def measured(
    urls: Sequence[str], conversations: Sequence[Turns], users: int, rounds: int
) -> Iterator[tuple[str, str, Times]]:
    """What was measured, of which server, and the times."""
    one_by_one(urls, conversations[:3])  # a server's first answers load what later ones find loaded
    for url, times in zip(urls, one_by_one(urls, worded(conversations, 2)), strict=True):
        yield ONE, url, times
    for url, times in zip(urls, one_by_one(urls, worded(conversations, 2)), strict=True):
        yield AGAIN, url, times
    for round_ in range(rounds):
        for url in urls:
            yield f"{users} readers at once", url, at_once(url, worded(conversations, round_ + 3), users)


def main(
    urls: Annotated[list[str], typer.Argument(help="Running servers.")],
    cases: Annotated[Path, typer.Option("--cases", help="A file of cases.")] = SAMPLE_CASES,
    users: Annotated[int, typer.Option("--users", min=1, max=200)] = 20,
    rounds: Annotated[int, typer.Option("--rounds", min=1, max=50)] = 3,
) -> None:
    """Prints a table; exit code 1 when an answer failed."""
    table = Table("", "server", "answers", "p50 ms", "p95 ms", "answers/s", "errors")
    failed: list[str] = []
    for name, url, times in measured(urls, [case.turns for case in read_cases([cases])], users, rounds):
        shown = (f"{times.at(0.5):.0f}", f"{times.at(0.95):.0f}", f"{times.rate:.1f}", str(len(times.errors)))
        table.add_row(name, url, str(len(times.answers)), *shown)
        failed += times.errors
    Console(width=120).print(table, *failed[:5], sep="\n")
    if failed:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
