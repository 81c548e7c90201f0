"""The same for both stores: the engine in this process, and a server over HTTP (see `tests/index/front.py`)."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from index.edge import EdgeStore
from index.model import Filters, UnitKind
from index.qdrant import QdrantStore
from index.ranking import fuse
from index.sparse import document_vector, query_vector
from index.store import Hit, Point, Store, Wanted, point_id
from ingest.errors import StyrsvarError

SIZE = 8
TEXTS = ["hemlöshet bland barnfamiljer", "hemlöshet och missbruk", "parkering vid biblioteket"]


@pytest.fixture(params=["edge", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "edge":
        opened: Store = EdgeStore(tmp_path / "index", SIZE)
    else:
        opened = QdrantStore(request.getfixturevalue("server"), SIZE)
    yield opened
    opened.close()


def points(version: str, *, board: str = "Nord", year: int = 2024) -> list[Point]:
    return [
        Point(
            point_id(version, number, number + 1),
            np.eye(SIZE, dtype=np.float32)[number],
            document_vector(text),
            {
                "document": version.split("/")[0], "version": version, "board": board, "year": year, "type": "budget",
                "kind": ["chunk", "sentence"] if number else ["row"], "text": text,
                "part": number, "trail": ["1 Om bostäder", f"1.{number} {text}"],
            },
        )
        for number, text in enumerate(TEXTS)
    ]  # fmt: skip


def wanted(text: str, number: int = 0, hidden: tuple[str, ...] = (), **given: object) -> Wanted:
    kinds = given.pop("kinds", ())
    filters = Filters(**given)  # type: ignore[arg-type]
    return Wanted(np.eye(SIZE)[number].tolist(), query_vector(text), filters, kinds, hidden, 10)  # type: ignore[arg-type]


def sides_of(store: Store, one: Wanted) -> tuple[list[Hit], list[Hit]]:
    (sides,) = store.search([one])
    return sides


def words(hits: list[Hit]) -> list[str]:
    return [hit.payload["text"] for hit in hits]


def test_each_side_finds_with_its_own_score(store: Store) -> None:
    store.put(points("a/1"))
    dense, sparse = sides_of(store, wanted("barnfamiljer", number=2))
    assert dense[0].score == pytest.approx(1.0, abs=1e-3)
    assert words(dense)[0] == "parkering vid biblioteket"
    assert words(sparse)[0] == "hemlöshet bland barnfamiljer"
    assert sparse[0].score > 1
    assert store.count() == 3


def test_filters(store: Store) -> None:
    store.put(points("a/1", board="Nord", year=2024))
    store.put(points("b/1", board="Syd", year=2025))
    for given in ({"boards": ("Syd",)}, {"years": (2025,)}, {"documents": ("b",)}, {"hidden": ("a/1",)}):
        dense, sparse = sides_of(store, wanted("hemlöshet", **given))  # type: ignore[arg-type]
        assert {hit.payload["document"] for hit in dense + sparse} == {"b"}, given
    dense, sparse = sides_of(store, wanted("hemlöshet", kinds=(UnitKind.SENTENCE,)))
    assert set(words(dense)) == set(TEXTS[1:])
    assert set(words(sparse)) == {TEXTS[1]}
    assert sides_of(store, wanted("hemlöshet", types=("plan",))) == ([], [])
    dense, sparse = sides_of(store, wanted("hemlöshet", parts=(("a", 1), ("b", 2))))
    assert {(hit.payload["document"], hit.payload["part"]) for hit in dense} == {("a", 1), ("b", 2)}
    assert [hit.payload["document"] for hit in sparse] == ["a"]
    dense, _ = sides_of(store, wanted("hemlöshet", sections=(f"1.1 {TEXTS[1]}",), documents=("b",)))
    assert words(dense) == [TEXTS[1]]
    assert len(sides_of(store, wanted("hemlöshet", sections=("1 Om bostäder",)))[0]) == 6


def test_several_searches_at_once(store: Store) -> None:
    store.put(points("a/1"))
    first, second = store.search([wanted("parkering"), wanted("missbruk", kinds=(UnitKind.SENTENCE,))])
    assert (words(first[1]), len(first[0])) == ([TEXTS[2]], 3)
    assert (words(second[1]), len(second[0])) == ([TEXTS[1]], 2)


def test_the_same_words_in_two_documents_are_two_hits(store: Store) -> None:
    store.put(points("a/1") + points("b/1"))
    _, sparse = sides_of(store, wanted("parkering"))
    assert sorted(hit.payload["document"] for hit in sparse) == ["a", "b"]


def test_put_twice_and_remove(store: Store) -> None:
    store.put(points("a/1"))
    store.put(points("a/1"))
    store.put(points("b/2"))
    assert store.versions() == {"a/1": 3, "b/2": 3}
    store.remove([])
    store.remove(["a/1", "finns-inte/1"])
    assert (store.versions(), store.count()) == ({"b/2": 3}, 3)
    store.clear()
    assert (store.versions(), store.count()) == ({}, 0)


def test_nothing_to_look_for_on_one_side(store: Store) -> None:
    store.put(points("a/1"))
    dense, sparse = sides_of(store, wanted("hur är det"))
    assert (len(dense), sparse) == (3, [])


def test_the_engine_keeps_its_points_and_is_for_one(tmp_path: Path) -> None:
    first = EdgeStore(tmp_path / "index", SIZE)
    first.put(points("a/1"))
    with pytest.raises(StyrsvarError, match=r"används redan av ett annat program \(nummer \d+\).*STYRSVAR_DATA"):
        EdgeStore(tmp_path / "index", SIZE)
    first.close()
    second = EdgeStore(tmp_path / "index", SIZE)
    assert second.count() == 3
    assert words(sides_of(second, wanted("barnfamiljer"))[1])[0] == TEXTS[0]
    second.close()


def test_threads_search_while_one_writes(tmp_path: Path) -> None:
    store = EdgeStore(tmp_path / "index", SIZE)
    store.put(points("a/1"))
    wrong: list[object] = []

    def look() -> None:
        for _ in range(50):
            _, sparse = sides_of(store, wanted("barnfamiljer", documents=("a",)))
            if words(sparse) != [TEXTS[0]]:
                wrong.append(words(sparse))

    threads = [Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(10):
        store.put(points(f"b/{number}"))
        store.remove([f"b/{number}"])
    for thread in threads:
        thread.join()
    store.close()
    assert wrong == []


def test_fuse() -> None:
    one, two, three = (Hit(name, score, {}) for name, score in (("a", 0.9), ("b", 0.8), ("c", 7.0)))
    ranked = fuse([one, two], [three, Hit("b", 5.0, {})], (1.0, 1.0), 60)
    assert [hit.id for hit, _ in ranked] == ["b", "a", "c"]
    assert [(cosine, bm25) for _, (_, cosine, bm25) in ranked] == [(0.8, 5.0), (0.9, None), (None, 7.0)]
    assert fuse([], [], (1.0, 1.0), 60) == []
