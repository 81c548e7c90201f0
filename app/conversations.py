"""What was said before, by conversation, while the server runs.

Kept in memory: at most `most` conversations of `longest` turns, none older than `hours`.
"""

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from app.model import Answer, Kind, Plan, Turn
from index.model import Filters


@dataclass(slots=True)
class _Conversation:
    turns: tuple[Turn, ...]
    used: float


class Conversations:
    """Turns by conversation id; the one used longest ago goes first."""

    def __init__(
        self, hours: float = 24, most: int = 2000, longest: int = 20, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._hours, self._most, self._longest, self._clock = hours, most, longest, clock
        self._kept: OrderedDict[str, _Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def start(self) -> str:
        """A new id that cannot be guessed."""
        return uuid.uuid4().hex

    def history(self, conversation: str) -> tuple[Turn, ...]:
        """The turns so far; none for an unknown or forgotten conversation."""
        with self._lock:
            self._forget_old()
            kept = self._kept.get(conversation)
            return kept.turns if kept else ()

    def add(self, conversation: str, question: str, answer: Answer) -> None:
        """Keeps a turn."""
        turn = Turn(question, answer.plan or _plain_plan(question, answer), answer)
        with self._lock:
            kept = self._kept.pop(conversation, None)
            turns = (*(kept.turns if kept else ()), turn)[-self._longest :]
            self._kept[conversation] = _Conversation(turns, self._clock())
            self._forget_old()

    def _forget_old(self) -> None:
        oldest = self._clock() - self._hours * 3600
        while self._kept:
            first = next(iter(self._kept.values()))
            if len(self._kept) <= self._most and first.used >= oldest:
                return
            self._kept.popitem(last=False)


def _plain_plan(question: str, answer: Answer) -> Plan:
    return Plan(question, answer.standalone_question or question, answer.kind or Kind.NONE, "sv", (), Filters())
