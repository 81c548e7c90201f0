"""The tab where questions are asked: the conversation so far, the answer at hand, and the question box."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import gradio as gr

from app.api.desk import Desk
from app.chat import ask_opening, choices
from app.chat.ask_layout import LONGEST_QUESTION, Parts, lay_out
from app.chat.ask_session import Session
from app.chat.ask_steps import steps


def build(desk: Desk, blocks: gr.Blocks) -> None:
    """Fills the tab."""
    parts, ask = lay_out()
    outputs = parts.outputs()
    quiet: Any = {"api_visibility": "private", "show_progress": "hidden"}

    async def asked(text: str, *rest: Any) -> AsyncIterator[dict[Any, Any]]:
        async for step in steps(desk, parts, text, *_given(parts, rest)):
            yield step

    given: Any = [*parts.filters.values(), parts.session]
    inputs: Any = [parts.box, *given]
    gr.on([parts.box.submit, ask.click], asked, inputs, outputs, **quiet)
    for button in parts.buttons:
        button.click(asked, [button, *given], outputs, **quiet)

    def kept(*rest: Any) -> dict[Any, Any]:
        return ask_opening.kept(desk, parts, *_given(parts, rest))

    parts.keep.click(kept, given, outputs, **quiet)

    async def emptied() -> dict[Any, Any]:
        return await asyncio.to_thread(ask_opening.opened, desk, parts)

    async def opened(request: gr.Request) -> dict[Any, Any]:
        """The page with the conversation (?samtal=…) or the question (?q=…, not yet asked) that its address holds."""
        typed = str(request.query_params.get("q", ""))[:LONGEST_QUESTION]
        talk = str(request.query_params.get("samtal", ""))[:64]
        return {
            **await emptied(),
            **({parts.box: typed} if typed else {}),
            **(await asyncio.to_thread(ask_opening.continued, desk, parts, talk) if talk else {}),
        }

    # Not through the queue: two events at the opening share its one stream, which may end before the second has joined
    blocks.load(opened, None, outputs, queue=False, **quiet)
    parts.new.click(emptied, None, outputs, **quiet)


def _given(parts: Parts, rest: Sequence[Any]) -> tuple[choices.Values, Session]:
    """What is chosen in each filter, and the conversation so far, from the values of those components."""
    *picked, session = rest
    return dict(zip(parts.filters, picked, strict=True)), session or Session()
