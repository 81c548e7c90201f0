"""The SQL catalogue: which documents there are, which version of each is read, and the register of assignments."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from index import tables
from index.database import check, connect
from index.model import AssignmentEntry, AssignmentFilter, DocumentEntry
from index.rows import assignment_of, columns, document_of, joined_assignments
from index.schema import upgrade

PUBLISHED = "published"  # is read now, or was: its folder stays
WRITING = "writing"  # not yet published: after a crash folder and units go
RETIRING = "retiring"  # a newer one is read: its units go, its folder stays for old citations
REMOVING = "removing"  # the document was taken away: folder and units go


@dataclass(frozen=True)
class State:
    """What is published at one moment. `generation` rises by one at every change that a search could notice."""

    generation: int
    active: Mapping[str, str]  # name → version
    hidden: frozenset[str]  # "name/version" whose units may stand in the store without being published

    @cached_property
    def versions(self) -> frozenset[str]:
        """What is published as "name/version"."""
        return frozenset(f"{name}/{version}" for name, version in self.active.items())


class Catalogue:
    """The database, open. Each method is one transaction."""

    def __init__(self, folder: Path, url: str | None) -> None:
        """`url`: as SQLAlchemy writes it; a file in the folder without one. Raises StyrsvarError for a database that is
        out of reach, damaged, or of a newer program."""
        self.engine = connect(folder, url)
        try:
            check(self.engine)
            upgrade(self.engine)
            with self.engine.begin() as connection:
                _start_counting(connection)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()

    def meta(self, key: str) -> str | None:
        """A setting of the index itself: the model's fingerprint, say."""
        with self.engine.connect() as connection:
            return _meta(connection, key)

    def set_meta(self, key: str, value: str) -> None:
        """Keeps a setting."""
        with self.engine.begin() as connection:
            connection.execute(delete(tables.meta).where(tables.meta.c.key == key))
            connection.execute(insert(tables.meta).values(key=key, value=value))

    def generation(self) -> int:
        """The number of the state."""
        with self.engine.connect() as connection:
            return _generation(connection)

    def state(self) -> State:
        """What is published and what is not, as of one moment: read again if something changed meanwhile, since neither
        database gives several reads one view of its own accord."""
        hidden = select(tables.versions).where(tables.versions.c.state != PUBLISHED)
        active = select(tables.documents.c.name, tables.documents.c.version)
        while True:
            with self.engine.connect() as connection:
                state = State(
                    _generation(connection),
                    {row.name: row.version for row in connection.execute(active)},
                    frozenset(f"{row.name}/{row.version}" for row in connection.execute(hidden)),
                )
            if state.generation == self.generation():
                return state

    # Publishing

    def start_writing(self, name: str, version: str, units: int) -> None:
        """Notes a version before its units are written, so that no search shows them and a crash leaves a trace.
        `units`: how many it will have in the vector store."""
        with self._changing() as connection:
            _drop_version(connection, name, version)
            row = {"name": name, "version": version, "state": WRITING, "added": now(), "units": units}
            connection.execute(insert(tables.versions).values(row))

    def publish(
        self,
        entry: DocumentEntry,
        assignments: Sequence[AssignmentEntry],
        abbreviations: Mapping[str, str],
        groups: Mapping[str, str],
    ) -> None:
        """Makes a version the one that is read, with its register, in one transaction. The version that was read so far
        retires. `groups`: assignment id → group, of all."""
        with self._changing() as connection:
            old = _active(connection, entry.name)
            _drop_rows(connection, entry.name)
            connection.execute(insert(tables.documents).values(columns(entry, tables.documents)))
            rows = [
                {**columns(one, tables.assignments), "position": position, "group_id": one.group}
                for position, one in enumerate(assignments)
            ]
            if rows:
                connection.execute(insert(tables.assignments), rows)
            shorts = [{"document": entry.name, "short": key, "long": value} for key, value in abbreviations.items()]
            if shorts:
                connection.execute(insert(tables.abbreviations), shorts)
            _set_groups(connection, groups)
            _set_state(connection, entry.name, entry.version, PUBLISHED)
            if old and old != entry.version:
                _set_state(connection, entry.name, old, RETIRING)

    def withdraw(self, name: str, groups: Mapping[str, str]) -> bool:
        """Takes a document out of all lists; False when there was none. Its versions are to be removed."""
        with self._changing() as connection:
            found = _active(connection, name) is not None
            _drop_rows(connection, name)
            _set_groups(connection, groups)
            connection.execute(update(tables.versions).where(tables.versions.c.name == name).values(state=REMOVING))
            return found

    def settle(self, name: str, version: str, *, kept: bool) -> None:
        """A version's units are gone: its folder is kept for old citations, or forgotten with it."""
        with self._changing() as connection:
            if kept:
                _set_state(connection, name, version, PUBLISHED)
            else:
                _drop_version(connection, name, version)

    def keep(self, versions: Collection[tuple[str, str]]) -> None:
        """Puts versions on record whose folders are there, so that nothing clears them away."""
        rows = [{"name": name, "version": one, "state": PUBLISHED, "added": now()} for name, one in sorted(versions)]
        if rows:
            with self._changing() as connection:
                connection.execute(insert(tables.versions), rows)

    def set_units(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Notes how many units versions have in the vector store."""
        table = tables.versions
        with self.engine.begin() as connection:
            for (name, version), units in counts.items():
                this = (table.c.name == name, table.c.version == version)
                connection.execute(update(table).where(*this).values(units=units))

    def units(self) -> dict[tuple[str, str], int | None]:
        """The published (name, version) pairs with their number of units; None where it was never noted."""
        table, document = tables.versions.c, tables.documents.c
        query = select(table.name, table.version, table.units)
        joined = query.join(tables.documents, (document.name == table.name) & (document.version == table.version))
        with self.engine.connect() as connection:
            return {(row.name, row.version): row.units for row in connection.execute(joined)}

    def versions(self) -> dict[tuple[str, str], str]:
        """The (name, version) pairs on record, with their state."""
        with self.engine.connect() as connection:
            return {(row.name, row.version): row.state for row in connection.execute(select(tables.versions))}

    # Lists

    def documents(self) -> list[DocumentEntry]:
        """The published documents, by title."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(tables.documents)).all()
        return sorted((document_of(row) for row in rows), key=lambda entry: (entry.title.casefold(), entry.name))

    def assignments(self, wanted: AssignmentFilter) -> list[AssignmentEntry]:
        """The assignments that fit all of the filter but its text, by the document's year and name, then in its order.

        A year is the assignment's own, or the document's where it has none.
        """
        table, document, chosen = tables.assignments.c, tables.documents.c, wanted.filters
        query = joined_assignments().order_by(func.coalesce(document.year, 9999), table.document, table.position)
        for column, values in (
            (document.name, chosen.documents),
            (document.board, chosen.boards),
            (document.type, chosen.types),
            (func.coalesce(table.year, document.year), chosen.years),
            (table.status, [str(status) for status in wanted.statuses]),
            (table.origin, [str(origin) for origin in wanted.origins]),
        ):
            if values:
                query = query.where(column.in_(values))
        with self.engine.connect() as connection:
            return [assignment_of(row) for row in connection.execute(query)]

    def assignment(self, id_: str) -> AssignmentEntry | None:
        """One assignment."""
        with self.engine.connect() as connection:
            row = connection.execute(joined_assignments().where(tables.assignments.c.id == id_)).first()
        return assignment_of(row) if row else None

    def abbreviations(self) -> dict[str, str]:
        """What documents say that abbreviations mean; in lower case. The first document by name decides."""
        query = select(tables.abbreviations).order_by(tables.abbreviations.c.document.desc())
        with self.engine.connect() as connection:
            return {row.short.lower(): row.long for row in connection.execute(query)}

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """A transaction that raises the generation."""
        with self.engine.begin() as connection:
            count = tables.meta.c.key == "generation"
            connection.execute(select(tables.meta).where(count).with_for_update())
            value = str(_generation(connection) + 1)
            connection.execute(update(tables.meta).where(count).values(value=value))
            yield connection


def now() -> str:
    """This moment, ISO, UTC, to the microsecond (sorts as text)."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _meta(connection: Connection, key: str) -> str | None:
    return connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == key)).scalar()


def _start_counting(connection: Connection) -> None:
    """Generation 0 in a new catalogue, which another process may open at the same moment."""
    new = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(tables.meta)
    connection.execute(new.values(key="generation", value="0").on_conflict_do_nothing())


def _generation(connection: Connection) -> int:
    return int(_meta(connection, "generation") or 0)


def _active(connection: Connection, name: str) -> str | None:
    query = select(tables.documents.c.version).where(tables.documents.c.name == name)
    return connection.execute(query).scalar()


def _drop_rows(connection: Connection, name: str) -> None:
    connection.execute(delete(tables.documents).where(tables.documents.c.name == name))
    connection.execute(delete(tables.assignments).where(tables.assignments.c.document == name))
    connection.execute(delete(tables.abbreviations).where(tables.abbreviations.c.document == name))


def _drop_version(connection: Connection, name: str, version: str) -> None:
    table = tables.versions
    connection.execute(delete(table).where(table.c.name == name, table.c.version == version))


def _set_state(connection: Connection, name: str, version: str, state: str) -> None:
    table = tables.versions
    connection.execute(update(table).where(table.c.name == name, table.c.version == version).values(state=state))


def _set_groups(connection: Connection, groups: Mapping[str, str]) -> None:
    """Writes the groups that differ from what is kept."""
    table = tables.assignments
    for row in connection.execute(select(table.c.document, table.c.id, table.c.group_id)).all():
        group = groups.get(row.id, row.id)
        if group != row.group_id:
            here = (table.c.document == row.document, table.c.id == row.id)
            connection.execute(update(table).where(*here).values(group_id=group))
