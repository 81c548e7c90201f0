"""Questions."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from app.api.asked import AskBody, ConversationId
from app.api.desk import Desk, TheDesk
from app.api.problems import TITLES, status_of
from app.api.replies import ONE_OF, WRITES, AnswerBody, problems
from app.api.samples import ANSWER, EVENT, events, given
from app.api.streams import event_stream
from app.conversations import new_id
from app.errors import NotFoundError
from app.events import Event, answer_body, told
from app.model import Answer
from ingest.errors import StyrsvarError

router = APIRouter(prefix="/api", tags=["Frågor"])
OneConversation = Annotated[ConversationId, Path(examples=[ANSWER["conversation_id"]])]
_STREAM = given("Händelserna", events(EVENT, ["plan", "citations", "token", "done", "error"]))


@router.post("/ask", response_model=AnswerBody, summary="Svara på en fråga med källor", responses=WRITES)
def ask(body: AskBody, desk: TheDesk) -> dict[str, object]:
    """Frågor i samma samtal får följa på varandra: "Och i Norr?"."""
    return answer_body(*answered(desk, body))


@router.post(
    "/ask/stream",
    summary="Svara bit för bit, som server-sent events",
    response_class=StreamingResponse,
    responses={**_STREAM, **WRITES},
)
def ask_stream(body: AskBody, desk: TheDesk) -> StreamingResponse:
    """Händelserna plan, citations, token (flera) och done; error om något går fel på vägen."""
    _ = desk.engine.assistant  # not ready is a problem, not an event
    return event_stream(_events(desk, body))


@router.delete(
    "/conversations/{conversation}", status_code=204, summary="Glöm ett samtal", responses={**ONE_OF, **problems(403)}
)
def forget(conversation: OneConversation, desk: TheDesk) -> Response:
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
