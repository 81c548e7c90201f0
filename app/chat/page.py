"""The page: a header and three tabs."""

import os
from pathlib import Path

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read when Gradio is imported
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import gradio as gr
from fastapi import FastAPI

from app.api.desk import Desk
from app.chat import ask_tab, brief_tab, documents_tab, endpoint, register_tab
from app.chat.site.shell import TEMPLATES
from app.chat.theme import theme

HEADER = """<header class="top"><span class="mark" aria-hidden="true"></span><div><h1>Styrsvar</h1>
<p>Svar ur stadens styrande dokument, med sida och citat</p></div>
<nav aria-label="Mer"><a href="/samtal">Mina samtal</a><a href="/om">Om Styrsvar</a></nav></header>"""
FOOTER = (TEMPLATES / "foot.html").read_text("utf-8")


def build(desk: Desk) -> FastAPI:
    """An app that serves the page at its root."""
    with gr.Blocks(title="Styrsvar", analytics_enabled=False) as blocks:
        gr.HTML(HEADER, elem_id="top")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Fråga", id="ask"):
                ask_tab.build(desk, blocks)
            with gr.Tab("Uppdrag", id="register") as tab:
                register_tab.build(desk, tab, blocks)
            with gr.Tab("Underlag", id="brief"):
                brief_tab.build()
            with gr.Tab("Handlingar", id="documents") as tab:
                documents_tab.build(desk, tab)
        gr.HTML(FOOTER, elem_id="foot")
        endpoint.build(desk)
    blocks.queue(default_concurrency_limit=8, api_open=False)
    app: FastAPI = gr.mount_gradio_app(
        FastAPI(openapi_url=None),
        blocks,
        path="/",
        theme=theme(),
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        max_file_size="1mb",  # files come through the API, which checks what they hold
        favicon_path=str(Path(__file__).with_name("favicon.svg")),
    )
    return app
