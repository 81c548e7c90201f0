"""The table of all ways to search, in the terminal and in the README."""

import re
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from eval.corpora import ROOT
from eval.peers.trial import BUDGET, DEPTHS, Trial
from eval.report import markdown_table
from eval.told import console, spread
from ingest.errors import StyrsvarError

README = ROOT / "README.md"
BEGIN, END = "<!-- peers -->", "<!-- /peers -->"
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
        head, *body = rows(trial)
        table = Table(*head, title=f"{trial.corpus}: {trial.cases} cases", box=None)
        for cells in body:
            table.add_row(*cells)
        console.print(table)


def write_readme(trials: Sequence[Trial], path: Path = README) -> None:
    """Puts the tables between the markers. Raises StyrsvarError when the file has none."""
    text = path.read_text("utf-8")
    tables = "\n\n".join(f"{trial.corpus}, {trial.cases} cases:\n\n{markdown_table(rows(trial))}" for trial in trials)
    made, found = re.subn(f"{BEGIN}.*?{END}", lambda match: f"{BEGIN}\n{tables}\n{END}", text, count=1, flags=re.DOTALL)
    if not found:
        raise StyrsvarError(f"{path} saknar raderna {BEGIN} och {END}.")
    path.write_text(made, "utf-8")
