"""MCP over HTTP as an ASGI app. Made at the first call: the package takes a second to import, and few servers need it.

Without sessions, so that any of several server processes can answer any call.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from app.engine import Engine

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

log = logging.getLogger(__name__)
LARGEST = 100_000  # bytes of a call; a question is at most a few thousand characters
Refuse = Callable[[Scope, Receive, Send], Awaitable[None]]


class Mcp:
    """Answers at one address. `origins` are the other sites that may call from a browser; `refuse` answers the rest."""

    def __init__(self, engine: Engine, origins: frozenset[str], refuse: Refuse) -> None:
        self._engine, self._origins, self._refuse = engine, origins, refuse
        self._manager: StreamableHTTPSessionManager | None = None
        self._task: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._stop = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._is_allowed(Headers(scope=scope)):
            await self._refuse(scope, receive, send)
            return
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        await self._ready.wait()
        if self._manager is None:
            raise RuntimeError("MCP could not be started")  # the log says why; the caller gets a problem
        await self._manager.handle_request(scope, receive, send)

    async def close(self) -> None:
        """Ends what is running."""
        self._stop.set()
        if self._task:
            await self._task

    async def _run(self) -> None:
        try:
            self._manager = await asyncio.to_thread(_made, self._engine)
            async with self._manager.run():
                self._ready.set()
                await self._stop.wait()
        except Exception:
            log.exception("MCP could not be started")
            self._manager = None
        finally:
            self._ready.set()  # nobody waits for what will not come

    def _is_allowed(self, headers: Headers) -> bool:
        """Whether a browser's page may call: one of our own, or of a site that is let in. Programs send no origin."""
        origin = headers.get("origin")
        return origin is None or origin.partition("://")[2] == headers.get("host") or origin in self._origins


def _made(engine: Engine) -> "StreamableHTTPSessionManager":
    from app.mcp.tools import SwedishServer

    server = SwedishServer(engine)
    server.streamable_http_app(stateless_http=True, json_response=True, max_request_body_size=LARGEST, host="")
    return server.session_manager
