"""The tab of loaded documents: what there is, and more of it by upload."""

import gradio as gr

from app.api.desk import Desk
from app.chat.markup import failure
from app.chat.tables import documents_table, upload_form
from ingest.errors import StyrsvarError


def build(desk: Desk, tab: gr.Tab) -> None:
    """Fills the tab; it is read anew each time it is opened, and after an upload (script)."""
    gr.HTML(upload_form(desk.settings.max_upload_mb), elem_id="upload")
    shown = gr.HTML(elem_id="documents")
    again = gr.Button("Uppdatera listan", size="sm", elem_id="read-list")

    def opened() -> str:
        try:
            return documents_table(desk.engine.index.documents())
        except StyrsvarError as error:
            return failure(str(error))

    gr.on([tab.select, again.click], opened, outputs=shown, api_visibility="private", show_progress="hidden")
