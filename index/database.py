"""The connection to the catalogue's database: a file of SQLite's, or a server by its address."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from ingest.errors import StyrsvarError

BUSY_SECONDS = 30  # how long one process waits for another's write


def connect(folder: Path, url: str | None) -> Engine:
    """An engine, not yet connected. Raises StyrsvarError for an address that SQLAlchemy cannot use."""
    if url:
        try:
            return create_engine(url, pool_pre_ping=True)
        except (SQLAlchemyError, ImportError) as error:
            raise StyrsvarError(
                f"Databasadressen går inte att använda ({error}). Exempel på STYRSVAR_DATABASE_URL: "
                "postgresql+psycopg://namn:lösenord@värd/styrsvar"
            ) from error
    engine = create_engine(f"sqlite:///{folder / 'catalogue.sqlite'}", connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.execute("PRAGMA journal_mode=WAL")  # readers go on while one writes
        connection.execute("PRAGMA synchronous=NORMAL")

    return engine
