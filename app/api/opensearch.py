"""How a browser or an intranet search is told to search here."""

from fastapi import APIRouter, Request, Response

from app import atom
from app.api.samples import DESCRIPTION, content, given

router = APIRouter(tags=["Sökning"])
_XML = given("Beskrivningen", content(atom.DESCRIPTION_TYPE, DESCRIPTION))


@router.get("/opensearch.xml", summary="OpenSearch-beskrivning", response_class=Response, responses=_XML)
async def opensearch(request: Request) -> Response:
    """Adresserna till sidan, sökningen som Atom och förslagen; en webbläsare kan lägga till Styrsvar som sökmotor."""
    return Response(atom.description(str(request.base_url)), media_type=atom.DESCRIPTION_TYPE)
