"""The shapes that callers get, as the OpenAPI description shows them."""

from typing import Literal

from pydantic import BaseModel, Field

from app.api import samples
from app.api.problems import TITLES
from app.api.samples import Responses, example
from ingest.model import Box


class ItemBody(BaseModel):
    """En rad i en fullständig lista."""

    model_config = example(samples.ITEM)

    text: str
    status: str | None
    year: int | None
    board: str | None
    citations: list[int]


class CitationBody(BaseModel):
    """En källa: ett citat som står på sin sida."""

    model_config = example(samples.CITATION)

    number: int
    document: str
    version: str
    title: str
    attachment: str | None
    section: str
    page: int = Field(description="Sidan som en PDF-läsare räknar, från 1")
    page_label: str = Field(description="Sidnumret som är tryckt på sidan")
    quote: str
    url: str
    permalink: str = Field(description="Sida med citatet markerat, som består när handlingen ersätts")
    boxes: list[Box] = Field(description="Citatets plats: vänster, topp, höger, botten i punkter")
    scanned: bool = Field(description="Orden kommer från en inskannad sida")


class AnswerBody(BaseModel):
    """Svaret; varje påstående har sin källa [n]."""

    model_config = example(samples.ANSWER)

    conversation_id: str
    standalone_question: str
    answered: bool = Field(description="false när handlingarna inte ger svar")
    kind: str
    answer: str = Field(description="Markdown")
    items: list[ItemBody]
    total: int | None
    citations: list[CitationBody]
    suggestions: list[str]
    took_ms: float
    coverage: dict[str, int] = Field(description="Hur många dokument och sidor som söktes")
    written_by: str


class PlaceBody(BaseModel):
    """Ett ställe där träffens ord står."""

    model_config = example(samples.HIT_PLACE)

    document: str
    title: str
    attachment: str | None
    section: str
    page: int
    page_label: str
    url: str


class HitBody(PlaceBody):
    """En träff."""

    model_config = example(samples.HIT)

    snippet: str = Field(description="HTML: sökta ord i <mark>, allt annat skyddat")
    score: float
    boxes: list[Box]
    places: list[PlaceBody] = Field(description="Alla ställen där samma ord står, träffens eget först")


class FacetBody(BaseModel):
    """Ett värde att avgränsa med och hur många träffar det har."""

    model_config = example({"value": 2024, "count": 3})

    value: str | int
    count: int


class HitsBody(BaseModel):
    """Träffar, bästa först."""

    model_config = example(samples.HITS)

    items: list[HitBody]
    total: int
    limit: int
    offset: int
    facets: dict[str, list[FacetBody]]


class AssignmentBody(BaseModel):
    """Ett uppdrag i registret."""

    model_config = example(samples.ASSIGNMENT)

    id: str
    text: str
    document: str
    title: str
    attachment: str | None
    section: str
    headings: list[str]
    pages: list[int]
    board: str | None
    issuer: str
    addressees: list[str]
    year: int | None
    kind: str | None
    status: str
    status_text: str
    comment: str
    decision: str | None
    expected: str | None
    report_to: str | None
    group: str
    url: str


class AssignmentsBody(BaseModel):
    """En del av registret."""

    model_config = example(samples.ASSIGNMENTS)

    items: list[AssignmentBody]
    total: int
    limit: int
    offset: int


class AssignmentWithOthersBody(AssignmentBody):
    """Ett uppdrag, och samma uppdrag i andra handlingar."""

    model_config = example({**samples.ASSIGNMENT, "elsewhere": [samples.ASSIGNMENT], "successors": []})

    elsewhere: list[AssignmentBody]
    successors: list[AssignmentBody]


class DocumentBody(BaseModel):
    """En inläst handling."""

    model_config = example(samples.DOCUMENT)

    document: str
    version: str
    title: str
    type: str
    board: str | None
    city: str | None
    year: int | None
    pages: int
    attachments: list[str]
    readings: dict[str, int] = Field(description="Sidor efter hur de lästes: text, ocr, repaired, unread")
    warnings: list[str]
    added: str
    media_type: str
    counts: dict[str, int]
    url: str


class DocumentsBody(BaseModel):
    """Inlästa handlingar."""

    model_config = example(samples.DOCUMENTS)

    items: list[DocumentBody]
    total: int
    limit: int
    offset: int


class SectionBody(BaseModel):
    """En rubrik och sidan där den står."""

    model_config = example(samples.SECTION)

    number: str
    title: str
    level: int
    page: int


class DocumentWithSectionsBody(DocumentBody):
    """En handling med sin innehållsförteckning."""

    model_config = example({**samples.DOCUMENT, "sections": [samples.SECTION]})

    sections: list[SectionBody]


class LoadedBody(BaseModel):
    """Hur det gick för en fil."""

    model_config = example(samples.LOADED)

    file: str
    document: str
    result: str
    message: str
    pages: int
    warnings: list[str]


class JobBody(BaseModel):
    """En inläsning som pågår eller är klar."""

    model_config = example(samples.JOB)

    id: str
    state: Literal["queued", "running", "done", "failed"]
    step: str
    progress: float
    documents: list[LoadedBody]
    error: str


class SuggestBody(BaseModel):
    """Förslag på frågor."""

    model_config = example(samples.SUGGESTIONS)

    suggestions: list[str]


class StatusBody(BaseModel):
    """Hur det står till."""

    model_config = example({"status": "live"})

    status: str


class ReadyBody(StatusBody):
    """Redo att svara, och ur hur många handlingar."""

    model_config = example({"status": "ready", "documents": 5})

    documents: int


class FaultBody(BaseModel):
    """Ett fält med fel värde."""

    field: str
    message: str


class ProblemBody(BaseModel):
    """Ett fel (RFC 9457): vad som är fel, med vilket värde, vad man kan göra."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FaultBody] = Field([], description="Fälten med fel värden, ett i taget")
    error: dict[str, str | None] = Field({}, description="Samma fel i OpenAI:s form; bara under /v1")


def problems(*codes: int) -> Responses:
    """The errors of a route, for its description; `app.api.described` adds the media type and an example."""
    return {code: {"model": ProblemBody, "description": TITLES[code]} for code in sorted(codes)}


READS = problems(422, 503)
ONE_OF = problems(404, 422, 503)
WRITES = problems(400, 403, 413, 422, 503)
