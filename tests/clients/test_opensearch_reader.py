"""A reader that knows nothing but OpenSearch: it reads the description and fills in its templates."""

import re
from urllib.parse import quote, urljoin
from xml.etree import ElementTree as Xml

import feedparser
import httpx2
import pytest

from tests.clients.conftest import opened

SPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


@pytest.fixture(scope="module")
def templates(base: str) -> dict[str, str]:
    """Addresses to fill in, by media type, found from the page's own link as a browser finds them."""
    page = opened(base)
    link = re.search(r'<link rel="search"[^>]*href="([^"]+)"', page)
    assert link
    description = Xml.fromstring(httpx2.get(urljoin(base, link[1])).text)  # noqa: S314
    return {url.get("type", ""): url.get("template", "") for url in description.findall("o:Url", SPACE)}


def _filled(template: str, words: str, count: int = 3) -> str:
    return template.replace("{searchTerms}", quote(words)).replace("{count?}", str(count))


def test_the_feed_leads_to_the_pages(templates: dict[str, str]) -> None:
    feed = feedparser.parse(_filled(templates["application/atom+xml"], "nattbesök & <kamera>"))
    assert (feed.bozo, feed.status, feed.version) == (False, 200, "atom10")
    assert int(feed.feed.opensearch_totalresults) >= len(feed.entries) == 3
    assert (feed.feed.opensearch_startindex, feed.feed.opensearch_itemsperpage) == ("1", "3")
    assert feed.feed.title == "Styrsvar: nattbesök & <kamera>"
    for entry in feed.entries:
        assert entry.updated_parsed
        assert "<mark>" in entry.summary or entry.summary
        assert httpx2.get(entry.link).headers["content-type"] == "application/pdf"


def test_suggestions_come_as_the_format_has_them(templates: dict[str, str]) -> None:
    typed, suggestions = httpx2.get(_filled(templates["application/x-suggestions+json"], "funktionsstöd")).json()
    assert typed == "funktionsstöd"
    assert "Vad står det om funktionsstöd?" in suggestions


def test_the_pages_own_address_opens(templates: dict[str, str]) -> None:
    assert httpx2.get(_filled(templates["text/html"], "uppdrag"), timeout=60).status_code == 200
