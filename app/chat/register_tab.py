"""The tab of the register of assignments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from app.api.desk import Desk
from app.chat import choices
from app.chat.markup import failure
from app.chat.tables import assignments_table, selection_links, status_chart
from app.register import ordered, statuses
from index.model import AssignmentEntry, AssignmentFilter, Filters
from ingest.errors import StyrsvarError
from ingest.model import Status

PAGE = 25


ORDERS = {
    "Handlingens ordning": "",
    "Status": "status",
    "Nämnd": "board",
    "Nyast först": "-year",
    "Uppdragets ord": "text",
}
LONGEST = 200  # characters of a filter
FIELDS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader has chosen, in the order of the tab's fields."""

    text: str
    status: list[str]
    board: list[str]
    year: list[str]
    order: str

    @property
    def query(self) -> list[tuple[str, str]]:
        """The same as an address has it."""
        pairs = [("text", self.text.strip()[:LONGEST])] if self.text.strip() else []
        for name, values in (("status", self.status), ("board", self.board), ("year", self.year)):
            pairs += [(name, value) for value in values]
        return pairs


@dataclass(frozen=True, slots=True)
class Parts:
    """The tab's components."""

    text: gr.Textbox
    status: gr.Dropdown
    board: gr.Dropdown
    year: gr.Dropdown
    order: gr.Dropdown
    offset: gr.State
    table: gr.HTML
    chart: gr.HTML
    export: gr.HTML
    back: gr.Button
    on: gr.Button


def build(desk: Desk, tab: gr.Tab, blocks: gr.Blocks) -> None:
    """Fills the tab; the page's address may say what is chosen (?flik=uppdrag&board=…)."""
    parts = _lay_out()
    inputs: Any = [parts.text, parts.status, parts.board, parts.year, parts.order]
    outputs: Any = [parts.offset, parts.table, parts.chart, parts.export, parts.back, parts.on]
    quiet: Any = {"api_visibility": "private", "show_progress": "hidden"}

    def first(*chosen: Any) -> list[Any]:
        return _shown(desk, Choice(*chosen), 0)

    def moved(by: int) -> Any:
        def to(*chosen: Any) -> list[Any]:
            return _shown(desk, Choice(*chosen[:-1]), max(0, chosen[-1] + by))

        return to

    def offered() -> list[Any]:
        boards, years = _offers(desk)
        return [gr.update(choices=boards), gr.update(choices=years)]

    def addressed(request: gr.Request) -> list[Any]:
        return _addressed(desk, request)

    tab.select(offered, outputs=[parts.board, parts.year], **quiet).then(first, inputs, outputs, **quiet)
    blocks.load(addressed, None, inputs, queue=False, **quiet)
    changes = (one.change for one in (parts.status, parts.board, parts.year, parts.order))
    gr.on([parts.text.submit, parts.text.blur, *changes], first, inputs, outputs, **quiet)
    parts.back.click(moved(-PAGE), [*inputs, parts.offset], outputs, **quiet)
    parts.on.click(moved(PAGE), [*inputs, parts.offset], outputs, **quiet)


def _lay_out() -> Parts:
    with gr.Row(elem_classes="filters"):
        text = gr.Textbox(label="Ord i uppdraget", placeholder="t.ex. placerade barn", max_lines=1)
        status = gr.Dropdown([status.value for status in Status], label="Status", multiselect=True)
        board = gr.Dropdown([], label="Nämnd", multiselect=True)
        year = gr.Dropdown([], label="År", multiselect=True)
        order = gr.Dropdown([*ORDERS.items()], label="Ordna efter", value="")
    offset = gr.State(0)
    export = gr.HTML()
    chart = gr.HTML()
    table = gr.HTML(elem_id="register")
    with gr.Row(elem_classes="paging"):
        back = gr.Button("← Föregående", visible=False)
        on = gr.Button("Nästa →", visible=False)
    return Parts(text, status, board, year, order, offset, table, chart, export, back, on)


def _offers(desk: Desk) -> tuple[list[str], list[str]]:
    """The boards and years that can be chosen."""
    if not desk.engine.ready:
        return [], []
    years = {str(entry.year) for entry in desk.engine.index.assignments() if entry.year}
    return choices.boards(desk.engine.index.documents()), sorted(years, reverse=True)


def _addressed(desk: Desk, request: gr.Request) -> list[Any]:
    """The fields as the page's address has them; what cannot be chosen is left out."""
    asked = request.query_params
    if asked.get("flik") != "uppdrag":
        return [gr.skip()] * FIELDS
    desk.engine.wait(30)
    boards, years = _offers(desk)

    def chosen(name: str, offered: list[str]) -> Any:
        return gr.update(choices=offered, value=[one for one in asked.getlist(name) if one in offered])

    order = str(asked.get("sort", ""))
    return [
        str(asked.get("text", ""))[:LONGEST],
        chosen("status", [status.value for status in Status]),
        chosen("board", boards),
        chosen("year", years),
        order if order in ORDERS.values() else "",
    ]


def _shown(desk: Desk, choice: Choice, offset: int) -> list[Any]:
    hidden = gr.update(visible=False)
    filters = Filters((), tuple(choice.board), tuple(int(one) for one in choice.year), ())
    wanted = AssignmentFilter(filters, statuses(choice.status), text=choice.text.strip()[:LONGEST])
    try:
        found = ordered(desk.engine.index.assignments(wanted), choice.order)
        same = _groups(desk.engine.index.assignments())
    except StyrsvarError as error:
        return [0, failure(str(error)), "", "", hidden, hidden]
    offset = offset if offset < len(found) else 0
    return [
        offset,
        assignments_table(found[offset : offset + PAGE], len(found), offset, same),
        status_chart(found),
        selection_links(choice.query, choice.order) if found else "",
        gr.update(visible=offset > 0),
        gr.update(visible=offset + PAGE < len(found)),
    ]


def _groups(entries: Sequence[AssignmentEntry]) -> dict[str, list[AssignmentEntry]]:
    made: dict[str, list[AssignmentEntry]] = {}
    for entry in entries:
        made.setdefault(entry.group, []).append(entry)
    return made
