"""The command line. Plain answers go to standard output, everything else to standard error."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import printed
from app.errors import BadValueError, NotFoundError
from app.settings import Settings, read_settings
from app.swedish import WRONG_USE, SwedishCommand, SwedishGroup

if TYPE_CHECKING:
    from index.index import Index

SOME_FAILED = 3
NO_ANSWER = 4

app = typer.Typer(
    cls=SwedishGroup,
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Styrsvar svarar på frågor om en kommuns styrande dokument, med hänvisning till sidan.",
)
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stället för text.", show_default=False)]


class Format(StrEnum):
    """How the register is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


@app.command("ingest", cls=SwedishCommand)
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="SÖKVÄG", help="Filer och mappar att läsa in.", show_default=False)
    ] = None,
    as_json: AsJson = False,
    watched: Annotated[
        bool, typer.Option("--watch", help="Följ en mapp: nytt, ändrat och borttaget, tills du avbryter.")
    ] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Bygg om indexet ur de sparade handlingarna först.")
    ] = False,
) -> None:
    """Läser in PDF, DOCX och TXT. Oförändrade filer hoppas över.

    Är servern igång läser den in filerna. Slutkod 0 när allt lästes, 3 när någon fil misslyckades och resten sparades.
    """
    from app.files import find
    from app.loading import Result
    from app.target import target

    given, settings = paths or [], _settings()
    if not given and not rebuild:
        typer.echo("Argumentet SÖKVÄG saknas. Se: styrsvar ingest --help", err=True)
        raise typer.Exit(WRONG_USE)
    if watched and (len(given) != 1 or not given[0].is_dir()):
        raise BadValueError("Flaggan --watch följer en mapp. Exempel: styrsvar ingest handlingar --watch")
    files = [] if watched else find(given)
    if rebuild:
        _rebuild(settings, as_json)
    if watched:
        _follow(given[0], settings, as_json)
        return
    if not files:
        return
    with target(settings) as into, printed.progress(quiet=as_json) as told:
        outcomes = into.load(files, told)
    printed.outcomes(outcomes, as_json)
    if any(outcome.result is Result.FAILED for outcome in outcomes):
        raise typer.Exit(SOME_FAILED)


@app.command("remove", cls=SwedishCommand)
def remove(
    document: Annotated[str, typer.Argument(metavar="DOKUMENT", help="Filnamnet utan ändelse.", show_default=False)],
) -> None:
    """Tar bort ett dokument."""
    from app.target import target

    with target(_settings()) as where:
        if not where.remove(document):
            raise NotFoundError(f"Dokumentet ”{document}” finns inte. Se listan med: styrsvar documents")
    typer.echo(f"{document} är borttaget.")


@app.command("ask", cls=SwedishCommand)
def ask(
    question: Annotated[
        str, typer.Argument(metavar="FRÅGA", help="Frågan, på svenska eller engelska.", show_default=False)
    ],
    as_json: AsJson = False,
) -> None:
    """Svarar på en fråga, med källor. Slutkod 4 när handlingarna inte ger svar."""
    if not question.strip():
        raise BadValueError('Frågan är tom. Skriv den inom citattecken: styrsvar ask "Vilka uppdrag är ej påbörjade?"')
    from app.assistant import Assistant
    from app.conversations import new_id
    from app.engine import open_writer
    from app.events import answer_body

    settings = _settings()
    with _opened(settings) as index:
        answer = Assistant(index, open_writer(settings)).ask(question.strip())
    if as_json:
        _json(answer_body(new_id(), answer))
    else:
        printed.answer(answer)
    if not answer.answered:
        raise typer.Exit(NO_ANSWER)


