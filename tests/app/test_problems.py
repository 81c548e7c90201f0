"""Bad input is answered with a problem in Swedish, never with a 500."""

import pytest
from fastapi.testclient import TestClient

# method, path, body, status, words of the detail
BAD = [
    ("POST", "/api/ask", b"{", 400, "JSON"),
    ("POST", "/api/ask", b"[" * 100_000, 400, "JSON"),
    ("POST", "/api/ask", b"{}", 422, "question saknas"),
    ("POST", "/api/ask", b'{"question": "  "}', 422, "får inte vara tomt"),
    ("POST", "/api/ask", b'{"question": 5}', 422, "ska vara text (värdet är ”5”)"),
    ("POST", "/api/ask", b'{"question": "\\ud800"}', 422, "tecken"),
    ("POST", "/api/ask", b'{"question": "' + b"a" * 2001 + b'"}', 422, "högst 2000 tecken"),
    ("POST", "/api/ask", b'{"question": "a", "conversation_id": "../x"}', 422, "tecken som inte får användas"),
    ("POST", "/api/ask", b'{"question": "a", "filters": {"board": ["x"]}}', 422, "filters.board är inte känt"),
    ("POST", "/api/ask", b'{"question": "a", "filters": {"years": ["x"]}}', 422, "heltal (värdet är ”x”)"),
    ("POST", "/api/ask", b'{"question": "krascha"}', 503, "Språkmodellen"),
    ("POST", "/api/ask", b'{"question": "' + b"a" * 1_100_000 + b'"}', 413, "större än 1 MB"),
    ("GET", "/api/ask", b"", 405, "GET går inte"),
    ("GET", "/api/search", b"", 422, "q saknas"),
    ("GET", "/api/search?q=", b"", 422, "q får inte vara tomt"),
    ("GET", "/api/search?q=a&limit=0", b"", 422, "limit ska vara minst 1"),
    ("GET", "/api/search?q=a&limit=9999", b"", 422, "limit ska vara högst 100"),
    ("GET", "/api/search?q=a&year=99999999999999999999", b"", 422, "year.0 ska vara högst 2200"),
    ("GET", "/api/assignments?status=klar", b"", 422, "Välj bland: Ej påbörjad"),
    ("GET", "/api/assignments?sort=x", b"", 422, "Välj bland: board"),
    ("GET", "/api/assignments?format=pdf", b"", 422, "format ska vara ett av"),
    ("GET", "/api/assignments/finns-inte", b"", 404, "Uppdraget ”finns-inte” finns inte"),
    ("GET", "/api/documents/finns-inte", b"", 404, "Dokumentet ”finns-inte” finns inte"),
    ("GET", "/api/documents/finns-inte/file", b"", 404, "finns inte"),
    ("GET", "/api/documents/%00/file", b"", 404, "finns inte"),
    ("GET", "/api/documents/..%2f..%2fetc/file", b"", 404, "finns inte"),
    ("GET", "/api/documents/arsrapport-norr/file?version=../x", b"", 422, "version har tecken"),
    ("GET", "/api/documents/arsrapport-norr/file?version=v9", b"", 404, "Versionen v9"),
    ("GET", "/api/documents/arsrapport-norr/pages/0.png", b"", 404, "Sidan 0 finns inte"),
    ("GET", "/api/documents/arsrapport-norr/pages/9.png", b"", 404, "Dokumentet har 3 sidor"),
    ("GET", "/api/documents/arsrapport-norr/pages/x.png", b"", 422, "number ska vara ett heltal"),
    ("GET", "/api/documents/arsrapport-norr/pages/1.png?highlight=hej", b"", 422, "inte går att tolka"),
    ("GET", "/api/documents/arsrapport-norr/pages/1.png?highlight=1,2,3", b"", 422, "inte går att tolka"),
    ("GET", "/api/documents/arsrapport-norr/pages/1.png?highlight=nan,1,2,3", b"", 422, "inte går att tolka"),
    ("GET", "/api/documents/arsrapport-norr/pages/1.png?highlight=9-99999", b"", 422, "tecken"),
    ("GET", "/api/documents/plan%20%C3%B6ster%202025/pages/1.png", b"", 404, "ingen PDF"),
    ("DELETE", "/api/documents/finns-inte", b"", 404, "finns inte"),
    ("POST", "/api/documents", b"", 422, "Ingen fil"),
    ("GET", "/api/jobs/finns-inte", b"", 404, "Jobbet finns-inte finns inte"),
    ("POST", "/api/feedback", b'{"rating": "kanske"}', 422, "rating ska vara ett av"),
    ("GET", "/api/finns-inte", b"", 404, "/api/finns-inte finns inte"),
    ("GET", "/api/suggest?q=" + "a" * 300, b"", 422, "högst 200 tecken"),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "words"), BAD)
def test_bad_input_is_a_problem_in_swedish(
    client: TestClient, method: str, path: str, body: bytes, status: int, words: str
) -> None:
    response = client.request(method, path, content=body, headers={"Content-Type": "application/json"})
    problem = response.json()
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert problem["status"] == status
    assert words in problem["detail"]
    assert problem.keys() >= {"type", "title", "detail", "instance"}


def test_a_body_that_does_not_tell_its_length_is_stopped(client: TestClient) -> None:
    response = client.post("/api/ask", content=(b"a" * 100_000 for _ in range(20)))
    assert response.status_code == 413


def test_another_site_cannot_write(client: TestClient) -> None:
    response = client.delete("/api/documents/arsrapport-norr", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
