"""The documents as they were published when a question came: the same versions from first look to last quote."""

from collections.abc import Mapping

from index.index import Index
from ingest.model import Document


class Opened:
    """Opens documents for one question, each once."""

    def __init__(self, index: Index, versions: Mapping[str, str]) -> None:
        self._index, self._versions = index, versions
        self._open: dict[str, tuple[Document, str]] = {}

    def document(self, name: str) -> Document:
        """A document by name. Raises StyrsvarError when there is none."""
        return self.with_version(name)[0]

    def with_version(self, name: str) -> tuple[Document, str]:
        """A document and its version; one that was published since is given as it is now."""
        if name not in self._open:
            version = self._versions.get(name) or self._index.version_of(name) or ""
            self._open[name] = (self._index.document(name, version or None), version)
        return self._open[name]
