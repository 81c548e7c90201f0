"""The corpora that answers are measured on: the sample that ships, and a real one where this machine has it."""

import os
from dataclasses import dataclass
from pathlib import Path

from app.files import find
from eval.case import read_cases
from eval.judge import bare
from eval.model import Case, Where
from eval.pages import pages_of
from ingest.errors import StyrsvarError

HERE = Path(__file__).parent
ROOT = HERE.parent
SAMPLE = HERE / "corpus"
SAMPLE_CASES = HERE / "cases" / "sample.jsonl"
NATURAL_CASES = HERE / "cases" / "natural.jsonl"  # asked without the documents at hand: half of them no text answers
SHARED = "STYRSVAR_SHARED"  # names a folder with corpus/ and eval/dev.jsonl; without it ../shared is tried


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents, the questions about them, and the words of every page."""

    name: str
    files: tuple[Path, ...]
    cases: tuple[Case, ...]
    pages: dict[Where, str]

    @property
    def bare_pages(self) -> dict[Where, str]:
        """Every page's letters and digits alone, as quotes are compared."""
        return {where: bare(text) for where, text in self.pages.items()}


def corpus_of(name: str, folder: Path, *cases: Path) -> Corpus:
    """A corpus from its folder and its files of cases."""
    files = find([folder])
    return Corpus(name, tuple(files), tuple(read_cases(cases)), pages_of(files))


def sample() -> Corpus:
    """The corpus that ships."""
    return corpus_of("sample", SAMPLE, SAMPLE_CASES, NATURAL_CASES)


def real() -> Corpus | None:
    """The real corpus, None where this machine has none. Raises StyrsvarError when the one named is not there."""
    folder = shared()
    return corpus_of("real", folder / "corpus", folder / "eval" / "dev.jsonl") if folder else None


def shared() -> Path | None:
    """The folder of the real corpus and its cases, None where there is none. Raises StyrsvarError when the one named is
    not there."""
    named = os.environ.get(SHARED)
    folder = Path(named) if named else ROOT.parent / "shared"
    if (folder / "corpus").is_dir() and (folder / "eval" / "dev.jsonl").is_file():
        return folder
    if named:
        raise StyrsvarError(f"{SHARED} är {named}, men där finns inte corpus/ och eval/dev.jsonl.")
    return None


def chosen(folder: Path | None, cases: Path | None) -> list[Corpus]:
    """What a command runs on: what is named, or the sample and, where it is there, the real corpus."""
    if folder is None and cases is None:
        return [corpus for corpus in (sample(), real()) if corpus]
    place = folder or SAMPLE
    name = "sample" if place.resolve() == SAMPLE.resolve() else place.resolve().name
    return [corpus_of(name, place, *([cases] if cases else [SAMPLE_CASES, NATURAL_CASES]))]
