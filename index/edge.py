"""Qdrant's engine in this process, in a folder: the default store.

The client's own local mode scores sparse vectors in a Python loop; this is the engine of the server itself, with the
same vectors, filters and IDF. Both sides of a search, 60 hits each, on 2 cores, median ms:

| units | client's local mode | here | here with a filter |
| --- | --- | --- | --- |
| 1,000 | 52 | 1 | 2 |
| 10,000 | 536 | 3 | 5 |
| 100,000 | | 27 | 14 |

No graph (HNSW) is built: up to some 100,000 units the exact search is as quick, and building took 70 of the 80 seconds
in which 10,000 units were put. A larger corpus belongs on a server. Segments over WRITABLE are closed, so that their
terms lie in files that the system maps and may take back: 30,000 units opened anew take 180 MB of the process's own
instead of 460, in 1.5 s instead of 5.4, and cost 12 s of CPU to put instead of 8.
"""

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import qdrant_edge as qdrant

from index.disk import check_space
from index.lock import FolderInUseError, try_hold
from index.store import DENSE, INTEGERS, KEYWORDS, SPARSE, Hit, Payload, Point, Wanted, conditions
from ingest.errors import StyrsvarError

BATCH = 500
KEPT = 8_192  # payloads in memory, some 3 kilobytes each
POINT_BYTES = 20_000  # on disk, the log of what was written counted; 14,000 measured
SPARE = 100_000_000  # bytes left free: the engine writes through mapped memory, where a full disk ends the process
REBUILD = "Handlingarna ligger kvar. Bygg om indexet ur dem: styrsvar ingest --rebuild"
WRITABLE = 20_000  # kilobytes of vectors in a segment that is still written to: 13,000 units
LARGEST, SEGMENTS = 60_000, 8  # kilobytes of vectors in a segment, and how many before small ones are made one


