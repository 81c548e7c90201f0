"""What the index asks of a vector store; `index/edge.py` and `index/qdrant.py` are the two."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import NAMESPACE_URL, uuid5

import numpy as np
from numpy.typing import NDArray

from index.model import Filters, Unit, UnitKind
from index.sparse import Sparse
from ingest.model import Document, Reading

DENSE, SPARSE = "dense", "sparse"
KEYWORDS = ("document", "version", "kind", "board", "type", "trail")
INTEGERS = ("year", "part")
CANDIDATES = 60  # hits of each side that are fused, at least

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Server:
    """A Qdrant server or cluster. `certificate`: a file with the authority that signed an https server's certificate,
    where the system does not know it. `shards` and `replicas` are set when the collection is made; None: as the server
    decides. An installation owns its collection: what its catalogue does not know is cleared away there."""

    url: str
    api_key: str | None = None
    certificate: Path | None = None
    shards: int | None = None
    replicas: int | None = None
    collection: str = "styrsvar"


@dataclass(frozen=True, slots=True)
class Point:
    """A unit with its vectors, as a store keeps it."""

    id: str
    dense: NDArray[np.float32]
    sparse: Sparse
    payload: Payload


@dataclass(frozen=True, slots=True)
class Wanted:
    """One search, ready for a store. `hidden` are versions that are being written or taken away."""

    dense: Sequence[float]
    sparse: Sparse
    filters: Filters
    kinds: tuple[UnitKind, ...]
    hidden: Collection[str]
    limit: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A point that one side found, with that side's score and what is kept beside it."""

    id: str
    score: float
    payload: Payload


class Store(Protocol):
    """Keeps points and finds them. Several threads may search at once."""

    def put(self, points: Sequence[Point]) -> None:
        """Adds points; a point of the same id is replaced."""

    def remove(self, versions: Collection[str]) -> None:
        """Takes away the points of these versions ("name/version")."""

    def versions(self) -> dict[str, int]:
        """The versions ("name/version") that have points, each with how many."""

    def search(self, wanted: Sequence[Wanted]) -> list[tuple[list[Hit], list[Hit]]]:
        """Of each search the dense side's hits (score: cosine) and the sparse side's (BM25), best first, `limit` each;
        all from one state."""

    def count(self) -> int:
        """How many points there are."""

    def clear(self) -> None:
        """Takes everything away."""

    def close(self) -> None:
        """Writes what is not yet on disk and lets go."""


def conditions(wanted: Wanted) -> tuple[dict[str, list[Any]], list[str]]:
    """Payload fields with the values that they must have one of, and the versions that must not match."""
    filters = wanted.filters
    needed: dict[str, list[Any]] = {
        "document": list(filters.documents),
        "board": list(filters.boards),
        "year": list(filters.years),
        "type": list(filters.types),
        "kind": [str(kind) for kind in wanted.kinds],
        "trail": list(filters.sections),
    }
    return {key: values for key, values in needed.items() if values}, sorted(wanted.hidden)


def payload(unit: Unit, document: Document, version: str) -> Payload:
    """What is kept beside a unit's vectors."""
    return {
        "document": document.name,
        "version": f"{document.name}/{version}",
        "kind": [str(kind) for kind in unit.kinds],
        "start": unit.span.start,
        "end": unit.span.end,
        "chunk_start": unit.chunk.start,
        "chunk_end": unit.chunk.end,
        "section": unit.section,
        "part": unit.part,
        "page": unit.page,
        "scanned": any(document.page_at(at).reading is not Reading.TEXT for at in (unit.span.start, unit.span.end - 1)),
        "board": document.board,
        "year": document.year,
        "type": document.type,
        "trail": list(unit.trail),
        "text": unit.text,
    }


def point_id(version: str, start: int, end: int) -> str:
    """The same number for the same unit, so that writing twice changes nothing."""
    return str(uuid5(NAMESPACE_URL, f"{version}#{start}-{end}"))
