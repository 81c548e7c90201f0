"""Search hits as callers see them: words marked, place told, and how many there are of each board, year and sort."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
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


def facets(index: Index, hits: Hits) -> dict[str, list[dict[str, Any]]]:
    """How many hits each board, year, sort and document has, most first."""
    return {name: _ordered(counts(index, hits, name)) for name in ("board", "year", "type", "document")}


def counts(index: Index, hits: Hits, name: str) -> Counter[str | int]:
    """How many hits each value of a facet has; a hit counts once for each value that its places have."""
    titles = _titles(index, hits) if name == "attachment" else {}
    value_of: dict[str, Callable[[Passage], tuple[str | int | None, ...]]] = {
        "board": lambda one: (hits.entries[one.document].board,),
        "year": lambda one: (hits.entries[one.document].year,),
        "type": lambda one: (hits.entries[one.document].type,),
        "document": lambda one: (one.document,),
        "attachment": lambda one: (titles.get((one.document, one.part)),),
        "section": lambda one: one.trail,  # every heading that it stands under
    }
    values = (dict.fromkeys(value for one in group for value in value_of[name](one)) for group in hits.found)
    return Counter(value for one in values for value in one if value is not None)


def attachment(index: Index, hit: Passage) -> str | None:
    """The title of the attachment that a hit stands in, None in the document itself."""
    parts = index.document(hit.document, hit.version).parts if hit.part else ()
    return next((part.title for part in parts if part.number == hit.part), None)


def _titles(index: Index, hits: Hits) -> dict[tuple[str, int], str | None]:
    """The attachments of the hits by document and number; a document is opened once, however its hits are strewn."""
    found = {(one.document, one.part): one for group in hits.found for one in group if one.part}
    return {place: attachment(index, found[place]) for place in sorted(found)}


def _attachments(index: Index, entries: Iterable[DocumentEntry], words: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The attachments of these titles, or else of titles with the word in them, as document and number."""
    wanted = [word.lower() for word in words]
    near = [entry for entry in entries if any(word in title.lower() for word in wanted for title in entry.parts)]
    titled = [
        ((entry.name, part.number), part.title.lower())
        for entry in near
        for part in index.document(entry.name).parts
        if part.number
    ]
    found = list[tuple[str, int]]()
    for word in wanted:
        exact = [place for place, title in titled if title == word]
        found += exact or [place for place, title in titled if word in title]
    return tuple(dict.fromkeys(found))


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
    return {
        "document": hit.document,
        "title": hits.entries[hit.document].title,
        "attachment": attachment(index, hit),
        "section": hit.trail[-1] if hit.trail else "",
        "page": page.number,
        "page_label": page.label,
        "url": page_url(hit.document, page.number),
    }


def _ordered(counted: Counter[str | int]) -> list[dict[str, Any]]:
    ordered = sorted(counted.items(), key=lambda one: (-one[1], str(one[0])))
    return [{"value": value, "count": count} for value, count in ordered]
