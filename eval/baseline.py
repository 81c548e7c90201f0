"""What is held now, case by case, in the committed `eval/baseline.json`; and what a run gained and lost against it.

A case holds up to three merits: its answer is "right", a gold page is "cited", every quote stands "verbatim" on its
page. Losing any one of them is losing the case.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from pydantic import TypeAdapter, ValidationError

from eval import metrics
from eval.corpora import HERE
from eval.metrics import Interval
from eval.model import RIGHT, Result, Run
from ingest.errors import StyrsvarError

BASELINE = HERE / "baseline.json"
Merits = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Corpus → case → what it holds."""

_merits = TypeAdapter(dict[str, dict[str, tuple[str, ...]]])


@dataclass(frozen=True, slots=True)
class Change:
    """A case that holds less, or more, than before: which merits, and what came back now."""

    corpus: str
    merits: tuple[str, ...]
    result: Result


@dataclass(frozen=True, slots=True)
class Progress:
    """The share of right answers before and now, over the cases that both have. `chance` is the probability of so
    uneven a change were gains and losses equally likely."""

    corpus: str
    before: float
    now: float
    change: Interval
    gained: int
    lost: int
    chance: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed, case by case and as shares. `unknown` are cases that the baseline does not have."""

    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    unknown: tuple[str, ...]
    progress: tuple[Progress, ...] = ()


def read_baseline(path: Path = BASELINE) -> Merits:
    """What is held. Raises StyrsvarError when there is no such file or it holds something else."""
    try:
        return _merits.validate_json(path.read_bytes())
    except OSError as error:
        raise StyrsvarError(f"{path} finns inte. Skriv den med: python -m eval baseline") from error
    except ValidationError as error:
        raise StyrsvarError(f"{path} har fel form. Skriv den på nytt med: python -m eval baseline") from error


def write_baseline(runs: Sequence[Run], path: Path = BASELINE) -> None:
    """Writes what the runs hold, one line a case so that a change reads as a diff; corpora not run keep theirs."""
    held = {name: dict(cases) for name, cases in read_baseline(path).items()} if path.exists() else {}
    for run in runs:
        held[run.corpus] = {result.case.id: result.verdict.merits for result in run.results}
    parts = []
    for corpus, cases in sorted(held.items()):
        lines = ",\n".join(f"  {json.dumps(id_)}: {json.dumps(cases[id_])}" for id_ in sorted(cases))
        parts.append(f" {json.dumps(corpus)}: {{\n{lines}\n }}")
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")


def compare(runs: Sequence[Run], baseline: Merits) -> Comparison:
    """What the runs gained and lost; cases of the baseline that were not asked are not looked at."""
    gained: list[Change] = []
    lost: list[Change] = []
    unknown: list[str] = []
    for run in runs:
        before = baseline.get(run.corpus, {})
        for result in run.results:
            now = result.verdict.merits
            if result.case.id not in before:
                unknown.append(result.case.id)
                continue
            held = before[result.case.id]
            if less := tuple(name for name in held if name not in now):
                lost.append(Change(run.corpus, less, result))
            if more := tuple(name for name in now if name not in held):
                gained.append(Change(run.corpus, more, result))
    progress = tuple(found for run in runs if (found := _progress(run, baseline.get(run.corpus, {}))))
    return Comparison(tuple(gained), tuple(lost), tuple(unknown), progress)


def _progress(run: Run, before: Mapping[str, tuple[str, ...]]) -> Progress | None:
    """None when no case was known before."""
    known = [result for result in run.results if result.case.id in before]
    if not known:
        return None
    was = [float(RIGHT in before[result.case.id]) for result in known]
    now = [float(RIGHT in result.verdict.merits) for result in known]
    gained = sum(after > first for first, after in zip(was, now, strict=True))
    lost = sum(after < first for first, after in zip(was, now, strict=True))
    change, chance = metrics.change(was, now), metrics.chance(gained, lost)
    return Progress(run.corpus, fmean(was), fmean(now), change, gained, lost, chance)


def gone(runs: Sequence[Run], baseline: Merits) -> list[str]:
    """Cases of the baseline that whole runs no longer ask: taken out of the file on purpose, or by mistake."""
    asked = {run.corpus: {result.case.id for result in run.results} for run in runs}
    return [id_ for corpus, ids in asked.items() for id_ in baseline.get(corpus, {}) if id_ not in ids]
