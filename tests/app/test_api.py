"""What callers get, and what they get for bad input."""

import csv
import io
import json
import time
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from app.api.server import create_app
from app.settings import Settings
from tests.app.fakes import FakeIndex, ScriptedAssistant
from tests.app.made import HERE, made_pdf

CONTRACT = {
    "conversation_id", "standalone_question", "answered", "kind", "answer", "items", "total", "citations",
    "suggestions", "took_ms",
}  # fmt: skip
CITATION = {"number", "document", "title", "section", "page", "page_label", "quote", "url", "boxes"}
ASSIGNMENT = {
    "id", "text", "document", "section", "pages", "board", "issuer", "addressees", "year", "kind", "status",
    "status_text", "comment", "decision", "expected", "report_to", "group",
}  # fmt: skip
HIT = {"document", "title", "attachment", "section", "page", "page_label", "snippet", "score", "url", "boxes"}


def test_an_answer_has_the_contracts_fields(client: TestClient) -> None:
    body = client.post(
        "/api/ask", json={"question": "Hur många placerade barn?", "conversation_id": None, "filters": None}
    ).json()
    assert body.keys() >= CONTRACT
    assert body["answered"] is True
    source = body["citations"][0]
    assert source.keys() >= CITATION
    assert source["url"] == "/api/documents/arsrapport-norr/file#page=1"
    assert (source["page"], source["page_label"]) == (1, "4")
    assert len(source["boxes"][0]) == 4


def test_a_conversation_goes_on_under_its_id(client: TestClient, assistant: ScriptedAssistant) -> None:
    first = client.post("/api/ask", json={"question": "Placerade barn?"}).json()["conversation_id"]
    client.post("/api/ask", json={"question": "Och husdjur?", "conversation_id": first})
    client.post("/api/ask", json={"question": "Och husdjur?"})
    assert assistant.histories == [0, 1, 0]


def test_a_conversation_can_be_forgotten(client: TestClient, assistant: ScriptedAssistant) -> None:
    first = client.post("/api/ask", json={"question": "Placerade barn?"}).json()["conversation_id"]
    assert [client.delete(f"/api/conversations/{first}").status_code for _ in range(2)] == [204, 404]
    client.post("/api/ask", json={"question": "Och husdjur?", "conversation_id": first})
    assert assistant.histories == [0, 0]


def test_filters_reach_the_assistant(client: TestClient) -> None:
    body = {"question": "placerade barn", "filters": {"boards": ["Socialnämnden Väster"]}}
    assert client.post("/api/ask", json=body).json()["answered"] is False


def test_a_stream_tells_plan_citations_tokens_and_the_whole(client: TestClient) -> None:
    with client.stream("POST", "/api/ask/stream", json={"question": "placerade barn"}) as response:
        text = response.read().decode()
    events = [block.split("\n") for block in text.split("\n\n") if block.startswith("event: ")]
    names = [lines[0].removeprefix("event: ") for lines in events]
    data = [json.loads(lines[1].removeprefix("data: ")) for lines in events]
    assert names[:2] == ["plan", "citations"]
    assert set(names[2:-1]) == {"token"}
    assert names[-1] == "done"
    assert "".join(one["text"] for one in data[2:-1]) == data[-1]["answer"]
    assert data[-1].keys() >= CONTRACT


def test_a_stream_that_fails_says_so_as_an_event(client: TestClient) -> None:
    text = client.post("/api/ask/stream", json={"question": "krascha nu"}).text
    assert "event: error" in text
    assert "Språkmodellen svarar inte" in text


def test_hits_are_marked_and_all_else_escaped(client: TestClient) -> None:
    body = client.get("/api/search", params={"q": "sjukfrånvaro script"}).json()
    hit = body["items"][0]
    assert hit.keys() >= HIT
    assert "<mark>Sjukfrånvaron</mark>" in hit["snippet"]
    assert "&lt;" in hit["snippet"]
    assert "<script" not in hit["snippet"]
    assert body["facets"]["year"] == [{"value": 2024, "count": 1}]


