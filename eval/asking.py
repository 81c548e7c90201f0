"""Puts a case's questions to the assistant in this process, or to a running server."""

import json
from collections.abc import Sequence
from time import perf_counter
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from pydantic import TypeAdapter, ValidationError

from app.answer_llm import Writer
from app.assistant import Assistant
from app.model import Answer, Turn
from eval.model import Cited, Found, Listed, Reply
from index.index import Index
from index.model import Search
from ingest.errors import StyrsvarError

DEPTH = 20  # hits of a search that are looked at
_PATIENCE = 120  # seconds for one answer of a server
_reply = TypeAdapter(Reply)


class Asker(Protocol):
    """Asks the turns of a conversation and gives the last reply with the milliseconds of every turn."""

    def ask(self, turns: Sequence[str]) -> tuple[Reply, tuple[float, ...]]:
        """The last reply."""

    def find(self, reply: Reply) -> Found | None:
        """What the search alone gives for the question as it was understood; None where that cannot be seen."""


class InProcess:
    """The assistant over an index of this process."""

    def __init__(self, index: Index, writer: Writer | None = None) -> None:
        self.index = index
        self._assistant = Assistant(index, writer)

    def ask(self, turns: Sequence[str]) -> tuple[Reply, tuple[float, ...]]:
        """The last reply."""
        history: list[Turn] = []
        times: list[float] = []
        for question in turns:
            started = perf_counter()
            answer = self._assistant.ask(question, history)
            times.append((perf_counter() - started) * 1000)
            if answer.plan is None:
                raise StyrsvarError(f"Svaret på ”{question}” saknar plan.")
            history.append(Turn(question, answer.plan, answer))
        return reply_of(history[-1].answer), tuple(times)

    def find(self, reply: Reply) -> Found:
        """What the search alone gives."""
        hits = self.index.search(Search(reply.standalone_question, limit=DEPTH))
        nearest = max((hit.dense for hit in hits if hit.dense is not None), default=0.0)
        return Found(tuple((hit.document, hit.page) for hit in hits), nearest)


class Server:
    """A running server, over HTTP."""

    def __init__(self, url: str) -> None:
        if not url.startswith(("http://", "https://")):
            raise StyrsvarError(f"Adressen {url} börjar inte med http:// eller https://.")
        self._url = url.rstrip("/") + "/api/ask"

    def ask(self, turns: Sequence[str]) -> tuple[Reply, tuple[float, ...]]:
        """The last reply. Raises StyrsvarError when the server does not answer as the contract says."""
        conversation: str | None = None
        times: list[float] = []
        body: dict[str, Any] = {}
        for question in turns:
            started = perf_counter()
            body = self._post({"question": question, "conversation_id": conversation})
            times.append((perf_counter() - started) * 1000)
            conversation = body.get("conversation_id")
        try:
            return _reply.validate_python(body), tuple(times)
        except ValidationError as error:
            raise StyrsvarError(f"Servern svarade i en annan form: {error}") from error

    def find(self, reply: Reply) -> None:
        """A server does not show its search's vectors."""

    def _post(self, body: dict[str, Any]) -> dict[str, Any]:
        request = Request(self._url, json.dumps(body).encode(), {"Content-Type": "application/json"})  # noqa: S310
        try:
            with urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310
                return dict(json.load(response))
        except HTTPError as error:
            raise StyrsvarError(
                f"{self._url} svarade {error.code}: {error.read()[:200].decode(errors='replace')}"
            ) from error
        except (URLError, TimeoutError) as error:
            raise StyrsvarError(f"{self._url} svarar inte. Starta servern med: styrsvar serve") from error


def reply_of(answer: Answer) -> Reply:
    """An answer of this process as a server would give it."""
    return Reply(
        answer=answer.answer,
        answered=answer.answered,
        kind=str(answer.kind),
        items=tuple(Listed(item.text, item.citations) for item in answer.items),
        total=answer.total,
        citations=tuple(
            Cited(cited.document, cited.page, cited.quote, cited.number, cited.title, cited.section)
            for cited in answer.citations
        ),
        standalone_question=answer.standalone_question,
    )
