"""The catalogue's tables brought up to date, on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from index.catalogue import Catalogue
from index.database import connect
from index.schema import newest, number_of, upgrade
from index.tables import metadata
from ingest.errors import StyrsvarError

# As built before there were migrations: no conversations, no feedback, an index missing.
OLD = (
    "CREATE TABLE meta (key VARCHAR(64) NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE versions (name VARCHAR(255) NOT NULL, version VARCHAR(64) NOT NULL, state VARCHAR(16) NOT NULL, "
    "added VARCHAR(40) NOT NULL, PRIMARY KEY (name, version))",
    "CREATE TABLE documents (name VARCHAR(255) NOT NULL PRIMARY KEY, version VARCHAR(64) NOT NULL, "
    "title TEXT NOT NULL, type TEXT NOT NULL, board TEXT, city TEXT, year INTEGER, pages INTEGER NOT NULL, "
    "parts JSON NOT NULL, readings JSON NOT NULL, warnings JSON NOT NULL, added VARCHAR(40) NOT NULL, "
    "sha256 VARCHAR(64) NOT NULL, media_type TEXT NOT NULL, counts JSON NOT NULL)",
    "INSERT INTO meta VALUES ('generation', '7')",
    "INSERT INTO versions VALUES ('plan', 'abc', 'published', '2026-01-01T00:00:00+00:00')",
    "INSERT INTO documents VALUES ('plan', 'abc', 'Plan för Öster', 'plan', NULL, NULL, 2026, 3, '[]', '{}', '[]', "
    "'2026-01-01T00:00:00+00:00', 'x', 'text/plain', '{\"chunks\": 3}')",
)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database."""
    url = request.getfixturevalue("database") if request.param == "postgres" else None
    opened = connect(tmp_path, url)
    yield opened
    opened.dispose()


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def _number(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return number_of(connection)


def test_the_migrations_make_the_tables_that_the_code_knows(engine: Engine) -> None:
    assert _number(engine) is None
    upgrade(engine)
    assert (_differences(engine), _number(engine)) == ([], newest())


def test_a_catalogue_of_an_older_build_keeps_its_rows(engine: Engine) -> None:
    with engine.begin() as connection:
        for statement in OLD:
            connection.execute(text(statement))
    assert _differences(engine)
    upgrade(engine)
    assert (_differences(engine), _number(engine)) == ([], newest())
    with engine.connect() as connection:
        assert connection.execute(text("SELECT title FROM documents")).scalar() == "Plan för Öster"
        assert connection.execute(text("SELECT value FROM meta")).scalar() == "7"


def test_several_processes_may_open_a_new_database_at_once(engine: Engine) -> None:
    others = [create_engine(engine.url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upgrade, others))
    for other in others:
        other.dispose()
    assert (_differences(engine), _number(engine)) == ([], newest())


def test_an_upgrade_cut_short_changes_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object, **more: object) -> None:
        raise OSError("full disk")

    with monkeypatch.context() as patched:
        patched.setattr("alembic.operations.Operations.create_index", broken)
        with pytest.raises(OSError, match="full disk"):
            upgrade(engine)
    assert inspect(engine).get_table_names() == []
    upgrade(engine)
    assert _differences(engine) == []


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    Catalogue(tmp_path, None).close()
    engine = connect(tmp_path, None)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StyrsvarError, match="nyare version av Styrsvar"):
        Catalogue(tmp_path, None)
