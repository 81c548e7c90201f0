"""The one process: API and chat."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from app.api import (
    ask,
    assignments,
    briefs,
    documents,
    health,
    job,
    openai,
    opensearch,
    pages,
    problems,
    reader,
    replies,
    search,
    widget,
)
from app.api.described import Described
from app.api.desk import Desk
from app.api.guards import Guards
from app.api.sites import OtherSites
from app.chat.mount import Chat
from app.engine import Engine
from app.loading import Read
from app.mcp.mount import Mcp
from app.settings import Settings
from app.version import version

if TYPE_CHECKING:
    from app.assistant import Assistant
    from index.index import Index

DESCRIPTION = """Svarar på frågor om en kommuns styrande dokument. Varje påstående har en källa: ett citat, en sida och
citatets plats på sidan. Fel kommer som problem-JSON (RFC 9457) på svenska."""
OURS = ("/api/{rest:path}", "/v1/{rest:path}", "/health/{rest:path}", "/metrics", "/opensearch.xml", "/widget{_:path}")
LISTEN_FIRST = 0.2  # seconds; large imports hold the interpreter, and would keep the server from listening
ROUTERS = (ask, search, assignments, briefs, documents, pages, job, reader, opensearch, openai, widget, health)


def create_app(
    settings: Settings,
    index: "Index | None" = None,
    assistant: "Assistant | None" = None,
    *,
    read: Read | None = None,
    chat: bool = True,
) -> FastAPI:
    """The server's app. An index, an assistant or a reader may be given instead of the settings' own."""
    desk = Desk(settings, Engine(settings, index, assistant), read)
    mounted = Chat(desk) if chat else None
    sites = settings.other_sites()
    mcp = Mcp(desk.engine, sites, problems.foreign)
    app = Described(
        title="Styrsvar",
        version=version(),
        description=DESCRIPTION,
        docs_url=None,  # its page fetches scripts from another machine
        redoc_url=None,
        lifespan=_lifespan(desk, mounted, mcp),
        responses=replies.problems(421),  # any route's, for a name that is not ours
    )
    app.state.desk = desk
    problems.install(app)
    for module in ROUTERS:
        app.include_router(module.router)
    app.router.routes += [Route(path, Nowhere()) for path in OURS]
    app.router.routes.append(Route("/mcp", mcp))
    if mounted:
        app.mount("/", mounted)
    if sites:
        app.add_middleware(OtherSites, origins=sites)
    most = settings.max_upload_mb * 1_000_000
    app.add_middleware(Guards, metrics=desk.metrics, max_upload=most, origins=sites, names=settings.names())
    return app


def _lifespan(desk: Desk, chat: Chat | None, mcp: Mcp):  # type: ignore[no-untyped-def]  # a decorated generator's type says nothing
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        starting = asyncio.get_running_loop().call_later(LISTEN_FIRST, desk.engine.start)
        task = asyncio.create_task(chat.run(LISTEN_FIRST)) if chat else None
        yield
        starting.cancel()
        await mcp.close()
        if chat and task:
            chat.stop()
            await task
        await asyncio.to_thread(desk.jobs.close)
        await asyncio.to_thread(desk.engine.close)

    return lifespan


class Nowhere:
    """Stands before the chat, which would answer with its own page: 405 for a wrong method, else 404."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await _refused(Request(scope))(scope, receive, send)


def _refused(request: Request) -> JSONResponse:
    allowed: set[str] = set()
    for route in (route for module in ROUTERS for route in module.router.routes):
        if isinstance(route, APIRoute) and route.matches(request.scope)[0] is not Match.NONE:
            allowed |= set(route.methods or ())
    if allowed:
        return problems.problem(request, 405, headers={"Allow": ", ".join(sorted(allowed))})
    return problems.problem(request, 404)
