"""How search grows with the number of units: `python -m eval.bench.sizes [--svg FILE] [SIZE …]`.

Units are drawn: 70 words each after Zipf's law out of 20,000, a vector of length 1, one of ten boards, twenty units a
document. Each engine and size runs in a process of its own, so that memory is its own: qdrant-client's local mode
(pure Python) against Qdrant's engine in the process (`index/edge.py`). Without sizes: 1,000, 10,000 and 100,000.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from html import escape
from math import log
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from eval.bench.speed import machine, quantile
from index.model import Filters
from index.sparse import document_vector, query_vector
from index.store import Point, Store, Wanted, point_id

SIZES = (1_000, 10_000, 100_000)
WIDTH, WORDS, KNOWN, BOARDS, A_DOCUMENT = 384, 70, 20_000, 10, 20
QUERIES = {"edge": 40, "local": 8}  # the local mode takes seconds a search
BATCH = 2_000  # units, those of a long document
LOCAL_MOST = 10_000  # of the local mode: seconds a search there, and ten times as many at the next size
LETTERS = np.array(list("abdefghiklmnoprstuvåäö"))


class Drawn:
    """Units and questions, the same for every engine."""

    def __init__(self) -> None:
        self.draw = np.random.default_rng(11)
        lengths = self.draw.integers(4, 14, KNOWN)
        self.words = ["".join(self.draw.choice(LETTERS, length)) for length in lengths]
        shares = 1 / np.arange(1, KNOWN + 1)
        self.shares = shares / shares.sum()

    def text(self, words: int) -> str:
        """So many words."""
        return " ".join(self.words[place] for place in self.draw.choice(KNOWN, words, p=self.shares))

    def vector(self) -> Any:
        """float32 (384,), length 1."""
        vector = self.draw.normal(size=WIDTH).astype(np.float32)
        return vector / np.linalg.norm(vector)

    def points(self, count: int) -> Iterator[Point]:
        """Units."""
        for number in range(count):
            document = f"d{number // A_DOCUMENT}"
            text, version = self.text(WORDS), f"{document}/1"
            kept = {"document": document, "version": version, "kind": ["chunk"], "board": f"b{number % BOARDS}"}
            payload = {**kept, "year": 2024, "type": "budget", "trail": ["1 Avsnitt"], "text": text, "start": number}
            yield Point(point_id(version, number, number + 1), self.vector(), document_vector(text), payload)

    def wanted(self, filters: Filters) -> Wanted:
        """A question of eight words."""
        return Wanted(self.vector().tolist(), query_vector(self.text(8)), filters, (), (), 60)


def measure(engine: str, size: int) -> dict[str, Any]:
    """Seconds to put, megabytes, and milliseconds of searches without and with a filter.

    The engine in the process is filled by another process and opened anew, as a server finds it: what writing leaves
    in memory is not counted.
    """
    with tempfile.TemporaryDirectory(prefix="styrsvar-bench-") as name:
        folder = Path(name)
        if engine == "edge":
            put = float(_apart("fill", name, str(size)))
            store = _store(engine, folder)
        else:
            store = _store(engine, folder)
            put = fill(store, size)
        took, drawn = {"put": put}, Drawn()
        for what, filters in (("plain", Filters()), ("filter", Filters(boards=("b3",)))):
            ms = []
            for wanted in [drawn.wanted(filters) for _ in range(QUERIES[engine])]:
                start = time.perf_counter()
                store.search([wanted])
                ms.append(1000 * (time.perf_counter() - start))
            took[f"{what} p50"], took[f"{what} p95"] = median(ms), quantile(ms, 0.95)
        held = _memory()
        store.close()
    return {"engine": engine, "size": size, **took, **held, "load": os.getloadavg()[0]}


def fill(store: Store, size: int) -> float:
    """Puts so many units, BATCH at a time; the seconds that it took."""
    batch, took = list[Point](), 0.0
    for point in Drawn().points(size):
        batch.append(point)
        if len(batch) == BATCH:
            took += _put(store, batch)
    return took + _put(store, batch)


def _apart(*arguments: str) -> str:
    """The last line that this module prints in a process of its own."""
    command = [sys.executable, "-m", "eval.bench.sizes", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]  # noqa: S603


def _put(store: Store, batch: list[Point]) -> float:
    started = time.perf_counter()
    store.put(batch)
    batch.clear()
    return time.perf_counter() - started


def _store(engine: str, folder: Path) -> Store:
    if engine == "edge":
        from index.edge import EdgeStore

        return EdgeStore(folder / "index", WIDTH)
    from qdrant_client import QdrantClient

    from index.qdrant import QdrantStore
    from index.store import Server

    class LocalMode(QdrantStore):
        """The client's own store in memory."""

        def __init__(self) -> None:
            warnings.simplefilter("ignore")  # it has no payload indexes and says so
            self._server, self._dimension = Server("local"), WIDTH
            self._client = QdrantClient(":memory:")
            self._make()

    return LocalMode()


