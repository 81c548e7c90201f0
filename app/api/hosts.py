"""Which names this server answers to. A page elsewhere may give its own name our address (DNS rebinding) and would then
read every answer as its own; its name, which the browser sends, gives it away."""

import html
import ipaddress
from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from app.api.problems import problem
from app.faults import printable

ANY = "*"
LOCAL = "localhost"
PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Fel adress – Styrsvar</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="font-family:system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem">
<main><h1>Fel adress</h1><p>{}</p></main></body></html>"""


def is_known(host: str | None, names: Collection[str]) -> bool:
    """Whether a request's Host is one of ours: a number, this machine, or a name that is let in.

    Numbers are safe, since no other site can have them for its name. `*.stad.example` lets in every name below
    stad.example, `*` every name. Programs so old that they send no Host are no browsers.
    """
    if host is None or ANY in names:
        return True
    name = _name(host)
    if name == LOCAL or name.endswith(f".{LOCAL}") or _is_number(name):
        return True
    return any(name == known or (known.startswith("*.") and name.endswith(known[1:])) for known in names)


async def refused(scope: Scope, receive: Receive, send: Send) -> None:
    """Says which name is not known, and how to let it in: as a page to a browser, else as a problem."""
    request = Request(scope)
    host = _name(request.headers.get("host", ""))[:100]
    said = (
        f"Servern känner inte namnet ”{printable(host)}”. Öppna den med adressen som du har fått, "
        "eller lägg till namnet i STYRSVAR_ALLOWED_HOSTS."
    )
    is_page = "text/html" in request.headers.get("accept", "")
    answer: Response = HTMLResponse(PAGE.format(html.escape(said)), 421) if is_page else problem(request, 421, said)
    await answer(scope, receive, send)


def _name(host: str) -> str:
    """The name without its port: "[::1]:8000" is "[::1]"."""
    name = host.strip().lower()
    end = name.rfind("]") if name.startswith("[") else -1
    colon = name.find(":", end + 1)
    return (name if colon < 0 else name[:colon]).rstrip(".")


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
