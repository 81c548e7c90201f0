"""Search hits as an Atom feed with OpenSearch's counts, and the description that tells a browser how to search here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as Xml

from app.brief.words import printable

ATOM, OPENSEARCH = "http://www.w3.org/2005/Atom", "http://a9.com/-/spec/opensearch/1.1/"
ATOM_TYPE = "application/atom+xml"
DESCRIPTION_TYPE = "application/opensearchdescription+xml"
SUGGESTIONS_TYPE = "application/x-suggestions+json"
Xml.register_namespace("", ATOM)
Xml.register_namespace("opensearch", OPENSEARCH)


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of hits as the search gives them; `added` tells when each document was loaded."""

    query: str
    items: Sequence[Mapping[str, Any]]
    total: int
    limit: int
    offset: int
    added: Mapping[str, str]


def feed(hits: Hits, base: str, address: str) -> bytes:
    """The feed; `base` is where the server is reached, `address` the feed's own."""
    base = base.rstrip("/")
    root = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "sv"})
    _atom(root, "title", f"Styrsvar: {hits.query}")
    _atom(root, "id", address)
    _atom(root, "updated", max(hits.added.values(), default="1970-01-01T00:00:00+00:00"))
    _atom(_atom(root, "author"), "name", "Styrsvar")
    _atom(root, "link", rel="self", type=ATOM_TYPE, href=address)
    _atom(root, "link", rel="search", type=DESCRIPTION_TYPE, href=f"{base}/opensearch.xml")
    counts = {"totalResults": hits.total, "startIndex": hits.offset + 1, "itemsPerPage": hits.limit}
    for name, count in counts.items():
        Xml.SubElement(root, f"{{{OPENSEARCH}}}{name}").text = str(count)
    Xml.SubElement(root, f"{{{OPENSEARCH}}}Query", {"role": "request", "searchTerms": printable(hits.query)})
    for item in hits.items:
        _entry(root, item, base, hits.added)
    return bytes(Xml.tostring(root, "utf-8", xml_declaration=True))


def description(base: str) -> bytes:
    """The OpenSearch description: the page, the feed and the suggestions, each with its address."""
    base = base.rstrip("/")
    root = Xml.Element("OpenSearchDescription", {"xmlns": OPENSEARCH})  # some browsers read no prefixes
    words = {
        "ShortName": "Styrsvar",
        "LongName": "Styrsvar: frågor om stadens styrande dokument",
        "Description": "Svar ur stadens styrande dokument, med sida och citat",
        "Language": "sv",
        "InputEncoding": "UTF-8",
        "OutputEncoding": "UTF-8",
    }
    for name, text in words.items():
        Xml.SubElement(root, name).text = text
    addresses = (
        ("text/html", "results", "/?q={searchTerms}"),
        (ATOM_TYPE, "results", "/api/search?q={searchTerms}&limit={count?}&format=atom"),
        (SUGGESTIONS_TYPE, "suggestions", "/api/suggest?q={searchTerms}&format=opensearch"),
    )
    for kind, rel, template in addresses:
        Xml.SubElement(root, "Url", {"type": kind, "rel": rel, "template": base + template})
    return bytes(Xml.tostring(root, "utf-8", xml_declaration=True))


def _entry(root: Xml.Element, item: Mapping[str, Any], base: str, added: Mapping[str, str]) -> None:
    entry = _atom(root, "entry")
    places = (item["title"], item["attachment"], item["section"], f"s. {item['page']}")
    _atom(entry, "title", ", ".join(dict.fromkeys(filter(None, places))))
    boxes = ";".join(",".join(f"{side:.1f}" for side in box) for box in item["boxes"])
    marked = urlencode({"highlight": boxes}, safe=",;") if boxes else ""
    page = f"{base}/api/documents/{quote(item['document'], safe='')}"
    _atom(entry, "id", f"{page}/pages/{item['page']}.png?{marked}")
    _atom(entry, "updated", added[item["document"]])
    _atom(entry, "link", href=base + item["url"])
    _atom(entry, "summary", item["snippet"], type="html")


def _atom(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    made = Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = printable(text) or None
    return made
