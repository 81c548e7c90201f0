"""What stands before every request: known names only, size limits, security headers, no writing from other sites, and
the count."""

import secrets
from collections.abc import Callable, Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import hosts
from app.api.metrics import Metrics
from app.api.problems import TooLargeError, foreign, problem
from app.api.sites import is_let_in

SMALL_BODY = 1_000_000  # a question is at most a few thousand characters
# Gradio compiles its HTML templates in the browser ('unsafe-eval') and styles elements directly ('unsafe-inline').
# Scripts written into the page need the nonce; nothing may be fetched from, or sent to, another machine.
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
FILE_POLICY = "frame-ancestors 'self'"  # a stricter one keeps Chromium's PDF viewer from showing the file


def nonce_of(scope: Scope) -> str:
    """The request's nonce for scripts in the page."""
    return str(scope.setdefault("styrsvar.nonce", secrets.token_urlsafe(16)))


class Guards:
    """An ASGI app around another."""

    def __init__(
        self, app: ASGIApp, metrics: Metrics, max_upload: int, origins: Collection[str], names: Collection[str]
    ) -> None:
        self._app, self._metrics, self._max_upload = app, metrics, max_upload
        self._origins, self._names = origins, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        guarded = _with_headers(scope, send, self._metrics)
        if not hosts.is_known(headers.get("host"), self._names):
            await hosts.refused(scope, receive, guarded)
            return
        writes = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        foreign_page = headers.get("sec-fetch-site") == "cross-site"
        if writes and foreign_page and not is_let_in(headers, scope["path"], self._origins):
            await foreign(scope, receive, guarded)
            return
        limit = _limit(scope["path"], self._max_upload)
        told = headers.get("content-length", "0")
        if told.isdigit() and int(told) > limit:
            await problem(Request(scope), 413, str(TooLargeError(limit).detail))(scope, receive, guarded)
            return
        await self._app(scope, _counted(receive, limit), guarded)


def _counted(receive: Receive, limit: int) -> Receive:
    """Stops a body that grows past the limit without having told its length."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise TooLargeError(limit)
        return message

    return counted


def _limit(path: str, max_upload: int) -> int:
    return max_upload if path == "/api/documents" else SMALL_BODY


def _with_headers(scope: Scope, send: Send, metrics: Metrics) -> Send:
    nonce = nonce_of(scope)

    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            is_file = scope["path"].endswith("/file")
            headers["Content-Security-Policy"] = FILE_POLICY if is_file else POLICY.format(nonce=nonce)
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "same-origin"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
            metrics.request(scope["method"], _route(scope), message["status"])
        await send(message)

    return sender


def _route(scope: Scope) -> str:
    """The route's pattern, so that documents' names do not each become a series of their own."""
    path: Callable[[], str] | str = getattr(scope.get("route"), "path", "")
    return str(path) or "chat"
