"""What readers think of answers, one JSON line each in the data folder."""

import json
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reader's word on an answer."""

    rating: str  # "up" | "down"
    conversation_id: str | None = None
    question: str | None = None
    comment: str | None = None


class Feedback:
    """Opinions kept in `feedback.jsonl`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "feedback.jsonl"
        self._lock = threading.Lock()

    def add(self, opinion: Opinion) -> None:
        """Keeps an opinion with its time."""
        line = json.dumps(
            {"time": datetime.now(UTC).isoformat(timespec="seconds"), **asdict(opinion)}, ensure_ascii=False
        )
        with self._lock:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
