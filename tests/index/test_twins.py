"""Which texts stand for each other, and that they take one place among the hits."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app import hits
from app.api.replies import HitsBody
from index.index import Index
from index.model import Filters, Passage, Search, UnitKind
from index.retriever import PassageRetriever
from index.store import payload
from index.twins import SHORTEST, Said, Twins, is_twin
from index.units import units
from ingest import ocr, pipeline
from ingest.model import Document, Part, Reading, Span
from tests.conftest import CORPUS, Read
from tests.index.conftest import make_document

SAID = "Nämnden ska noga följa vilka platser eller områden som upplevs som otrygga i Norr och rikta 120 insatser dit."
# the other text, whether it says the same, whether it does where its page is badly read
PAIRS = [
    (SAID.replace(" eller ", "/"), True, True),
    (SAID.replace("platser", "plat ser"), True, True),
    (f"4. {SAID}", True, True),  # the same under another number
    (SAID.replace("å", "a").replace("ö", "o"), True, True),
    (SAID.replace("ä", "a"), False, True),  # "Namnden" may be a name
    (SAID.replace("120", "12O").replace(" i ", " 1 ").replace("som upplevs", "sorn uppIevs"), False, True),
    (SAID.replace("områden", "omrdden"), False, True),
    (f"Y {SAID}", False, True),  # a bullet
    (SAID.replace("120", "128"), False, False),
    (SAID.replace("120", "12 0"), False, False),
    (SAID.replace("120 ", ""), False, False),
    (SAID.replace("Norr", "Nord"), False, False),
    (SAID.replace("Norr", "Narr"), False, False),
    (SAID.replace("Nämnden", "Förvaltningen"), False, False),
    (SAID.replace("otrygga", "trygga"), False, False),
    (SAID.replace("ska", "ska inte"), False, False),
    (SAID.replace("ska", "kan"), False, False),
    (SAID.replace("upplevs", "år 2025 upplevs"), False, False),
    (SAID.replace("eller", "och"), False, False),
    ("Nämnden ska noga följa vilka familjer som hamnar i skuld hos kommunen och rikta insatser dit.", False, False),
]


@pytest.mark.parametrize("is_scanned", [False, True])
@pytest.mark.parametrize(("other", "same", "same_in_scan"), PAIRS)
def test_is_twin(other: str, same: bool, same_in_scan: bool, is_scanned: bool) -> None:
    expected = same_in_scan if is_scanned else same
    one, two = Said(SAID), Said(other, is_scanned)
    assert (is_twin(one, two), is_twin(two, one)) == (expected, expected)
    texts = Twins()
    assert [texts.add(one), texts.add(two), texts.add(one)] == [0, int(not expected), 0]
    assert len(texts) == 2 - expected


def test_clean_words_that_are_misread_are_not_a_scan() -> None:
    """Only what stands on the badly read page may be the misreading."""
    assert not is_twin(Said(SAID, True), Said(SAID.replace("områden", "omrdden")))


@pytest.fixture(scope="module")
def motion(read_sample: Read) -> tuple[list[Said], list[Said]]:
    """The sentences and chunks of the sample's badly read motion, mended word by word, and of the budget with its
    clean twin."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr, "available", lambda: "Det finns ingen textigenkänning.")
        scan = pipeline.read(CORPUS / "yrkande-genomforandeplan-2025-oster-inskannad.pdf")
    budget = read_sample("budget-2025-oster.pdf")
    scanned = [payload(unit, scan, "1") for unit in units(scan) if len(unit.text) >= SHORTEST]
    clean = [payload(unit, budget, "1") for unit in units(budget)]
    assert {one["scanned"] for one in scanned} == {True}
    assert {one["scanned"] for one in clean} == {False}
    return [Said(one["text"], True) for one in scanned], [Said(one["text"]) for one in clean]


def test_a_scan_folds_with_its_clean_twin(motion: tuple[list[Said], list[Said]]) -> None:
    scanned, clean = motion
    folded = [one for one in scanned if any(is_twin(one, other) for other in clean)]
    assert len(folded) >= 0.85 * len(scanned) > 30


def test_a_changed_number_or_name_parts_a_scan_from_its_twin(motion: tuple[list[Said], list[Said]]) -> None:
    scanned, clean = motion
    pairs = [(one, other.text) for one in scanned for other in clean if is_twin(one, other)]
    changed = [(one, re.sub(r"(?<=\d)\d", lambda found: str((int(found[0]) + 3) % 10), text)) for one, text in pairs]
    changed += [(one, re.sub(r"(?<=[a-z] )([A-ZÅÄÖ])\w+", r"\1alby", text)) for one, text in pairs]
    changed += [(one, re.sub(r"\bska\b", "ska inte", text)) for one, text in pairs]
    parted = [
        is_twin(one, Said(text)) for (one, text), (_, before) in zip(changed, 3 * pairs, strict=True) if text != before
    ]
    assert len(parted) > 40
    assert not any(parted)


def test_short_texts_say_what_they_say_by_their_place() -> None:
    texts = Twins()
    assert [texts.add(Said("Uppdraget är avslutat.")), texts.add(Said("Uppdraget är avslutat."))] == [0, 1]


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


def test_a_badly_read_page_folds_into_its_twins_hit(index: Index, original: Callable[[str], Path]) -> None:
    read = make_document("inskannad", SAID.replace("områden", "omrdden").replace("120", "12O"))
    scan = replace(read, pages=(replace(read.pages[0], reading=Reading.REPAIRED),))
    index.add(scan, original("inskannad"))
    _add(index, original, "plan", SAID)
    _add(index, original, "annan", SAID.replace("120", "128"))
    found = hits.find(index, "otrygga platser", Filters())
    assert sorted(sorted(one.document for one in group) for group in found.found) == [["annan"], ["inskannad", "plan"]]


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
