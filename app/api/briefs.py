"""Briefs on a topic, as files."""

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from app.api.asked import BriefBody
from app.api.desk import TheDesk
from app.api.replies import WRITES, problems
from app.api.samples import binary, content, given
from app.brief.compose import compose, nothing_found
from app.brief.write import MEDIA_TYPES, Form, file_name, written
from app.errors import NotFoundError

router = APIRouter(prefix="/api/briefs", tags=["Underlag"])
_FILES = given(
    "Filen",
    binary(MEDIA_TYPES[Form.DOCX]),
    binary(MEDIA_TYPES[Form.PDF]),
    content(MEDIA_TYPES[Form.MD].split(";")[0], "# Bostad först\n\n## Uppdrag …"),
)


@router.post(
    "",
    summary="Skriv ett underlag om ett ämne",
    response_class=Response,
    responses={**_FILES, **WRITES, **problems(404)},
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
