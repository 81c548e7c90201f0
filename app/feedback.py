"""What readers think of answers, kept in the catalogue."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.dialogue import Dialogue


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reader's word on an answer."""

    rating: str  # "up" | "down"
    conversation_id: str | None = None
    question: str | None = None
    comment: str | None = None


class Feedback:
    """Keeps opinions. `dialogue` gives the open index's; it raises NotReadyError until there is one."""

    def __init__(self, dialogue: "Callable[[], Dialogue]") -> None:
        self._dialogue = dialogue

    def add(self, opinion: Opinion) -> None:
        """Keeps an opinion with its time."""
        self._dialogue().add_feedback(asdict(opinion))
