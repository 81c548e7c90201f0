"""Our own search, asked as the others are."""

from eval.peers.model import Piece
from index.index import Index
from index.model import Search, UnitKind


class Ours:
    """The index's chunks; answering itself looks at sentences and table rows too."""

    name = "Styrsvar, search"

    def __init__(self, index: Index) -> None:
        self._index = index

    def search(self, question: str, limit: int) -> list[Piece]:
        """The chunks that fit best, with their headings."""
        found = self._index.search(Search(question, kinds=(UnitKind.CHUNK,), limit=limit))
        return [Piece("\n".join((*hit.trail, hit.text)), (hit.document, hit.page)) for hit in found]
