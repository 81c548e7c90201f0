"""A small server that speaks as much of Qdrant's REST as the index uses, over Qdrant's own engine in this process.

No Qdrant server can be installed where these tests run. Every body is read, and every answer written, by the models
that qdrant-client itself is made of, which refuse what the real server would not know.

    python -m tests.index.front PORT [--key KEY] [--cert CERT.pem --private KEY.pem]
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import qdrant_edge as edge
import uvicorn
from pydantic import BaseModel, ValidationError
from qdrant_client.http import models
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

MODIFIERS = {models.Modifier.IDF: edge.Modifier.Idf}
SCHEMAS = {
    models.PayloadSchemaType.KEYWORD: edge.PayloadSchemaType.Keyword,
    models.PayloadSchemaType.INTEGER: edge.PayloadSchemaType.Integer,
}

M = TypeVar("M", bound=BaseModel)


class RefusedError(Exception):
    """An answer that is not a result."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Collection:
    """A shard with what it was made with."""

    def __init__(self, wanted: models.CreateCollection, folder: Path) -> None:
        assert isinstance(wanted.vectors, dict)
        self.wanted, self.folder = wanted, folder
        self.schema: dict[str, models.PayloadSchemaType] = {}
        config = edge.EdgeConfig(
            vectors={
                name: edge.EdgeVectorParams(given.size, edge.Distance.Cosine) for name, given in wanted.vectors.items()
            },
            sparse_vectors={
                name: edge.EdgeSparseVectorParams(modifier=MODIFIERS[given.modifier] if given.modifier else None)
                for name, given in (wanted.sparse_vectors or {}).items()
            },
        )
        self.shard = edge.EdgeShard.create(str(folder), config)

    def info(self) -> models.CollectionInfo:
        """As GET /collections/NAME tells it."""
        wanted = self.wanted
        params = models.CollectionParams(
            vectors=wanted.vectors, sparse_vectors=wanted.sparse_vectors, shard_number=wanted.shard_number or 1,
            replication_factor=wanted.replication_factor or 1,
        )  # fmt: skip
        config = models.CollectionConfig(
            params=params,
            hnsw_config=models.HnswConfig(m=16, ef_construct=100, full_scan_threshold=10_000),
            optimizer_config=models.OptimizersConfig(
                deleted_threshold=0.2, vacuum_min_vector_number=1000, default_segment_number=0, flush_interval_sec=5
            ),
        )
        schema = {key: models.PayloadIndexInfo(data_type=kind, points=0) for key, kind in self.schema.items()}
        return models.CollectionInfo(
            status=models.CollectionStatus.GREEN, optimizer_status=models.OptimizersStatusOneOf.OK, segments_count=1,
            config=config, payload_schema=schema,
        )  # fmt: skip


