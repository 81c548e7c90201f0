"""An index of one report that can be published anew, also while a question is worked out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from app.files import digest
from index.model import AssignmentEntry, Passage, Search
from ingest.errors import StyrsvarError
from ingest.model import Document
from tests.app.fakes import FakeIndex
from tests.app.made import made_document


class CountingIndex(FakeIndex):
    """Counts searches; may have something done before one."""

    def __init__(self, folder: Path, assignments: Sequence[AssignmentEntry] = ()) -> None:
        super().__init__(assignments)
        self.folder = folder
        self.searches = 0
        self.before_search: Callable[[], object] = lambda: None
        self.meanwhile: tuple[int, str] | None = None  # before which search, what the report then says

    def publish(self, placed: str) -> None:
        pages = (f"Placerade barn\nAntalet placerade barn var {placed} under 2024.\nKostnaden ökade.",)
        file = self.folder / "arsrapport-norr.txt"
        file.write_text(pages[0], "utf-8")
        self.add(made_document(file.stem, pages, digest(file)), file)

    def version_of(self, name: str) -> str | None:
        return self.kept[name].version if name in self.kept else None

    def document(self, name: str, version: str | None = None) -> Document:
        if name not in self.kept:
            raise StyrsvarError(f"Det finns inget dokument som heter {name}.")
        return super().document(name, version)

    def search(self, search: Search) -> list[Passage]:
        self.searches += 1
        self.before_search()
        if self.meanwhile and self.searches == self.meanwhile[0]:
            self.publish(self.meanwhile[1])
        return super().search(search)