def test_hits_come_in_pages(client: TestClient) -> None:
    query = {"q": "placerade nämnden bostad", "limit": 1}
    pages = [client.get("/api/search", params={**query, "offset": offset}).json() for offset in range(4)]
    assert [len(page["items"]) for page in pages] == [1, 1, 1, 0]
    assert {page["total"] for page in pages} == {3}


# query, ids in order
REGISTER = [
    ({}, ["norr-1", "norr-2", "norr-3", "norr-4"]),
    ({"status": "ej påbörjad"}, ["norr-1", "norr-4"]),  # case does not matter
    ({"status": ["Pågående", "Avslutad"]}, ["norr-2", "norr-3"]),
    ({"board": "norr"}, ["norr-1", "norr-2"]),  # a part of the name
    ({"board": "Socialnämnden Väster"}, []),
    ({"year": 2023}, ["norr-2"]),
    ({"text": "husdjur"}, ["norr-1", "norr-4"]),
    ({"text": "husdjur", "heading": "uppdrag"}, ["norr-1", "norr-4"]),
    ({"heading": "husdjur"}, []),
    ({"sort": "-year"}, ["norr-1", "norr-3", "norr-2", "norr-4"]),
    ({"sort": "status"}, ["norr-1", "norr-4", "norr-2", "norr-3"]),
    ({"limit": 2, "offset": 1}, ["norr-2", "norr-3"]),
]


@pytest.mark.parametrize(("query", "ids"), REGISTER)
def test_the_register_is_filtered_and_sorted(client: TestClient, query: dict[str, str], ids: list[str]) -> None:
    items = client.get("/api/assignments", params=query).json()["items"]
    assert [item["id"] for item in items] == ids
    assert all(item.keys() >= ASSIGNMENT for item in items)


def test_an_assignment_comes_with_the_same_elsewhere(client: TestClient) -> None:
    body = client.get("/api/assignments/norr-1").json()
    assert [other["id"] for other in body["elsewhere"]] == ["norr-4"]
    assert body["successors"] == []