class Front:
    """All collections."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="front-"))
        self.kept: dict[str, Collection] = {}
        self.made = 0

    def of(self, request: Request) -> Collection:
        """The collection that a request names."""
        name = request.path_params["name"]
        if name not in self.kept:
            raise RefusedError(404, f"Not found: Collection `{name}` doesn't exist!")
        return self.kept[name]

    async def exists(self, request: Request) -> Any:
        return models.CollectionExistence(exists=request.path_params["name"] in self.kept)

    async def info(self, request: Request) -> Any:
        return self.of(request).info()

    async def create(self, request: Request) -> Any:
        name, wanted = request.path_params["name"], await _body(request, models.CreateCollection)
        if name in self.kept:
            raise RefusedError(409, f"Wrong input: Collection `{name}` already exists!")
        self.made += 1
        self.kept[name] = Collection(wanted, self.folder / str(self.made))
        return True

    async def delete(self, request: Request) -> Any:
        gone = self.kept.pop(request.path_params["name"], None)
        if gone:
            gone.shard.close()
            shutil.rmtree(gone.folder)
        return gone is not None

    async def make_index(self, request: Request) -> Any:
        found, wanted = self.of(request), await _body(request, models.CreateFieldIndex)
        assert isinstance(wanted.field_schema, models.PayloadSchemaType)
        operation = edge.UpdateOperation.create_field_index(wanted.field_name, SCHEMAS[wanted.field_schema])
        found.shard.update(operation)
        found.schema[wanted.field_name] = wanted.field_schema
        return _done()

    async def upsert(self, request: Request) -> Any:
        found, wanted = self.of(request), await _body(request, models.PointsList)
        made = [edge.Point(point.id, _vectors(point.vector), point.payload) for point in wanted.points]
        found.shard.update(edge.UpdateOperation.upsert_points(made))
        return _done()

    async def remove(self, request: Request) -> Any:
        found, wanted = self.of(request), await _body(request, models.FilterSelector)
        chosen = _filter(wanted.filter)
        assert chosen is not None
        found.shard.update(edge.UpdateOperation.delete_points_by_filter(chosen))
        return _done()

    async def count(self, request: Request) -> Any:
        found, wanted = self.of(request), await _body(request, models.CountRequest)
        return models.CountResult(count=found.shard.count(edge.CountRequest(exact=True, filter=_filter(wanted.filter))))

    async def facet(self, request: Request) -> Any:
        found, wanted = self.of(request), await _body(request, models.FacetRequest)
        if wanted.key not in found.schema:
            raise RefusedError(400, f'Bad request: Index required but not found for "{wanted.key}"')
        asked = edge.FacetRequest(wanted.key, limit=wanted.limit or 10, exact=bool(wanted.exact))
        hits = found.shard.facet(asked).hits
        return models.FacetResponse(hits=[models.FacetValueHit(value=hit.value, count=hit.count) for hit in hits])

    async def query(self, request: Request) -> Any:
        found, wanted = self.of(request), await _body(request, models.QueryRequest)
        return models.QueryResponse(points=_points(found.shard.query(_query(wanted))))

    async def query_batch(self, request: Request) -> Any:
        found, wanted = self.of(request), await _body(request, models.QueryRequestBatch)
        sides = found.shard.query_batch(edge.QueryBatchRequest([_query(one) for one in wanted.searches]))
        return [models.QueryResponse(points=_points(side)) for side in sides]


async def _body(request: Request, model: type[M]) -> M:
    return model.model_validate_json(await request.body())


def _done() -> models.UpdateResult:
    return models.UpdateResult(operation_id=0, status=models.UpdateStatus.COMPLETED)


def _sparse(given: models.SparseVector) -> edge.SparseVector:
    return edge.SparseVector(given.indices, given.values)


def _vectors(given: Any) -> Any:
    return {name: _sparse(one) if isinstance(one, models.SparseVector) else one for name, one in given.items()}


def _query(wanted: models.QueryRequest) -> edge.QueryRequest:
    given: Any = wanted.query
    if isinstance(given, models.NearestQuery):
        given = given.nearest
    vector = _sparse(given) if isinstance(given, models.SparseVector) else given
    nearest = edge.Query.Nearest(vector, using=wanted.using)
    payload = bool(wanted.with_payload)
    return edge.QueryRequest(wanted.limit or 10, query=nearest, filter=_filter(wanted.filter), with_payload=payload)


def _points(found: list[edge.ScoredPoint]) -> list[models.ScoredPoint]:
    return [
        models.ScoredPoint(id=str(one.id), version=one.version, score=one.score, payload=one.payload) for one in found
    ]


def _filter(given: models.Filter | None) -> edge.Filter | None:
    if given is None:
        return None
    sides = [_conditions(side) for side in (given.must, given.should, given.must_not)]
    return edge.Filter(must=sides[0], should=sides[1], must_not=sides[2]) if any(sides) else None


def _conditions(given: Any) -> Any:
    return [_condition(one) for one in (given if isinstance(given, list) else [given] if given else [])] or None


def _condition(given: Any) -> Any:
    if isinstance(given, models.Filter):
        return _filter(given)
    match = given.match
    if isinstance(match, models.MatchAny):
        return edge.FieldCondition(given.key, match=edge.MatchAny(match.any))
    assert isinstance(match, models.MatchValue)
    return edge.FieldCondition(given.key, match=edge.MatchValue(match.value))


def app(key: str | None) -> Starlette:
    """The server; with a key, nothing is told without it."""
    front = Front()

    def answered(work: Callable[[Request], Any]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            if key and request.headers.get("api-key") != key:
                return JSONResponse(
                    {"status": {"error": "Must provide an API key or an Authorization bearer token"}}, 401
                )
            try:
                result = await work(request)
            except RefusedError as error:
                return JSONResponse({"status": {"error": str(error)}, "time": 0.0}, error.status)
            except ValidationError as error:
                return JSONResponse({"status": {"error": f"Format error: {error}"}, "time": 0.0}, 400)
            return JSONResponse({"result": _plain(result), "status": "ok", "time": 0.0})

        return endpoint

    at = "/collections/{name}"
    routes = [
        (f"{at}/exists", front.exists, "GET"), (at, front.info, "GET"), (at, front.create, "PUT"),
        (at, front.delete, "DELETE"), (f"{at}/index", front.make_index, "PUT"), (f"{at}/points", front.upsert, "PUT"),
        (f"{at}/points/delete", front.remove, "POST"), (f"{at}/points/count", front.count, "POST"),
        (f"{at}/facet", front.facet, "POST"), (f"{at}/points/query", front.query, "POST"),
        (f"{at}/points/query/batch", front.query_batch, "POST"),
    ]  # fmt: skip
    return Starlette(routes=[Route(path, answered(work), methods=[method]) for path, work, method in routes])


def _plain(result: Any) -> Any:
    if isinstance(result, list):
        return [_plain(one) for one in result]
    return result.model_dump(mode="json", exclude_none=True) if isinstance(result, BaseModel) else result


def main() -> None:
    """Serves until it is ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    for name in ("--key", "--cert", "--private"):
        parser.add_argument(name)
    given = parser.parse_args()
    uvicorn.run(
        app(given.key), port=given.port, log_level="warning", ssl_certfile=given.cert, ssl_keyfile=given.private
    )


if __name__ == "__main__":
    main()