class EdgeStore:
    """A folder's points, held open by this process alone."""

    def __init__(self, folder: Path, dimension: int, *, anew: bool = False) -> None:
        """Opens the folder, or makes it; `anew` throws away what is there first.

        Raises FolderInUseError while another process holds it, and StyrsvarError when it is damaged.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._dimension, self._path = dimension, folder / "shard"
        self._kept: dict[str, Payload] = {}  # what stands beside the points that were found lately
        held = try_hold(folder / "lock")
        if held is None:
            raise FolderInUseError(_in_use(folder))
        self._lock = held
        try:
            if anew:
                shutil.rmtree(self._path, ignore_errors=True)
            with engine_errors(f"Sökindexet i {folder} är skadat", REBUILD):
                self._shard = self._open()
        except BaseException:
            os.close(held)
            raise

    def put(self, points: Sequence[Point]) -> None:
        """Adds points; on disk when it returns."""
        made = [
            qdrant.Point(
                point.id,
                {DENSE: point.dense.tolist(), SPARSE: qdrant.SparseVector(*point.sparse)},
                point.payload,
            )
            for point in points
        ]
        check_space(self._path, SPARE + (len(points) + self._rewritten()) * POINT_BYTES)
        with self._working():
            for start in range(0, len(made), BATCH):
                self._shard.update(qdrant.UpdateOperation.upsert_points(made[start : start + BATCH]))
            self._shard.optimize()
            self._shard.flush()
        self._kept = {}

    def remove(self, versions: Collection[str]) -> None:
        """Takes away the points of these versions."""
        if versions:
            with self._working():
                self._shard.update(qdrant.UpdateOperation.delete_points_by_filter(_any_of("version", sorted(versions))))
                self._shard.flush()
            self._kept = {}

    def versions(self) -> dict[str, int]:
        """The versions that have points, each with how many."""
        with self._working():
            found = self._shard.facet(qdrant.FacetRequest("version", limit=1_000_000, exact=True))
        return {str(hit.value): hit.count for hit in found.hits if hit.count}

    def search(self, wanted: Sequence[Wanted]) -> list[tuple[list[Hit], list[Hit]]]:
        """Both sides of all in one batch."""
        queries = [query for one in wanted for query in _queries(one)]
        with self._working():
            found = self._shard.query_batch(qdrant.QueryBatchRequest(queries))
        scores = [[(str(one.id), one.score) for one in side] for side in found]
        payloads = self._payloads({id_ for side in scores for id_, _ in side})
        sides = [[Hit(id_, score, payloads[id_]) for id_, score in side if id_ in payloads] for side in scores]
        return list(zip(sides[::2], sides[1::2], strict=True))

    def _payloads(self, ids: Collection[str]) -> dict[str, Payload]:
        """What is kept beside points; of one that was taken away meanwhile nothing. What was read lately is kept in
        memory: a point of the same id is the same, and reading 360 of them took 4 of a search's 5 ms."""
        kept = self._kept
        found = {id_: kept[id_] for id_ in ids if id_ in kept}
        missing: list[qdrant.PointId] = [id_ for id_ in ids if id_ not in found]
        if missing:
            with self._working():
                read = {str(one.id): one.payload or {} for one in self._shard.retrieve(missing, True, False)}
            if len(kept) + len(read) > KEPT:
                kept = self._kept = {}
            kept.update(read)
            found.update(read)
        return found

    def count(self) -> int:
        """How many points there are."""
        return self._shard.count(qdrant.CountRequest(exact=True))

    def clear(self) -> None:
        """Takes everything away."""
        self._shard.close()
        shutil.rmtree(self._path)
        self._shard = self._open()
        self._kept = {}

    def close(self) -> None:
        """Closes the engine and lets other processes in; once."""
        if self._lock >= 0:
            self._shard.close()
            os.close(self._lock)
            self._lock = -1

    def _rewritten(self) -> int:
        """How many points a put may write anew in a larger segment, before the smaller ones go."""
        largest, writable = (size * 1000 // (4 * self._dimension) for size in (LARGEST, WRITABLE))
        count = self.count()
        return min(count, largest) if count > writable else 0

    def _working(self) -> AbstractContextManager[None]:
        return engine_errors(f"Sökindexet i {self._path.parent} går inte att läsa eller skriva", REBUILD)

    def _open(self) -> qdrant.EdgeShard:
        if (self._path / "made").exists():
            return qdrant.EdgeShard.load(str(self._path), _config(self._dimension))
        shutil.rmtree(self._path, ignore_errors=True)  # killed while it was being made
        self._path.mkdir(parents=True)
        shard = qdrant.EdgeShard.create(str(self._path), _config(self._dimension))
        for key in KEYWORDS:
            shard.update(qdrant.UpdateOperation.create_field_index(key, qdrant.PayloadSchemaType.Keyword))
        for key in INTEGERS:
            shard.update(qdrant.UpdateOperation.create_field_index(key, qdrant.PayloadSchemaType.Integer))
        shard.flush()
        (self._path / "made").touch()
        return shard


def _config(dimension: int) -> qdrant.EdgeConfig:
    terms = qdrant.EdgeSparseVectorParams(modifier=qdrant.Modifier.Idf, memory=qdrant.Memory.Cold)
    return qdrant.EdgeConfig(
        vectors={DENSE: qdrant.EdgeVectorParams(dimension, qdrant.Distance.Cosine)},
        sparse_vectors={SPARSE: terms},
        hnsw_config=qdrant.HnswIndexConfig(m=0, ef_construct=4, full_scan_threshold=10),
        optimizers=qdrant.EdgeOptimizersConfig(
            indexing_threshold=WRITABLE, max_segment_size=LARGEST, default_segment_number=SEGMENTS
        ),
    )


def _queries(wanted: Wanted) -> list[qdrant.QueryRequest]:
    chosen = _filter(wanted)
    return [
        qdrant.QueryRequest(wanted.limit, query=query, filter=chosen, with_payload=False)
        for query in (
            qdrant.Query.Nearest(list(wanted.dense), using=DENSE),
            qdrant.Query.Nearest(qdrant.SparseVector(*wanted.sparse), using=SPARSE),
        )
    ]


def _filter(wanted: Wanted) -> qdrant.Filter | None:
    needed, hidden = conditions(wanted)
    must: list[qdrant.ConditionType] = [
        qdrant.FieldCondition(key, match=qdrant.MatchAny(values)) for key, values in needed.items()
    ]
    if wanted.filters.parts:
        attachments: list[qdrant.ConditionType] = [
            qdrant.Filter(must=[_is("document", name), _is("part", number)]) for name, number in wanted.filters.parts
        ]
        must.append(qdrant.Filter(should=attachments))
    if not must and not hidden:
        return None
    return qdrant.Filter(must=must, must_not=[_any_of("version", hidden)] if hidden else None)


def _is(key: str, value: str | int) -> qdrant.FieldCondition:
    return qdrant.FieldCondition(key, match=qdrant.MatchValue(value))


def _any_of(key: str, values: list[str]) -> qdrant.Filter:
    return qdrant.Filter(must=[qdrant.FieldCondition(key, match=qdrant.MatchAny(values))])


@contextmanager
def engine_errors(what: str, remedy: str) -> Iterator[None]:
    """Turns the engine's errors, which have no class of their own and may be panics, into one that says what to do."""
    try:
        yield
    except (StyrsvarError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        why = str(error).strip().split("\n")[0][:200] or type(error).__name__
        raise StyrsvarError(f"{what} ({why}). {remedy}") from error


def _in_use(folder: Path) -> str:
    try:
        holder = (folder / "lock").read_text().strip()
    except OSError:
        holder = ""
    number = f" (nummer {holder})" if holder else ""
    return (
        f"Indexet i {folder.parent} används redan av ett annat program{number}, troligen en server som är igång. "
        "Fråga eller ladda upp via servern, stoppa den först, eller ange en annan mapp med STYRSVAR_DATA. "
        "Flera program samtidigt kräver en Qdrant-server: STYRSVAR_QDRANT_URL."
    )
