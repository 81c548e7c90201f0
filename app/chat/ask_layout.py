"""The components of the tab where questions are asked, and how some of them change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from app.chat import choices

BUTTONS = 4
LONGEST_QUESTION = 2000
INTRO = """<div class="intro"><h2>Vad vill du veta?</h2><p>Fråga om uppdrag, mål, siffror och risker. Varje svar visar
var det står, med citat och sida.</p></div>"""


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


def lay_out() -> tuple[Parts, gr.Button]:
    """The components, and the button that asks."""
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


def noted(parts: Parts, understood: choices.Values) -> dict[Any, Any]:
    """Each filter's label, with what the question itself says."""
    labels: dict[Any, Any] = {}
    for name, dropdown in parts.filters.items():
        told = ", ".join(understood.get(name, ()))
        label = choices.LABELS[name]
        labels[dropdown] = gr.update(label=f"{label} – ur frågan: {told}" if told else label)
    return labels


def labelled(buttons: tuple[gr.Button, ...], texts: Sequence[str]) -> dict[Any, Any]:
    """The buttons of suggestions with their texts; those without one are hidden."""
    padded = [*texts][:BUTTONS] + [""] * (BUTTONS - len(texts))
    return {button: gr.update(value=text, visible=bool(text)) for button, text in zip(buttons, padded, strict=True)}
