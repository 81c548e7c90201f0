"""An index kept equal to a folder: new, changed, renamed and removed files, until interrupted.

A share's changes from other machines give no events here, so the folder is also looked through once a minute; files
whose time and size are as before are not read. Which documents came from which folder is kept in the data folder, so
that what is taken away while nobody watches goes too. Documents that came otherwise are left alone.
"""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from app.files import SUFFIXES, documents_in
from app.loading import Outcome, Result, Told
from app.target import Target
from ingest.errors import StyrsvarError

log = logging.getLogger(__name__)
NOTE = "watched.json"
LOOK_THROUGH = 60_000  # milliseconds between two looks through the folder without an event
SETTLE, STEP = 1_600, 200  # milliseconds: events are gathered until none comes for STEP, or SETTLE has passed

Seen = dict[Path, tuple[int, int]]
"""Each file with its time (nanoseconds) and size (bytes)."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one comparison changed; `trouble` says why nothing could be done."""

    outcomes: list[Outcome] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    trouble: str = ""


class Watched:
    """A folder and what was last seen of it."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder, self._note = folder.resolve(), data / NOTE
        self._seen: Seen = {}
        self._trouble = ""

    def compare(self, opened: Callable[[], AbstractContextManager[Target]], told: Told) -> Round | None:
        """Brings the index to what the folder holds now; None when nothing has changed."""
        try:
            return self._compare(opened, told)
        except StyrsvarError as error:  # the index is taken, the disk full: tried again at the next look
            return self._troubled(str(error))

    def _compare(self, opened: Callable[[], AbstractContextManager[Target]], told: Told) -> Round | None:
        known, now = self._known(), _look(self.folder)
        if not now and known:
            # A share that is not mounted looks like this too; a whole corpus must not go for that.
            return self._troubled(
                f"Mappen {self.folder} är tom eller borta. Handlingarna därifrån behålls tills den har filer igen; "
                "ska de bort, ta bort dem med: styrsvar remove DOKUMENT"
            )
        changed = [path for path, state in now.items() if self._seen.get(path) != state]
        gone = sorted(known - {path.stem for path in now})
        if not changed and not gone:
            self._trouble = ""
            return None
        with opened() as target:
            outcomes = target.load(changed, told) if changed else []
            # What is read is noted before anything is removed: a kill in between loses no document's origin.
            read = {one.document for one in outcomes if one.result is not Result.FAILED}
            self._keep(known | read)
            removed = [name for name in gone if target.remove(name)]
            self._keep((known | read) - set(gone))
        self._seen, self._trouble = now, ""
        return Round(outcomes, removed)

    def _troubled(self, why: str) -> Round | None:
        """Said once, not every minute."""
        if why == self._trouble:
            return None
        self._trouble = why
        return Round(trouble=why)

    def _known(self) -> set[str]:
        """The documents that came from this folder and from no other watched one."""
        kept = self._kept()
        others = {name for folder, names in kept.items() if folder != str(self.folder) for name in names}
        return set(kept.get(str(self.folder), ())) - others

    def _kept(self) -> dict[str, list[str]]:
        try:
            return dict(json.loads(self._note.read_text("utf-8")))
        except (OSError, ValueError):
            return {}

    def _keep(self, names: set[str]) -> None:
        self._note.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._note.with_suffix(".new")
        kept = {**self._kept(), str(self.folder): sorted(names)}
        temporary.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
        temporary.replace(self._note)


def watch(folder: Path, stop: Event | None = None) -> Iterator[None]:
    """Yields at once, and again whenever the folder may have changed; ends when interrupted or stopped."""
    from watchfiles import _rust_notify as rust

    # Opened before the first look, so that nothing that happens during it is missed.
    with rust.RustNotify([str(folder)], False, False, 0, True, True) as notify:
        yield
        while (found := notify.watch(SETTLE, STEP, LOOK_THROUGH, stop)) not in ("signal", "stop"):
            if isinstance(found, str) or any(_is_of_interest(path) for _, path in found):
                yield


def _is_of_interest(path: str) -> bool:
    """Documents, and folders that came or went with documents in them."""
    suffix = Path(path).suffix.lower()
    return suffix in SUFFIXES or not suffix


def _look(folder: Path) -> Seen:
    found: Seen = {}
    for path in documents_in(folder):
        try:
            state = path.stat()
        except OSError:  # gone since it was listed
            continue
        found[path] = (state.st_mtime_ns, state.st_size)
    return found
