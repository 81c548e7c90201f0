"""How long a corpus takes to be read in, and a search to be answered: `python -m eval.bench.speed [FOLDER]`.

FOLDER is the sample corpus unless given. Prints, with this machine's cores and load: the corpus from nothing, passages
embedded a second, the folder again unchanged, one changed document of 20 pages, and search alone over the questions of
the corpus. Wall seconds are what a user waits; CPU seconds tell what a busy machine hides.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pypdfium2
from rich.console import Console

from app.files import find
from app.loading import load
from eval.corpora import chosen
from index.embed import BUNDLED, Embedder
from index.index import Index
from index.model import Filters, Search

PAGES = 20
TOKENS = 220  # of a passage
PASSAGES = 60


@dataclass(slots=True)
class Took:
    """Seconds."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def timed() -> Iterator[Took]:
    """Measures the block, with the processes that it starts."""
    took, wall, cpu = Took(), time.perf_counter(), _cpu()
    yield took
    took.wall, took.cpu = time.perf_counter() - wall, _cpu() - cpu


def quantile(values: Sequence[float], share: float) -> float:
    """The value under which that share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def machine() -> str:
    """Cores and how busy they are."""
    cores, load_now = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    name = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "?"
    )
    return f"{name}, {cores} cores, load {load_now:.1f}"


def _lines(path: str) -> list[str]:
    return Path(path).read_text("utf-8").splitlines() if Path(path).exists() else []


def _cpu() -> float:
    return sum(os.times()[:4])


class Bench:
    """One run over a corpus in a folder of its own."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.files, self.data = find([folder]), data
        self._console = Console(width=120)
        self._console.print(machine())

    def run(self) -> None:
        """Everything, in order."""
        embedder = Embedder(BUNDLED, self.data / "models")  # unpacks
        embedder.query("värm")
        with Index.open(self.data) as index, timed() as took:
            load(index, self.files, workers=2)
        pages, units = self._size()
        self._row(f"corpus from nothing: {len(self.files)} files, {pages} pages, {units} units", took)
        self._passages(embedder)
        self._command("the folder again, unchanged (the whole command)")
        with Index.open(self.data) as index, timed() as took:
            load(index, self.files, workers=2)
        self._row("the folder again, unchanged (index open)", took)
        self._changed()
        self._searches()

    def _size(self) -> tuple[int, int]:
        with Index.open(self.data) as index:
            return sum(entry.pages for entry in index.documents()), index.count()

    def _row(self, what: str, took: Took) -> None:
        self._say(what, f"{took.wall:.1f} s", f"{took.cpu:.1f} s of CPU")

    def _say(self, *cells: str) -> None:
        """A row as soon as it is known: the next may take minutes."""
        self._console.print(" | ".join(cells))

    def _passages(self, embedder: Embedder) -> None:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(next((self.data / "models").rglob("tokenizer.json"))))
        with Index.open(self.data) as index:
            text = " ".join(index.document(entry.name).text for entry in index.documents())
        ids = tokenizer.encode(text[:400_000], add_special_tokens=False).ids
        cut = [ids[start : start + TOKENS] for start in range(0, len(ids) - TOKENS, TOKENS)][:PASSAGES]
        passages = [tokenizer.decode(one) for one in cut]
        with timed() as took:
            embedder.passages(passages)
        rate, each = len(passages) / took.wall, took.cpu / len(passages)
        self._say(f"passages of {TOKENS} tokens embedded", f"{rate:.1f}/s", f"{each:.3f} s of CPU each")

    def _command(self, what: str) -> None:
        folder = str(self.files[0].parent)
        settings = {**os.environ, "STYRSVAR_DATA": str(self.data)}
        command = [sys.executable, "-c", "from app.cli import main; main()", "ingest", folder, "--json"]
        with timed() as took:
            subprocess.run(command, env=settings, check=True, capture_output=True)  # noqa: S603
        self._row(what, took)

    def _changed(self) -> None:
        longest = max((path for path in self.files if path.suffix == ".pdf"), key=_pages)
        with tempfile.TemporaryDirectory() as temporary, Index.open(self.data) as index:
            path = Path(temporary) / "andrad-2025.pdf"
            for first in (0, 1):  # the changed one has other pages
                _cut(longest, first, path)
                with timed() as took:
                    load(index, [path], workers=1)
            index.remove(path.stem)
        self._row(f"one changed document of {PAGES} pages", took)

    def _searches(self) -> None:
        cases = next((corpus.cases for corpus in chosen(None, None) if set(self.files) <= set(corpus.files)), ())
        questions = list(dict.fromkeys(case.turns[-1] for case in cases))
        if not questions:
            return
        with Index.open(self.data) as index:
            index.warm()
            boards = sorted({entry.board for entry in index.documents() if entry.board})
            for what, filters in (("", Filters()), (", one board", Filters(boards=tuple(boards[:1])))):
                took = [_seconds(index, Search(text, filters)) for text in questions]
                shown = f"p50 {1000 * median(took):.0f} ms, p95 {1000 * quantile(took, 0.95):.0f} ms"
                self._say(f"search alone, {len(questions)} questions{what}", shown)


def _seconds(index: Index, search: Search) -> float:
    start = time.perf_counter()
    index.search(search)
    return time.perf_counter() - start


def _pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    count = len(document)
    document.close()
    return count


def _cut(source: Path, first: int, target: Path) -> None:
    """Writes PAGES pages of a file, starting at `first`."""
    document, made = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument.new()
    made.import_pages(document, list(range(first, min(first + PAGES, len(document)))))
    made.save(target)
    made.close()
    document.close()


def main(arguments: Sequence[str]) -> None:
    """Prints a line a measure."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent.parent / "corpus"
    data = Path(tempfile.mkdtemp(prefix="styrsvar-bench-"))
    try:
        Bench(folder, data).run()
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
