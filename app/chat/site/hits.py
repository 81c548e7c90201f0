"""`/traffar`: every place that a search finds, with the number of hits by board, year, sort, document, attachment and
section."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from app import permalink, snippets
from app.api.desk import Desk
from app.chat.site.shell import page
from app.hits import DEEPEST, Hits, attachment, counts, find
from app.permalink import Place
from index.index import Index
from index.model import Filters, Passage

A_PAGE = 20
LONGEST = 2000
FACETS = {
    "board": "Nämnd", "year": "År", "type": "Typ", "document": "Handling", "attachment": "Bilaga", "section": "Avsnitt",
}  # fmt: skip
MOST = {"section": 12}  # values shown, else 30; every heading above a hit is a section, chapters first: most hits


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found; `snippet` is HTML made by us, its words escaped."""

    title: str
    section: str  # with the attachment that it is in
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
    chosen = [(name, value[:500]) for name in FACETS for value in asked.getlist(name)[:20]]
    offset = int(asked["offset"]) if str(asked.get("offset", "")).isdecimal() and len(asked["offset"]) < 6 else 0
    index = desk.engine.index
    found = _found(index, question, chosen)
    total = len(found.found)
    offset = offset if offset < total else 0
    shown = found.found[offset : offset + A_PAGE]
    address = _Address(question, tuple(chosen))
    return page(
        "hits.html",
        question=question,
        hits=[_hit(index, found, group) for group in shown],
        total=total,
        most=DEEPEST,
        offset=offset,
        facets=_facets(index, found, address),
        back=address.to(max(0, offset - A_PAGE)) if offset else "",
        on=address.to(offset + A_PAGE) if offset + A_PAGE < total else "",
        loaded=len(found.entries),
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


def _found(index: Index, question: str, chosen: list[tuple[str, str]]) -> Hits:
    """The hits of what was asked and chosen."""
    picked = {name: tuple(value for facet, value in chosen if facet == name) for name in FACETS}
    years = tuple(int(year) for year in picked["year"] if year.isdecimal() and len(year) == 4)
    filters = Filters(picked["document"], picked["board"], years, picked["type"], sections=picked["section"])
    return find(index, question, filters, picked["attachment"])


def _hit(index: Index, found: Hits, group: tuple[Passage, ...]) -> Hit:
    hit, *others = group
    document = index.document(hit.document, hit.version)
    snippet = Markup(snippets.marked(document.read(hit.chunk), found.query))  # noqa: S704  # escapes every word
    page, url = _place(index, hit)
    also = []
    for other in others:
        number, address = _place(index, other)
        also.append((f"{found.entries[other.document].title}, s.\u00a0{number}", address))
    within = ", ".join(filter(None, (attachment(index, hit), *hit.trail[-1:])))
    return Hit(found.entries[hit.document].title, within, page, snippet, url, tuple(also))


def _place(index: Index, hit: Passage) -> tuple[int, str]:
    """The page of a hit, and the address that shows it there."""
    number = index.document(hit.document, hit.version).page_at(hit.span.start).number
    return number, permalink.written(Place(hit.document, hit.version, number, (hit.span,)))


def _facets(index: Index, found: Hits, address: _Address) -> list[tuple[str, list[Choice]]]:
    """The facets that have a value, with the values that have most hits."""
    made = []
    for name, label in FACETS.items():
        picked = {value: 0 for facet, value in address.chosen if facet == name}
        counted = Counter({**picked, **{str(value): count for value, count in counts(index, found, name).items()}})
        entries = found.entries if name == "document" else {}
        choices = [
            Choice(
                entries[value].title if value in entries else value,
                count,
                address.toggled(name, value),
                (name, value) in address.chosen,
            )
            for place, (value, count) in enumerate(counted.most_common())
            if place < MOST.get(name, 30) or value in picked
        ]
        if choices:
            made.append((label, choices))
    return made
