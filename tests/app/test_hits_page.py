"""The page of hits over a real index: every facet counts what it then shows."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.api.server import create_app
from app.settings import Settings
from index.index import Index
from ingest.model import Part, Span
from tests.app.made import HERE
from tests.index.conftest import make_document, write_tiny

PAGES = ("Hyran höjs i hela huset.", "Hyran sänks i hela huset.", "Hyran är oförändrad i huset.")
CHOICE = re.compile(r'<a href="([^"]+)" (class="chosen"[^>]*)?>([^<]+)<span class="sr">, (\d+) träff')
COUNT = re.compile(r"av (\d+) ställen")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[TestClient]:
    """Two documents, one with two attachments whose titles begin alike."""
    first, second = (sum(len(page) + 1 for page in PAGES[:count]) for count in (1, 2))
    parts = (
        Part(0, "Plan", "budget", Span(0, first)),
        Part(1, "Bilaga 1", "avtal", Span(first, second)),
        Part(2, "Bilaga 1 B <i>", "avtal", Span(second, 200)),
    )
    (tmp_path / "model").mkdir()
    file = tmp_path / "a.txt"
    with Index.open(tmp_path / "data", embedding_model=str(write_tiny(tmp_path / "model", 1))) as index:
        for name, made in (
            ("plan", make_document("plan", *PAGES, parts=parts)),
            ("annan", make_document("annan", "Hyran fryses.")),
        ):
            file.write_text(name, "utf-8")
            index.add(made, file)
        with TestClient(create_app(Settings(data=tmp_path / "data"), index), base_url=HERE) as client:
            yield client


def _choices(page: str) -> dict[str, tuple[str, int, bool]]:
    """Each choice's address, number of hits, and whether it is chosen."""
    return {
        html.unescape(label): (html.unescape(url), int(count), bool(chosen))
        for url, chosen, label, count in CHOICE.findall(page)
    }


def _total(page: str) -> int:
    found = COUNT.search(page)
    return int(found[1]) if found else 0


def test_each_choice_shows_as_many_as_it_says(site: TestClient) -> None:
    whole = site.get("/traffar?q=hyran").text
    choices = _choices(whole)
    assert _total(whole) == 4
    assert {"Bilaga 1": 1, "Bilaga 1 B <i>": 1, "1 Avsnitt 1": 2, "2 Avsnitt 2": 1}.items() <= {
        label: count for label, (_, count, _) in choices.items()
    }.items()
    for label, (url, count, chosen) in choices.items():
        narrowed = site.get(url).text
        assert (_total(narrowed), chosen) == (count, False), label
        assert _choices(narrowed)[label][1:] == (count, True)


def test_a_hit_tells_its_attachment_and_section(site: TestClient) -> None:
    page = site.get("/traffar?q=hyran&attachment=Bilaga+1&section=2+Avsnitt+2").text
    assert _total(page) == 1
    assert '<p class="place">Bilaga 1, 2 Avsnitt 2</p>' in page
    assert "<i>" not in page
    nowhere = site.get("/traffar?q=hyran&attachment=finns-inte").text
    assert "Inga ställen hittades. Pröva andra ord, eller ta bort en avgränsning." in nowhere
    assert _choices(nowhere)["finns-inte"][1:] == (0, True)
