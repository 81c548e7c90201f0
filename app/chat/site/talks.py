"""`/samtal`: a reader's own conversations, whose ids the browser keeps, and each as a file."""

import re
from datetime import UTC, datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from app.api.desk import Desk
from app.brief.write import MEDIA_TYPES, Form
from app.chat.site.shell import page
from app.errors import NotFoundError
from app.transcript.model import transcript
from app.transcript.write import file_name, written

_FILE = re.compile(r"(?P<id>[A-Za-z0-9_-]{1,64})\.(?P<form>docx|pdf|md)")


def talks(desk: Desk, request: Request) -> Response:
    """The page; the browser fills in the list."""
    return page("talks.html", days=desk.settings.conversation_days)


def talk_file(desk: Desk, request: Request) -> Response:
    """A conversation as Word, PDF or Markdown."""
    found = _FILE.fullmatch(request.path_params["file"])
    turns = desk.conversations.history(found["id"]) if found else ()
    if not found or not turns:
        raise NotFoundError(
            f"Samtalet finns inte. Samtal sparas i {desk.settings.conversation_days} dagar och kan tas bort tidigare."
        )
    form = Form(found["form"])
    made = transcript(turns, datetime.now(UTC).date())
    name = quote(file_name(made, form))
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return Response(written(made, form), media_type=MEDIA_TYPES[form], headers=headers)
