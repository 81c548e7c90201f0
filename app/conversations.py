"""What was said before, by conversation, kept in the catalogue so that every server process and a restart know it.

At most `most` conversations of `longest` turns, none left alone for more than `days`.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from app.model import Answer, Kind, Plan, Turn
from index.model import Filters

if TYPE_CHECKING:
    from index.dialogue import Dialogue

log = logging.getLogger(__name__)
_TURN = TypeAdapter(Turn)
_TIDIED_EVERY = 600.0  # seconds


class Conversations:
    """Turns by conversation id. `dialogue` gives the open index's; it raises NotReadyError until there is one."""

    def __init__(
        self,
        dialogue: "Callable[[], Dialogue]",
        days: int = 30,
        most: int = 20_000,
        longest: int = 20,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._dialogue = dialogue
        self._days, self._most, self._longest, self._clock = days, most, longest, clock
        self._tidied: float | None = None
        self._lock = threading.Lock()

    def history(self, conversation: str) -> tuple[Turn, ...]:
        """The turns so far; none for an unknown or forgotten conversation."""
        self._tidy()
        try:
            return tuple(map(_TURN.validate_python, self._dialogue().turns(conversation, self._longest)))
        except ValidationError:  # kept by a version with other fields
            log.warning("A conversation could not be read and is begun anew")
            return ()

    def add(self, conversation: str, question: str, answer: Answer) -> None:
        """Keeps a turn, without what no later question needs."""
        citations = tuple(replace(citation, boxes=()) for citation in answer.citations)
        plan = answer.plan or _plain_plan(question, answer)
        turn = Turn(question, plan, replace(answer, plan=None, citations=citations))
        dialogue = self._dialogue()
        try:
            number = dialogue.add_turn(conversation, _TURN.dump_python(turn, mode="json"))
            if number > self._longest:
                dialogue.trim(conversation, self._longest)
        except Exception:  # the answer is made, and worth more than the memory of it
            log.exception("A turn could not be kept")

    def forget(self, conversation: str) -> bool:
        """Deletes a conversation; False when there is none."""
        return self._dialogue().forget(conversation)

    def _tidy(self) -> None:
        """Forgets what is too old or too much, now and then."""
        with self._lock:
            now = self._clock()
            if self._tidied is not None and now - self._tidied < _TIDIED_EVERY:
                return
            self._tidied = now
        self._dialogue().prune(self._days)
        self._dialogue().keep(self._most)


def new_id() -> str:
    """A conversation's id, which cannot be guessed."""
    return uuid.uuid4().hex


def _plain_plan(question: str, answer: Answer) -> Plan:
    return Plan(question, answer.standalone_question or question, answer.kind or Kind.NONE, "sv", (), Filters())
