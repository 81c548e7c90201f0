"""Search hits with the words marked, and facets."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from app import atom, hits
from app.api.asked import Question, Word, Year
from app.api.desk import TheDesk
from app.api.replies import READS, HitsBody
from app.api.samples import FEED, content, given
from index.model import Filters

router = APIRouter(prefix="/api", tags=["Sökning"])
_ATOM = given("Träffarna, som JSON eller Atom", content(atom.ATOM_TYPE, FEED))


@router.get("/search", response_model=HitsBody, summary="Sök i handlingarna", responses={**_ATOM, **READS})
def search(
    desk: TheDesk,
    request: Request,
    q: Annotated[Question, Query(examples=["placerade barn"])],
    board: Annotated[list[Word], Query(description="Nämnd, hela namnet eller en del")] = [],  # noqa: B006
    year: Annotated[list[Year], Query()] = [],  # noqa: B006
    type: Annotated[list[Word], Query(description="Sorts handling, t.ex. årsrapport")] = [],  # noqa: A002, B006
    document: Annotated[list[Word], Query()] = [],  # noqa: B006
    attachment: Annotated[list[Word], Query(description="Bilagans titel eller en del av den")] = [],  # noqa: B006
    section: Annotated[list[Word], Query(description="Avsnittets rubrik; underavsnitten räknas med")] = [],  # noqa: B006
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
    format: Annotated[Literal["json", "atom"], Query()] = "json",  # noqa: A002
) -> Any:
    """Träffar med utdrag där sökta ord är markerade, och antal per nämnd, år, typ och handling."""
    index = desk.engine.index
    filters = Filters(tuple(document), tuple(board), tuple(year), tuple(type), sections=tuple(section))
    found = hits.find(index, q, filters, attachment)
    items, total = hits.bodies(index, found, limit, offset), len(found.found)
    if format == "atom":
        added = {item["document"]: found.entries[item["document"]].added for item in items}
        made = atom.feed(atom.Hits(q, items, total, limit, offset, added), str(request.base_url), str(request.url))
        return Response(made, media_type=atom.ATOM_TYPE)
    return {"items": items, "total": total, "limit": limit, "offset": offset, "facets": hits.facets(index, found)}
