"""Questions."""

import json
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from app.api.asked import AskBody, ConversationId
from app.api.connected import in_thread, while_connected
from app.api.desk import Desk, TheDesk
from app.api.problems import TITLES, status_of
from app.api.replies import ONE_OF, WRITES, AnswerBody, problems
from app.api.samples import ANSWER, EVENT, events, given
from app.api.streams import event_stream
from app.conversations import new_id
from app.errors import NotFoundError
from app.events import Event, answer_body, begun, ended
from app.model import Answer
from app.stop import Stop
from ingest.errors import StyrsvarError

router = APIRouter(prefix="/api", tags=["Frågor"])
OneConversation = Annotated[ConversationId, Path(examples=[ANSWER["conversation_id"]])]
_STREAM = given("Händelserna", events(EVENT, ["plan", "citations", "token", "done", "error"]))


@router.post("/ask", response_model=AnswerBody, summary="Svara på en fråga med källor", responses=WRITES)
async def ask(body: AskBody, desk: TheDesk, request: Request) -> dict[str, object]:
    """Frågor i samma samtal får följa på varandra: "Och i Norr?"."""
    async with while_connected(request) as stop:
        turns = None if desk.settings.llm_url else desk.turns  # a language model is waited for, which takes no turn
        work = partial(answered, desk, body, stop)
        return answer_body(*await to_thread.run_sync(work, limiter=turns))


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


def answered(desk: Desk, body: AskBody, stop: Stop | None = None) -> tuple[str, Answer]:
    """The conversation's id and the answer, kept as a turn. Raises StoppedError soon after `stop` is set."""
    *_, (conversation, answer) = _steps(desk, body, stop or Stop())
    return conversation, answer


def _steps(desk: Desk, body: AskBody, stop: Stop) -> Iterator[tuple[str, Answer]]:
    """The conversation's id and the answer so far; the last one is kept as a turn."""
    conversation = body.conversation_id or new_id()
    history = desk.conversations.history(conversation)
    filters = body.filters.filters() if body.filters else None
    for answer in desk.engine.assistant.steps(body.question, history, filters, stop):
        yield conversation, answer
    stop.check()
    desk.conversations.add(conversation, body.question, answer)
    desk.metrics.answer(str(answer.kind), answer.answered, answer.took_ms / 1000)


async def _events(desk: Desk, body: AskBody) -> AsyncIterator[str]:
    """Plan and citations as soon as they are known, the text when it is final: a language model may take seconds."""
    stop = Stop()
    steps = _steps(desk, body, stop)
    try:
        found = await in_thread(lambda: next(steps), desk.turns)
        for event in begun(*found):
            yield _sse(event)
        while further := await in_thread(lambda: next(steps, None)):
            found = further
        for event in ended(*found):
            yield _sse(event)
    except StyrsvarError as error:
        status = status_of(error)
        problem = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": str(error)}
        yield _sse(Event("error", problem))
    finally:
        stop.set()  # the caller may have hung up; when all is done nothing listens


def _sse(event: Event) -> str:
    return f"event: {event.name}\ndata: {json.dumps(event.data, ensure_ascii=False)}\n\n"
