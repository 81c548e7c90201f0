"""Search hits as callers see them: words marked, place told, and how many there are of each board, year and sort."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app import snippets
from app.register import boards as known_boards
from app.register import page_url
from index.index import Index
from index.model import DocumentEntry, Filters, Passage, Search
from index.twins import together

DEEPEST = 200  # hits counted and paged through; further down nothing fits


@dataclass(frozen=True, slots=True)
class Hits:
    """Everything that a search found, best first, with the documents' rows by name."""

    query: str
    found: tuple[tuple[Passage, ...], ...]  # the places of each hit, the best first
    entries: Mapping[str, DocumentEntry]


def find(index: Index, query: str, filters: Filters, attachments: Sequence[str] = ()) -> Hits:
    """The hits of a query; `filters` may name boards, and `attachments` titles of attachments, by a part of them."""
    entries = {entry.name: entry for entry in index.documents()}
    boards = known_boards(filters.boards, (entry.board for entry in entries.values()))
    parts = _attachments(index, entries.values(), attachments)
    if attachments and not parts:
        return Hits(query, (), entries)
    whole = replace(filters, boards=boards, parts=parts)
    passages = index.search(Search(query, whole, limit=DEEPEST))
    found = places(one for one in passages if one.document in entries)  # one may just have been removed
    return Hits(query, found, entries)


def places(passages: Iterable[Passage]) -> tuple[tuple[Passage, ...], ...]:
    """The places of each hit, best first: a sentence and its chunk are one to a reader, and so are the places where the
    same words stand."""
    seen: set[tuple[str, int]] = set()
    found = list[tuple[Passage, ...]]()
    for group in together(passages):
        kept = list[Passage]()
        for one in group:
            chunk = (one.document, one.chunk.start)
            if chunk not in seen:
                seen.add(chunk)
                kept.append(one)
        if kept:
            found.append(tuple(kept))
    return tuple(found)


def bodies(index: Index, hits: Hits, limit: int, offset: int) -> list[dict[str, Any]]:
    """A page of the hits."""
    return [_body(index, hits, group) for group in hits.found[offset : offset + limit]]


def facets(hits: Hits) -> dict[str, list[dict[str, Any]]]:
    """How many hits each value has, most first; a hit counts for each of its places."""
    of = [[hits.entries[name] for name in dict.fromkeys(one.document for one in group)] for group in hits.found]
    return {
        "board": _counted([{entry.board for entry in entries} for entries in of]),
        "year": _counted([{entry.year for entry in entries} for entries in of]),
        "type": _counted([{entry.type for entry in entries} for entries in of]),
        "document": _counted([{entry.name for entry in entries} for entries in of]),
    }


def _attachments(index: Index, entries: Iterable[DocumentEntry], words: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The attachments whose titles have one of the words in them, as document and number."""
    wanted = [word.lower() for word in words]
    near = [entry for entry in entries if any(word in title.lower() for word in wanted for title in entry.parts)]
    return tuple(
        (entry.name, part.number)
        for entry in near
        for part in index.document(entry.name).parts
        if part.number and any(word in part.title.lower() for word in wanted)
    )


def _body(index: Index, hits: Hits, group: Sequence[Passage]) -> dict[str, Any]:
    hit = group[0]
    document = index.document(hit.document, hit.version)
    return {
        **_place(index, hits, hit),
        "snippet": snippets.marked(document.read(hit.chunk), hits.query),
        "score": hit.score,
        "boxes": document.boxes(hit.span),
        "places": [_place(index, hits, one) for one in group],
    }


def _place(index: Index, hits: Hits, hit: Passage) -> dict[str, Any]:
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
        "url": page_url(hit.document, page.number),
    }


def _counted(values: Sequence[set[Any]]) -> list[dict[str, Any]]:
    counts = Counter(value for one in values for value in one if value is not None)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))
    return [{"value": value, "count": count} for value, count in ordered]
