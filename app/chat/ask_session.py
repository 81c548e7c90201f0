"""A reader's conversation as the page shows it: each turn's answer, what goes with it, and its sources."""

from dataclasses import dataclass, field

from app.api.desk import Desk
from app.chat import charts, choices, markup
from app.model import Answer
from app.transcript.model import said


@dataclass(slots=True)
class Session:
    """One reader's conversation, as shown."""

    conversation: str | None = None
    earlier: list[str] = field(default_factory=list)
    last: str = ""
    turn: int = 0
    understood: choices.Values = field(default_factory=dict)  # what the last question itself says

    def begin(self) -> None:
        """A further turn: the last one joins those before it."""
        if self.last:
            self.earlier = [*self.earlier, self.last]
            self.last = ""
        self.turn += 1


def finished(desk: Desk, question: str, answer: Answer, session: Session) -> tuple[str, str]:
    """The whole answer with its chart and what can be done with it, and its sources."""
    keepable = bool(choices.offered(session.understood, desk.engine.index.documents()))
    whole = markup.answer_html(question, answer.answer, answer, session.turn, done=True, keepable=keepable)
    found = charts.chart(answer, desk.engine.index.document)
    picture = charts.drawn(found, session.turn) if found else ""
    tools = markup.tools(session.conversation or "", question, answer, said(question, answer))
    return whole + picture + tools, markup.sources(answer, session.turn, _reader(desk))


def _reader(desk: Desk) -> markup.Reader:
    entries = desk.engine.index.documents()
    return markup.Reader(frozenset(entry.name for entry in entries if entry.media_type.startswith("application/pdf")))
