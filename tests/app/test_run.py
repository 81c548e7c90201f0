"""The listening socket."""

import asyncio
import socket

import pytest

from app.api.run import PortTakenError, listen
from tests.loops import run


def test_a_kept_connection_is_not_held_back() -> None:
    """An answer is sent in two pieces; with Nagle's algorithm the second waits 40 ms for the reader's receipt."""

    async def told() -> int:
        accepted: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            own = writer.get_extra_info("socket")
            accepted.set_result(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listener = listen("127.0.0.1", 0)
        async with await asyncio.start_server(connected, sock=listener):
            _, writer = await asyncio.open_connection(*listener.getsockname())
            found = await accepted
            writer.close()
            await writer.wait_closed()
        return found

    assert run(told()) != 0


def test_a_taken_port_is_a_sentence() -> None:
    with (
        listen("127.0.0.1", 0) as first,
        pytest.raises(PortTakenError, match="Välj en annan port"),
    ):
        listen("127.0.0.1", first.getsockname()[1])
