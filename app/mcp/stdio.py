"""MCP over standard input and output, for programs that start `styrsvar mcp` themselves."""

from app.engine import Engine
from app.mcp.forward import Forwarding
from app.mcp.tools import SwedishServer
from app.settings import Settings
from app.target import address


def run(settings: Settings) -> None:
    """Serves until the other end closes. A running server that has the folder does the work; else the index is opened
    meanwhile, and if it cannot be, the tools say why."""
    engine = Engine(settings)
    url = address(settings.data)
    if url:
        Forwarding(engine, url).run("stdio")
        return
    engine.start()
    try:
        SwedishServer(engine).run("stdio")
    finally:
        engine.close()
