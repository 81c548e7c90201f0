"""The table of all ways to search, in the terminal and in the README."""

from collections.abc import Sequence
from pathlib import Path

from eval.peers.trial import BUDGET, DEPTHS, Trial
from eval.readme import README, fill
from eval.told import show_table, spread

MARK = "peers"
_HEAD = (
    "", *(f"every fact in the first {depth}" for depth in DEPTHS), f"in {BUDGET} words", "words in the first 5",
    "MRR", "ms",
)  # fmt: skip


def rows(trial: Trial) -> list[tuple[str, ...]]:
    """A line for each way, and one for the assistant's own answers."""
    table: list[tuple[str, ...]] = [_HEAD]
    for one in trial.scores:
        if one.skipped:
            table.append((one.name, f"not tried: {one.skipped}", "", "", "", "", ""))
        else:
            shares = [spread(share) for share in (*one.facts, one.in_budget) if share]
            table.append((one.name, *shares, f"{one.words:.0f}", f"{one.mrr:.3f}", f"{one.ms:.0f}"))
    return [*table, ("Styrsvar, whole answer right", spread(trial.answered), "", "", "", "", "")]


def show(trials: Sequence[Trial]) -> None:
    """The tables in the terminal."""
    for trial in trials:
        show_table(rows(trial), f"{trial.corpus}: {trial.cases} cases")


def write_readme(trials: Sequence[Trial], path: Path = README) -> None:
    """Puts the tables between the markers. Raises StyrsvarError when the file has none."""
    fill(MARK, [(f"{trial.corpus}, {trial.cases} cases", rows(trial)) for trial in trials], path)
