"""Conversations and feedback in the catalogue: what was said, as the app wrote it, and no longer than needed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, delete, func, insert, select, update

from index.catalogue import now
from index.tables import conversations, feedback, turns

Content = dict[str, Any]
"""What the app keeps of a turn or a piece of feedback; JSON."""


class Dialogue:
    """Reads and writes conversations and feedback."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start(self) -> str:
        """The id of a new conversation: 32 hex digits that cannot be guessed."""
        id_, moment = uuid4().hex, now()
        with self._engine.begin() as connection:
            connection.execute(insert(conversations).values(id=id_, created=moment, changed=moment))
        return id_

    def exists(self, conversation: str) -> bool:
        """Whether there is a conversation of that id."""
        with self._engine.connect() as connection:
            found = select(conversations.c.id).where(conversations.c.id == conversation)
            return connection.execute(found).first() is not None

    def add_turn(self, conversation: str, content: Content) -> int:
        """Keeps a turn after the others and returns its number, from 1; makes the conversation if need be."""
        moment = now()
        with self._engine.begin() as connection:
            mine = conversations.c.id == conversation
            if not connection.execute(update(conversations).where(mine).values(changed=moment)).rowcount:
                connection.execute(insert(conversations).values(id=conversation, created=moment, changed=moment))
            last = select(func.max(turns.c.number)).where(turns.c.conversation == conversation)
            number = int(connection.execute(last).scalar() or 0) + 1
            row = {"conversation": conversation, "number": number, "created": moment, "content": content}
            connection.execute(insert(turns).values(row))
        return number

    def turns(self, conversation: str, last: int | None = None) -> list[Content]:
        """A conversation's turns, oldest first; only the `last` ones when given; empty when there is none."""
        wanted = select(turns.c.content).where(turns.c.conversation == conversation).order_by(turns.c.number.desc())
        with self._engine.connect() as connection:
            return [row.content for row in connection.execute(wanted.limit(last))][::-1]

    def trim(self, conversation: str, last: int) -> None:
        """Deletes all but the last turns of a conversation."""
        mine = turns.c.conversation == conversation
        with self._engine.begin() as connection:
            newest = connection.execute(select(func.max(turns.c.number)).where(mine)).scalar() or 0
            connection.execute(delete(turns).where(mine, turns.c.number <= int(newest) - last))

    def keep(self, most: int) -> int:
        """Deletes all conversations but the `most` that were used last; returns how many went."""
        with self._engine.begin() as connection:
            newest = select(conversations.c.changed).order_by(conversations.c.changed.desc())
            limit = connection.execute(newest.offset(most).limit(1)).scalar()
            if limit is None:
                return 0
            old = select(conversations.c.id).where(conversations.c.changed <= limit)
            connection.execute(delete(turns).where(turns.c.conversation.in_(old)))
            return int(connection.execute(delete(conversations).where(conversations.c.changed <= limit)).rowcount)

    def forget(self, conversation: str) -> bool:
        """Deletes a conversation; False when there is none."""
        with self._engine.begin() as connection:
            connection.execute(delete(turns).where(turns.c.conversation == conversation))
            gone = connection.execute(delete(conversations).where(conversations.c.id == conversation))
            return bool(gone.rowcount)

    def prune(self, days: int) -> int:
        """Deletes conversations untouched for so many days, and feedback that old; returns how many conversations."""
        limit = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="microseconds")
        with self._engine.begin() as connection:
            old = select(conversations.c.id).where(conversations.c.changed < limit)
            connection.execute(delete(turns).where(turns.c.conversation.in_(old)))
            connection.execute(delete(feedback).where(feedback.c.created < limit))
            return int(connection.execute(delete(conversations).where(conversations.c.changed < limit)).rowcount)

    def add_feedback(self, content: Content) -> str:
        """Keeps a reader's verdict on an answer; returns its id."""
        id_ = uuid4().hex
        with self._engine.begin() as connection:
            connection.execute(insert(feedback).values(id=id_, created=now(), content=content))
        return id_

    def feedback(self) -> list[tuple[str, str, Content]]:
        """All feedback as (id, created, content), oldest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(feedback).order_by(feedback.c.created)).all()
        return [(row.id, row.created, row.content) for row in rows]
