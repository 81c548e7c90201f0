"""The tab where questions are asked: the conversation so far, the answer at hand, and the question box."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import gradio as gr
from pydantic import ValidationError

from app import examples
from app.api.ask import answered
from app.api.asked import AskBody, FilterBody
from app.api.desk import Desk
from app.chat import charts, choices, markup
from app.chat.site.shell import plural
from app.chat.tables import nothing_loaded
from app.events import tokens
from app.model import Answer
from app.transcript.model import said
from ingest.errors import StyrsvarError

BUTTONS = 4
WORDS_A_STEP = 6  # the answer is there at once; told in steps it can be followed
PAUSE = 0.02
LONGEST_HISTORY = 20
LONGEST_QUESTION = 2000
INTRO = """<div class="intro"><h2>Vad vill du veta?</h2><p>Fråga om uppdrag, mål, siffror och risker. Varje svar visar
var det står, med citat och sida.</p></div>"""


@dataclass(slots=True)
class Session:
    """One reader's conversation, as shown."""

    conversation: str | None = None
    earlier: list[str] = field(default_factory=list)
    last: str = ""
    turn: int = 0
    understood: choices.Values = field(default_factory=dict)  # what the last question itself says


@dataclass(frozen=True, slots=True)
class Parts:
    """The tab's components, in the order that a step updates them."""

    intro: gr.HTML
    history: gr.HTML
    asked: gr.HTML
    answer: gr.HTML
    sources: gr.HTML
    status: gr.HTML
    box: gr.Textbox
    filters: dict[str, gr.Dropdown]  # by the field of the API's filters
    keep: gr.Button
    new: gr.Button
    buttons: tuple[gr.Button, ...]
    session: gr.State

    def outputs(self) -> list[Any]:
        """What each step updates."""
        return [
            self.intro,
            self.history,
            self.asked,
            self.answer,
            self.sources,
            self.status,
            self.box,
            *self.filters.values(),
            *self.buttons,
            self.session,
        ]


def build(desk: Desk, blocks: gr.Blocks) -> None:
    """Fills the tab."""
    parts, ask = _lay_out()
    outputs = parts.outputs()
    quiet: Any = {"api_visibility": "private", "show_progress": "hidden"}

    async def asked(text: str, *rest: Any) -> AsyncIterator[dict[Any, Any]]:
        *picked, session = rest
        filters = dict(zip(parts.filters, picked, strict=True))
        async for step in _steps(desk, parts, text, filters, session or Session()):
            yield step

    given: Any = [*parts.filters.values(), parts.session]
    inputs: Any = [parts.box, *given]
    gr.on([parts.box.submit, ask.click], asked, inputs, outputs, **quiet)
    for button in parts.buttons:
        button.click(asked, [button, *given], outputs, **quiet)

    def kept(*rest: Any) -> dict[Any, Any]:
        *picked, session = rest
        return _kept(desk, parts, dict(zip(parts.filters, picked, strict=True)), session or Session())

    parts.keep.click(kept, given, outputs, **quiet)

    async def emptied() -> dict[Any, Any]:
        return await asyncio.to_thread(_opened, desk, parts)

    async def opened(request: gr.Request) -> dict[Any, Any]:
        """The page with the conversation (?samtal=…) or the question (?q=…, not yet asked) that its address holds."""
        typed = str(request.query_params.get("q", ""))[:LONGEST_QUESTION]
        talk = str(request.query_params.get("samtal", ""))[:64]
        return {
            **await emptied(),
            **({parts.box: typed} if typed else {}),
            **(await asyncio.to_thread(_continued, desk, parts, talk) if talk else {}),
        }

    # Not through the queue: two events at the opening share its one stream, which may end before the second has joined
    blocks.load(opened, None, outputs, queue=False, **quiet)
    parts.new.click(emptied, None, outputs, **quiet)


