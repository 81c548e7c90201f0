"""Addresses of quotes that last: they name the version, so that they open the words that were quoted.

Shape: `/k/arsrapport-2024@3f2a90c1d2e4/12/1200-1280,1300-1310`: document, version, physical page, characters of the
document's text. Without characters it is the whole page.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from app.errors import NotFoundError
from app.model import Citation
from ingest.model import Span

START = "/k/"
MOST_SPANS = 40  # more than a quote has parts
_REST = re.compile(r"(?P<page>\d{1,6})(?:/(?P<spans>\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9})*)?)?", re.ASCII)
_VERSION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")


@dataclass(frozen=True, slots=True)
class Place:
    """What an address names."""

    document: str
    version: str
    page: int
    spans: tuple[Span, ...] = ()


def written(place: Place) -> str:
    """The address of a place.

    >>> written(Place("budget 2025", "3f2a", 4, (Span(10, 20),)))
    '/k/budget%202025@3f2a/4/10-20'
    """
    spans = spans_written(place.spans)
    end = f"/{spans}" if spans else ""
    return f"{START}{quote(place.document, safe='')}@{place.version}/{place.page}{end}"


def of(citation: Citation) -> str:
    """The address of a citation's quote."""
    return written(Place(citation.document, citation.version, citation.page, citation.spans))


def spans_written(spans: tuple[Span, ...]) -> str:
    """Spans as they stand in an address: "10-20,30-40"."""
    return ",".join(f"{span.start}-{span.end}" for span in spans[:MOST_SPANS])


def parse(named: str, rest: str) -> Place:
    """The place that `DOCUMENT@VERSION` and what follows it name. Raises NotFoundError."""
    document, _, version = named.rpartition("@")
    found = _REST.fullmatch(rest)
    if not document or not found or not _VERSION.fullmatch(version) or not document.isprintable():
        link = f"{named[:60]}/{rest[:40]}"
        raise NotFoundError(f"Länken ”{link}” går inte att tolka. Kopiera hela länken och försök igen.")
    pairs = [part.split("-") for part in (found["spans"] or "").split(",") if part][:MOST_SPANS]
    spans = tuple(Span(int(start), int(end)) for start, end in pairs if int(start) < int(end))
    return Place(document, version, int(found["page"]), spans)
