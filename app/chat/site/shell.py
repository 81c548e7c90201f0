"""What every page outside the chat shares: its frame, its templates, and how a fault is told."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from app.brief.words import day_of

TEMPLATES = Path(__file__).parent.parent / "templates"


def page(template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page of the site; everything in the context is escaped."""
    made = _environment().get_template(template).render(**context)
    return HTMLResponse(made, status, {"Cache-Control": "no-store"})


def failure(title: str, detail: str, status: int) -> HTMLResponse:
    """A page that says what is wrong and where to go."""
    return page("failure.html", status, title=title, detail=detail)


def day(moment: str) -> str:
    """An ISO time as a date in words.

    >>> day("2026-03-05T10:20:30+00:00")
    '5 mars 2026'
    """
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return day_of(found.date())


def plural(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> plural(1, "sida", "sidor")
    '1 sida'
    """
    return f"{number} {one if number == 1 else many}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["day"] = day
    made.globals["plural"] = plural
    return made
