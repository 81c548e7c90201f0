"""What a run and a comparison look like in the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from eval.baseline import Change, Comparison
from eval.metrics import Interval
from eval.model import Result, Run
from eval.summary import Rates, by_kind, by_tag, rates, refusals

# Wide enough for the table of rates where no terminal says how wide it is.
console = Console(highlight=False) if Console().is_terminal else Console(highlight=False, width=150)


def percent(value: float | None) -> str:
    """A share as a reader wants it.

    >>> percent(0.625)
    '62.5'
    """
    return "–" if value is None else f"{100 * value:.1f}"


def spread(value: Interval) -> str:
    """A share with its interval.

    >>> spread(Interval(0.5, 0.41, 0.62, 80))
    '50.0 (41–62)'
    """
    return f"{percent(value.value)} ({100 * value.low:.0f}–{100 * value.high:.0f})"


COLUMNS = (
    "", "n", "right (95 %)", "facts", "items", "list P", "list R", "cited", "verbatim", "cite R", "cite P",
    "found@10", "p50 ms",
)  # fmt: skip


def row(name: str, found: Rates) -> tuple[str, ...]:
    """One line of the table of rates, as COLUMNS."""
    shares = (
        found.facts, found.items, found.precision, found.recall, found.cited, found.quotes, found.citation_recall,
        found.citation_precision, found.found_10,
    )  # fmt: skip
    return (name, str(found.n), spread(found.right), *map(percent, shares), f"{found.p50:.0f}")


def rows(results: Sequence[Result]) -> list[tuple[str, ...]]:
    """By kind, by what is hard, and all."""
    table = [row(kind, rates(group)) for kind, group in by_kind(results).items()]
    table += [row(f"+{tag}", rates(group)) for tag, group in by_tag(results).items()]
    return [*table, row("all", rates(results))]


def show_run(run: Run) -> None:
    """The table of a run."""
    table = Table(*COLUMNS, title=f"{run.corpus}: {len(run.results)} cases", box=None)
    for cells in rows(run.results):
        table.add_row(*cells)
    console.print(table)
    counted = refusals(run.results)
    console.print(
        f"refused rightly {counted.right}, wrongly {counted.wrong}; "
        f"answered what the corpus does not say {counted.missed}"
    )
    if run.unread:
        console.print(f"could not be read: {', '.join(run.unread)}", style="red")


def show_wrong(results: Sequence[Result]) -> None:
    """Every wrong case."""
    for result in results:
        if not result.verdict.ok:
            console.print(f"{result.case.id} [{result.case.kind}] {' / '.join(result.case.turns)}", markup=False)
            console.print(f"   {'; '.join(result.verdict.why)}", markup=False, style="dim")


def show_comparison(found: Comparison, gone: Sequence[str]) -> None:
    """What was gained and lost."""
    for title, changes, style in (("gained", found.gained, "green"), ("lost", found.lost, "red")):
        console.print(f"{title}: {len(changes)}", style=style)
        for change in changes:
            console.print(f"  {said(change)}", markup=False)
    if found.unknown:
        console.print(f"not in the baseline: {len(found.unknown)}. To take them in: python -m eval baseline")
    if gone:
        console.print(f"in the baseline and no longer asked: {', '.join(gone)}", style="red")


def said(change: Change) -> str:
    """A change on one line."""
    why = f" — {'; '.join(change.why)}" if change.why else ""
    return f"{change.corpus} {change.id} [{change.kind}] {', '.join(change.merits)}: {change.question}{why}"
