"""The index: documents in, passages and complete lists out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from index.model import AssignmentEntry, AssignmentFilter, DocumentEntry, Passage, Search
from ingest.model import Document

Progress = Callable[[str, float], None]
"""Told a step in plain Swedish and the share done, 0 to 1."""


class Index:
    """Everything that is kept, opened: the catalogue, the vectors, the documents' folders."""

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        embedding_model: str = "bundled",
        qdrant_url: str | None = None,
        qdrant_api_key: str | None = None,
        database_url: str | None = None,
    ) -> Self:
        """Opens, or makes, the index in a folder."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of files and connections."""

    def add(self, document: Document, original: Path, progress: Progress | None = None) -> str:
        """Embeds, stores and publishes a document in place of any earlier version; returns its version."""
        raise NotImplementedError

    def remove(self, name: str) -> bool:
        """Takes a document away; False when there is none of that name."""
        raise NotImplementedError

    def documents(self) -> list[DocumentEntry]:
        """The published documents, by title."""
        raise NotImplementedError

    def entry(self, name: str) -> DocumentEntry | None:
        """One published document's row."""
        raise NotImplementedError

    def document(self, name: str, version: str | None = None) -> Document:
        """A document as it was read; the published version when none is named."""
        raise NotImplementedError

    def original(self, name: str, version: str | None = None) -> Path:
        """The file as it came in."""
        raise NotImplementedError

    def search(self, search: Search) -> list[Passage]:
        """The units that fit best, best first."""
        raise NotImplementedError

    def assignments(self, wanted: AssignmentFilter | None = None) -> list[AssignmentEntry]:
        """Every assignment that fits, in document order: complete, never from a ranking."""
        raise NotImplementedError

    def assignment(self, id: str) -> AssignmentEntry | None:  # noqa: A002
        """One assignment."""
        raise NotImplementedError

    def embed_query(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of questions."""
        raise NotImplementedError
