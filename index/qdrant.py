"""A Qdrant server or cluster as the store, shared by several processes; also as llama-index sees it.

Points are written with the client itself: llama-index's store would embed whole nodes and keep a second copy of each as
JSON. It fits for reading, and `vector_store` gives it over the same collection.
"""

import logging
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from ssl import SSLContext, SSLError, create_default_context
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from qdrant_client import QdrantClient
from qdrant_client import models as qdrant
from qdrant_client.http.exceptions import ApiException, ResponseHandlingException, UnexpectedResponse

from index.sparse import document_vector, query_vector
from index.store import DENSE, INTEGERS, KEYWORDS, SPARSE, Hit, Point, Server, Wanted, conditions
from ingest.errors import StyrsvarError

if TYPE_CHECKING:
    from llama_index.vector_stores.qdrant import QdrantVectorStore

log = logging.getLogger(__name__)
BATCH = 256
SECONDS = 30
CONFLICT = 409  # another process has just made the collection


class QdrantStore:
    """A server's collection."""

    def __init__(self, server: Server, dimension: int) -> None:
        """Connects, and makes the collection if need be. Raises StyrsvarError when the server does not answer, or does
        not take the key."""
        self._server, self._dimension = server, dimension
        with self._asking():
            self._client = _client(server)
            self._make()

    def put(self, points: Sequence[Point]) -> None:
        """Adds points and waits until they can be found."""
        with self._asking():
            for start in range(0, len(points), BATCH):
                structs = [_struct(point) for point in points[start : start + BATCH]]
                self._client.upsert(self._server.collection, structs, wait=True)

    def remove(self, versions: Collection[str]) -> None:
        """Takes away the points of these versions."""
        if not versions:
            return
        chosen = qdrant.Filter(must=[_any_of("version", sorted(versions))])
        with self._asking():
            self._client.delete(self._server.collection, qdrant.FilterSelector(filter=chosen), wait=True)

    def versions(self) -> dict[str, int]:
        """The versions that have points, each with how many."""
        with self._asking():
            found = self._client.facet(self._server.collection, "version", limit=1_000_000, exact=True)
        return {str(hit.value): hit.count for hit in found.hits if hit.count}

    def search(self, wanted: Sequence[Wanted]) -> list[tuple[list[Hit], list[Hit]]]:
        """Both sides of all in one request."""
        requests = [request for one in wanted for request in _requests(one)]
        with self._asking():
            found = self._client.query_batch_points(self._server.collection, requests)
        sides = [[_hit(one) for one in side.points] for side in found]
        return list(zip(sides[::2], sides[1::2], strict=True))

    def count(self) -> int:
        """How many points there are."""
        with self._asking():
            return self._client.count(self._server.collection, exact=True).count

    def clear(self) -> None:
        """Takes everything away."""
        with self._asking():
            self._client.delete_collection(self._server.collection)
            self._make()

    def close(self) -> None:
        """Closes the connection."""
        self._client.close()

    def vector_store(self) -> "QdrantVectorStore":
        """The collection as a llama-index vector store that searches both sides (mode HYBRID, SPARSE or DEFAULT)."""
        from llama_index.vector_stores.qdrant import QdrantVectorStore

        return QdrantVectorStore(
            self._server.collection,
            client=self._client,
            enable_hybrid=True,
            dense_vector_name=DENSE,
            sparse_vector_name=SPARSE,
            sparse_doc_fn=_many(document_vector),
            sparse_query_fn=_many(query_vector),
        )

    def _make(self) -> None:
        """Makes the collection, and what a process that was killed while making it, or another that makes it at the
        same time, has left to do."""
        if not self._client.collection_exists(self._server.collection):
            try:
                self._client.create_collection(
                    self._server.collection,
                    vectors_config={DENSE: qdrant.VectorParams(size=self._dimension, distance=qdrant.Distance.COSINE)},
                    sparse_vectors_config={SPARSE: qdrant.SparseVectorParams(modifier=qdrant.Modifier.IDF)},
                    shard_number=self._server.shards,
                    replication_factor=self._server.replicas,
                )
            except UnexpectedResponse as error:
                if error.status_code != CONFLICT:
                    raise
        kinds = {
            **dict.fromkeys(KEYWORDS, qdrant.PayloadSchemaType.KEYWORD),
            **dict.fromkeys(INTEGERS, qdrant.PayloadSchemaType.INTEGER),
        }
        there = self._client.get_collection(self._server.collection).payload_schema
        for key, kind in kinds.items():
            if key not in there:
                self._client.create_payload_index(self._server.collection, key, kind)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Turns the client's errors into one that says what to do."""
        try:
            yield
        except (ApiException, ResponseHandlingException, ConnectionError) as error:
            why = " ".join(str(error).split())[:200]
            raise StyrsvarError(
                f"Qdrant-servern {self._server.url} svarar inte som väntat ({why}). Kontrollera "
                "att den är igång och att STYRSVAR_QDRANT_URL och STYRSVAR_QDRANT_API_KEY stämmer."
            ) from error


