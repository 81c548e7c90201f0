"""The catalogue's tables brought up to date when a database is opened, by Alembic.

A change to `index/tables.py` comes with a file in `index/migrations/versions`, numbered on; a test compares the two.
The whole way from a database's number to the newest is one transaction, so that a process killed on the way leaves the
old tables; one process at a time goes it.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from ingest.errors import StyrsvarError

FOLDER = Path(__file__).with_name("migrations")
LOCK = 7_382_114  # any number that is always the same: PostgreSQL's advisory lock of this program's


def newest() -> str:
    """The number of the last migration: "0001"."""
    return max(path.stem[1:5] for path in (FOLDER / "versions").glob("m[0-9]*.py"))


def number_of(connection: Connection) -> str | None:
    """The last migration that a database has been through; None for one that has been through none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def upgrade(engine: Engine) -> None:
    """Takes a database through the migrations that it lacks. Raises StyrsvarError for one that is newer than this."""
    with engine.connect() as connection:
        known = number_of(connection)
    if known == newest():
        return
    if known is not None and known > newest():
        raise StyrsvarError(
            f"Databasen är gjord av en nyare version av Styrsvar (steg {known}, den här klarar {newest()}). "
            "Uppdatera Styrsvar, eller ange en annan mapp med STYRSVAR_DATA."
        )
    from alembic import command  # 0.4 s to import, and seldom needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("version_locations", str(FOLDER / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    with engine.begin() as connection:
        _alone(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _alone(connection: Connection) -> None:
    """Waits until no other process upgrades; lets go with the transaction."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver starts none before CREATE TABLE
    elif connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
