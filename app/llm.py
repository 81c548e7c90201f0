"""The language model over HTTP: any OpenAI-compatible endpoint, through llama-index. Nothing else talks to it."""

import logging
import re
import threading
from collections.abc import Iterator
from time import monotonic
from typing import Any, Protocol

from ingest.errors import StyrsvarError

log = logging.getLogger(__name__)

_MOST_TOKENS = 900  # a composed answer is at most 300 words, and a Swedish word about two tokens
_MOST_CHARACTERS = 12_000  # a model that has run wild; the reasoning of one that thinks aloud fits
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)


class LlmError(StyrsvarError):
    """The language model gave nothing that can be used: too late, refused, broken or empty."""


class Model(Protocol):
    """Something that writes a text on request."""

    name: str

    def write(self, instructions: str, request: str) -> str:
        """The text. Raises LlmError, never anything else, and never later than its time-out."""


class LanguageModel:
    """A model behind an OpenAI-compatible endpoint. Safe for threads."""

    def __init__(
        self, url: str, name: str, key: str | None = None, timeout: float = 20.0, most_tokens: int = _MOST_TOKENS
    ) -> None:
        from llama_index.llms.openai_like import OpenAILike  # here: four seconds that only those with a model wait

        self.name = name
        self.timeout = timeout
        self._model = OpenAILike(
            model=name,
            api_base=url.rstrip("/"),
            api_key=key or "none",  # the client insists on one; local servers read none
            is_chat_model=True,
            temperature=0.0,
            max_tokens=most_tokens,
            max_retries=0,  # a reader waits
            timeout=timeout,
        )

    def write(self, instructions: str, request: str) -> str:
        """The text that the model writes, its thoughts left out. Raises LlmError."""
        asked = _Asked(self._model, instructions, request, monotonic() + self.timeout)
        asked.start()
        # A thread of its own: the client's time-out is for each piece, and a server that drips could go on for ever
        asked.join(self.timeout)
        if asked.is_alive():
            raise LlmError(f"Språkmodellen {self.name} svarade inte inom {self.timeout:g} sekunder.")
        if asked.error is not None:
            raise LlmError(f"Språkmodellen {self.name} svarade inte som den skulle: {asked.error}") from asked.error
        text = _THOUGHTS.sub("", asked.text).strip()
        if not text:
            raise LlmError(f"Språkmodellen {self.name} gav ett tomt svar.")
        return text


class _Asked(threading.Thread):
    """One request on its way."""

    def __init__(self, model: Any, instructions: str, request: str, deadline: float) -> None:
        super().__init__(name="language-model", daemon=True)
        self._model, self._deadline = model, deadline
        self._said = (("system", instructions), ("user", request))
        self.text = ""
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.text = self._read()
        except Exception as error:  # the client, its transport and its JSON each have errors of their own
            self.error = error

    def _read(self) -> str:
        from llama_index.core.llms import ChatMessage

        text, finished = "", None
        for piece in self._pieces([ChatMessage(role=role, content=words) for role, words in self._said]):
            text += piece.delta or ""
            choices = getattr(piece.raw, "choices", None)
            finished = (choices[0].finish_reason if choices else None) or finished
            if len(text) > _MOST_CHARACTERS:
                raise LlmError("svaret tar inte slut")
            if monotonic() > self._deadline:
                raise LlmError("tiden är ute")
        if finished is None:
            raise LlmError("strömmen bröts")
        return text

    def _pieces(self, messages: list[Any]) -> Iterator[Any]:
        stream: Iterator[Any] = self._model.stream_chat(messages)
        return stream
