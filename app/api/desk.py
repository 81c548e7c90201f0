"""What every request has at hand: the engine and what is kept beside it."""

from typing import TYPE_CHECKING, Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Request

from app.api.metrics import Metrics
from app.conversations import Conversations
from app.engine import Engine
from app.examples import Suggestions
from app.feedback import Feedback
from app.jobs import Jobs
from app.loading import Read
from app.picture_files import PictureFiles
from app.pictures import Pictures
from app.settings import Settings

if TYPE_CHECKING:
    from index.dialogue import Dialogue


AT_ONCE = 2  # answers composed at a time: they share one interpreter, and in turn the last of twenty waits 0.7 s, not 2


class Desk:
    """Made once for a server."""

    def __init__(self, settings: Settings, engine: Engine, read: Read | None = None) -> None:
        self.settings = settings
        self.engine = engine
        self.read = read  # another reader than the pipeline, for tests
        self.conversations = Conversations(self._dialogue, settings.conversation_days)
        self.feedback = Feedback(self._dialogue)
        self.jobs = Jobs()
        self.pictures = Pictures(files=PictureFiles(settings.data / "documents"))
        self.suggestions = Suggestions()
        self.metrics = Metrics()
        self.turns = CapacityLimiter(AT_ONCE)

    def _dialogue(self) -> "Dialogue":
        return self.engine.index.dialogue


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(_desk)]
