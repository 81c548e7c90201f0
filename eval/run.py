"""Asks all cases of a corpus and judges the replies; keeps and reads the results as JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from eval.asking import Asker, InProcess, Server
from eval.cache import opened, unread
from eval.corpora import Corpus
from eval.judge import judge
from eval.model import Case, Reply, Result, Run, Verdict, Where
from eval.support import source_text
from ingest.errors import StyrsvarError

Told = Callable[[Result], None]
_runs = TypeAdapter(tuple[Run, ...])


def run(corpus: Corpus, url: str | None = None, told: Told = lambda result: None) -> Run:
    """All cases of a corpus, put to a running server or to the assistant in this process."""
    if url:
        return ask_all(corpus, Server(url), told=told)
    with opened(corpus.files) as index:
        done = ask_all(corpus, InProcess(index), told=told)
        return replace(done, unread=unread(index, corpus.files))


def ask_all(corpus: Corpus, asker: Asker, cases: Sequence[Case] | None = None, told: Told = lambda result: None) -> Run:
    """The results of the cases given, or of all."""
    bare_pages = corpus.bare_pages
    results = []
    for case in corpus.cases if cases is None else cases:
        results.append(_asked(case, asker, corpus.pages, bare_pages))
        told(results[-1])
    return Run(corpus.name, tuple(results), files=tuple(str(path.resolve()) for path in corpus.files))


def _asked(case: Case, asker: Asker, pages: Mapping[Where, str], bare_pages: Mapping[Where, str]) -> Result:
    try:
        reply, times = asker.ask(case.turns)
        sources = tuple(source_text(cited, pages.get((cited.document, cited.page), "")) for cited in reply.citations)
        return Result(case, reply, judge(case, reply, bare_pages), times, asker.find(reply), sources)
    except Exception as error:  # a question that breaks the assistant is one wrong answer, not the end of the run
        return Result(case, Reply(answered=False), Verdict(False, False, (f"error {type(error).__name__}: {error}",)))


def write_runs(runs: Sequence[Run], path: Path) -> None:
    """Keeps results as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_runs.dump_json(tuple(runs), indent=1))


def read_runs(path: Path) -> tuple[Run, ...]:
    """Results kept before. Raises StyrsvarError when the file is missing or holds something else."""
    try:
        return _runs.validate_json(path.read_bytes())
    except OSError as error:
        raise StyrsvarError(f"{path} kan inte läsas. Kör: python -m eval run --json {path}") from error
    except ValidationError as error:
        raise StyrsvarError(f"{path} är inte resultat av python -m eval run --json.") from error
