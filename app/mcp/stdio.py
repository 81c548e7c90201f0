"""MCP over standard input and output, for programs that start `styrsvar mcp` themselves."""

from app.engine import Engine
from app.mcp.tools import build
from app.settings import Settings
from app.version import version


def run(settings: Settings) -> None:
    """Serves until the other end closes. The index opens meanwhile; if it cannot, the tools say why."""
    engine = Engine(settings)
    engine.start()
    try:
        build(engine, version()).run("stdio")
    finally:
        engine.close()
