"""Calls handed to a running server, for a program that finds the data folder taken by it."""

from typing import Any

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, InputRequiredResult

from app.engine import Engine
from app.mcp.tools import SwedishServer

SECONDS = 120.0  # an answer that a language model writes can take half a minute


class Forwarding(SwedishServer):
    """The same tools; `url` is the running server's, which does the work."""

    def __init__(self, engine: Engine, url: str) -> None:
        super().__init__(engine)
        self._url = url

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Calls the server's tool. Raises ToolError when the server is gone."""
        try:
            async with (
                httpx2.AsyncClient(timeout=SECONDS, trust_env=False) as http,  # never through a proxy
                Client(streamable_http_client(f"{self._url}/mcp", http_client=http)) as client,
            ):
                return await client.call_tool(name, arguments)
        except (httpx2.HTTPError, MCPError, ExceptionGroup) as error:
            raise ToolError(
                f"Servern {self._url}, som har indexet öppet, svarar inte. Starta den eller det här programmet igen."
            ) from error