@app.command("register", cls=SwedishCommand)
def register(
    board: Annotated[
        list[str] | None, typer.Option(help="Nämnd, hela namnet eller en del.", show_default=False)
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option(help="Ej påbörjad, Pågående, Avslutad eller Okänd.", show_default=False)
    ] = None,
    year: Annotated[list[int] | None, typer.Option(help="År.", show_default=False)] = None,
    text: Annotated[str, typer.Option(help="Ord som ska finnas i uppdraget.", show_default=False)] = "",
    heading: Annotated[
        str, typer.Option(help="Ord i en rubrik eller bilaga som uppdraget står under.", show_default=False)
    ] = "",
    form: Annotated[
        Format, typer.Option("--format", help="table, json, csv eller xlsx.", show_default=False)
    ] = Format.TABLE,
) -> None:
    """Visar uppdragsregistret. Excel skrivs till standard ut: styrsvar register --format xlsx > uppdrag.xlsx"""
    from app import register as rows
    from index.model import AssignmentFilter, Filters

    statuses = rows.statuses(status or ())
    with _opened(_settings()) as index:
        known = [entry.board for entry in index.documents()]
        filters = Filters((), rows.boards(board or (), known), tuple(year or ()), ())
        found = index.assignments(AssignmentFilter(filters, statuses, text=text.strip(), heading=heading.strip()))
    if not found:
        typer.echo(printed.nothing_fits(board, known), err=True)
    printed.register([rows.row(entry) for entry in found], str(form))


@app.command("documents", cls=SwedishCommand)
def documents(as_json: AsJson = False) -> None:
    """Listar inlästa dokument."""
    with _opened(_settings()) as index:
        entries = index.documents()
    printed.documents(entries, as_json)


@app.command("brief", cls=SwedishCommand)
def brief(
    topic: Annotated[str, typer.Argument(metavar="ÄMNE", help="Vad underlaget ska handla om.", show_default=False)],
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="FIL", help="Fil som slutar på .md, .docx eller .pdf.", show_default=False),
    ],
) -> None:
    """Skriver ett underlag om ett ämne: uppdrag, siffror, citat, risker, med källor.

    Slutkod 4 när handlingarna inte säger något om ämnet; filen säger det.
    """
    from app.assistant import Assistant
    from app.brief.compose import compose, nothing_found
    from app.brief.write import form_of, save

    form = form_of(out)
    with _opened(_settings()) as index:
        made = compose(index, Assistant(index).knowledge(), topic)
    save(made, form, out)
    if not made.found:
        typer.echo(f"{nothing_found(made)} Det står i {out}.", err=True)
        raise typer.Exit(NO_ANSWER)
    typer.echo(f"{out} är skriven, med {len(made.citations)} källor.")


@app.command("serve", cls=SwedishCommand)
def serve(
    host: Annotated[str | None, typer.Option(help="Adress; utan den bara den här datorn.", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port; utan den 8000.", min=0, max=65535, show_default=False)] = None,
) -> None:
    """Startar chatten och API:et."""
    settings = _settings()
    from app.api.run import run

    run(settings, host or settings.host, settings.port if port is None else port)


@app.command("mcp", cls=SwedishCommand)
def mcp() -> None:
    """Svarar program som använder MCP, på standard in och ut. Är servern igång svarar den; dess egna adress är /mcp."""
    settings = _settings()
    from app.mcp.stdio import run

    run(settings)


@app.command("doctor", cls=SwedishCommand)
def doctor() -> None:
    """Visar vad som fungerar här, vad som saknas och hur man får det, och inställningarna."""
    from app.doctor import findings

    settings = _settings()
    found = findings(settings)
    printed.doctor(found, settings)
    if any(finding.needed and not finding.works for finding in found):
        raise typer.Exit(1)


def main() -> None:
    """The program `styrsvar`."""
    app()


def _settings() -> Settings:
    settings = read_settings()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for chatty in ("httpx", "httpcore", "urllib3", "pypdf", "sentence_transformers"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    return settings


def _rebuild(settings: Settings, quiet: bool) -> None:
    from app.engine import open_index
    from app.loading import Step

    with printed.progress(quiet) as told:

        def progress(what: str, share: float) -> None:
            told(Step("", what, share, 1))

        open_index(settings, rebuild=True, progress=progress).close()
    if not quiet:
        typer.echo("Indexet är ombyggt ur de sparade handlingarna.")


def _follow(folder: Path, settings: Settings, as_json: bool) -> None:
    """Keeps the index equal to a folder until interrupted."""
    from app.target import target
    from app.watching import Watched, watch

    followed = Watched(folder, settings.data)
    typer.echo(f"Följer {folder}. Avsluta med Ctrl+C.", err=True)
    for _ in watch(folder):
        with printed.progress(quiet=as_json) as told:
            found = followed.compare(lambda: target(settings), told)
        if found:
            printed.followed(found, as_json)


@contextmanager
def _opened(settings: Settings) -> "Iterator[Index]":
    from app.engine import open_index

    with open_index(settings) as index:
        yield index


def _json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
