"""Pictures of pages with a quote marked."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app import highlight as places
from app.api.desk import TheDesk
from app.api.documents import Name, Version, entry_of, original
from app.api.replies import ONE_OF
from app.api.samples import binary, given
from app.errors import NotFoundError
from app.pictures import WIDEST, Picture

router = APIRouter(prefix="/api/documents", tags=["Handlingar"])


@router.get(
    "/{document}/pages/{number}.png",
    summary="Bild av en sida, med ett citat markerat",
    response_class=Response,
    responses={**given("Bilden", binary("image/png")), **ONE_OF},
)
def page_picture(
    document: Name,
    number: Annotated[int, Path(description="Sidan som en PDF-läsare räknar, från 1", examples=[1])],
    request: Request,
    desk: TheDesk,
    highlight: Annotated[
        str,
        Query(
            max_length=8000,
            description="Rutor x0,y0,x1,y1;… i punkter, eller tecken start-slut",
            examples=["72,100,520,114"],
        ),
    ] = "",
    width: Annotated[int, Query(ge=100, le=WIDEST, description="Bildpunkter")] = 900,
    clip: Annotated[bool, Query(description="Bara remsan runt det markerade")] = False,
    version: Version = None,
) -> Response:
    """Det markerade är överstruket med gult."""
    entry = entry_of(desk, document)
    if not entry.media_type.startswith("application/pdf"):
        raise NotFoundError(f"{entry.name} är ingen PDF och har inga sidbilder. Öppna originalet.")
    index = desk.engine.index
    path = original(index, entry, version)
    boxes = places.parse(highlight, number, lambda: index.document(entry.name, version))
    key = version or entry.version
    tag = hashlib.sha256(repr((entry.name, key, number, boxes, width, clip)).encode()).hexdigest()[:32]
    headers = {"ETag": f'"{tag}"', "Cache-Control": "private, max-age=86400" if version else "private, no-cache"}
    if f'"{tag}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    png = desk.pictures.png(Picture(path, key, number, boxes, width, clip))
    return Response(png, media_type="image/png", headers=headers)
