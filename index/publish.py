"""Documents put into the index and taken out: what is written in which order, and what a crash leaves behind.

Embedding comes first and holds no lock. Then, one writer at a time: the version is noted as being written; its folder
and its units are written beside the old ones; one transaction changes the row that names the active version, with the
register; the old units go. A process killed anywhere leaves versions that are noted and not published, and `clean`
takes them away before the next write and at the next opening.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from index.catalogue import PUBLISHED, RETIRING, Catalogue
from index.disk import write_errors
from index.embed import Embedder
from index.entries import assignment_entries, document_entry
from index.links import link
from index.lock import holding
from index.model import AssignmentFilter
from index.sparse import document_vector
from index.store import Point, Store, payload, point_id
from index.units import units
from index.versions import Versions, version_of
from ingest.errors import StyrsvarError
from ingest.model import Document

Progress = Callable[[str, float], None]
"""Told a step in plain Swedish and the share done, 0 to 1."""

EMBEDDING_SHARE = 0.95  # of the time that adding takes


class Publisher:
    """Writes to the catalogue, the store and the documents' folders."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, store: Store, embedder: Embedder, versions: Versions
    ) -> None:
        self._lock = folder / "write.lock"
        self._catalogue, self._store, self._embedder, self._versions = catalogue, store, embedder, versions

    def add(self, document: Document, original: Path, progress: Progress | None) -> str:
        """Publishes a document in place of any earlier version; returns its version. Nothing when it is published."""
        name = document.name
        self._versions.path(name, "0")  # an impossible name is refused before the work
        version = self._free_version(document, original)
        if self._catalogue.state().active.get(name) == version:
            return version
        points = self._points(document, version, progress)
        with self._writing():
            self.clean()
            self._catalogue.start_writing(name, version, len(points))
            self._versions.write(document, original, version)
            self._store.put(points)
            self._publish(document, original, version)
            self.clean()
        return version

    def remove(self, name: str) -> bool:
        """Takes a document away with all its versions; False when there is none of that name."""
        with self._writing():
            left = [one for one in self._catalogue.assignments(AssignmentFilter()) if one.document != name]
            found = self._catalogue.withdraw(name, link(left))
            self.clean()
        return found

    def start(self, made_with: str, *, rebuild: bool, progress: Progress | None) -> None:
        """Clears what a killed process left, or computes all vectors anew from the documents as they were read.

        Raises StyrsvarError when the catalogue or the vector store has lost documents that are there, which a rebuild
        brings back.
        """
        with self._writing():
            if not rebuild:
                self._refuse_lost()
            if rebuild or self._catalogue.meta("made_with") != made_with:
                self._catalogue.set_meta("made_with", "")  # a rebuild cut short is noticed at the next opening
                self._store.clear()
                self._find_lost()
                for name, version in self._to_build():
                    self._build(name, version, progress)
                self._catalogue.set_meta("made_with", made_with)
                self.clean()
            else:
                self.clean()
                self._compare()

    def _holds_lost(self) -> bool:
        """Whether there are documents in the folder that the catalogue, a new one, knows nothing of."""
        return not self._catalogue.versions() and bool(self._versions.on_disk())

    def _refuse_lost(self) -> None:
        if self._holds_lost():
            raise StyrsvarError(_lost_catalogue(len({name for name, _ in self._versions.on_disk()})))

    def _find_lost(self) -> None:
        if self._holds_lost():
            self._catalogue.keep(self._versions.on_disk())

    def _to_build(self) -> list[tuple[str, str]]:
        """Each document's version to compute anew: the one that is read, or, where a lost catalogue does not say which,
        the one written last."""
        active = dict(self._catalogue.state().active)
        kept = [key for key, state in self._catalogue.versions().items() if state == PUBLISHED]
        for name, version in sorted(kept, key=lambda key: self._versions.written(*key)):
            if name not in self._catalogue.state().active:
                active[name] = version
        return sorted(active.items())

    def _build(self, name: str, version: str, progress: Progress | None) -> None:
        document = self._versions.read(name, version)
        points = self._points(document, version, progress)
        self._store.put(points)
        self._catalogue.set_units({(name, version): len(points)})
        if name not in self._catalogue.state().active:
            self._publish(document, self._versions.original(name, version), version)

    def _compare(self) -> None:
        """Raises StyrsvarError when the vector store has not the units that the catalogue says it has."""
        there = self._store.versions()
        unknown, damaged = dict[tuple[str, str], int](), list[str]()
        for (name, version), expected in self._catalogue.units().items():
            found = there.get(f"{name}/{version}", 0)
            if expected is None:
                unknown[name, version] = found
            elif expected != found:
                damaged.append(name)
        if damaged:
            raise StyrsvarError(_lost_units(damaged))
        self._catalogue.set_units(unknown)

    def _publish(self, document: Document, original: Path, version: str) -> None:
        """Changes the row that names the active version, with the register and what is linked in it."""
        name, entries = document.name, assignment_entries(document, version)
        others = [one for one in self._catalogue.assignments(AssignmentFilter()) if one.document != name]
        groups = link([*others, *entries])
        grouped = [replace(one, group=groups[one.id]) for one in entries]
        entry = document_entry(document, version, original)
        self._catalogue.publish(entry, grouped, dict(document.abbreviations), groups)

    def clean(self) -> None:
        """Takes away units and folders that no published version owns. Only for the one who writes."""
        state, recorded = self._catalogue.state(), self._catalogue.versions()
        self._store.remove(
            self._store.versions().keys() - {f"{name}/{version}" for name, version in state.active.items()}
        )
        for (name, version), kind in recorded.items():
            if kind == RETIRING:
                self._catalogue.settle(name, version, kept=True)
            elif kind != PUBLISHED:
                self._versions.remove(name, version)
                self._catalogue.settle(name, version, kept=False)
        for name, version in self._versions.on_disk() - recorded.keys():
            self._versions.remove(name, version)
        self._versions.sweep()

    def _points(self, document: Document, version: str, progress: Progress | None) -> list[Point]:
        """The document's units with their vectors."""
        step, found, whole = f"Läser in {document.name} i indexet", units(document), f"{document.name}/{version}"
        told = (lambda share: progress(step, EMBEDDING_SHARE * share)) if progress else None
        dense = self._embedder.passages([unit.embedded for unit in found], told)
        return [
            Point(
                point_id(whole, unit.span.start, unit.span.end),
                vector,
                document_vector(unit.embedded),
                payload(unit, document, version),
            )
            for unit, vector in zip(found, dense, strict=True)
        ]

    def _free_version(self, document: Document, original: Path) -> str:
        """The file's version; "-2" behind when the same file was read before and gave something else."""
        base, known = version_of(original), self._catalogue.versions()
        active = self._catalogue.state().active.get(document.name)
        version, number = base, 1
        while known.get((document.name, version)) == PUBLISHED:
            if self._versions.read(document.name, version) == document and active in (version, None):
                return version
            number += 1
            version = f"{base}-{number}"
        return version

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with write_errors(self._lock.parent), holding(self._lock):
            yield


def _lost_catalogue(count: int) -> str:
    """What to do when documents are there and the catalogue is not."""
    return (
        f"Katalogen är ny, men i mappen documents ligger {count} handlingar som den inte känner. Läs in dem i den: "
        "styrsvar ingest --rebuild, eller lägg tillbaka katalogen."
    )


def _lost_units(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3]) + (f" och {len(names) - 3} till" if len(names) > 3 else "")
    return f"Sökindexet saknar delar av {shown}. Handlingarna ligger kvar. Bygg om det: styrsvar ingest --rebuild"
