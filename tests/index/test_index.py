import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from index.index import Index
from index.model import AssignmentFilter, Filters, Search, UnitKind
from ingest.errors import StyrsvarError
from ingest.model import Origin, Span, Status
from tests.index.conftest import Make, make_document, write_tiny

Original = Callable[[str], Path]


def test_a_document_is_found_listed_and_read(index: Index, make: Make, original: Original) -> None:
    document = make(
        "plan", "Nämnden utreder hemlöshet.", "Parkeringen byggs ut.", abbreviations=(("SF", "förvaltning"),)
    )
    steps: list[tuple[str, float]] = []
    version = index.add(document, original("ett"), lambda step, share: steps.append((step, share)))
    first = index.search(Search("hemlöshet"))[0]
    assert (first.document, first.version, first.page, first.section, first.part) == ("plan", version, 1, 0, 0)
    assert first.text == document.read(first.span) == "Nämnden utreder hemlöshet."
    assert (first.span, first.chunk, first.trail) == (Span(0, 26), Span(0, 26), ("1 Avsnitt 1",))
    assert first.score > 0
    assert first.dense is not None
    assert first.sparse is not None
    assert index.document("plan") == document
    assert index.document("plan", version) == document
    assert index.original("plan").read_text() == "ett"
    [entry] = index.documents()
    assert entry == index.entry("plan")
    assert (entry.title, entry.pages, entry.media_type, entry.counts["chunks"]) == ("Titel plan", 2, "text/plain", 2)
    assert index.abbreviations() == {"sf": "förvaltning"}
    assert index.vocabulary()["hemlöshet"] == 1
    assert steps[-1] == ("Klart", 1.0)
    assert [share for _, share in steps] == sorted(share for _, share in steps)
    assert index.embed_query(["a", "b"])[0] == index.embed_query(["a"])[0]


def test_search_narrows(index: Index, make: Make, original: Original) -> None:
    index.add(make("a", "Budgeten antas. Nämnden sparar.", board="Nord", year=2024), original("a"))
    index.add(make("b", "Budgeten antas. Nämnden växer.", board="Syd", year=2025, type="plan"), original("b"))
    for filters in (
        Filters(documents=("b",)),
        Filters(boards=("Syd",)),
        Filters(years=(2025,)),
        Filters(types=("plan",)),
    ):
        assert {hit.document for hit in index.search(Search("budgeten", filters))} == {"b"}
    assert {hit.kind for hit in index.search(Search("budgeten", kinds=(UnitKind.SENTENCE,)))} == {UnitKind.SENTENCE}
    assert len(index.search(Search("budgeten", limit=3))) == 3
    assert index.search(Search("  ")) == []
    assert index.search(Search("budgeten", Filters(documents=("c",)))) == []
    found = index.search(Search("Budgeten antas", kinds=(UnitKind.SENTENCE,), limit=2))
    assert {hit.document for hit in found} == {"a", "b"}  # the same words in two documents: both


def test_a_new_version_replaces_and_the_old_still_opens(index: Index, make: Make, original: Original) -> None:
    old = index.add(make("plan", "Hyran är hög."), original("ett"))
    assert index.add(make("plan", "Hyran är hög."), original("ett")) == old
    assert index.is_current("plan", original("ett"))
    new = index.add(make("plan", "Hyran sänks nu."), original("två"))
    assert new != old
    assert index.version_of("plan") == new
    assert {hit.text for hit in index.search(Search("hyran"))} == {"Hyran sänks nu."}
    assert index.document("plan", old).text == "Hyran är hög.\n"
    assert index.original("plan", old).read_text() == "ett"
    assert index.count() == 1
    assert index.add(make("plan", "Hyran läst på nytt sätt."), original("två")) == f"{new}-2"  # a better reader
    assert index.add(make("plan", "Hyran är hög."), original("ett")) != new  # and back again
    assert {hit.text for hit in index.search(Search("hyran"))} == {"Hyran är hög."}