def _lay_out() -> tuple[Parts, gr.Button]:
    intro = gr.HTML(INTRO)
    history = gr.HTML(elem_id="history")
    asked, answer = gr.HTML(elem_id="asked"), gr.HTML(elem_id="answer")
    with gr.Column(elem_id="suggestions"):
        buttons = tuple(gr.Button(visible=False, elem_classes="suggestion") for _ in range(BUTTONS))
    sources = gr.HTML(elem_id="sources")
    status = gr.HTML(elem_id="status", elem_classes="sr")
    with gr.Column(elem_id="composer"):
        with gr.Row(equal_height=True, elem_id="ask-row"):
            box = gr.Textbox(
                label="Din fråga",
                placeholder="Skriv din fråga här",
                lines=1,
                max_lines=4,
                max_length=LONGEST_QUESTION,
                scale=8,
                elem_id="question",
            )
            ask = gr.Button("Fråga", variant="primary", scale=1, min_width=110, elem_id="ask")
        with gr.Row(elem_id="narrow"):
            filters = {
                name: gr.Dropdown([], label=label, multiselect=True, min_width=100)
                for name, label in choices.LABELS.items()
            }
            keep = gr.Button("Behåll", visible="hidden", elem_id="keep")  # pressed by the one in the answer (script)
            new = gr.Button("Nytt samtal", size="sm", elem_id="new")
    session = gr.State(None, time_to_live=24 * 3600)
    return Parts(intro, history, asked, answer, sources, status, box, filters, keep, new, buttons, session), ask


async def _steps(
    desk: Desk, parts: Parts, text: str, filters: dict[str, Any], session: Session
) -> AsyncIterator[dict[Any, Any]]:
    try:
        body = AskBody(question=text, conversation_id=session.conversation, filters=FilterBody.model_validate(filters))
    except ValidationError:
        yield {parts.status: "Skriv en fråga först."}
        return
    if desk.engine.ready and not desk.engine.index.documents():
        yield {parts.answer: nothing_loaded(), parts.intro: "", parts.status: "Inga handlingar är inlästa."}
        return
    if session.last:
        session.earlier = [*session.earlier, session.last][-LONGEST_HISTORY:]
        session.last = ""
    session.turn += 1
    yield {
        parts.intro: "",
        parts.history: "".join(session.earlier),
        parts.asked: markup.question(body.question),
        parts.answer: await asyncio.to_thread(_searching, desk),
        parts.sources: "",
        parts.status: "Söker i handlingarna.",
        parts.box: "",
        **_noted(parts, {}),
        **{button: gr.update(visible=False) for button in parts.buttons},
    }
    try:
        session.conversation, answer = await asyncio.to_thread(answered, desk, body)
    except StyrsvarError as error:
        failed = markup.failure(str(error))
        session.last = f'<article class="turn">{markup.question(body.question)}{failed}</article>'
        yield {
            parts.answer: failed,
            parts.status: "Det gick inte att svara.",
            parts.session: session,
        }
        return
    session.understood = choices.understood(answer, filters)
    async for step in _told(desk, parts, body.question, answer, session):
        yield step


