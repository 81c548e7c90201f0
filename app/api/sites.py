"""What pages of other sites may ask for, when the settings let their sites in."""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

OPEN = frozenset(["/api/ask", "/api/ask/stream", "/api/suggest"])  # what the question box needs; nothing that changes
KEPT = 600  # seconds that a browser remembers that a site is let in


class OtherSites:
    """An ASGI app around another: lets browsers on the named sites read the answers of what is open."""

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        self._app = app
        methods, headers = ["GET", "POST"], ["Content-Type"]
        self._shared = CORSMiddleware(app, list(origins), methods, headers, max_age=KEPT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_open = scope["type"] == "http" and scope["path"] in OPEN
        await (self._shared if is_open else self._app)(scope, receive, send)


def is_let_in(headers: Headers, path: str, origins: Collection[str]) -> bool:
    """Whether a browser may send this from another site's page."""
    return path in OPEN and headers.get("origin") in origins
