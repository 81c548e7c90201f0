"""What the loaded documents tell every question: made once, and anew when a document is published or removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from app.plan import Planner
from app.told_assignments import Register
from index.index import Index
from index.model import DocumentEntry


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The documents, their words and the register at one moment."""

    documents: tuple[DocumentEntry, ...]
    vocabulary: Mapping[str, int]
    abbreviations: Mapping[str, str]
    register: Register
    planner: Planner
    versions: Mapping[str, str]  # name → version

    @property
    def pages(self) -> int:
        """How many pages there are in all."""
        return sum(document.pages for document in self.documents)

    @property
    def coverage(self) -> dict[str, int]:
        """How much is searched."""
        return {"documents": len(self.documents), "pages": self.pages}


class KnowledgeKeeper:
    """Keeps the knowledge of an index fresh. Safe for threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = Lock()
        self._key: tuple[tuple[str, str], ...] | None = None
        self._kept: Knowledge | None = None

    def get(self) -> Knowledge:
        """The knowledge of what is published now."""
        documents = tuple(self._index.documents())
        key = tuple((document.name, document.version) for document in documents)
        with self._lock:
            if self._kept is None or key != self._key:
                self._kept, self._key = self._make(documents), key
            return self._kept

    def _make(self, documents: tuple[DocumentEntry, ...]) -> Knowledge:
        vocabulary = self._index.vocabulary()
        return Knowledge(
            documents,
            vocabulary,
            self._index.abbreviations(),
            Register.of(self._index.assignments(), documents),
            Planner(documents, vocabulary),
            {document.name: document.version for document in documents},
        )
