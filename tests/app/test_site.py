"""Pages beside the chat: words from documents and readers are never markup, and a removal tells the truth."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from app.api.server import create_app
from app.chat.site.document import Receipt
from app.loading import load
from app.settings import Settings
from tests.app.fakes import FakeIndex, ScriptedAssistant, fake_read
from tests.app.made import HERE

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def site(settings: Settings, index: FakeIndex, assistant: ScriptedAssistant) -> Iterator[TestClient]:
    with TestClient(
        create_app(settings, index, assistant, read=fake_read), raise_server_exceptions=False, base_url=HERE
    ) as client:
        yield client


def test_a_readers_words_are_text(site: TestClient) -> None:
    for path in (f"/traffar?q={quote(EVIL)}", f"/traffar?q=barn&board={quote(EVIL)}", f"/handling/{quote(EVIL)}"):
        assert EVIL not in site.get(path).text


def test_a_documents_words_are_text(site: TestClient, index: FakeIndex) -> None:
    version = index.kept["arsrapport-norr"].version
    start = index.document("arsrapport-norr").text.index(EVIL)
    page = site.get(f"/k/arsrapport-norr@{version}/3/{start}-{start + len(EVIL)}")
    assert page.status_code == 200
    assert EVIL not in page.text
    assert "<mark>&lt;script&gt;alert(1)&lt;/script&gt;</mark>" in page.text
    assert EVIL not in site.get("/handling/arsrapport-norr").text
    assert EVIL not in site.get("/traffar?q=sjukfrånvaron").text


def test_a_quote_is_marked_once_where_spans_meet(site: TestClient, index: FakeIndex) -> None:
    version = index.kept["arsrapport-norr"].version
    page = site.get(f"/k/arsrapport-norr@{version}/1/0-14,5-20,900000-900001")
    marked = "".join(part.split("</mark>")[0] for part in page.text.split("<mark>")[1:])
    assert marked.startswith("Placerade barn")
    assert marked.count("Placerade") == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/k/borta@v1/1/2-3", 410),
        ("/k/arsrapport-norr@finns-inte/1", 404),
        ("/handling/borta", 404),
        ("/handling/arsrapport-norr/sida/1", 200),
        ("/samtal/finns-inte.docx", 404),
        ("/samtal/..%2f..%2fetc.pdf", 404),
        ("/om/mer", 404),
        ("/traffar", 200),
        ("/traffar?q=barn&offset=-1&year=abc&limit=x", 200),
        ("/traffar?q=" + "x" * 5000, 200),
    ],
)
def test_every_address_answers_with_a_page(site: TestClient, path: str, status: int) -> None:
    response = site.get(path)
    assert response.status_code == status
    assert 'lang="sv"' in response.text
    assert "default-src 'self'" in response.headers["content-security-policy"]


def test_a_removed_document_cannot_be_found(site: TestClient, index: FakeIndex) -> None:
    response = site.post(f"/handling/{quote('plan öster 2025')}/ta-bort")
    assert response.status_code == 200
    assert "Bostad först" in response.text  # what was searched for afterwards
    assert index.entry("plan öster 2025") is None
    assert site.get(f"/handling/{quote('plan öster 2025')}").status_code == 404


def test_a_receipt_that_found_something_says_so(index: FakeIndex) -> None:
    entry = index.entry("arsrapport-norr")
    assert entry
    clean = Receipt(entry, "2026-03-05T10:00:00+00:00", (("barn", 0),), 0, files=True)
    assert clean.clean
    for searches, assignments, files in (((("barn", 1),), 0, True), ((("barn", 0),), 2, True), ((), 0, False)):
        assert not Receipt(entry, clean.moment, searches, assignments, files).clean


def test_another_site_cannot_remove(site: TestClient, index: FakeIndex) -> None:
    refused = site.post("/handling/arsrapport-norr/ta-bort", headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert index.entry("arsrapport-norr")


def test_reading_again_reads_what_is_unchanged(index: FakeIndex, corpus: Path) -> None:
    file = corpus / "plan öster 2025.txt"
    assert load(index, [file], read=fake_read)[0].result == "oförändrad"
    assert load(index, [file], read=fake_read, again=True)[0].result == "läst"
