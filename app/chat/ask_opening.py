"""The chat before a question: the page as it opens, a kept conversation to go on with, a choice to keep."""

from dataclasses import replace
from typing import Any

import gradio as gr

from app import examples
from app.api.desk import Desk
from app.chat import choices, markup
from app.chat.ask_layout import BUTTONS, INTRO, Parts, labelled, noted
from app.chat.ask_session import Session, finished
from app.chat.tables import nothing_loaded
from ingest.errors import StyrsvarError


def opened(desk: Desk, parts: Parts) -> dict[Any, Any]:
    """The page as it is before a question: examples of what is loaded, or what to do when nothing is."""
    empty = {
        parts.history: "",
        parts.asked: "",
        parts.answer: "",
        parts.sources: "",
        parts.status: "",
        parts.session: None,
        **noted(parts, {}),
    }
    try:
        desk.engine.wait(30)
        entries = desk.engine.index.documents()
        questions = examples.examples(desk.engine.index, BUTTONS)
    except StyrsvarError as error:
        return {**empty, parts.intro: markup.failure(str(error)), **labelled(parts.buttons, ())}
    offers = choices.offers(entries)
    return {
        **empty,
        parts.intro: INTRO if entries else nothing_loaded(),
        **labelled(parts.buttons, questions),
        **{
            dropdown: gr.update(choices=offers[name], value=[], label=choices.LABELS[name])
            for name, dropdown in parts.filters.items()
        },
    }


def continued(desk: Desk, parts: Parts, conversation: str) -> dict[Any, Any]:
    """A kept conversation as it stood, to be gone on with."""
    try:
        turns = desk.conversations.history(conversation)
    except StyrsvarError:
        return {}
    if not turns:
        gone = "Samtalet finns inte längre. Ställ frågan på nytt."
        return {parts.intro: markup.failure(gone), parts.status: gone}
    session = Session(conversation)
    for turn in turns:
        session.begin()
        answer = replace(turn.answer, plan=turn.plan)
        session.understood = choices.understood(answer, {})
        whole, cards = finished(desk, turn.question, answer, session)
        session.last = markup.turn(turn.question, whole + cards)
    return {
        parts.intro: "",
        parts.history: "".join(session.earlier),
        parts.asked: markup.question(turns[-1].question),
        parts.answer: whole,
        parts.sources: cards,
        parts.session: session,
        **labelled(parts.buttons, answer.suggestions),
        **noted(parts, choices.named(session.understood, answer)),
    }


def kept(desk: Desk, parts: Parts, picked: choices.Values, session: Session) -> dict[Any, Any]:
    """What the question said as the reader's own choice, for the questions that follow."""
    more = choices.offered(session.understood, desk.engine.index.documents())
    session.understood = {}
    values = {
        dropdown: gr.update(value=[*(picked[name] or ()), *more.get(name, ())], label=choices.LABELS[name])
        for name, dropdown in parts.filters.items()
    }
    return {**values, parts.session: session}
