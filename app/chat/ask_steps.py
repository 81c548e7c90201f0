"""One question in the chat, from what stands there while it is worked out to the whole answer, step by step."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr
from pydantic import ValidationError

from app.api.ask import answered
from app.api.asked import AskBody, FilterBody
from app.api.desk import Desk
from app.chat import choices, markup
from app.chat.ask_layout import Parts, labelled, noted
from app.chat.ask_session import Session, finished
from app.chat.site.shell import plural
from app.chat.tables import nothing_loaded
from app.events import tokens
from app.model import Answer
from ingest.errors import StyrsvarError

WORDS_A_STEP = 6  # the answer is there at once; told in steps it can be followed
PAUSE = 0.02
LONGEST_HISTORY = 20  # turns that stay on the page


async def steps(
    desk: Desk, parts: Parts, text: str, filters: choices.Values, session: Session
) -> AsyncIterator[dict[Any, Any]]:
    """What changes on the page, step by step."""
    try:
        body = AskBody(question=text, conversation_id=session.conversation, filters=FilterBody.model_validate(filters))
    except ValidationError:
        yield {parts.status: "Skriv en fråga först."}
        return
    if desk.engine.ready and not desk.engine.index.documents():
        yield {parts.answer: nothing_loaded(), parts.intro: "", parts.status: "Inga handlingar är inlästa."}
        return
    session.begin()
    session.earlier = session.earlier[-LONGEST_HISTORY:]
    yield await _begun(desk, parts, body.question, session)
    try:
        session.conversation, answer = await asyncio.to_thread(answered, desk, body)
    except StyrsvarError as error:
        failed = markup.failure(str(error))
        session.last = markup.turn(body.question, failed)
        yield {parts.answer: failed, parts.status: "Det gick inte att svara.", parts.session: session}
        return
    session.understood = choices.understood(answer, filters)
    async for step in _told(desk, parts, body.question, answer, session):
        yield step


async def _begun(desk: Desk, parts: Parts, question: str, session: Session) -> dict[Any, Any]:
    return {
        parts.intro: "",
        parts.history: "".join(session.earlier),
        parts.asked: markup.question(question),
        parts.answer: await asyncio.to_thread(_searching, desk),
        parts.sources: "",
        parts.status: "Söker i handlingarna.",
        parts.box: "",
        **noted(parts, {}),
        **{button: gr.update(visible=False) for button in parts.buttons},
    }


async def _told(
    desk: Desk, parts: Parts, question: str, answer: Answer, session: Session
) -> AsyncIterator[dict[Any, Any]]:
    words = tokens(answer.answer)
    for end in range(WORDS_A_STEP, len(words), max(WORDS_A_STEP, len(words) // 40)):
        yield {parts.answer: markup.answer_html(question, "".join(words[:end]), answer, session.turn, done=False)}
        await asyncio.sleep(PAUSE)
    whole, cards = await asyncio.to_thread(finished, desk, question, answer, session)
    session.last = markup.turn(question, whole + cards)
    number = len(answer.citations)
    yield {
        parts.answer: whole,
        parts.sources: cards,
        parts.status: f"Svaret är klart, med {number} {'källa' if number == 1 else 'källor'}.",
        **labelled(parts.buttons, answer.suggestions),
        **noted(parts, choices.named(session.understood, answer)),
        parts.session: session,
    }


def _searching(desk: Desk) -> str:
    """What is searched, and who then writes."""
    writer = desk.settings.llm_model if desk.settings.llm_url else None
    if not desk.engine.ready:
        return markup.searching("handlingarna", writer)
    found = desk.engine.assistant.coverage()
    where = f"{plural(found['documents'], 'handling', 'handlingar')}, {plural(found['pages'], 'sida', 'sidor')}"
    return markup.searching(where, writer)
