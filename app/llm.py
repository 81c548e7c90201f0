"""The language model over HTTP: any OpenAI-compatible endpoint, through llama-index. Nothing else talks to it."""

import asyncio
import logging
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from app.pause import Pause
from app.stop import Stop, StoppedError
from ingest.errors import StyrsvarError

log = logging.getLogger(__name__)

_MOST_TOKENS = 900  # a composed answer is at most 300 words, and a Swedish word about two tokens
_MOST_CHARACTERS = 12_000  # a model that has run wild; the reasoning of one that thinks aloud fits
_MOST_AT_ONCE = 16  # requests: more would keep the server's threads from answers that need no model
_GRACE = 1.0  # seconds beyond the time-out, for a look-up of a name that cannot be broken off
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)


class LlmError(StyrsvarError):
    """The language model gave nothing that can be used: too late, refused, broken or empty."""


class Model(Protocol):
    """Something that writes a text on request."""

    name: str
    timeout: float  # seconds

    def write(self, instructions: str, request: str, stop: Stop | None = None, seconds: float | None = None) -> str:
        """The text. Raises LlmError, never later than `seconds` or its time-out, and StoppedError; nothing else."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is and how it is asked."""

    url: str
    name: str
    key: str | None = None
    most_tokens: int = _MOST_TOKENS


class LanguageModel:
    """A model behind an OpenAI-compatible endpoint. Safe for threads."""

    def __init__(self, endpoint: Endpoint, timeout: float = 20.0, pause: float = 60.0) -> None:
        """`timeout`: seconds for a text; `pause`: seconds that a model is left alone after failures in a row."""
        import llama_index.llms.openai_like  # noqa: F401  # here: four seconds that only those with a model wait

        self.name = endpoint.name
        self.timeout = timeout
        self._endpoint = endpoint
        self._pause = Pause(pause)
        self._free = threading.BoundedSemaphore(_MOST_AT_ONCE)

    def write(self, instructions: str, request: str, stop: Stop | None = None, seconds: float | None = None) -> str:
        """The text that the model writes, its thoughts left out. Raises LlmError and StoppedError."""
        if not self._free.acquire(blocking=False):
            raise LlmError(f"Språkmodellen {self.name} har fullt upp.")
        try:
            if not self._pause.is_over():
                raise LlmError(f"Språkmodellen {self.name} har svikit flera gånger i rad och vilar.")
            text = self._noted((("system", instructions), ("user", request)), stop or Stop(), seconds)
        finally:
            self._free.release()
        return text

    def _noted(self, said: "Said", stop: Stop, seconds: float | None) -> str:
        """The text; failures are counted, and so is the end of them."""
        try:
            text = self._asked(said, stop, min(self.timeout, seconds or self.timeout))
        except LlmError:
            if self._pause.failed():
                log.warning("The language model %s is left alone for %g seconds", self.name, self._pause.seconds)
            raise
        self._pause.worked()
        return text

    def _asked(self, said: "Said", stop: Stop, seconds: float) -> str:
        asked = _Asked(self._endpoint, said, seconds)
        with stop.calling(asked.cancel):
            asked.start()
            asked.join(seconds + _GRACE)
        stop.check()
        if asked.is_alive() or isinstance(asked.error, TimeoutError):
            raise LlmError(f"Språkmodellen {self.name} svarade inte inom {seconds:g} sekunder.")
        if asked.error is not None:
            raise LlmError(f"Språkmodellen {self.name} svarade inte som den skulle: {asked.error}") from asked.error
        text = _THOUGHTS.sub("", asked.text).strip()
        if not text:
            raise LlmError(f"Språkmodellen {self.name} gav ett tomt svar.")
        return text


Said = Sequence[tuple[str, str]]
"""Who says what: (("system", "Du …"), ("user", "…"))."""


class _Asked(threading.Thread):
    """One request on its way, in an event loop of its own so that it can be broken off wherever it waits: a server that
    drips could otherwise go on for ever, since the client's time-outs are for each piece."""

    def __init__(self, endpoint: Endpoint, said: Said, seconds: float) -> None:
        super().__init__(name="language-model", daemon=True)
        self._endpoint, self._said, self._seconds = endpoint, said, seconds
        self._lock = threading.Lock()
        self._running: tuple[asyncio.AbstractEventLoop, asyncio.Task[str]] | None = None
        self._is_cancelled = False
        self.text = ""
        self.error: Exception | None = None

    def cancel(self) -> None:
        """Breaks the request off; the connection is closed."""
        with self._lock:
            self._is_cancelled = True
            if self._running:
                loop, task = self._running
                loop.call_soon_threadsafe(task.cancel)

    def run(self) -> None:
        try:
            self.text = asyncio.run(self._read())
        except asyncio.CancelledError:
            self.error = StoppedError()
        except Exception as error:  # the client, its transport and its JSON each have errors of their own
            self.error = error

    async def _read(self) -> str:
        reading = asyncio.create_task(_streamed(self._endpoint, self._said, self._seconds))
        with self._lock:
            self._running = (asyncio.get_running_loop(), reading)
            if self._is_cancelled:
                reading.cancel()
        try:
            return await asyncio.wait_for(reading, self._seconds)
        finally:
            with self._lock:
                self._running = None


async def _streamed(endpoint: Endpoint, said: Said, seconds: float) -> str:
    """The whole text. Raises LlmError when it does not end, or ends too soon."""
    import httpx
    from llama_index.core.llms import ChatMessage
    from llama_index.llms.openai_like import OpenAILike

    text, finished = "", None
    async with httpx.AsyncClient(timeout=seconds) as client:
        model = OpenAILike(
            model=endpoint.name,
            api_base=endpoint.url.rstrip("/"),
            api_key=endpoint.key or "none",  # the client insists on one; local servers read none
            is_chat_model=True,
            temperature=0.0,
            max_tokens=endpoint.most_tokens,
            max_retries=0,  # a reader waits
            timeout=seconds,
            async_http_client=client,
        )
        pieces: Any = await model.astream_chat([ChatMessage(role=role, content=words) for role, words in said])
        async for piece in pieces:
            text += piece.delta or ""
            choices = getattr(piece.raw, "choices", None)
            finished = (choices[0].finish_reason if choices else None) or finished
            if len(text) > _MOST_CHARACTERS:
                raise LlmError("svaret tar inte slut")
    if finished is None:
        raise LlmError("strömmen bröts")
    return text