def _memory() -> dict[str, float]:
    """Megabytes: all, and what is the process's own, not pages of files that the system may take back."""
    rows = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    return {"MB": int(rows["VmRSS"].split()[0]) / 1024, "own MB": int(rows["RssAnon"].split()[0]) / 1024}


ENGINES = {"edge": ("engine in the process", "#0a6"), "local": ("client's local mode", "#c40")}
PLOTS = (("filter p95", "p95 with a filter, ms", 1, 100_000), ("MB", "memory, MB", 100, 10_000))
LEFT, TOP, WIDE, HIGH, GAP = 60, 30, 260, 200, 90


def plot(rows: Sequence[dict[str, Any]]) -> str:
    """Latency (p95 with a filter) and memory over size, both axes logarithmic, as SVG."""
    total = LEFT + len(PLOTS) * WIDE + GAP + 40
    parts = [part for number, given in enumerate(PLOTS) for part in _panel(rows, LEFT + number * (WIDE + GAP), *given)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {TOP + HIGH + 30}" width="{total}" '
        f'font-family="sans-serif" font-size="12">{"".join(parts)}</svg>\n'
    )


def _panel(rows: Sequence[dict[str, Any]], left: int, key: str, title: str, low: int, most: int) -> Iterator[str]:
    sizes = sorted({row["size"] for row in rows})

    def x(size: float) -> float:
        return left + WIDE * log(size / sizes[0]) / (log(sizes[-1] / sizes[0]) or 1)

    def y(value: float) -> float:
        return TOP + HIGH * (1 - log(max(value, low) / low) / log(most / low))

    yield f'<rect x="{left}" y="{TOP}" width="{WIDE}" height="{HIGH}" fill="none" stroke="#999"/>'
    yield f'<text x="{left}" y="{TOP - 10}">{escape(title)}</text>'
    for tick in (low * 10**power for power in range(round(log(most / low, 10)) + 1)):
        yield f'<text x="{left - 6}" y="{y(tick) + 4:.0f}" text-anchor="end">{tick:,}</text>'
        yield f'<line x1="{left}" x2="{left + WIDE}" y1="{y(tick):.0f}" y2="{y(tick):.0f}" stroke="#ddd"/>'
    for size in sizes:
        yield f'<text x="{x(size):.0f}" y="{TOP + HIGH + 18}" text-anchor="middle">{size:,}</text>'
    for engine, (name, colour) in ENGINES.items():
        found = [(x(row["size"]), y(row[key])) for row in rows if row["engine"] == engine]
        path = " ".join(f"{across:.1f},{up:.1f}" for across, up in found)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{across:.1f}" cy="{up:.1f}" r="3.5" fill="{colour}"/>' for across, up in found)
        for across, up in found[-1:]:
            yield f'<text x="{across - 4:.0f}" y="{up - 8:.0f}" fill="{colour}" text-anchor="end">{name}</text>'


def main(arguments: Sequence[str]) -> None:
    """Measures each engine and size in a process of its own, and prints the table."""
    if arguments[:1] == ["one"]:
        sys.stdout.write(json.dumps(measure(arguments[1], int(arguments[2]))) + "\n")
        return
    if arguments[:1] == ["fill"]:
        store = _store("edge", Path(arguments[1]))
        sys.stdout.write(f"{fill(store, int(arguments[2]))}\n")
        store.close()
        return
    svg = Path(arguments[arguments.index("--svg") + 1]) if "--svg" in arguments else None
    sizes = [int(one) for one in arguments if one.isdigit()] or list(SIZES)
    rows = []
    for engine in ("edge", "local"):
        for size in sizes:
            if engine == "edge" or size <= LOCAL_MOST:
                rows.append(json.loads(_apart("one", engine, str(size))))
    columns = ("plain p50", "plain p95", "filter p50", "filter p95", "MB", "own MB", "put", "load")
    table = Table("engine", "units", *columns, title=f"{machine()}; ms a search of both sides, 60 hits each")
    for row in rows:
        table.add_row(row["engine"], f"{row['size']:,}", *(f"{row[key]:.1f}" for key in columns))
    Console(width=140).print(table)
    if svg:
        svg.write_text(plot(rows), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
