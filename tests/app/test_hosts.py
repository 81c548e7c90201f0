"""Only names that are ours are answered to: a page elsewhere that gives its own name our address reads nothing."""

import pytest
from fastapi.testclient import TestClient

from app.api.hosts import is_known
from app.settings import Settings

NAMES = Settings(host="intern-dator", allowed_hosts="styrsvar.stad.example, *.kommun.example").names()
# Host as the browser sends it, whether it is answered
HOSTS = [
    (None, True),  # no browser
    ("localhost:8000", True),
    ("LOCALHOST", True),
    ("styrsvar.localhost:8000", True),
    ("127.0.0.1:8000", True),
    ("10.0.0.7", True),  # no other site can have a number for its name
    ("[::1]:8000", True),
    ("intern-dator:8000", True),  # where it listens
    ("styrsvar.stad.example", True),
    ("Styrsvar.stad.example.:443", True),
    ("a.kommun.example", True),
    ("kommun.example", False),
    ("ond.example", False),
    ("localhost.ond.example", False),
    ("styrsvar.stad.example.ond.example", False),
    ("ondkommun.example", False),
    ("127.0.0.1.ond.example", False),
    ("127.0.0.1@ond.example", False),
    ("", False),
]


@pytest.mark.parametrize(("host", "known"), HOSTS)
def test_is_known(host: str | None, known: bool) -> None:
    assert is_known(host, NAMES) is known
    assert is_known(host, Settings(allowed_hosts="*").names())


@pytest.mark.parametrize("path", ["/api/documents", "/api/ask", "/mcp", "/health/live", "/openapi.json", "/v1/models"])
def test_another_name_is_told_nothing(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Host": "ond.example:8000"})
    assert (answer.status_code, answer.headers["content-type"]) == (421, "application/problem+json")
    assert answer.json()["detail"].startswith("Servern känner inte namnet ”ond.example”.")


def test_a_browser_is_told_as_a_page(client: TestClient) -> None:
    answer = client.get("/", headers={"Host": "<b>ond.example", "Accept": "text/html,*/*"})
    assert answer.status_code == 421
    assert "STYRSVAR_ALLOWED_HOSTS" in answer.text
    assert "&lt;b&gt;ond.example" in answer.text
