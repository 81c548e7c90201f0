"""Search hits as callers see them: words marked, place told, and how many there are of each board, year and sort."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app import snippets
from app.register import boards as known_boards
from app.register import page_url
from index.index import Index
from index.model import DocumentEntry, Filters, Passage, Search

DEEPEST = 200  # hits counted and paged through; further down nothing fits


@dataclass(frozen=True, slots=True)
class Hits:
    """Everything that a search found, best first, with the documents' rows by name."""

    query: str
    passages: tuple[Passage, ...]
    entries: Mapping[str, DocumentEntry]


def find(index: Index, query: str, filters: Filters) -> Hits:
    """The hits of a query; `filters` may name boards by a part of their names."""
    entries = {entry.name: entry for entry in index.documents()}
    boards = known_boards(filters.boards, (entry.board for entry in entries.values()))
    whole = Filters(filters.documents, boards, filters.years, filters.types)
    found = _one_a_chunk(index.search(Search(query, whole, limit=DEEPEST)))
    kept = tuple(hit for hit in found if hit.document in entries)  # one may just have been removed
    return Hits(query, kept, entries)


def bodies(index: Index, hits: Hits, limit: int, offset: int) -> list[dict[str, Any]]:
    """A page of the hits."""
    return [_body(index, hits, hit) for hit in hits.passages[offset : offset + limit]]


def facets(hits: Hits) -> dict[str, list[dict[str, Any]]]:
    """How many hits each value has, most first."""
    entries = [hits.entries[hit.document] for hit in hits.passages]
    return {
        "board": _counted([entry.board for entry in entries]),
        "year": _counted([entry.year for entry in entries]),
        "type": _counted([entry.type for entry in entries]),
        "document": _counted([entry.name for entry in entries]),
    }


def _one_a_chunk(hits: Sequence[Passage]) -> list[Passage]:
    """The best unit of each chunk: a sentence and its chunk are one hit to a reader."""
    best: dict[tuple[str, int], Passage] = {}
    for hit in hits:
        best.setdefault((hit.document, hit.chunk.start), hit)
    return list(best.values())


def _body(index: Index, hits: Hits, hit: Passage) -> dict[str, Any]:
    document = index.document(hit.document, hit.version)
    page = document.page_at(hit.span.start)
    part = next((part for part in document.parts if part.number == hit.part and part.number), None)
    return {
        "document": hit.document,
        "title": hits.entries[hit.document].title,
        "attachment": part.title if part else None,
        "section": hit.trail[-1] if hit.trail else "",
        "page": page.number,
        "page_label": page.label,
        "snippet": snippets.marked(document.read(hit.chunk), hits.query),
        "score": hit.score,
        "url": page_url(hit.document, page.number),
        "boxes": document.boxes(hit.span),
    }


def _counted(values: Sequence[Any]) -> list[dict[str, Any]]:
    counts = Counter(value for value in values if value is not None)
    return [{"value": value, "count": count} for value, count in counts.most_common()]
