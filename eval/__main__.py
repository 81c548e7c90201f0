"""`python -m eval`: asks the cases, tells the rates, compares with the baseline."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.confidence import FITTED
from app.quality import SHIPPED
from eval import told
from eval.baseline import BASELINE, compare, gone, read_baseline, write_baseline
from eval.cache import CACHE
from eval.corpora import chosen
from eval.model import Run
from eval.publish import write_quality
from eval.run import read_runs, run, write_runs
from ingest.errors import StyrsvarError

LOST = 1
LAST = CACHE / "last.json"

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, help=__doc__)
Cases = Annotated[Path | None, typer.Option("--cases", help="A file of cases; without it all that are here.")]
Folder = Annotated[Path | None, typer.Option("--corpus", help="The folder of documents that the cases are about.")]
Url = Annotated[str | None, typer.Option("--url", help="A running server; without it the assistant in this process.")]
Out = Annotated[Path | None, typer.Option("--json", help="Where to keep the results.")]
Readme = Annotated[bool, typer.Option("--readme", help="Write the table into README.md.")]
From = Annotated[Path | None, typer.Option("--from", help="Results of an earlier run; without it a new run.")]


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Without a command: reading, run and compare, on the sample corpus and on the real one where it is here."""
    if context.invoked_subcommand is None:
        runs = _runs(None, None, None)
        reading_command()
        raise typer.Exit(_compared(runs))


@app.command("run")
def run_command(
    cases: Cases = None,
    corpus: Folder = None,
    url: Url = None,
    out: Out = None,
    wrong: Annotated[bool, typer.Option("--wrong", help="List every wrong case.")] = False,
) -> None:
    """Asks the cases and tells the rates by kind and by what is hard."""
    runs = _runs(corpus, cases, url)
    if out:
        write_runs(runs, out)
    if wrong:
        told.show_wrong([result for run in runs for result in run.results])


@app.command("compare")
def compare_command(cases: Cases = None, corpus: Folder = None, url: Url = None, source: From = None) -> None:
    """Cases gained and lost against eval/baseline.json; exit code 1 when one was lost."""
    runs = read_runs(source) if source else _runs(corpus, cases, url)
    raise typer.Exit(_compared(runs))


@app.command("baseline")
def baseline_command(source: From = None) -> None:
    """Writes eval/baseline.json anew, to be looked through as a diff."""
    runs = read_runs(source) if source else _runs(None, None, None)
    write_baseline(runs)
    told.console.print(f"{BASELINE} is written. Look through it: git diff {BASELINE.name}")


@app.command("report")
def report_command(
    source: From = None,
    out: Annotated[Path, typer.Option("--out", help="The folder of report.html and report.md.")] = CACHE / "report",
) -> None:
    """One page with tables, plots and every wrong case, as HTML and as Markdown."""
    from eval.report import write_report

    runs = read_runs(source) if source else _runs(None, None, None)
    for path in write_report(runs, out):
        told.console.print(str(path), markup=False)


@app.command("publish")
def publish_command(
    source: From = None,
    out: Annotated[Path, typer.Option("--out", help="The file that the page reads.")] = SHIPPED,
) -> None:
    """Writes what the page "Så bra är svaren" shows; --out may name quality.json in a data folder."""
    runs = read_runs(source) if source else _runs(None, None, None)
    write_quality(runs, out)
    told.console.print(str(out), markup=False)


@app.command("reading")
def reading_command() -> None:
    """How rightly pages are read: characters, words, and the register's fields."""
    from eval.reading import measure, register

    told.show_reading(measure(), register())


@app.command("grade")
def grade_command(
    source: From = None,
    out: Annotated[Path, typer.Option("--json", help="Where to keep the graded results.")] = CACHE / "graded.json",
) -> None:
    """Has the language model of STYRSVAR_LLM_URL grade each answer, and tells how far it agrees. Never a gate."""
    from eval.grade import grade_run, open_grader

    model = open_grader()
    graded = []
    for one in read_runs(source or LAST):
        graded.append(grade_run(one, model, told.show_grade))
        told.show_grades(graded[-1])
        write_runs(graded, out)
    told.console.print(f"With the grades in the report: python -m eval report --from {out}", soft_wrap=True)


@app.command("peers")
def peers_command(cases: Cases = None, corpus: Folder = None, readme: Readme = False) -> None:
    """What a perfect reader would have with other retrieval, on the same cases."""
    from eval.peers.table import show, write_readme
    from eval.peers.trial import trials

    found = [trials(one, told.console.print) for one in chosen(corpus, cases)]
    show(found)
    if readme:
        write_readme(found)


@app.command("ablation")
def ablation_command(cases: Cases = None, corpus: Folder = None, readme: Readme = False) -> None:
    """What each part of the product is worth: the cases with one part switched off at a time."""
    from eval.ablation import ablate, rows
    from eval.readme import fill

    tables = []
    for one in chosen(corpus, cases):
        found = rows(ablate(one, told.console.print))
        told.show_table(found, f"{one.name}, {len(one.cases)} cases")
        tables.append((f"{one.name}, {len(one.cases)} cases", found))
    if readme:
        fill("ablation", tables)


@app.command("honesty")
def honesty_command(
    cases: Cases = None,
    corpus: Folder = None,
    check: Annotated[
        list[Path] | None, typer.Option("--check", help="Cases on the last corpus that are measured and not fitted.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Put the fitted model in use (app/confidence.json).")] = False,
    readme: Readme = False,
) -> None:
    """When the assistant declines: fits how sure it must be, cross-validated, and tells what that is worth."""
    from eval.honesty_report import measure

    measure(chosen(corpus, cases), check or [], told.console.print, FITTED if write else None, readme=readme)


@app.command("harvest")
def harvest_command(
    out: Annotated[Path | None, typer.Argument(help="Where to write the candidates; without it the terminal.")] = None,
    liked: Annotated[bool, typer.Option("--liked", help="Also answers that readers liked.")] = False,
) -> None:
    """Readers' feedback as candidate cases, what looks like a person masked. Somebody must add the gold."""
    from eval.harvest import harvest

    lines = harvest(liked=liked)
    if out:
        out.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        told.console.print(f"{len(lines)} candidates in {out}")
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)


def _runs(corpus: Path | None, cases: Path | None, url: str | None) -> list[Run]:
    """The runs of what is chosen, told as they come and kept as the last."""
    runs = []
    for one in chosen(corpus, cases):
        runs.append(run(one, url))
        told.show_run(runs[-1])
    write_runs(runs, LAST)
    return runs


def _compared(runs: list[Run] | tuple[Run, ...]) -> int:
    baseline = read_baseline()
    found, missing = compare(runs, baseline), gone(runs, baseline)
    told.show_comparison(found, missing)
    return LOST if found.lost else 0


if __name__ == "__main__":
    try:
        app()
    except StyrsvarError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
