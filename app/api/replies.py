"""The shapes that callers get, as the OpenAPI description shows them."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from ingest.model import Box


class ItemBody(BaseModel):
    """En rad i en fullständig lista."""

    text: str
    status: str | None
    year: int | None
    board: str | None
    citations: list[int]


class CitationBody(BaseModel):
    """En källa: ett citat som står på sin sida."""

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
    boxes: list[Box] = Field(description="Citatets plats: vänster, topp, höger, botten i punkter")
    scanned: bool = Field(description="Orden kommer från en inskannad sida")


class AnswerBody(BaseModel):
    """Svaret; varje påstående har sin källa [n]."""

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


class HitBody(BaseModel):
    """En träff."""

    document: str
    title: str
    attachment: str | None
    section: str
    page: int
    page_label: str
    snippet: str = Field(description="HTML: sökta ord i <mark>, allt annat skyddat")
    score: float
    url: str
    boxes: list[Box]


class FacetBody(BaseModel):
    """Ett värde att avgränsa med och hur många träffar det har."""

    value: str | int
    count: int


class HitsBody(BaseModel):
    """Träffar, bästa först."""

    items: list[HitBody]
    total: int
    limit: int
    offset: int
    facets: dict[str, list[FacetBody]]


class AssignmentBody(BaseModel):
    """Ett uppdrag i registret."""

    id: str
    text: str
    document: str
    title: str
    attachment: str | None
    section: str
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

    items: list[AssignmentBody]
    total: int
    limit: int
    offset: int


class AssignmentWithOthersBody(AssignmentBody):
    """Ett uppdrag, och samma uppdrag i andra handlingar."""

    elsewhere: list[AssignmentBody]


class DocumentBody(BaseModel):
    """En inläst handling."""

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

    items: list[DocumentBody]
    total: int
    limit: int
    offset: int


class SectionBody(BaseModel):
    """En rubrik och sidan där den står."""

    number: str
    title: str
    level: int
    page: int


class DocumentWithSectionsBody(DocumentBody):
    """En handling med sin innehållsförteckning."""

    sections: list[SectionBody]


class LoadedBody(BaseModel):
    """Hur det gick för en fil."""

    file: str
    document: str
    result: str
    message: str
    pages: int
    warnings: list[str]


class JobBody(BaseModel):
    """En inläsning som pågår eller är klar."""

    id: str
    state: Literal["queued", "running", "done", "failed"]
    step: str
    progress: float
    documents: list[LoadedBody]
    error: str


class SuggestBody(BaseModel):
    """Förslag på frågor."""

    suggestions: list[str]


class ProblemBody(BaseModel):
    """Ett fel (RFC 9457): vad som är fel, med vilket värde, vad man kan göra."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": ProblemBody, "description": text, "content": {"application/problem+json": {}}}
    for code, text in ((404, "Finns inte"), (422, "Fel i indata"), (503, "Inte redo"))
}
