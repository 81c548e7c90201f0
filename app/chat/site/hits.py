"""`/traffar`: every place that a search finds, with the number of hits by board, year, sort and document."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from app import permalink, snippets
from app.api.desk import Desk
from app.chat.site.shell import page
from app.hits import places
from app.permalink import Place
from index.index import Index
from index.model import DocumentEntry, Filters, Passage, Search

DEEPEST = 200  # hits counted and paged through; further down nothing fits
A_PAGE = 20
LONGEST = 2000
FACETS = {"board": "Nämnd", "year": "År", "type": "Typ", "document": "Handling"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found; `snippet` is HTML made by us, its words escaped."""

    title: str
    section: str
    page: int
    snippet: Markup
    url: str
    others: tuple[tuple[str, str], ...]  # where the same stands: what to call it, address


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, with how many hits it has and the address that chooses it or lets it go."""

    label: str
    count: int
    url: str
    chosen: bool


def hits(desk: Desk, request: Request) -> Response:
    """The page of hits."""
    asked = request.query_params
    question = " ".join(str(asked.get("q", "")).split())[:LONGEST]
    chosen = [(name, value[:200]) for name in FACETS for value in asked.getlist(name)[:20]]
    offset = int(asked["offset"]) if str(asked.get("offset", "")).isdecimal() and len(asked["offset"]) < 6 else 0
    index = desk.engine.index
    entries = {entry.name: entry for entry in index.documents()}
    found = _found(index, question, chosen, entries)
    offset = offset if offset < len(found) else 0
    shown = found[offset : offset + A_PAGE]
    address = _Address(question, tuple(chosen))
    return page(
        "hits.html",
        question=question,
        hits=[_hit(index, entries, group, question) for group in shown],
        total=len(found),
        most=DEEPEST,
        offset=offset,
        facets=_facets(
            [entries[name] for group in found for name in {one.document for one in group}], entries, address
        ),
        back=address.to(max(0, offset - A_PAGE)) if offset else "",
        on=address.to(offset + A_PAGE) if offset + A_PAGE < len(found) else "",
        loaded=len(entries),
    )


@dataclass(frozen=True, slots=True)
class _Address:
    """The address of the search, with one thing changed."""

    question: str
    chosen: tuple[tuple[str, str], ...]

    def to(self, offset: int) -> str:
        return "/traffar?" + urlencode([("q", self.question), *self.chosen, ("offset", offset)])

    def toggled(self, name: str, value: str) -> str:
        others = [pair for pair in self.chosen if pair != (name, value)]
        pairs = others if (name, value) in self.chosen else [*others, (name, value)]
        return "/traffar?" + urlencode([("q", self.question), *pairs])


def _found(
    index: Index, question: str, chosen: list[tuple[str, str]], entries: dict[str, DocumentEntry]
) -> tuple[tuple[Passage, ...], ...]:
    """The places of each hit, best first."""
    picked = {name: tuple(value for facet, value in chosen if facet == name) for name in FACETS}
    years = tuple(int(year) for year in picked["year"] if year.isdecimal() and len(year) == 4)
    filters = Filters(picked["document"], picked["board"], years, picked["type"])
    found = index.search(Search(question, filters, limit=DEEPEST))
    return places(one for one in found if one.document in entries)  # one may just have been removed


def _hit(index: Index, entries: dict[str, DocumentEntry], group: tuple[Passage, ...], question: str) -> Hit:
    hit, *others = group
    document = index.document(hit.document, hit.version)
    snippet = Markup(snippets.marked(document.read(hit.chunk), question))  # noqa: S704  # escapes every word
    page, url = _place(index, hit)
    also = []
    for other in others:
        number, address = _place(index, other)
        also.append((f"{entries[other.document].title}, s.\u00a0{number}", address))
    return Hit(entries[hit.document].title, hit.trail[-1] if hit.trail else "", page, snippet, url, tuple(also))


def _place(index: Index, hit: Passage) -> tuple[int, str]:
    """The page of a hit, and the address that shows it there."""
    number = index.document(hit.document, hit.version).page_at(hit.span.start).number
    return number, permalink.written(Place(hit.document, hit.version, number, (hit.span,)))


def _facets(
    found: list[DocumentEntry], entries: dict[str, DocumentEntry], address: _Address
) -> list[tuple[str, list[Choice]]]:
    made = []
    for name, label in FACETS.items():
        field = "name" if name == "document" else name
        counts = Counter(str(value) for entry in found if (value := getattr(entry, field)) is not None)
        for value in (value for facet, value in address.chosen if facet == name):
            counts.setdefault(value, 0)
        choices = [
            Choice(
                entries[value].title if name == "document" and value in entries else value,
                count,
                address.toggled(name, value),
                (name, value) in address.chosen,
            )
            for value, count in counts.most_common(30)
        ]
        if choices:
            made.append((label, choices))
    return made
