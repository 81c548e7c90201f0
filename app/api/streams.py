"""Server-sent events."""

import asyncio
from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse


def event_stream(events: AsyncIterator[str]) -> StreamingResponse:
    """Sends events as they come."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_flowing(events), media_type="text/event-stream", headers=headers)


async def _flowing(events: AsyncIterator[str]) -> AsyncIterator[str]:
    yield ": startar\n\n"  # opens the stream through proxies that wait for a first byte
    async for event in events:
        yield event
        await asyncio.sleep(0)  # a reader who has gone away is noticed between two events
