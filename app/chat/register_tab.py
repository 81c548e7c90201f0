"""The tab of the register of assignments."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from app.api.desk import Desk
from app.chat import choices
from app.chat.markup import failure
from app.chat.tables import assignments_table, export_links
from app.register import statuses
from index.model import AssignmentFilter, Filters
from ingest.errors import StyrsvarError
from ingest.model import Status

PAGE = 25


@dataclass(frozen=True, slots=True)
class Parts:
    """The tab's components."""

    text: gr.Textbox
    status: gr.Dropdown
    board: gr.Dropdown
    year: gr.Dropdown
    offset: gr.State
    table: gr.HTML
    export: gr.HTML
    back: gr.Button
    on: gr.Button


def build(desk: Desk, tab: gr.Tab) -> None:
    """Fills the tab."""
    parts = _lay_out()
    inputs: Any = [parts.text, parts.status, parts.board, parts.year]
    outputs: Any = [parts.offset, parts.table, parts.export, parts.back, parts.on]
    quiet: Any = {"api_visibility": "private", "show_progress": "hidden"}

    def first(text: str, status: list[str], board: list[str], year: list[str]) -> list[Any]:
        return _shown(desk, text, status, board, year, 0)

    def moved(by: int) -> Any:
        def to(text: str, status: list[str], board: list[str], year: list[str], offset: int) -> list[Any]:
            return _shown(desk, text, status, board, year, max(0, offset + by))

        return to

    def opened() -> list[Any]:
        entries = desk.engine.index.documents() if desk.engine.ready else []
        years = (
            sorted({str(entry.year) for entry in desk.engine.index.assignments() if entry.year}, reverse=True)
            if entries
            else []
        )
        return [gr.update(choices=choices.boards(entries)), gr.update(choices=years)]

    tab.select(opened, outputs=[parts.board, parts.year], **quiet).then(first, inputs, outputs, **quiet)
    gr.on(
        [parts.text.submit, parts.text.blur, *(one.change for one in (parts.status, parts.board, parts.year))],
        first,
        inputs,
        outputs,
        **quiet,
    )
    parts.back.click(moved(-PAGE), [*inputs, parts.offset], outputs, **quiet)
    parts.on.click(moved(PAGE), [*inputs, parts.offset], outputs, **quiet)


def _lay_out() -> Parts:
    with gr.Row(elem_classes="filters"):
        text = gr.Textbox(label="Ord i uppdraget", placeholder="t.ex. placerade barn", max_lines=1)
        status = gr.Dropdown([status.value for status in Status], label="Status", multiselect=True)
        board = gr.Dropdown([], label="Nämnd", multiselect=True)
        year = gr.Dropdown([], label="År", multiselect=True)
    offset = gr.State(0)
    export = gr.HTML()
    table = gr.HTML(elem_id="register")
    with gr.Row(elem_classes="paging"):
        back = gr.Button("← Föregående", visible=False)
        on = gr.Button("Nästa →", visible=False)
    return Parts(text, status, board, year, offset, table, export, back, on)


def _shown(desk: Desk, text: str, status: list[str], board: list[str], year: list[str], offset: int) -> list[Any]:
    filters = Filters((), tuple(board), tuple(int(one) for one in year), ())
    try:
        found = desk.engine.index.assignments(AssignmentFilter(filters, statuses(status), text=text.strip()[:200]))
    except StyrsvarError as error:
        return [0, failure(str(error)), "", gr.update(visible=False), gr.update(visible=False)]
    offset = offset if offset < len(found) else 0
    query = [("text", text.strip())] if text.strip() else []
    query += [("status", one) for one in status] + [("board", one) for one in board] + [("year", one) for one in year]
    return [
        offset,
        assignments_table(found[offset : offset + PAGE], len(found), offset),
        export_links(query) if found else "",
        gr.update(visible=offset > 0),
        gr.update(visible=offset + PAGE < len(found)),
    ]
