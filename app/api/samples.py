"""Examples for the OpenAPI description, all invented, each in the shape that its route takes or gives.

None of their values is null, since FastAPI leaves such values out.
"""

from typing import Any

from pydantic import ConfigDict

DOCUMENT_NAME = "arsrapport-2024-norr"
VERSION = "3f9c2a7b1d40"
_URL = f"/api/documents/{DOCUMENT_NAME}/file"
_PLACE: dict[str, Any] = {
    "document": DOCUMENT_NAME,
    "title": "Årsrapport 2024 Socialnämnden Norr",
    "attachment": "Bilaga 2 Uppdrag",
    "section": "6.1 Redovisning av uppdrag",
    "page": 39,
    "page_label": "42",
}
_BOXES = [[72.0, 310.5, 301.2, 322.5]]
_PAGING = {"total": 1, "limit": 20, "offset": 0}

CITATION = {
    "number": 1, **_PLACE, "version": VERSION, "quote": "Utreda husdjur på boenden (…) Ej påbörjad",
    "url": f"{_URL}#page=39", "permalink": f"/k/{DOCUMENT_NAME}@{VERSION}/39/1200-1280", "boxes": _BOXES,
    "scanned": False,
}  # fmt: skip
ITEM = {
    "text": "Utreda husdjur på boenden", "status": "Ej påbörjad", "year": 2024, "board": "Socialnämnden Norr",
    "citations": [1],
}  # fmt: skip
ANSWER = {
    "conversation_id": "0d6e5a0c4f1b4c7f9a3e2b1c0d9e8f7a", "standalone_question": "Vilka uppdrag är ej påbörjade?",
    "answered": True, "kind": "list", "answer": "**Ett av 41** uppdrag är ej påbörjat:\n\n1. Utreda … [1]",
    "items": [ITEM], "total": 1, "citations": [CITATION], "suggestions": ["Och i Öster?"], "took_ms": 41.0,
    "coverage": {"documents": 5, "pages": 172}, "written_by": "styrsvar",
}  # fmt: skip
EVENT = {"event": "token", "data": '{"text": "Ett "}'}
HIT_PLACE = {**_PLACE, "url": f"{_URL}#page=39"}
HIT = {
    **HIT_PLACE, "snippet": "… Utreda <mark>husdjur</mark> på boenden …", "score": 0.83, "boxes": _BOXES,
    "places": [HIT_PLACE],
}  # fmt: skip
HITS = {
    "items": [HIT], **_PAGING,
    "facets": {
        "board": [{"value": "Socialnämnden Norr", "count": 1}], "year": [{"value": 2024, "count": 1}],
        "type": [{"value": "årsrapport", "count": 1}], "document": [{"value": DOCUMENT_NAME, "count": 1}],
    },
}  # fmt: skip
FEED = (
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">'
    "<title>Styrsvar: husdjur</title>…</feed>"
)
DESCRIPTION = (
    '<?xml version="1.0" encoding="utf-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
    "<ShortName>Styrsvar</ShortName>…</OpenSearchDescription>"
)
ASSIGNMENT = {
    "id": f"{DOCUMENT_NAME}-3b6305adee99", "text": "Utreda husdjur på boenden", "document": DOCUMENT_NAME,
    "title": _PLACE["title"], "attachment": "Bilaga 2 Uppdrag", "section": _PLACE["section"],
    "headings": ["6 Uppdrag", _PLACE["section"]], "pages": [39],
    "board": "Socialnämnden Norr", "issuer": "Kommunfullmäktige", "addressees": ["Socialnämnderna"], "year": 2024,
    "kind": "inom budgetbeslut", "status": "Ej påbörjad", "status_text": "Ej påbörjat", "comment": "Startar i höst.",
    "decision": "2024-03-26 § 12", "expected": "2025-06-30", "report_to": "Kommunfullmäktige", "group": "9a1c",
    "url": f"{_URL}#page=39",
}  # fmt: skip
ASSIGNMENTS = {"items": [ASSIGNMENT], **_PAGING}
ASSIGNMENTS_CSV = "id,text,status,…\r\n3b6305adee99,Utreda husdjur på boenden,Ej påbörjad,…\r\n"
DOCUMENT = {
    "document": DOCUMENT_NAME, "version": VERSION, "title": _PLACE["title"], "type": "årsrapport",
    "board": "Socialnämnden Norr", "city": "Staden", "year": 2024, "pages": 54, "attachments": [],
    "readings": {"text": 53, "ocr": 1}, "warnings": [], "added": "2026-01-15T09:30:00+00:00",
    "media_type": "application/pdf", "counts": {"sections": 61, "assignments": 41}, "url": _URL,
}  # fmt: skip
DOCUMENTS = {"items": [DOCUMENT], **_PAGING}
SECTION = {"number": "6.1", "title": "Redovisning av uppdrag", "level": 2, "page": 39}
LOADED = {
    "file": "arsrapport-2024-norr.pdf", "document": DOCUMENT_NAME, "result": "read", "message": "", "pages": 54,
    "warnings": [],
}  # fmt: skip
JOB = {"id": "8b1d", "state": "done", "step": "Klar", "progress": 1.0, "documents": [LOADED], "error": ""}
SUGGESTIONS = {"suggestions": ["Vad står det om husdjur?"]}
SUGGESTIONS_LIST = ["husdjur", ["Vad står det om husdjur?"]]
METRICS = (
    '# TYPE styrsvar_requests_total counter\nstyrsvar_requests_total{method="GET",route="/metrics",status="200"} 1\n'
)
MESSAGES = [{"role": "user", "content": "Vilka uppdrag är ej påbörjade?"}]
MODEL = {"id": "styrsvar", "object": "model", "created": 1767225600, "owned_by": "styrsvar"}
MODELS = {"object": "list", "data": [MODEL]}
_CITED = f"https://styrsvar.example{_URL}#page=39"
COMPLETED = {
    "id": "chatcmpl-5f0c", "object": "chat.completion", "created": 1767225600, "model": "styrsvar",
    "choices": [{
        "index": 0,
        "message": {
            "role": "assistant",
            "content": f"Ett av 41 uppdrag är ej påbörjat [1].\n\n**Källor**\n\n- [1] [Årsrapport, s. 39]({_CITED})",
            "annotations": [{
                "type": "url_citation",
                "url_citation": {"start_index": 33, "end_index": 36, "title": "Årsrapport, s. 39", "url": _CITED},
            }],
        },
        "finish_reason": "stop",
    }],
    "usage": {"prompt_tokens": 5, "completion_tokens": 20, "total_tokens": 25},
}  # fmt: skip
COMPLETED_EVENT = {
    "event": "message",
    "data": '{"id": "chatcmpl-5f0c", "object": "chat.completion.chunk", "choices": [{"delta": {"content": "Ett "}}]}',
}
# status → what went wrong, as in app/api/problems.py
PROBLEM_DETAILS = {
    400: "Innehållet går inte att tolka. Skicka giltig JSON, eller ett formulär med en fil.",
    403: "Begäran kom från en annan webbplats. Öppna Styrsvar direkt, eller släpp in den i STYRSVAR_ALLOWED_ORIGINS.",
    404: f"Dokumentet ”{DOCUMENT_NAME}” finns inte. Se listan på /api/documents.",
    413: "Det som skickades är större än 1 MB. Skicka något mindre.",
    415: "Filen ”bild.png” kan inte läsas. Styrsvar läser PDF, DOCX och TXT.",
    421: (
        "Servern känner inte namnet ”styrsvar.example”. Öppna den med adressen som du har fått, eller lägg till namnet "
        "i STYRSVAR_ALLOWED_HOSTS."
    ),
    422: "limit ska vara minst 1 (värdet är ”0”).",
    503: "Styrsvar startar. Försök igen om några sekunder.",
}


Responses = dict[int | str, dict[str, Any]]


def example(value: dict[str, Any]) -> ConfigDict:
    """A model's configuration that shows an example."""
    return ConfigDict(json_schema_extra={"examples": [value]})


def content(media_type: str, value: Any = None, **schema: Any) -> dict[str, Any]:
    """One media type of an answer, with an example where there is one to show."""
    return {media_type: {"schema": schema or {"type": "string"}, **({} if value is None else {"example": value})}}


def binary(media_type: str) -> dict[str, Any]:
    """A media type of an answer that is a file."""
    return content(media_type, type="string", format="binary")


def events(value: dict[str, str], names: list[str]) -> dict[str, Any]:
    """Server-sent events of an answer: their names, and an example of one. Its data is JSON."""
    properties = {"event": {"enum": names}, "data": {"type": "string"}}
    return content("text/event-stream", value, type="object", properties=properties, required=["data"])


def given(description: str, *contents: dict[str, Any]) -> Responses:
    """A good answer of other media types than JSON alone."""
    merged = {media_type: told for one in contents for media_type, told in one.items()}
    return {200: {"description": description, "content": merged}}
