"""Briefs on a topic, as files."""

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from app.api.asked import BriefBody
from app.api.desk import TheDesk
from app.api.replies import PROBLEMS
from app.brief.compose import compose, nothing_found
from app.brief.write import MEDIA_TYPES, Form, file_name, written
from app.errors import NotFoundError

router = APIRouter(prefix="/api/briefs", tags=["Underlag"], responses=PROBLEMS)
_FILES = {media.split(";")[0]: {"schema": {"type": "string", "format": "binary"}} for media in MEDIA_TYPES.values()}


@router.post(
    "",
    summary="Skriv ett underlag om ett ämne",
    response_class=Response,
    responses={200: {"description": "Filen", "content": _FILES}},
)
def brief(body: BriefBody, desk: TheDesk) -> Response:
    """Uppdrag och läge, siffror, citat, skillnader mellan nämnder, risker och källor."""
    engine = desk.engine
    made = compose(engine.index, engine.assistant.knowledge(), body.topic)
    if not made.found:
        raise NotFoundError(nothing_found(made))
    form = Form(body.format)
    name = file_name(made, form)
    headers = {"Content-Disposition": f"attachment; filename=\"underlag.{form}\"; filename*=UTF-8''{quote(name)}"}
    return Response(written(made, form), media_type=MEDIA_TYPES[form], headers=headers)
