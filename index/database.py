"""The connection to the catalogue's database: a file of SQLite's, or a server by its address.

Whatever the database refuses, at the opening or later, is raised as a StyrsvarError that says what to do.
"""

import logging
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from index.disk import write_errors
from ingest.errors import StyrsvarError

log = logging.getLogger(__name__)
FILE = "catalogue.sqlite"
BUSY_SECONDS = 30  # how long one process waits for another's write
_DAMAGED = ("malformed", "not a database", "corrupt")  # as SQLite says it
_FULL = ("disk is full", "disk I/O error", "readonly database", "unable to open database")


def connect(folder: Path, url: str | None) -> Engine:
    """An engine, not yet connected. Raises StyrsvarError for an address that SQLAlchemy cannot use, and for a folder
    that cannot be made."""
    if url:
        try:
            engine = create_engine(url, pool_pre_ping=True)
        except (SQLAlchemyError, ImportError) as error:
            raise StyrsvarError(
                f"Databasadressen går inte att använda ({error}). Exempel på STYRSVAR_DATABASE_URL: "
                "postgresql+psycopg://namn:lösenord@värd/styrsvar"
            ) from error
    else:
        with write_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        engine = create_engine(f"sqlite:///{folder / FILE}", connect_args={"timeout": BUSY_SECONDS})

        @event.listens_for(engine, "connect")
        def _(connection: Any, _entry: ConnectionPoolEntry) -> None:
            try:
                connection.execute("PRAGMA journal_mode=WAL")  # readers go on while one writes
                connection.execute("PRAGMA synchronous=NORMAL")
            except sqlite3.Error as error:
                raise StyrsvarError(_what_failed(engine, error)) from error

    @event.listens_for(engine, "handle_error")
    def _(context: ExceptionContext) -> None:
        if not context.is_pre_ping:  # that one is mended by connecting anew
            log.debug("The database refused", exc_info=context.original_exception)
            raise StyrsvarError(_what_failed(engine, context.original_exception)) from context.original_exception

    return engine


def check(engine: Engine) -> None:
    """Raises StyrsvarError when a SQLite file is damaged; a server sees to its own. 20 ms for 10 MB."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            raise StyrsvarError(_damaged(engine))


def _what_failed(engine: Engine, error: BaseException) -> str:
    """What to do about a database that refuses."""
    why, sqlite = str(error), engine.dialect.name == "sqlite"
    if sqlite and any(sign in why for sign in _DAMAGED):
        return _damaged(engine)
    if sqlite and any(sign in why for sign in _FULL):
        return (
            f"Det går inte att skriva i katalogen {engine.url.database}: disken är full eller skrivskyddad. Inget har "
            "gått förlorat. Frigör plats och kör igen, eller ange en annan mapp med STYRSVAR_DATA."
        )
    where = engine.url.render_as_string(hide_password=True)
    return (
        f"Databasen {where} går inte att använda ({type(error).__name__}). Kontrollera STYRSVAR_DATABASE_URL och att "
        "databasen är igång."
    )


def _damaged(engine: Engine) -> str:
    return (
        f"Katalogen {engine.url.database} är skadad. Handlingarna ligger kvar i mappen documents bredvid. Flytta undan "
        "filen och läs in dem på nytt: styrsvar ingest --rebuild. Sparade samtal och omdömen följer inte med."
    )
