"""The catalogue over SQLite and over a real PostgreSQL, which the package pgserver brings."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.catalogue import PUBLISHED, RETIRING, WRITING, Catalogue
from index.entries import assignment_entries, document_entry
from index.index import Index
from index.model import AssignmentFilter, Filters, Search
from ingest.errors import StyrsvarError
from ingest.model import Origin, Status
from tests.index.conftest import Make

Original = Callable[[str], Path]
ORDER = "Nämnden får i uppdrag att utreda möjligheten att ha husdjur på boenden."


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str | None:
    return str(request.getfixturevalue("database")) if request.param == "postgres" else None


def test_publishing_is_one_change_of_state(make: Make, original: Original, tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path, None)
    document, file = make("plan", ORDER, orders=(ORDER,), abbreviations=(("SF", "förvaltning"),)), original("a")
    empty = catalogue.state()
    catalogue.start_writing("plan", "1", 3)
    writing = catalogue.state()
    assert (empty.active, writing.active, writing.hidden) == ({}, {}, frozenset({"plan/1"}))
    assert catalogue.documents() == []
    for version in ("1", "2"):
        catalogue.start_writing("plan", version, 3)
        before = catalogue.generation()
        entries = assignment_entries(document, version)
        entry = document_entry(document, version, file)
        catalogue.publish(entry, entries, {"SF": "förvaltning"}, {})
        assert catalogue.generation() == before + 1
        assert catalogue.documents() == [entry]
        assert catalogue.assignments(AssignmentFilter()) == entries
    assert catalogue.versions() == {("plan", "1"): RETIRING, ("plan", "2"): PUBLISHED}
    catalogue.settle("plan", "1", kept=True)
    catalogue.start_writing("plan", "3", 3)
    assert catalogue.versions() == {("plan", "1"): PUBLISHED, ("plan", "2"): PUBLISHED, ("plan", "3"): WRITING}
    catalogue.settle("plan", "3", kept=False)
    assert catalogue.withdraw("plan", {})
    assert not catalogue.withdraw("plan", {})
    assert (catalogue.documents(), catalogue.abbreviations()) == ([], {})
    catalogue.close()


def test_the_whole_index_on_either_database(
    url: str | None, make: Make, original: Original, tmp_path: Path, tiny: Path
) -> None:
    with Index.open(tmp_path / "data", embedding_model=str(tiny), database_url=url) as index:
        index.add(make("plan", ORDER, orders=(ORDER,), abbreviations=(("SF", "förvaltning"),)), original("a"))
        index.add(make("plan", ORDER, "Mer text om budget.", orders=(ORDER,)), original("b"))
        index.add(make("rapport", ORDER, orders=(ORDER,), board=None, year=None), original("c"))
        wanted = AssignmentFilter(Filters(years=(2024,)), (Status.ONGOING,), (Origin.COUNCIL,), "husdjur")
        assert [(one.id, one.group) for one in index.assignments(wanted)] == [
            ("plan-1", "plan-1"), ("rapport-1", "plan-1"),
        ]  # fmt: skip
        assert {hit.document for hit in index.search(Search("husdjur"))} == {"plan", "rapport"}
        conversation = index.dialogue.start()
        index.dialogue.add_turn(conversation, {"fråga": "å"})
        index.dialogue.add_feedback({"omdöme": "bra"})
        assert index.dialogue.turns(conversation) == [{"fråga": "å"}]
        assert index.dialogue.prune(days=-1) == 1
        assert index.remove("plan")
    with Index.open(tmp_path / "data", embedding_model=str(tiny), database_url=url) as index:
        assert [entry.name for entry in index.documents()] == ["rapport"]
        assert index.remove("rapport")


def test_a_database_out_of_reach_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StyrsvarError, match="går inte att använda") as error:
        Catalogue(tmp_path, "postgresql+psycopg://styrsvar:hemligt@127.0.0.1:1/styrsvar")
    assert "hemligt" not in str(error.value)
    with pytest.raises(StyrsvarError, match="STYRSVAR_DATABASE_URL"):
        Catalogue(tmp_path, "ingen adress")
