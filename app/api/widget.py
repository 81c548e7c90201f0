"""The question box for other sites' pages, and a page that shows it."""

import html
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse

from app.api.samples import content, given

router = APIRouter(tags=["Frågeruta"])
FILES = Path(__file__).parents[1] / "widget"
_HEADERS = {"Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "cross-origin"}
_SCRIPT = given("Skriptet", content("text/javascript", "<script src=…/widget.js defer></script>"))


@router.get("/widget.js", summary="Frågerutan att lägga in på en sida", response_class=FileResponse, responses=_SCRIPT)
async def widget() -> FileResponse:
    """Ger elementet <styrsvar-fraga>."""
    return FileResponse(FILES / "widget.js", media_type="text/javascript", headers=_HEADERS)


@router.get("/widget-demo", summary="En sida som visar frågerutan", response_class=HTMLResponse)
async def demo(request: Request) -> HTMLResponse:
    """Sidan har också raderna att kopiera."""
    page = (FILES / "demo.html").read_text(encoding="utf-8")
    return HTMLResponse(page.replace("{base}", html.escape(str(request.base_url).rstrip("/"))))
