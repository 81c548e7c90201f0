"""Questions."""

import json
from collections.abc import AsyncIterator

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from app.api.asked import AskBody, ConversationId
from app.api.desk import Desk, TheDesk
from app.api.problems import TITLES, status_of
from app.api.replies import PROBLEMS, AnswerBody
from app.conversations import new_id
from app.errors import NotFoundError
from app.events import Event, answer_body, told
from app.model import Answer
from ingest.errors import StyrsvarError

router = APIRouter(prefix="/api", tags=["Frågor"], responses=PROBLEMS)


@router.post("/ask", response_model=AnswerBody, summary="Svara på en fråga med källor")
def ask(body: AskBody, desk: TheDesk) -> dict[str, object]:
    """Frågor i samma samtal får följa på varandra: "Och i Norr?"."""
    return answer_body(*answered(desk, body))


@router.post("/ask/stream", summary="Svara bit för bit, som server-sent events", response_class=StreamingResponse)
def ask_stream(body: AskBody, desk: TheDesk) -> StreamingResponse:
    """Händelserna plan, citations, token (flera) och done; error om något går fel på vägen."""
    _ = desk.engine.assistant  # not ready is a problem, not an event
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(desk, body), media_type="text/event-stream", headers=headers)


@router.delete("/conversations/{conversation}", status_code=204, summary="Glöm ett samtal")
def forget(conversation: ConversationId, desk: TheDesk) -> Response:
    """Frågorna och svaren i samtalet tas bort."""
    if not desk.conversations.forget(conversation):
        raise NotFoundError(f"Samtalet ”{conversation}” finns inte. Det kan redan vara borttaget.")
    return Response(status_code=204)


def answered(desk: Desk, body: AskBody) -> tuple[str, Answer]:
    """The conversation's id and the answer, kept as a turn."""
    conversation = body.conversation_id or new_id()
    history = desk.conversations.history(conversation)
    answer = desk.engine.assistant.ask(body.question, history, body.filters.filters() if body.filters else None)
    desk.conversations.add(conversation, body.question, answer)
    desk.metrics.answer(str(answer.kind), answer.answered, answer.took_ms / 1000)
    return conversation, answer


async def _events(desk: Desk, body: AskBody) -> AsyncIterator[str]:
    yield ": startar\n\n"  # opens the stream through proxies that wait for a first byte
    try:
        conversation, answer = await run_in_threadpool(answered, desk, body)
    except StyrsvarError as error:
        status = status_of(error)
        yield _sse(
            Event("error", {"type": "about:blank", "title": TITLES[status], "status": status, "detail": str(error)})
        )
        return
    for event in told(conversation, answer):
        yield _sse(event)


def _sse(event: Event) -> str:
    return f"event: {event.name}\ndata: {json.dumps(event.data, ensure_ascii=False)}\n\n"
