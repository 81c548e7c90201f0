"""What helps a reader along: suggestions while typing, and a place for opinions."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from app.api.asked import FeedbackBody
from app.api.desk import TheDesk
from app.api.replies import READS, WRITES, StatusBody, SuggestBody
from app.api.samples import SUGGESTIONS_LIST, content, given
from app.atom import SUGGESTIONS_TYPE
from app.feedback import Opinion

router = APIRouter(prefix="/api", tags=["Frågor"])
_OPENSEARCH = given("Förslagen", content(SUGGESTIONS_TYPE, SUGGESTIONS_LIST, type="array"))


@router.get(
    "/suggest",
    response_model=SuggestBody,
    summary="Förslag på frågor medan man skriver",
    responses={**_OPENSEARCH, **READS},
)
def suggest(
    desk: TheDesk,
    q: Annotated[str, Query(max_length=200, description="Det som är skrivet", examples=["husdjur"])] = "",
    format: Annotated[Literal["json", "opensearch"], Query()] = "json",  # noqa: A002
) -> Any:
    """Frågor som de inlästa handlingarna kan svara på; exempel när q är tomt. opensearch ger [q, [förslag, …]]."""
    found = desk.suggestions.suggest(desk.engine.index, q)
    if format == "opensearch":
        return JSONResponse([q, found], media_type=SUGGESTIONS_TYPE)
    return {"suggestions": found}


@router.post(
    "/feedback",
    status_code=201,
    response_model=StatusBody,
    summary="Säg vad du tyckte om ett svar",
    responses=WRITES,
)
def feedback(body: FeedbackBody, desk: TheDesk) -> dict[str, str]:
    """Sparas bara på den här servern."""
    desk.feedback.add(Opinion(body.rating, body.conversation_id, body.question, body.comment))
    return {"status": "sparat"}