def test_remove(index: Index, make: Make, original: Original) -> None:
    index.add(make("plan", "Nämnden utreder frågan.", orders=("utreder frågan",)), original("ett"))
    assert index.remove("plan")
    assert not index.remove("plan")
    assert (index.documents(), index.assignments(), index.count(), index.vocabulary()) == ([], [], 0, {})
    assert index.search(Search("nämnden")) == []
    with pytest.raises(StyrsvarError, match="inget dokument som heter plan"):
        index.document("plan")


def test_the_register_is_complete_and_linked(index: Index, make: Make, original: Original) -> None:
    order = "Nämnden får i uppdrag att utreda möjligheten att ha husdjur på boenden."
    other = "Nämnden får i uppdrag att stärka samverkan med polisen i Nordost."
    index.add(make("plan", order, other, orders=(order, other), year=2024), original("a"))
    later = make("rapport", "Inledning.", order, orders=(order,), board="Nord")
    later = replace(later, assignments=(replace(later.assignments[0], status=Status.DONE, origin=Origin.BOARD),))
    index.add(later, original("b"))
    found = index.assignments()
    assert [(one.id, one.group) for one in found] == [
        ("plan-1", "plan-1"), ("plan-2", "plan-2"), ("rapport-1", "plan-1"),
    ]  # fmt: skip
    assert index.assignment("rapport-1") == found[2]
    assert index.assignment("finns-inte") is None
    assert (found[2].pages, found[2].section_title, found[2].version) == (
        (2,),
        "2 Avsnitt 2",
        index.version_of("rapport"),
    )
    for wanted, expected in (
        (AssignmentFilter(statuses=(Status.DONE,)), ["rapport-1"]),
        (AssignmentFilter(origins=(Origin.BOARD,)), ["rapport-1"]),
        (AssignmentFilter(Filters(boards=("Nord",))), ["rapport-1"]),
        (AssignmentFilter(Filters(years=(2024,))), ["plan-1", "plan-2", "rapport-1"]),
        (AssignmentFilter(text="husdjuret boende"), ["plan-1", "rapport-1"]),
        (AssignmentFilter(text="mojlighet"), ["plan-1", "rapport-1"]),
        (AssignmentFilter(text="cyklar"), []),
        (AssignmentFilter(heading="avsnitt 2"), ["plan-2", "rapport-1"]),
        (AssignmentFilter(text="husdjur", heading="avsnitt"), ["plan-1", "rapport-1"]),
        (AssignmentFilter(heading="polisen"), []),
    ):
        assert [one.id for one in index.assignments(wanted)] == expected, wanted
    index.remove("plan")
    assert [(one.id, one.group) for one in index.assignments()] == [("rapport-1", "rapport-1")]


