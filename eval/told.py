"""What a run and a comparison look like in the terminal."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.baseline import Change, Comparison, Progress
from eval.bench.fields import Score
from eval.grade import Agreement, Grade, agreement
from eval.metrics import Interval
from eval.model import Cited, Evidence, Result, Run
from eval.reading import Read
from eval.summary import Rates, by_kind, by_tag, rates, refusals

# Wide enough for the table of rates where no terminal says how wide it is.
console = Console(highlight=False) if Console().is_terminal else Console(highlight=False, width=150)


SURE = 0.05  # below this probability a change is not called chance
MEANT = "Is it meant? Write what holds now with: python -m eval baseline; look through git diff eval/baseline.json"
_ANSWER = 300  # characters of a lost answer that are shown


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

READ_COLUMNS = ("", "pages", "read by", "characters", "words", "found anywhere", "of those read")
FIELD_COLUMNS = ("field", "true values", "precision", "recall")
GRADE_COLUMNS = ("grade", "right by strings", "wrong by strings")


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


def show_table(table: Sequence[tuple[str, ...]], title: str) -> None:
    """A table, its first line the names of its columns."""
    head, *body = table
    shown = Table(*head, title=title, box=None)
    for cells in body:
        shown.add_row(*map(escape, cells))
    console.print(shown)


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


def show_reading(documents: Sequence[Read], register: Mapping[str, Score]) -> None:
    """How rightly pages are read, and what is read out of them."""
    table = Table(*READ_COLUMNS, title="reading: shares of the true characters and words, in %", box=None)
    for one in documents:
        found = (one.found.recall, one.found.precision)
        shares = map(percent, (one.characters, one.words, *found))
        table.add_row(one.document, str(one.pages), one.how, *shares)
    console.print(table)
    table = Table(*FIELD_COLUMNS, title="register: fields of the sample corpus, in %", box=None)
    for name, score in register.items():
        table.add_row(name, str(score.wanted), percent(score.precision), percent(score.recall))
    console.print(table)


def show_comparison(found: Comparison, gone: Sequence[str]) -> None:
    """What was gained and lost."""
    console.print(f"gained: {len(found.gained)}", style="green")
    for change in found.gained:
        console.print(f"  {said(change)}", markup=False)
    console.print(f"lost: {len(found.lost)}", style="red")
    for change in found.lost:
        console.print(said_in_full(change), markup=False, soft_wrap=True)
    for one in found.progress:
        console.print(how_sure(one))
    if found.lost:
        console.print(MEANT, soft_wrap=True)
    if found.unknown:
        console.print(f"not in the baseline: {len(found.unknown)}. To take them in: python -m eval baseline")
    if gone:
        console.print(f"in the baseline and no longer asked: {', '.join(gone)}", style="red")


def show_grade(result: Result) -> None:
    """One grade, as it comes."""
    console.print(f"{result.case.id}: {result.grade or result.grade_why}", markup=False, style="dim")


def show_grades(run: Run) -> None:
    """How far a language model's grades agree with the verdicts by strings, and where they do not."""
    found = agreement(run.results)
    if found is None:
        console.print(f"{run.corpus}: nothing was graded. {next((r.grade_why for r in run.results), '')}", markup=False)
        return
    table = Table(*GRADE_COLUMNS, title=f"{run.corpus}: graded by a language model", box=None)
    for cells in grade_rows(found):
        table.add_row(*cells)
    console.print(table)
    console.print(agreed(found))
    for result in found.apart:
        console.print(f"  {result.case.id} [{result.case.kind}] {' / '.join(result.case.turns)}", markup=False)
        console.print(f"      by strings: {'; '.join(result.verdict.why) or 'right'}", markup=False, style="dim")
        console.print(f"      by the model: {result.grade} – {result.grade_why}", markup=False, style="dim")


def grade_rows(found: Agreement) -> list[tuple[str, ...]]:
    """A line for each grade, as GRADE_COLUMNS."""
    return [(grade, str(found.counts[grade, True]), str(found.counts[grade, False])) for grade in Grade]


def agreed(found: Agreement) -> str:
    """The agreement in a sentence."""
    kappa = "–" if found.kappa is None else f"{found.kappa:.2f}"
    left = f"; {found.ungraded} could not be graded" if found.ungraded else ""
    return f"agree on {spread(found.shares)} %, Cohen's kappa {kappa}{left}"


def said(change: Change) -> str:
    """A change on one line."""
    case = change.result.case
    return f"{change.corpus} {case.id} [{case.kind}] {', '.join(change.merits)}: {' / '.join(case.turns)}"


def said_in_full(change: Change) -> str:
    """A change with what came back and what was wanted, so that the cause can be seen without another run."""
    case, verdict = change.result.case, change.result.verdict
    answer = " ".join(change.result.reply.answer.split())
    told = [
        ("why", "; ".join(verdict.why)),
        ("answer", answer if len(answer) <= _ANSWER else f"{answer[:_ANSWER]} …"),
        ("sources", places(change.result.reply.citations)),
        ("gold", case.answer),
        ("gold page", places(case.evidence)),
    ]
    return "\n".join([f"  {said(change)}", *(f"      {name}: {text}" for name, text in told if text)])


def how_sure(one: Progress) -> str:
    """Whether the share of right answers has changed by more than chance would."""
    change = one.change
    told = f"{one.corpus}: right {percent(one.before)} → {percent(one.now)} %"
    if not one.gained and not one.lost:
        return f"{told}, the same cases"
    size = f"{100 * change.value:+.1f} ({100 * change.low:+.1f} to {100 * change.high:+.1f}), "
    sure = "more than chance" if one.chance < SURE else "within noise"
    return f"{told}: {size}{one.gained} gained, {one.lost} lost, {sure} (sign test, p = {one.chance:.2f})"


def places(where: Iterable[Cited | Evidence]) -> str:
    """Pages on one line, each once."""
    return ", ".join(dict.fromkeys(f"{one.document} p. {one.page}" for one in where))
