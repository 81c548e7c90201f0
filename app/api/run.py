"""Serving on a host and port."""

import socket

import typer
import uvicorn

from app.api.server import create_app
from app.settings import Settings
from app.target import announced
from ingest.errors import StyrsvarError

WAITING = 2048  # connections until the server takes them


class PortTakenError(StyrsvarError):
    """Something else listens there."""


def run(settings: Settings, host: str, port: int) -> None:
    """Serves until interrupted."""
    listener = listen(host, port)
    bound = listener.getsockname()[1]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    typer.echo(f"Styrsvar: http://{shown}:{bound}  (avsluta med Ctrl+C)", err=True)
    config = uvicorn.Config(
        create_app(settings), log_level=settings.log_level.lower(), access_log=False, timeout_graceful_shutdown=5
    )
    with announced(settings.data, f"http://[{shown}]:{bound}" if ":" in shown else f"http://{shown}:{bound}"):
        uvicorn.Server(config).run([listener])


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, so that a taken port is a sentence and not a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol by name: asyncio turns Nagle's algorithm off only then, and a kept connection's answer waited 40 ms
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(WAITING)  # from here on who connects waits, where an address announced too early refused
    except OSError as error:
        listener.close()
        raise PortTakenError(
            f"Det går inte att lyssna på {host}:{port} ({error.strerror}). "
            "Välj en annan port: styrsvar serve --port 8001"
        ) from None
    return listener
