"""The pages beside the chat, as one ASGI app. What is wrong is told on a page of the same look."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from app.api.desk import Desk
from app.api.problems import TITLES, status_of
from app.chat.site import document, hits, sources, talks
from app.chat.site.about import about, accessibility, quality
from app.chat.site.shell import failure
from ingest.errors import StyrsvarError

log = logging.getLogger(__name__)
View = Callable[[Desk, Request], Response]
GET: dict[str, View] = {
    "/k/{named}/{rest:path}": sources.source,
    "/handling/{name}": document.view,
    "/handling/{name}/sida/{page:int}": document.at_page,
    "/traffar": hits.hits,
    "/samtal": talks.talks,
    "/samtal/{file}": talks.talk_file,
    "/om": about,
    "/kvalitet": quality,
    "/tillganglighet": accessibility,
}
POST: dict[str, View] = {
    "/handling/{name}/las-om": document.read_again,
    "/handling/{name}/ta-bort": document.remove,
}
PREFIXES = tuple(dict.fromkeys("/" + path.split("/")[1] for path in (*GET, *POST)))


def site(desk: Desk) -> Starlette:
    """The app."""
    routes: list[BaseRoute] = [Route(path, _served(desk, view)) for path, view in GET.items()]
    routes += [Route(path, _served(desk, view), methods=["POST"]) for path, view in POST.items()]
    # A receipt that is loaded anew must not take away again what was read in since.
    routes.append(Route("/handling/{name}/ta-bort", _to_document))
    handlers = {StyrsvarError: _told, HTTPException: _http, Exception: _unexpected}
    return Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]  # each takes its own fault


def is_ours(path: str) -> bool:
    """Whether a path is one of these pages, or under one."""
    return any(path == prefix or path.startswith(prefix + "/") for prefix in PREFIXES)


def _served(desk: Desk, view: View) -> Callable[[Request], Awaitable[Response]]:
    async def served(request: Request) -> Response:
        await run_in_threadpool(desk.engine.wait, 30)
        return await run_in_threadpool(partial(view, desk, request))

    return served


async def _to_document(request: Request) -> Response:
    return RedirectResponse(request.url.path.removesuffix("/ta-bort"))


async def _told(request: Request, error: StyrsvarError) -> Response:
    status = status_of(error)
    return failure(TITLES[status], str(error), status)


async def _http(request: Request, error: HTTPException) -> Response:
    if error.status_code == 405:
        return failure("Det går inte så", "Sidan kan inte användas på det sättet. Gå tillbaka och försök igen.", 405)
    return failure("Sidan finns inte", "Kontrollera adressen, eller börja från frågorna.", error.status_code)


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("A page could not be made", exc_info=error)
    return failure(
        "Något gick fel", "Sidan kunde inte visas. Försök igen, eller säg till den som driver Styrsvar.", 500
    )