def test_the_register_as_csv_has_no_formulas(client: TestClient) -> None:
    response = client.get("/api/assignments", params={"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert response.headers["content-type"].startswith("text/csv")
    assert [row["id"] for row in rows] == ["norr-1", "norr-2", "norr-3", "norr-4"]
    assert rows[2]["text"] == "'=1+1 är ingen formel."


def test_the_register_as_excel_has_no_formulas(client: TestClient) -> None:
    response = client.get("/api/assignments", params={"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert sheet.max_row == 5
    assert sheet["A1"].value == "Uppdrag"
    assert sheet["A4"].value == "=1+1 är ingen formel."
    assert sheet["A4"].data_type == "s"


def test_documents_are_listed_and_shown(client: TestClient) -> None:
    body = client.get("/api/documents").json()
    assert [item["document"] for item in body["items"]] == ["arsrapport-norr", "plan öster 2025"]
    one = client.get("/api/documents/arsrapport-norr").json()
    assert [section["page"] for section in one["sections"]] == [1, 2, 3]
    name = quote("plan öster 2025")
    assert client.get(f"/api/documents/{name}/file").headers["content-type"] == "text/plain; charset=utf-8"


def test_an_original_comes_as_it_was(client: TestClient) -> None:
    response = client.get("/api/documents/arsrapport-norr/file")
    assert response.content.startswith(b"%PDF-")
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"].startswith("inline")


def _finished(client: TestClient, job: str) -> dict[str, object]:
    for _ in range(100):
        body: dict[str, object] = client.get(f"/api/jobs/{job}").json()
        if body["state"] in ("done", "failed"):
            return body
        time.sleep(0.02)
    raise AssertionError(body)


def test_an_upload_is_read_and_can_be_removed(client: TestClient) -> None:
    sent = client.post("/api/documents", files={"file": ("..\\..\\Ny plan.pdf", made_pdf(["Ny"]))})
    assert sent.status_code == 202
    body = _finished(client, sent.json()["id"])
    assert body["state"] == "done"
    assert sent.headers["location"] == f"/api/jobs/{body['id']}"
    assert client.get("/api/documents/Ny plan").status_code == 200
    assert client.delete("/api/documents/Ny plan").status_code == 204
    assert client.get("/api/documents/Ny plan").status_code == 404


def test_an_upload_that_cannot_be_read_says_why(client: TestClient) -> None:
    sent = client.post("/api/documents", files={"file": ("trasig.pdf", made_pdf(["x"]))})
    body = _finished(client, sent.json()["id"])
    assert body["state"] == "failed"
    assert "Spara om den som PDF" in str(body["error"])


# file name, content, status, words of the detail
UPLOADS = [
    ("bild.png", b"\x89PNG", 415, "PDF, DOCX och TXT"),
    ("falsk.pdf", b"hej", 415, "är inte PDF inuti"),
    ("falsk.docx", b"PK\x03\x04", 415, "är inte DOCX inuti"),
    ("falsk.txt", b"\x00\x01", 415, "är inte TXT inuti"),
    ("tom.txt", b"", 415, "är tom"),
    (".pdf", b"%PDF-", 415, "kan inte läsas"),
    ("../../", b"%PDF-", 415, "kan inte läsas"),
    ("å" * 200 + ".txt", b"hej", 422, "för långt"),
    ("stor.txt", b"x" * 1_100_000, 413, "större än 1 MB"),
]


@pytest.mark.parametrize(("name", "content", "status", "words"), UPLOADS)
def test_a_bad_upload_is_refused(client: TestClient, name: str, content: bytes, status: int, words: str) -> None:
    response = client.post("/api/documents", files={"file": (name, content)})
    assert response.status_code == status
    assert words in response.json()["detail"]


def test_suggestions_come_from_what_is_loaded(client: TestClient) -> None:
    everything = client.get("/api/suggest").json()["suggestions"]
    assert "Vilka uppdrag är ej påbörjade enligt arsrapport norr?" in everything
    assert client.get("/api/suggest", params={"q": "bostad forst"}).json()["suggestions"] == [
        "Vad står det om bostad först?"
    ]


def test_health_metrics_and_description(client: TestClient) -> None:
    client.post("/api/ask", json={"question": "placerade barn"})
    assert client.get("/health/live").json() == {"status": "live"}
    assert client.get("/health/ready").json() == {"status": "ready", "documents": 2}
    metrics = client.get("/metrics").text
    assert 'styrsvar_requests_total{method="POST",route="/api/ask",status="200"} 1' in metrics
    assert 'styrsvar_answers_total{kind="fact",answered="true"} 1' in metrics
    assert "styrsvar_documents 2" in metrics
    paths = client.get("/openapi.json").json()["paths"]
    assert {
        "/api/ask",
        "/api/ask/stream",
        "/api/search",
        "/api/assignments",
        "/api/documents/{document}/pages/{number}.png",
    } <= paths.keys()


def test_every_answer_is_guarded(client: TestClient) -> None:
    headers = client.get("/health/live").headers
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "'unsafe-inline'" not in headers["content-security-policy"].split("style-src")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_feedback_is_kept(client: TestClient, index: FakeIndex) -> None:
    assert client.post("/api/feedback", json={"rating": "down", "comment": "Fel år"}).status_code == 201
    [(_, _, kept)] = index.dialogue.feedback()
    assert (kept["rating"], kept["comment"]) == ("down", "Fel år")


def test_a_conversation_outlives_its_server(client: TestClient, settings: Settings, index: FakeIndex) -> None:
    first = client.post("/api/ask", json={"question": "Placerade barn?"}).json()["conversation_id"]
    later = ScriptedAssistant(index)
    with TestClient(create_app(settings, index, later, chat=False), base_url=HERE) as another:
        another.post("/api/ask", json={"question": "Och husdjur?", "conversation_id": first})
    assert later.histories == [1]