def _client(server: Server) -> QdrantClient:
    parts = urlsplit(server.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StyrsvarError(f"STYRSVAR_QDRANT_URL är {server.url}. Ange en adress som https://qdrant.exempel.se:6333")
    port = parts.port or (443 if parts.scheme == "https" else 6333)  # a server behind a proxy has no port of its own
    given: dict[str, Any] = {"verify": _known(server.certificate)} if server.certificate else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a key without TLS: said by us, in the log
        client = QdrantClient(
            url=server.url, port=port, api_key=server.api_key, timeout=SECONDS, check_compatibility=False, **given
        )
    if server.api_key and parts.scheme == "http":
        log.warning("The key to Qdrant goes unencrypted to %s; use https", server.url)
    return client


def _known(certificate: Path) -> SSLContext:
    try:
        return create_default_context(cafile=str(certificate))
    except (OSError, SSLError) as error:
        raise StyrsvarError(
            f"Certifikatet {certificate} går inte att läsa ({error}). Ange en PEM-fil i STYRSVAR_QDRANT_CERTIFICATE."
        ) from error


def _struct(point: Point) -> qdrant.PointStruct:
    indices, values = point.sparse
    sparse = qdrant.SparseVector(indices=indices, values=values)
    return qdrant.PointStruct(id=point.id, vector={DENSE: point.dense.tolist(), SPARSE: sparse}, payload=point.payload)


def _requests(wanted: Wanted) -> list[qdrant.QueryRequest]:
    chosen = _filter(wanted)
    indices, values = wanted.sparse
    return [
        qdrant.QueryRequest(query=query, using=using, filter=chosen, limit=wanted.limit, with_payload=True)
        for query, using in (
            (list(wanted.dense), DENSE),
            (qdrant.SparseVector(indices=indices, values=values), SPARSE),
        )
    ]


def _hit(found: qdrant.ScoredPoint) -> Hit:
    return Hit(str(found.id), found.score, found.payload or {})


def _filter(wanted: Wanted) -> qdrant.Filter:
    needed, hidden = conditions(wanted)
    must: list[Any] = [_any_of(key, values) for key, values in needed.items()]
    if wanted.filters.parts:
        must.append(qdrant.Filter(should=[_attachment(*part) for part in wanted.filters.parts]))
    return qdrant.Filter(must=must, must_not=[_any_of("version", hidden)] if hidden else [])


def _attachment(document: str, number: int) -> qdrant.Filter:
    return qdrant.Filter(must=[_any_of("document", [document]), _any_of("part", [number])])


def _any_of(key: str, values: list[Any]) -> qdrant.FieldCondition:
    return qdrant.FieldCondition(key=key, match=qdrant.MatchAny(any=values))


Vectors = tuple[list[list[int]], list[list[float]]]


def _many(one: Callable[[str], tuple[list[int], list[float]]]) -> Callable[[list[str]], Vectors]:
    """A function of many texts, as llama-index wants it."""

    def all_of(texts: list[str]) -> Vectors:
        vectors = [one(text) for text in texts]
        return [indices for indices, _ in vectors], [values for _, values in vectors]

    return all_of
