"""What readers are told of an evaluation: the page "Så bra är svaren" shows it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.quality import Measured, Quality, Share, Wrong
from eval.model import Result, Run
from eval.summary import by_kind, rates

MOST_WRONG = 8  # examples, of as many kinds as there are
LONGEST = 320  # characters of an answer
SHOWN = "sample"  # the words of other corpora stay on their own machine


def write_quality(runs: Sequence[Run], path: Path) -> None:
    """Writes the file that the page reads."""
    path.write_text(quality_of(runs).model_dump_json(indent=1) + "\n", "utf-8")


def quality_of(runs: Sequence[Run]) -> Quality:
    """The evaluation as readers are told of it."""
    return Quality(made=datetime.now(UTC).date().isoformat(), measured=[_measured(run) for run in runs])


def _measured(run: Run) -> Measured:
    found = rates(run.results)
    return Measured(
        corpus=run.corpus,
        whole=_share("", run.results),
        kinds=[_share(kind, results) for kind, results in by_kind(run.results).items()],
        cited=found.cited,
        verbatim=found.quotes,
        wrong=_wrong(run.results) if run.corpus == SHOWN else [],
    )


def _share(name: str, results: Sequence[Result]) -> Share:
    right = rates(results).right
    number = sum(result.verdict.ok for result in results)
    return Share(name=name, asked=len(results), right=number, low=right.low, high=right.high)


def _wrong(results: Sequence[Result]) -> list[Wrong]:
    """One of each kind first, then the next of each."""
    groups = [[one for one in group if not one.verdict.ok] for group in by_kind(results).values()]
    deepest = max(map(len, groups), default=0)
    mixed = [group[at] for at in range(deepest) for group in groups if at < len(group)]
    return [_told(result) for result in mixed[:MOST_WRONG]]


def _told(result: Result) -> Wrong:
    case = result.case
    return Wrong(
        kind=case.kind,
        question=" → ".join(case.turns),
        answer=_short(result.reply.answer) or "Inget svar.",
        wanted=_short(case.answer) or "Det framgår inte av handlingarna.",
    )


def _short(text: str) -> str:
    plain = " ".join(text.replace("**", "").split())
    return plain if len(plain) <= LONGEST else plain[: plain.rfind(" ", 0, LONGEST)] + " …"
