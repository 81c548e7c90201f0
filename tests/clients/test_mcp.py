"""The official client of MCP over both ways in."""

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from app.target import announced
from tests.clients.conftest import COMMAND, environment
from tests.loops import run

NAME, SECTION = "uppfoljning-2024-granby", "Äldreomsorg"
T = TypeVar("T")
Use = Callable[[Client], Awaitable[T]]


@pytest.fixture(params=["stdio", "http"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Client]:
    """A client that is not yet connected, by each way."""
    if request.param == "http":
        address = f"{request.getfixturevalue('base')}/mcp"
        return lambda: Client(address)
    data = Path(shutil.copytree(request.getfixturevalue("read_data"), tmp_path / "data"))
    command, *args = [*COMMAND, "mcp"]
    started = StdioServerParameters(command=command, args=args, env=environment(data), cwd=tmp_path)
    return lambda: Client(stdio_client(started))


def _used(opened: Callable[[], Client], use: Use[T]) -> T:
    async def within() -> T:
        async with opened() as client:
            return await use(client)

    return run(within())


# tool, arguments, words of the text that a language model reads, a check of what a program reads
CALLS: list[tuple[str, dict[str, Any], str, Callable[[Any], bool]]] = [
    (
        "ask",
        {"question": "Vilka uppdrag är ej påbörjade?"},
        f"s. 1 (document: {NAME}): ”Bygga om matsalen",
        lambda body: body["total"] == 2 and body["citations"][0]["page"] == 1,
    ),
    ("ask", {"question": "Hur många hästar finns i stallet?"}, "framgår inte", lambda body: not body["answered"]),
    (
        "search",
        {"query": "nattbesök med kamera", "limit": 1},
        f"document: {NAME}",
        lambda body: len(body["items"]) == 1 < body["total"] and "<mark>" not in body["items"][0]["snippet"],
    ),
    (
        "search",
        {"query": "nattbesök med kamera", "sections": [SECTION]},
        SECTION,
        lambda body: body["total"] > 0 and {item["section"] for item in body["items"]} == {SECTION},
    ),
    (
        "search",
        {"query": "nattbesök med kamera", "attachments": ["Bilaga 9"]},
        "0 träffar",
        lambda body: body["total"] == 0,
    ),
    (
        "list_assignments",
        {"statuses": ["pågående"], "limit": 2},
        "5 uppdrag passar, visar 2",
        lambda body: body["total"] == 5 and {row["status"] for row in body["items"]} == {"Pågående"},
    ),
    (
        "read_page",
        {"document": NAME, "page": 2},
        "s. 2 av 2",
        lambda body: body["pages"] == 2 and len(body["text"]) > 100,
    ),
]
# tool, arguments, words of the refusal
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("ask", {"question": " "}, "question får inte vara tomt"),
    ("ask", {"question": "a" * 2001}, "högst 2000 tecken"),
    ("search", {"query": "a", "limit": 1000}, "limit ska vara högst 100"),
    ("list_assignments", {"statuses": ["klar"]}, "Välj bland: Ej påbörjad"),
    ("read_page", {"document": "finns-inte", "page": 1}, "Dokumentet ”finns-inte” finns inte"),
    ("read_page", {"document": NAME, "page": 9}, "Dokumentet har 2 sidor"),
]


def test_the_tools_answer_and_refuse_in_swedish(opened: Callable[[], Client]) -> None:
    async def use(client: Client) -> tuple[list[Any], list[Any], list[Any]]:
        tools = (await client.list_tools()).tools
        answers = [await client.call_tool(name, arguments) for name, arguments, _, _ in CALLS]
        refusals = [await client.call_tool(name, arguments) for name, arguments, _ in REFUSED]
        return tools, answers, refusals

    tools, answers, refusals = _used(opened, use)
    assert [tool.name for tool in tools] == ["ask", "search", "list_assignments", "read_page"]
    assert all(tool.description and tool.output_schema and tool.annotations.read_only_hint for tool in tools)
    for answer, (name, _, words, holds) in zip(answers, CALLS, strict=True):
        assert not answer.is_error, name
        assert words in answer.content[0].text
        assert holds(answer.structured_content), (name, answer.structured_content)
    for refusal, (name, _, words) in zip(refusals, REFUSED, strict=True):
        assert refusal.is_error, name
        assert words in refusal.content[0].text


def test_a_conversation_goes_on(opened: Callable[[], Client]) -> None:
    async def use(client: Client) -> tuple[Any, Any, Any]:
        first = await client.call_tool("ask", {"question": "Vilka uppdrag är ej påbörjade?"})
        talk = first.structured_content["conversation_id"]
        then = await client.call_tool("ask", {"question": "Berätta om den andra", "conversation_id": talk})
        wrong = await client.call_tool("ask", {"question": "Och sedan?", "conversation_id": "går inte!"})
        return first, then, wrong

    first, then, wrong = _used(opened, use)
    assert f"conversation_id: {first.structured_content['conversation_id']}" in first.content[0].text
    assert "habiliteringsersättningen" in then.content[0].text
    assert then.structured_content["conversation_id"] == first.structured_content["conversation_id"]
    assert (wrong.is_error, "conversation_id" in wrong.content[0].text) == (True, True)


def test_a_running_server_does_the_work_of_a_folder_that_it_has(base: str, served_data: Path, tmp_path: Path) -> None:
    command, *args = [*COMMAND, "mcp"]
    started = StdioServerParameters(command=command, args=args, env=environment(served_data), cwd=tmp_path)

    async def use(client: Client) -> list[Any]:
        name, arguments, *_ = CALLS[0]
        refused = await client.call_tool("read_page", {"document": "finns-inte", "page": 1})
        return [await client.call_tool(name, arguments), refused]

    answer, refused = _used(lambda: Client(stdio_client(started)), use)
    assert "Bygga om matsalen" in answer.content[0].text
    assert (refused.is_error, "finns inte" in refused.content[0].text) == (True, True)


def test_a_server_that_is_gone_is_told_by_the_tools(tmp_path: Path) -> None:
    data = tmp_path / "data"
    command, *args = [*COMMAND, "mcp"]
    started = StdioServerParameters(command=command, args=args, env=environment(data), cwd=tmp_path)

    async def use(client: Client) -> Any:
        return await client.call_tool("search", {"query": "uppdrag"})

    with announced(data, "http://127.0.0.1:9"):
        answer = _used(lambda: Client(stdio_client(started)), use)
    assert answer.is_error
    assert "Servern http://127.0.0.1:9, som har indexet öppet, svarar inte" in answer.content[0].text


# origin, status
ORIGINS = [("http://evil.example", 403), ("https://intranet.example", 200), (None, 200)]


@pytest.mark.parametrize(("origin", "status"), ORIGINS)
def test_a_page_of_another_site_may_not_call(base: str, origin: str | None, status: int) -> None:
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "a", "version": "1"},
        },
    }
    headers = {"Accept": "application/json, text/event-stream", **({"Origin": origin} if origin else {})}
    assert httpx2.post(f"{base}/mcp", json=hello, headers=headers).status_code == status