async def _told(
    desk: Desk, parts: Parts, question: str, answer: Answer, session: Session
) -> AsyncIterator[dict[Any, Any]]:
    words = tokens(answer.answer)
    for end in range(WORDS_A_STEP, len(words), max(WORDS_A_STEP, len(words) // 40)):
        yield {parts.answer: markup.answer_html(question, "".join(words[:end]), answer, session.turn, done=False)}
        await asyncio.sleep(PAUSE)
    whole, cards = await asyncio.to_thread(_finished, desk, question, answer, session)
    session.last = f'<article class="turn">{markup.question(question)}{whole}{cards}</article>'
    number = len(answer.citations)
    yield {
        parts.answer: whole,
        parts.sources: cards,
        parts.status: f"Svaret är klart, med {number} {'källa' if number == 1 else 'källor'}.",
        **_labelled(parts.buttons, answer.suggestions),
        **_noted(parts, choices.named(session.understood, answer)),
        parts.session: session,
    }


def _noted(parts: Parts, understood: choices.Values) -> dict[Any, Any]:
    """Each filter's label, with what the question itself says."""
    labels: dict[Any, Any] = {}
    for name, dropdown in parts.filters.items():
        told = ", ".join(understood.get(name, ()))
        label = choices.LABELS[name]
        labels[dropdown] = gr.update(label=f"{label} – ur frågan: {told}" if told else label)
    return labels


def _kept(desk: Desk, parts: Parts, picked: choices.Values, session: Session) -> dict[Any, Any]:
    """What the question said as the reader's own choice, for the questions that follow."""
    more = choices.offered(session.understood, desk.engine.index.documents())
    session.understood = {}
    values = {
        dropdown: gr.update(value=[*(picked[name] or ()), *more.get(name, ())], label=choices.LABELS[name])
        for name, dropdown in parts.filters.items()
    }
    return {**values, parts.session: session}


def _opened(desk: Desk, parts: Parts) -> dict[Any, Any]:
    """The page as it is before a question: examples of what is loaded, or what to do when nothing is."""
    empty = {
        parts.history: "",
        parts.asked: "",
        parts.answer: "",
        parts.sources: "",
        parts.status: "",
        parts.session: None,
        **_noted(parts, {}),
    }
    try:
        desk.engine.wait(30)
        entries = desk.engine.index.documents()
        questions = examples.examples(desk.engine.index, BUTTONS)
    except StyrsvarError as error:
        return {**empty, parts.intro: markup.failure(str(error)), **_labelled(parts.buttons, ())}
    offers = choices.offers(entries)
    return {
        **empty,
        parts.intro: INTRO if entries else nothing_loaded(),
        **_labelled(parts.buttons, questions),
        **{
            dropdown: gr.update(choices=offers[name], value=[], label=choices.LABELS[name])
            for name, dropdown in parts.filters.items()
        },
    }


def _finished(desk: Desk, question: str, answer: Answer, session: Session) -> tuple[str, str]:
    """The whole answer with its chart and what can be done with it, and its sources."""
    keepable = bool(choices.offered(session.understood, desk.engine.index.documents()))
    whole = markup.answer_html(question, answer.answer, answer, session.turn, done=True, keepable=keepable)
    found = charts.chart(answer, desk.engine.index.document)
    picture = charts.drawn(found, session.turn) if found else ""
    tools = markup.tools(session.conversation or "", question, answer, said(question, answer))
    return whole + picture + tools, markup.sources(answer, session.turn, _reader(desk))


def _continued(desk: Desk, parts: Parts, conversation: str) -> dict[Any, Any]:
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
        session.turn += 1
        session.earlier += [session.last] if session.last else []
        answer = replace(turn.answer, plan=turn.plan)
        session.understood = choices.understood(answer, {})
        whole, cards = _finished(desk, turn.question, answer, session)
        session.last = f'<article class="turn">{markup.question(turn.question)}{whole}{cards}</article>'
    return {
        parts.intro: "",
        parts.history: "".join(session.earlier),
        parts.asked: markup.question(turns[-1].question),
        parts.answer: whole,
        parts.sources: cards,
        parts.session: session,
        **_labelled(parts.buttons, answer.suggestions),
        **_noted(parts, choices.named(session.understood, answer)),
    }


def _searching(desk: Desk) -> str:
    """What is searched, and who then writes."""
    writer = desk.settings.llm_model if desk.settings.llm_url else None
    if not desk.engine.ready:
        return markup.searching("handlingarna", writer)
    found = desk.engine.assistant.coverage()
    where = f"{plural(found['documents'], 'handling', 'handlingar')}, {plural(found['pages'], 'sida', 'sidor')}"
    return markup.searching(where, writer)


def _labelled(buttons: tuple[gr.Button, ...], texts: Any) -> dict[Any, Any]:
    padded = [*texts][:BUTTONS] + [""] * (BUTTONS - len(texts))
    return {button: gr.update(value=text, visible=bool(text)) for button, text in zip(buttons, padded, strict=True)}


def _reader(desk: Desk) -> markup.Reader:
    entries = desk.engine.index.documents()
    return markup.Reader(frozenset(entry.name for entry in entries if entry.media_type.startswith("application/pdf")))
