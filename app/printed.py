"""What the command line prints."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from app.doctor import Finding
from app.errors import BadValueError
from app.loading import Outcome, Result, Step, Told
from app.model import Answer
from app.register import Row, as_csv, as_xlsx
from app.settings import Settings, shown
from app.watching import Round
from index.model import DocumentEntry

MARKS = {Result.READ: "[green]läst[/]", Result.UNCHANGED: "oförändrad", Result.FAILED: "[red]misslyckad[/]"}


@contextmanager
def progress(quiet: bool) -> Iterator[Told]:
    """A progress bar on standard error; nothing when quiet."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as bar:
        task = bar.add_task("Läser", total=None)

        def told(step: Step) -> None:
            bar.update(
                task,
                description=f"{escape(step.file[:40])}: {escape(step.what)}",
                completed=int(step.done),
                total=step.total,
            )

        yield told


def outcomes(found: Sequence[Outcome], as_json: bool) -> None:
    """What became of each file, and the sums."""
    counts = {result: sum(outcome.result is result for outcome in found) for result in Result}
    if as_json:
        files = [
            {
                "file": str(outcome.path),
                "document": outcome.document,
                "result": str(outcome.result),
                "message": outcome.message,
                "pages": outcome.pages,
                "warnings": list(outcome.warnings),
                "seconds": round(outcome.seconds, 2),
            }
            for outcome in found
        ]
        sums = {"read": counts[Result.READ], "unchanged": counts[Result.UNCHANGED], "failed": counts[Result.FAILED]}
        typer.echo(json.dumps({"files": files, **sums}, ensure_ascii=False, indent=2))
        return
    table = _table("Fil", "Resultat", "Sidor", "Att veta")
    for outcome in found:
        note = outcome.message or "\n".join(outcome.warnings)
        table.add_row(escape(outcome.path.name), MARKS[outcome.result], str(outcome.pages or ""), escape(note))
    _console().print(table)
    typer.echo(
        f"{counts[Result.READ]} lästa, {counts[Result.UNCHANGED]} oförändrade, {counts[Result.FAILED]} misslyckade."
    )


def followed(found: Round, as_json: bool) -> None:
    """What changed in a folder that is followed."""
    if found.trouble:
        typer.echo(found.trouble, err=True)
    if found.outcomes:
        outcomes(found.outcomes, as_json)
    for name in found.removed:
        typer.echo(json.dumps({"removed": name}, ensure_ascii=False) if as_json else f"{name} är borttaget.")


def answer(found: Answer) -> None:
    """The answer and its sources."""
    typer.echo(re.sub(r"\*\*(.+?)\*\*|^### (?=\S)", r"\1", found.answer, flags=re.MULTILINE))
    if found.citations:
        typer.echo("\nKällor:" if found.answered else "\nNärmaste ställen:")
    for citation in found.citations:
        scan = ", inskannad text" if citation.scanned else ""
        typer.echo(f"[{citation.number}] {citation.title}, {citation.section}, s. {citation.page}{scan}")
        typer.echo(f"    ”{citation.quote}”")


def register(rows: list[Row], form: str) -> None:
    """The register in one of its forms."""
    match form:
        case "json":
            typer.echo(json.dumps({"items": rows, "total": len(rows)}, ensure_ascii=False, indent=2))
        case "csv":
            sys.stdout.write(as_csv(rows).replace("\r\n", "\n"))
        case "xlsx":
            if sys.stdout.isatty():
                raise BadValueError(
                    "Excel kan inte visas här. Skriv till en fil: styrsvar register --format xlsx > uppdrag.xlsx"
                )
            sys.stdout.buffer.write(as_xlsx(rows))
        case _:
            table = _table("Uppdrag", "Status", "Nämnd", "År", "Källa")
            for row in rows:
                page = row["pages"][0] if row["pages"] else "–"
                cells = (
                    row["text"],
                    row["status"],
                    row["board"] or "–",
                    str(row["year"] or "–"),
                    f"{row['document']} s. {page}",
                )
                table.add_row(*(escape(cell) for cell in cells))
            _console().print(table)
            typer.echo(f"{len(rows)} uppdrag.")


def nothing_fits(wanted: Sequence[str] | None, known: Sequence[str | None]) -> str:
    """Why a register came out empty, as far as one can tell."""
    names = sorted({name for name in known if name})
    if not names and not known:
        return "Inga dokument är inlästa. Kör: styrsvar ingest MAPP"
    unknown = [word for word in wanted or () if not any(word.casefold() in name.casefold() for name in names)]
    if unknown:
        return f"Ingen nämnd heter {', '.join(unknown)}. Kända: {', '.join(names)}."
    return "Inga uppdrag passar."


def documents(entries: Sequence[DocumentEntry], as_json: bool) -> None:
    """The loaded documents."""
    if as_json:
        keys = ("name", "version", "title", "type", "board", "year", "pages", "readings", "warnings", "added")
        rows = [{"document" if key == "name" else key: getattr(entry, key) for key in keys} for entry in entries]
        typer.echo(json.dumps({"items": rows, "total": len(rows)}, ensure_ascii=False, indent=2))
        return
    if not entries:
        typer.echo("Inga dokument är inlästa. Kör: styrsvar ingest MAPP")
        return
    table = _table("Dokument", "Titel", "Typ", "Nämnd", "År", "Sidor")
    for entry in entries:
        cells = (entry.name, entry.title, entry.type, entry.board or "–", str(entry.year or "–"), str(entry.pages))
        table.add_row(*(escape(cell) for cell in cells))
    _console().print(table)


def doctor(found: Sequence[Finding], settings: Settings) -> None:
    """What works, what is missing, and the settings."""
    table = _table("", "Del", "Läge")
    for finding in found:
        mark = "[green]ja[/]" if finding.works else "[red]nej[/]" if finding.needed else "[yellow]saknas[/]"
        table.add_row(mark, escape(finding.what), escape(finding.detail))
    _console().print(table)
    settings_table = _table("Inställning", "Värde", "Betydelse")
    for name, value, meaning in shown(settings):
        settings_table.add_row(name, escape(value or "–"), escape(meaning))
    _console().print(settings_table)


def _console() -> Console:
    # Written to a file or a pipe, a table must not be cut at eighty signs.
    return Console() if sys.stdout.isatty() else Console(width=160)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
