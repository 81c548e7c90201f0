"""An ingest killed at any moment: readers saw whole versions only, and the next run gives what a clean one gives."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ("budget-2025-norr", "plan-2025-syd")
KILLS, RUN_AFTER = 50, 10  # a run to the end after every so many kills
ORDERS, SECTIONS = 4, 6
Do = Callable[..., dict[str, Any]]


@pytest.fixture
def do(tiny: Path) -> Iterator[Do]:
    """Does a task of `tests/index/killing.py` and returns its answer."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.index.killing"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def task(what: str, **given: object) -> dict[str, Any]:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps({"do": what, "model": str(tiny), **given}, default=str) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
            assert answer, "the process ended"
            return dict(json.loads(answer))

        yield task
        assert process.stdin is not None
        process.stdin.close()


def write_corpus(corpus: Path, number: int) -> Path:
    """The corpus of a round: the same documents with another word in every paragraph."""
    corpus.mkdir(exist_ok=True)
    for name in NAMES:
        orders = [
            f"• Socialnämnden får i uppdrag att utreda ärende {place} om {name} under omgång R{number:04}. (SF)"
            for place in range(1, ORDERS + 1)
        ]
        prose = [
            f"{place}.1 Stöd {place}\n\nStadsområdesförvaltningen (SF) redovisar i omgång R{number:04} hur hemlösheten "
            f"utvecklas och vad stöd {place} kostar. Antalet barnfamiljer utan bostad minskade under omgången."
            for place in range(2, SECTIONS + 2)
        ]
        text = "\n\n".join(["Genomförandeplan 2025\nSocialnämnden Norr", "1 Uppdrag", *orders, *prose]) + "\n"
        (corpus / f"{name}.txt").write_text(text, "utf-8")
    return corpus


def _lines(path: Path) -> list[dict[str, Any]]:
    """What was seen; the last line may have been cut by the kill."""
    lines = path.read_text("utf-8").split("\n") if path.exists() else []
    return [json.loads(line) for line in lines if line.endswith("}")]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a killed process loses nothing that it has written to either, and most of
    an ingest of so little is waiting for the disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


def test_killed_at_fifty_moments(do: Do, place: Path) -> None:
    folder, seen, out = place / "data", place / "seen", place / "out.json"
    draw = random.Random(7)
    corpus = write_corpus(place / "corpus", 0)
    whole = do("ingest", folder=place / "first", corpus=corpus, seen=place / "none", delay=None)
    assert whole["status"] == 0
    kills, runs, took = 0, 0, whole["seconds"]
    for number in range(1, 4 * KILLS):
        write_corpus(corpus, number)
        last = kills >= KILLS
        delay = None if last or number % (RUN_AFTER + 1) == 0 else draw.uniform(0, 1.1 * took)
        ended = do("ingest", folder=folder, corpus=corpus, seen=seen, delay=delay)
        if delay is not None:
            kills += os.WIFSIGNALED(ended["status"]) and os.WTERMSIG(ended["status"]) == signal.SIGKILL
            continue
        assert ended["status"] == 0
        took, runs = ended["seconds"], runs + 1
        clean = place / f"clean{number}"
        do("ingest", folder=clean, corpus=corpus, seen=place / "none", delay=None)
        held = []
        for one in (folder, clean):
            assert do("dump", folder=one, out=out)["status"] == 0
            held.append(json.loads(out.read_text("utf-8")))
        assert held[0] == held[1]
        assert len(held[0]["register"]) == ORDERS * len(NAMES)
        assert {tuple(view["rounds"]) for view in held[0]["views"]} == {(f"R{number:04}",)}
        if last:
            break
    counts = {view["count"] for view in held[0]["views"]}
    assert (kills >= KILLS, runs > KILLS // (RUN_AFTER + 1)) == (True, True)
    assert len(counts) == 1
    looks = _lines(seen)
    assert len(looks) > KILLS
    mixed = [look for look in looks if len(look["rounds"]) > 1 or look["count"] not in counts | {0}]
    gone = [look for look in looks if look["listed"] and not look["count"]]
    assert (mixed, gone) == ([], [])
    assert {look["listed"] for look in looks} == {True, False}
