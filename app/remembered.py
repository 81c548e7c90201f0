"""Answers to questions that begin a conversation, kept while the documents that they were made from are published."""

from collections import OrderedDict
from threading import Lock

from app.knowledge import Knowledge
from app.model import Answer
from index.model import Filters

_MOST = 256  # answers, some ten kilobytes each: examples that are clicked, and what many ask the same week

Key = tuple[str, Filters | None]
"""A question as it was asked, and the reader's own choices."""


class Remembered:
    """The answers that were asked for last. Safe for threads."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._known: Knowledge | None = None
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, known: Knowledge) -> Answer | None:
        """The answer that the same question got from the same documents."""
        with self._lock:
            if self._known is not known or key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key]

    def put(self, key: Key, known: Knowledge, answer: Answer) -> None:
        """Keeps an answer; those from other documents go."""
        with self._lock:
            if self._known is not known:
                self._known = known
                self._answers.clear()
            self._answers[key] = answer
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
