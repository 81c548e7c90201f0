"""The one way in: a question and what was said before, to an answer."""

from collections.abc import Sequence

from app.model import Answer, Turn
from index.index import Index
from index.model import Filters


class Assistant:
    """Answers questions from an index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None) -> Answer:
        """Answers a question; `filters` are the reader's own choices and narrow what the question names."""
        raise NotImplementedError
