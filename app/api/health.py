"""Whether the server lives, whether it can answer, and what it has counted."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from app.api.desk import TheDesk
from app.api.replies import ReadyBody, StatusBody, problems
from app.api.samples import METRICS, content, given

router = APIRouter(tags=["Drift"])
_COUNTS = given("Räknarna", content("text/plain", METRICS))


@router.get("/health/live", response_model=StatusBody, summary="Lever servern?")
async def live() -> dict[str, str]:
    """Svarar så fort servern lyssnar."""
    return {"status": "live"}


@router.get("/health/ready", response_model=ReadyBody, summary="Kan servern svara på frågor?", responses=problems(503))
def ready(desk: TheDesk) -> dict[str, Any]:
    """503 tills indexet är öppet och modellen varm."""
    _ = desk.engine.assistant
    return {"status": "ready", "documents": len(desk.engine.index.documents())}


@router.get("/metrics", summary="Räknare i Prometheus textformat", response_class=PlainTextResponse, responses=_COUNTS)
def metrics(desk: TheDesk) -> PlainTextResponse:
    """Anrop, svar, svarstider, handlingar, sidor och jobb."""
    gauges: dict[str, float] = {"ready": float(desk.engine.ready)}
    if desk.engine.ready:
        entries = desk.engine.index.documents()
        gauges |= {"documents": len(entries), "pages": sum(entry.pages for entry in entries)}
    gauges |= {f"jobs_{state}": count for state, count in desk.jobs.counts().items()}
    return PlainTextResponse(desk.metrics.text(gauges), media_type="text/plain; version=0.0.4; charset=utf-8")
