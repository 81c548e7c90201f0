"""Typer's own words in Swedish: help headings, and what is wrong with a command line.

Typer brings its own copy of Click and no translations, so the few words that a user can meet are set here.
"""

import logging
import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer._click import exceptions as click
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup

from ingest.errors import StyrsvarError

log = logging.getLogger(__name__)
HEADINGS = {"Options": "Flaggor", "Arguments": "Argument", "Commands": "Kommandon"}
HELP = "Visar den här hjälpen."
WRONG_USE = 2


class _Formatter(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Användning: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(HEADINGS.get(heading, heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *widths: Any, **more: Any) -> None:
        """Leaves out Python's type names, which say nothing to a user."""
        plain = [(re.sub(r" <[^>]*>$", "", name), text.replace("[required]", "Måste anges.")) for name, text in rows]
        super().write_dl(plain, *widths, **more)


class _Context(typer.Context):
    formatter_class = _Formatter


class SwedishCommand(TyperCommand):
    """A command whose help is in Swedish."""

    context_class = _Context

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{**settings, "options_metavar": "[FLAGGOR]"})

    def get_help_option(self, ctx: Any) -> Any:
        """The --help option, explained in Swedish."""
        return _explained(super().get_help_option(ctx))


class SwedishGroup(TyperGroup):
    """The program: help and errors in Swedish, and never a traceback for what a user can mend."""

    context_class = _Context

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{**settings, "options_metavar": "[FLAGGOR]", "subcommand_metavar": "KOMMANDO …"})

    def get_help_option(self, ctx: Any) -> Any:
        """The --help option, explained in Swedish."""
        return _explained(super().get_help_option(ctx))

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *rest: Any, **more: Any) -> Any:
        """Runs a command line; exits 2 for wrong use, 1 for an error with a cause, 130 when interrupted."""
        try:
            code = super().main(args, prog_name or "styrsvar", *rest, **{**more, "standalone_mode": False})
        except click.NoArgsIsHelpError as error:
            typer.echo(error.ctx.get_help() if error.ctx else "styrsvar --help")
            sys.exit(0)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "styrsvar"
            typer.echo(f"{sentence(error)} Se: {path} --help", err=True)
            sys.exit(WRONG_USE)
        except StyrsvarError as error:
            typer.echo(str(error), err=True)
            sys.exit(1)
        except (typer.Abort, KeyboardInterrupt):
            typer.echo("Avbrutet.", err=True)
            sys.exit(130)
        except Exception as error:
            log.debug("Unexpected error", exc_info=True)
            how = "Kör om med STYRSVAR_LOG_LEVEL=DEBUG för att se varför."
            typer.echo(f"Oväntat fel ({type(error).__name__}: {error}). {how}", err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def sentence(error: click.UsageError) -> str:
    """What is wrong with a command line."""
    match error:
        case click.NoSuchOption():
            close = f" Menade du {', '.join(error.possibilities)}?" if error.possibilities else ""
            return f"Flaggan {error.option_name} finns inte.{close}"
        case click.MissingParameter():
            return f"{_name(error.param)} saknas."
        case click.BadParameter():
            what = f"{_name(error.param)} har ett värde som inte går att använda{_value(error)}."
            return f"{what} {_help(error.param)}".rstrip()
        case click.BadOptionUsage():
            return f"Flaggan {error.option_name} saknar sitt värde eller har ett för mycket."
    message = error.message
    if message.startswith("No such command"):
        return f"Kommandot {message.split(chr(39))[1]} finns inte."
    if "unexpected extra argument" in message:
        return f"Det finns för många argument: {message.rpartition('(')[2].rstrip(')')}."
    return "Kommandot går inte att tolka."


def _name(param: Any) -> str:
    """The option or argument as it stands in the help."""
    if param is None:
        return "Ett argument"
    return (
        f"Flaggan {param.opts[0]}" if param.param_type_name == "option" else f"Argumentet {param.metavar or param.name}"
    )


def _help(param: Any) -> str:
    return str(getattr(param, "help", None) or "")


def _value(error: Exception) -> str:
    """The value that was refused, where the cause knows it."""
    faults: list[Any] = getattr(error.__cause__, "errors", list)()
    return f", ”{str(faults[0]['input'])[:60]}”" if faults else ""


def _explained(option: Any) -> Any:
    if option is not None:
        option.help = HELP
    return option
