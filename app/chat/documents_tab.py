"""The tab of loaded documents."""

import gradio as gr

from app.api.desk import Desk
from app.chat.markup import failure
from app.chat.tables import documents_table
from ingest.errors import StyrsvarError


def build(desk: Desk, tab: gr.Tab) -> None:
    """Fills the tab; it is read anew each time it is opened."""
    shown = gr.HTML(elem_id="documents")

    def opened() -> str:
        try:
            return documents_table(desk.engine.index.documents())
        except StyrsvarError as error:
            return failure(str(error))

    tab.select(opened, outputs=shown, api_visibility="private", show_progress="hidden")
