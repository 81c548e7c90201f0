"""Work for somebody who may hang up before it is done."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Request

from app.stop import Stop

Result = TypeVar("Result")


@asynccontextmanager
async def while_connected(request: Request) -> AsyncIterator[Stop]:
    """A stop that is set when the caller hangs up; the request's body must have been read."""
    stop = Stop()
    watching = asyncio.create_task(_watch(request, stop))
    try:
        yield stop
    finally:
        watching.cancel()


async def in_thread(work: Callable[[], Result], turns: CapacityLimiter | None = None) -> Result:
    """What some work in a thread returns, begun when it has its turn. When the caller hangs up it is not waited for: it
    has a stop of its own."""
    return await to_thread.run_sync(work, abandon_on_cancel=True, limiter=turns)


async def _watch(request: Request, stop: Stop) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    stop.set()