def test_what_an_older_reader_read_is_not_current(
    index: Index, make: Make, original: Original, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = index.add(make("plan", "Hyran ar hog."), original("ett"))
    monkeypatch.setattr("index.versions.READER", "a better one")
    assert not index.is_current("plan", original("ett"))
    new = index.add(make("plan", "Hyran är hög."), original("ett"))
    assert new != old
    assert index.is_current("plan", original("ett"))
    assert index.document("plan").text == "Hyran är hög.\n"


def test_names_that_lead_out_are_refused(index: Index, make: Make, original: Original) -> None:
    with pytest.raises(StyrsvarError, match="kan inte vara namn"):
        index.add(make("../ut", "Text om budget."), original("a"))
    assert index.documents() == []


def test_another_model_is_noticed_and_a_rebuild_helps(tiny: Path, tmp_path: Path, original: Original) -> None:
    folder, other = tmp_path / "data", tmp_path / "other"
    other.mkdir()
    write_tiny(other, seed=3)
    with Index.open(folder, embedding_model=str(tiny)) as index:
        index.add(make_document("plan", "Nämnden utreder hemlöshet."), original("a"))
        before = index.search(Search("hemlöshet"))
    with pytest.raises(StyrsvarError, match="styrsvar ingest --rebuild"):
        Index.open(folder, embedding_model=str(other))
    with Index.open(folder, embedding_model=str(other), rebuild=True) as index:
        assert [hit.text for hit in index.search(Search("hemlöshet"))] == [hit.text for hit in before]
    with Index.open(folder, embedding_model=str(other)) as index:
        assert index.count() == 1


def test_a_second_program_is_told_what_to_do(index: Index, tiny: Path) -> None:
    with pytest.raises(StyrsvarError, match="används redan av ett annat program"):
        Index.open(index.folder, embedding_model=str(tiny))


def test_readers_see_one_version_or_the_other(index: Index, make: Make, original: Original) -> None:
    """While a document is replaced again and again, no search sees both versions, none, or a half."""
    sides = [make("plan", *(f"Hyran i {name} nummer {n}." for n in range(6))) for name in ("Nord", "Syd")]
    files = [original(name).rename(original(name).with_name(name)) for name in ("Nord", "Syd")]
    index.add(sides[0], files[0])
    seen: list[tuple[int, set[str], set[str]]] = []
    done = False

    def look() -> None:
        while not done:
            found = index.search(Search("hyran", kinds=(UnitKind.CHUNK,)))
            words = {hit.text.split()[2] for hit in found}
            seen.append((len(found), words, {hit.version for hit in found}))

    threads = [Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(8):
        index.add(sides[(number + 1) % 2], files[(number + 1) % 2])
    done = True
    for thread in threads:
        thread.join()
    assert len(seen) > 10
    assert {(count, len(words), len(versions)) for count, words, versions in seen} == {(6, 1, 1)}


KILLED = """
import sys
from pathlib import Path
from index.index import Index
from tests.index.conftest import make_document

step, folder, model, original = sys.argv[1:]
index = Index.open(Path(folder), embedding_model=model)
def stop(first, *rest):
    if first == set():
        return
    print("nu", flush=True)
    __import__("time").sleep(60)
holder, name = {"units": (index._store, "put"), "publish": (index._catalogue, "publish"),
    "retire": (index._store, "remove"), "folder": (index._versions, "write")}[step]
setattr(holder, name, stop)
index.add(make_document("plan", "Hyran sänks nu.", "Sida två om hyran."), Path(original))
"""


@pytest.mark.parametrize("step", ["folder", "units", "publish", "retire"])
def test_a_killed_process_leaves_nothing_behind(step: str, tmp_path: Path, tiny: Path, original: Original) -> None:
    folder = tmp_path / "data"
    with Index.open(folder, embedding_model=str(tiny)) as index:
        index.add(make_document("plan", "Hyran är hög."), original("ett"))
    new = original("två")
    command = [sys.executable, "-W", "ignore", "-c", KILLED, step, str(folder), str(tiny), str(new)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.getcwd()}) as process:  # noqa: PTH109
        assert process.stdout is not None
        assert process.stdout.readline() == b"nu\n"
        process.send_signal(signal.SIGKILL)
    expected = {"Hyran sänks nu.", "Sida två om hyran."} if step == "retire" else {"Hyran är hög."}
    with Index.open(folder, embedding_model=str(tiny)) as index:
        assert {hit.text for hit in index.search(Search("hyran"))} == expected
        assert index.count() == len(expected)
        index.add(make_document("plan", "Hyran sänks nu.", "Sida två om hyran."), new)
        assert index.count() == 2
        assert {hit.text for hit in index.search(Search("hyran"))} == {"Hyran sänks nu.", "Sida två om hyran."}
        assert len([*(folder / "documents" / "plan").iterdir()]) == 2


def test_searches_are_quick(index: Index, make: Make, original: Original) -> None:
    pages = [f"Nämnden beslutar om ärende {n} och hyra {n * 7 % 100}. Budgeten är {n} kronor." for n in range(300)]
    index.add(make("plan", *pages), original("a"))
    index.search(Search("värm"))
    start = time.perf_counter()
    for number in range(20):
        index.search(Search(f"beslut om ärende {number}"))
    assert (time.perf_counter() - start) / 20 < 0.1  # 6 to 8 ms on 2 cores
