"""OpenAI's chat completions and models, so that any client of theirs can ask here. Nothing said is kept."""

import json
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import TypeAdapter, ValidationError

from app.api.asked import Question
from app.api.connected import in_thread
from app.api.desk import Desk, TheDesk
from app.api.openai_bodies import CompletedBody, CompletionBody, ModelBody, ModelsBody
from app.api.problems import openai_error, status_of
from app.api.replies import WRITES, problems
from app.api.samples import COMPLETED_EVENT, events, given
from app.api.streams import event_stream
from app.completions import MODEL, Completion, Said, completion, turns
from app.errors import BadValueError, NotFoundError
from app.events import tokens
from app.faults import sentence
from app.stop import Stop
from ingest.errors import StyrsvarError

router = APIRouter(prefix="/v1", tags=["OpenAI"])
CREATED = 1767225600  # clients want a time; this form of answers is from 2026
_QUESTION: TypeAdapter[str] = TypeAdapter(Question)
_STREAM = given("Svaret, eller en ström av det", events(COMPLETED_EVENT, ["message"]))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request understood."""

    question: str
    earlier: tuple[Said, ...]
    body: CompletionBody
    base: str


@router.get("/models", response_model=ModelsBody, summary="Modellerna som går att välja")
async def models() -> dict[str, Any]:
    """En: styrsvar."""
    return {"object": "list", "data": [_model()]}


@router.get("/models/{model}", response_model=ModelBody, summary="En modell", responses=problems(404, 422))
async def model(model: Annotated[str, Path(examples=[MODEL])]) -> dict[str, Any]:
    """Namnet är styrsvar."""
    _check_model(model)
    return _model()


@router.post(
    "/chat/completions",
    response_model=CompletedBody,
    summary="Svara i OpenAI:s form",
    responses={**_STREAM, **WRITES, **problems(404)},
)
def completions(body: CompletionBody, request: Request, desk: TheDesk) -> Any:
    """Det sista meddelandet är frågan, de tidigare samtalet. Källorna står under texten och som annotations."""
    _check_model(body.model)
    asked = _Asked(*_read(body), body, str(request.base_url))
    if body.stream:
        _ = desk.engine.assistant  # not ready is a problem, not an event
        return event_stream(_events(desk, asked))
    made = _answered(desk, asked)
    message = {"role": "assistant", "content": made.content, "annotations": made.annotations}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {**_head("chat.completion"), "choices": [choice], "usage": _usage(asked, made)}


def _read(body: CompletionBody) -> tuple[str, tuple[Said, ...]]:
    """The question and what was said before it. Raises BadValueError."""
    said = tuple(Said(one.role, one.words()) for one in body.messages if one.role in ("user", "assistant"))
    if not said or said[-1].role != "user":
        raise BadValueError("Det sista meddelandet i messages ska vara frågan, med rollen user.")
    try:
        return _QUESTION.validate_python(said[-1].text), said[:-1]
    except ValidationError as error:
        fault = {**error.errors()[0], "loc": ("body", "messages", len(body.messages) - 1, "content"), "input": None}
        raise BadValueError(sentence(fault)[1]) from None


def _answered(desk: Desk, asked: _Asked, stop: Stop | None = None) -> Completion:
    assistant = desk.engine.assistant
    filters = asked.body.filters.filters() if asked.body.filters else None
    answer = assistant.ask(asked.question, turns(assistant, asked.earlier), filters, stop)
    desk.metrics.answer(str(answer.kind), answer.answered, answer.took_ms / 1000)
    return completion(answer, asked.base)


async def _events(desk: Desk, asked: _Asked) -> AsyncIterator[str]:
    stop = Stop()
    try:
        made = await in_thread(lambda: _answered(desk, asked, stop))
    except StyrsvarError as error:
        yield _event({"error": openai_error(status_of(error), str(error))})
        return
    finally:
        stop.set()  # the caller may have hung up
    for part in _parts(asked, made):
        yield _event(part)
    yield "data: [DONE]\n\n"


def _parts(asked: _Asked, made: Completion) -> Iterator[dict[str, Any]]:
    """The stream's objects: the role, the words, the sources with the annotations, the end, and the usage if wanted."""
    head = _head("chat.completion.chunk")
    wants_usage = bool(asked.body.stream_options and asked.body.stream_options.include_usage)
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": token} for token in tokens(made.text)]
    deltas += [{"content": made.sources, "annotations": made.annotations}] if made.sources else []
    for delta in [*deltas, {}]:
        choice = {"index": 0, "delta": delta, "finish_reason": None if delta else "stop"}
        yield {**head, "choices": [choice], **({"usage": None} if wants_usage else {})}
    if wants_usage:
        yield {**head, "choices": [], "usage": _usage(asked, made)}


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _head(kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": MODEL}


def _usage(asked: _Asked, made: Completion) -> dict[str, int]:
    """Words: no language model's tokens are at hand, and clients only add these up."""
    read = sum(len(text.split()) for text in (asked.question, *(one.text for one in asked.earlier)))
    written = len(made.content.split())
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _check_model(name: str) -> None:
    if name != MODEL:
        raise NotFoundError(f"Modellen ”{name[:60]}” finns inte. Välj {MODEL}.")


def _model() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": CREATED, "owned_by": MODEL}
