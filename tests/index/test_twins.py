"""Which texts stand for each other, and that they take one place among the hits."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app import hits
from app.api.replies import HitsBody
from index.index import Index
from index.model import Filters, Passage, Search, UnitKind
from index.retriever import PassageRetriever
from index.twins import Twins, is_twin
from ingest.model import Document, Part, Span
from tests.index.conftest import make_document

SAID = "Nämnden ska noga följa vilka platser eller områden som upplevs som otrygga och rikta insatser dit."
# the other text, whether it says the same
PAIRS = [
    (
        "Namnden ska noga folja vilka platser eller områden som upplevs som otrygga, och rikta insatser dit",
        True,
    ),  # scan
    (SAID.replace(" eller ", "/"), True),
    (SAID.replace("ska", "ska inte"), False),
    (SAID.replace("upplevs", "år 2025 upplevs"), False),
    ("Nämnden ska noga följa vilka familjer som hamnar i skuld hos kommunen och rikta insatser dit.", False),
]


@pytest.mark.parametrize(("other", "same"), PAIRS)
def test_is_twin(other: str, same: bool) -> None:
    assert is_twin(SAID, other) is same
    texts = Twins()
    assert [texts.add(SAID), texts.add(other), texts.add(SAID)] == [0, int(not same), 0]
    assert len(texts) == 2 - same


def test_short_texts_say_what_they_say_by_their_place() -> None:
    texts = Twins()
    assert [texts.add("Uppdraget är avslutat."), texts.add("Uppdraget är avslutat.")] == [0, 1]


def _rows(passages: list[Passage]) -> list[tuple[str, str]]:
    return [(one.document, one.text) for one in passages]


def test_what_stands_in_several_places_takes_one(
    index: Index, make: Callable[..., Document], original: Callable[[str], Path]
) -> None:
    other = "Hyran för otrygga platser i parken är hög."
    for name in ("plan", "yrkande", "budget"):
        index.add(make_document(name, SAID), original(name))
    index.add(make("rapport", other), original("rapport"))
    kinds = (UnitKind.SENTENCE,)
    found = index.search(Search("otrygga platser i områden", kinds=kinds, limit=2))
    assert {one.document for one in found} == {"plan", "yrkande", "budget", "rapport"}
    assert {text for _, text in _rows(found)} == {SAID, other}
    only = index.search(Search("otrygga platser", Filters(documents=("plan", "yrkande")), kinds, 1))
    assert {one.document for one in only} == {"plan", "yrkande"}


def _add(index: Index, original: Callable[[str], Path], name: str, *pages: str, **given: object) -> None:
    index.add(make_document(name, *pages, **given), original(name))


def test_a_hit_knows_all_its_places(index: Index, original: Callable[[str], Path]) -> None:
    other = "Bidraget till föreningarna minskar med hälften under det kommande året."
    _add(index, original, "plan", SAID, other, board="Nord")
    _add(index, original, "yrkande", "Yrkandet gäller annat än det som står i planen.", SAID + ".", board="Syd")
    found = hits.find(index, "otrygga platser", Filters())
    bodies = HitsBody.model_validate(
        {
            "items": hits.bodies(index, found, 10, 0),
            "total": 3,
            "limit": 10,
            "offset": 0,
            "facets": hits.facets(index, found),
        }
    ).items
    assert len(bodies) == len(found.found) == 3  # of four chunks
    shared = next(one for one in bodies if len(one.places) == 2)
    assert {(one.document, one.page) for one in shared.places} == {("plan", 1), ("yrkande", 2)}
    assert (shared.places[0].document, shared.places[0].page) == (shared.document, shared.page)
    assert {one["value"]: one["count"] for one in hits.facets(index, found)["board"]} == {"Nord": 2, "Syd": 2}
    alone = hits.find(index, "otrygga platser", Filters(boards=("syd",)))
    assert [len(group) for group in alone.found] == [1, 1]


def test_nodes_tell_where_else_the_same_stands(index: Index, original: Callable[[str], Path]) -> None:
    _add(index, original, "plan", SAID)
    _add(index, original, "yrkande", SAID)
    [node] = PassageRetriever(index, limit=1).retrieve("otrygga platser")
    other = {"plan": "yrkande", "yrkande": "plan"}[node.metadata["document"]]
    assert node.metadata["others"] == [f"{other}#page=1"]


def test_attachments_and_sections_narrow(index: Index, original: Callable[[str], Path]) -> None:
    pages = ("Hyran höjs i hela huset.", "Hyran sänks i hela huset.", "Hyran är oförändrad i huset.")
    at = len(pages[0]) + 1
    parts = (Part(0, "Plan", "budget", Span(0, at)), Part(2, "Bilaga 2 Avtal", "avtal", Span(at, 200)))
    _add(index, original, "plan", *pages, parts=parts)
    _add(index, original, "annan", "Hyran fryses i hela huset.")

    def pages_of(filters: Filters, attachments: tuple[str, ...] = ()) -> set[tuple[str, int]]:
        found = hits.find(index, "hyran i huset", filters, attachments)
        return {(group[0].document, group[0].page) for group in found.found}

    assert pages_of(Filters(), ("bilaga 2",)) == {("plan", 2), ("plan", 3)}
    assert pages_of(Filters(), ("Bilaga 7",)) == set()
    assert pages_of(Filters(sections=("2 Avsnitt 2",))) == {("plan", 2)}
    assert pages_of(Filters(sections=("1 Avsnitt 1",))) == {("plan", 1), ("annan", 1)}
    assert pages_of(Filters(sections=("1 Avsnitt 1",)), ("avtal",)) == set()
