"""The chat as an ASGI app: built in the background, since Gradio takes seconds to import, and served in Swedish.

Gradio's page is written again on the way out: Swedish as its language, no addresses to other machines, and every
script with the request's nonce, so that the content policy can refuse scripts that come with a document's words.
"""

import asyncio
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.guards import nonce_of
from app.chat.site.routes import is_ours, site

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.api.desk import Desk

log = logging.getLogger(__name__)
PATIENCE = 20.0  # seconds that a page waits for the chat before it says that it is starting
STARTING = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Styrsvar startar</title></head>
<body style="font-family:system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem">
<h1>Styrsvar startar</h1><p>Sidan visas om några sekunder.</p></body></html>"""
BROKEN = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Styrsvar</title></head><body>
<h1>Sidan kunde inte byggas</h1><p>API:et svarar som vanligt. Kör: styrsvar doctor</p></body></html>"""
NO_SCRIPT = (
    "<noscript><p style='font-family:system-ui,sans-serif;margin:2rem'>Styrsvars sida behöver JavaScript. "
    "Samma svar finns på kommandoraden (styrsvar ask) och i API:et.</p></noscript>"
)
_HERE = Path(__file__).parent
OURS = {
    "/styrsvar.css": _HERE / "style.css",
    "/styrsvar-sidor.css": _HERE / "site.css",
    "/styrsvar.js": _HERE / "script.js",
    "/styrsvar-val.js": _HERE / "actions.js",
    "/favicon.ico": _HERE / "favicon.svg",
}
# Linked rather than handed to Gradio, which rewrites style sheets and drops some declarations.
_LINKS = "<title>Styrsvar</title>"  # Gradio's own comes with its script, after a while
_LINKS += '<link rel="search" type="application/opensearchdescription+xml" title="Styrsvar" href="/opensearch.xml">'
_LINKS += '<link rel="stylesheet" href="/styrsvar.css"><script src="/styrsvar.js" defer></script>'
_LINKS += '<script src="/styrsvar-val.js" defer></script></head>'
_FOREIGN_META = re.compile(r"<meta\s+(?:property=\"og:|name=\"twitter:)[^>]*?/?>", re.DOTALL)


class Chat:
    """Answers with the chat's pages once `run` has built it."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._site = site(desk)
        self._app: FastAPI | None = None
        self._ready = asyncio.Event()
        self._stop = asyncio.Event()

    async def run(self, pause: float = 0.0) -> None:
        """Builds the chat after a pause, keeps it open until `stop`."""
        await asyncio.sleep(pause)
        try:
            app = await asyncio.to_thread(_build, self._desk)
            async with app.router.lifespan_context(app):
                self._app = app
                self._ready.set()
                await self._stop.wait()
        except Exception:
            log.exception("The chat could not be built")
            self._ready.set()  # nobody waits for what will not come

    def stop(self) -> None:
        """Ends `run`."""
        self._stop.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if scope["path"] in OURS:
            await FileResponse(OURS[scope["path"]], headers={"Cache-Control": "no-cache"})(scope, receive, send)
            return
        if is_ours(scope["path"]):
            await self._site(scope, receive, send)
            return
        try:
            await asyncio.wait_for(self._ready.wait(), PATIENCE)
        except TimeoutError:
            await HTMLResponse(STARTING, 503, {"Retry-After": "2"})(scope, receive, send)
            return
        if self._app is None:
            await HTMLResponse(BROKEN, 500)(scope, receive, send)
            return
        if scope["path"] == "/":
            await _rewritten(self._app, scope, receive, send)
        else:
            await self._app(scope, receive, send)


def rewrite(page: str, nonce: str) -> str:
    """Gradio's page in Swedish, with nothing fetched from elsewhere.

    >>> rewrite('<html lang="en"><script>1</script><meta property="og:image" content="https://x/y.jpg" /></html>', "n")
    '<html lang="sv"><script nonce="n">1</script></html>'
    """
    page = page.replace('lang="en"', 'lang="sv"', 1)
    page = _FOREIGN_META.sub("", page)
    page = page.replace("</head>", _LINKS, 1).replace("<gradio-app", NO_SCRIPT + "<gradio-app", 1)
    return page.replace("<script", f'<script nonce="{nonce}"')


async def _rewritten(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    start: Message = {}
    body = b""

    async def gathered(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start":
            start = message
        elif message["type"] == "http.response.body":
            body += message.get("body", b"")
        if message["type"] == "http.response.body" and not message.get("more_body"):
            await _send_page(start, body, nonce_of(scope), send)

    await app({**scope, "headers": plain}, receive, gathered)


async def _send_page(start: Message, body: bytes, nonce: str, send: Send) -> None:
    headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
    if any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers):
        body = rewrite(body.decode(), nonce).encode()
        headers.append((b"cache-control", b"no-store"))  # a kept page would carry an old nonce
    headers.append((b"content-length", str(len(body)).encode()))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _build(desk: "Desk") -> "FastAPI":
    from app.chat.page import build  # here: imports Gradio

    async def inside() -> "FastAPI":
        return build(desk)

    return asyncio.run(inside())  # outside a running loop Gradio makes loops that it never closes
