"""Search as other programs ask for it: the description, suggestions and Atom."""

from xml.etree import ElementTree as Xml

import pytest
from fastapi.testclient import TestClient

from app import atom
from app.chat.mount import rewrite

NAMES = {"a": atom.ATOM, "o": atom.OPENSEARCH}


def test_the_description_names_each_address(client: TestClient) -> None:
    response = client.get("/opensearch.xml")
    assert response.headers["content-type"].startswith(atom.DESCRIPTION_TYPE)
    root = Xml.fromstring(response.text)  # noqa: S314
    addresses = {url.get("type"): url.get("template") for url in root.findall("o:Url", NAMES)}
    assert addresses == {
        "text/html": "http://localhost/?q={searchTerms}",
        atom.ATOM_TYPE: "http://localhost/api/search?q={searchTerms}&limit={count?}&format=atom",
        atom.SUGGESTIONS_TYPE: "http://localhost/api/suggest?q={searchTerms}&format=opensearch",
    }
    assert len(root.findtext("o:ShortName", "", NAMES)) <= 16  # by the specification


def test_the_page_tells_of_the_description() -> None:
    assert '<title>Styrsvar</title><link rel="search"' in rewrite("<head></head>", "n")
    assert 'href="/opensearch.xml"' in rewrite("<head></head>", "n")


def test_suggestions_in_opensearchs_form(client: TestClient) -> None:
    response = client.get("/api/suggest", params={"q": "husdjur", "format": "opensearch"})
    typed, found = response.json()
    assert response.headers["content-type"].startswith(atom.SUGGESTIONS_TYPE)
    assert (typed, found) == ("husdjur", client.get("/api/suggest", params={"q": "husdjur"}).json()["suggestions"])
    assert found


# query, total, words in the feed
FEEDS = [
    ("sjukfrånvaro", 1, "&lt;mark&gt;Sjukfrånvaron&lt;/mark&gt; var &amp;lt;script&amp;gt;"),
    ("xyzzy", 0, "Styrsvar: xyzzy"),
    ("<b>&", 0, "Styrsvar: &lt;b&gt;&amp;"),
]


@pytest.mark.parametrize(("query", "total", "words"), FEEDS)
def test_hits_as_a_feed(query: str, total: int, words: str, client: TestClient) -> None:
    response = client.get("/api/search", params={"q": query, "format": "atom"})
    root = Xml.fromstring(response.text)  # noqa: S314
    assert response.headers["content-type"].startswith(atom.ATOM_TYPE)
    assert root.findtext("o:totalResults", "", NAMES) == str(total)
    assert words in response.text
    entries = root.findall("a:entry", NAMES)
    assert len(entries) == total
    for entry in entries:
        assert all(entry.findtext(f"a:{name}", "", NAMES) for name in ("title", "id", "updated", "summary"))
        [link] = entry.findall("a:link", NAMES)
        assert client.get(str(link.get("href"))).status_code == 200
        assert client.get(entry.findtext("a:id", "", NAMES)).status_code == 200


# address, words of the refusal
REFUSED = [
    ("/api/search?q=x&format=rss", "format ska vara ett av"),
    ("/api/suggest?q=x&format=xml", "format ska vara ett av"),
    ("/api/search?q=&format=atom", "q får inte vara tomt"),
]


@pytest.mark.parametrize(("address", "words"), REFUSED)
def test_what_is_refused(address: str, words: str, client: TestClient) -> None:
    response = client.get(address)
    assert (response.status_code, words in response.text) == (422, True)
