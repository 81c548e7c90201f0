"""Search hits with the words marked, and facets."""

from collections import Counter
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from app import atom, snippets
from app.api.asked import Question, Word, Year
from app.api.desk import TheDesk
from app.api.replies import PROBLEMS, HitsBody
from app.register import boards as known_boards
from app.register import page_url
from index.index import Index
from index.model import DocumentEntry, Filters, Passage, Search

router = APIRouter(prefix="/api", tags=["Sökning"], responses=PROBLEMS)
DEEPEST = 200  # hits counted and paged through; further down nothing fits


@router.get("/search", response_model=HitsBody, summary="Sök i handlingarna")
def search(
    desk: TheDesk,
    request: Request,
    q: Annotated[Question, Query(examples=["placerade barn"])],
    board: Annotated[list[Word], Query(description="Nämnd, hela namnet eller en del")] = [],  # noqa: B006
    year: Annotated[list[Year], Query()] = [],  # noqa: B006
    type: Annotated[list[Word], Query(description="Sorts handling, t.ex. årsrapport")] = [],  # noqa: A002, B006
    document: Annotated[list[Word], Query()] = [],  # noqa: B006
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
    format: Annotated[Literal["json", "atom"], Query()] = "json",  # noqa: A002
) -> Any:
    """Träffar med utdrag där sökta ord är markerade, och antal per nämnd, år, typ och handling."""
    index = desk.engine.index
    entries = {entry.name: entry for entry in index.documents()}
    wanted = known_boards(board, (entry.board for entry in entries.values()))
    filters = Filters(tuple(document), wanted, tuple(year), tuple(type))
    hits = _one_a_chunk(index.search(Search(q, filters, limit=DEEPEST)))
    hits = [hit for hit in hits if hit.document in entries]  # one may just have been removed
    shown = hits[offset : offset + limit]
    items = [_hit(index, entries[hit.document], hit, q) for hit in shown]
    if format == "atom":
        added = {hit.document: entries[hit.document].added for hit in shown}
        page = atom.Hits(q, items, len(hits), limit, offset, added)
        made = atom.feed(page, str(request.base_url), str(request.url))
        return Response(made, media_type=atom.ATOM_TYPE)
    return {
        "items": items,
        "total": len(hits),
        "limit": limit,
        "offset": offset,
        "facets": _facets([entries[hit.document] for hit in hits]),
    }


def _one_a_chunk(hits: list[Passage]) -> list[Passage]:
    """The best unit of each chunk: a sentence and its chunk are one hit to a reader."""
    best: dict[tuple[str, int], Passage] = {}
    for hit in hits:
        best.setdefault((hit.document, hit.chunk.start), hit)
    return list(best.values())


def _hit(index: Index, entry: DocumentEntry, hit: Passage, query: str) -> dict[str, Any]:
    document = index.document(hit.document, hit.version)
    page = document.page_at(hit.span.start)
    part = next((part for part in document.parts if part.number == hit.part and part.number), None)
    return {
        "document": hit.document,
        "title": entry.title,
        "attachment": part.title if part else None,
        "section": hit.trail[-1] if hit.trail else "",
        "page": page.number,
        "page_label": page.label,
        "snippet": snippets.marked(document.read(hit.chunk), query),
        "score": hit.score,
        "url": page_url(hit.document, page.number),
        "boxes": document.boxes(hit.span),
    }


def _facets(entries: list[DocumentEntry]) -> dict[str, list[dict[str, Any]]]:
    return {
        "board": _counted([entry.board for entry in entries]),
        "year": _counted([entry.year for entry in entries]),
        "type": _counted([entry.type for entry in entries]),
        "document": _counted([entry.name for entry in entries]),
    }


def _counted(values: list[Any]) -> list[dict[str, Any]]:
    counts = Counter(value for value in values if value is not None)
    return [{"value": value, "count": count} for value, count in counts.most_common()]
