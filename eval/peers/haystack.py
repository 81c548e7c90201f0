"""Haystack's hybrid retrieval: BM25 and embeddings side by side, joined by reciprocal rank. Extra `peers`."""

import os
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any

from eval.model import Where
from eval.peers.model import MissingError, Piece
from index.embed import Embedder

_PARTS = {
    "Document": "haystack",
    "DocumentSplitter": "haystack.components.preprocessors",
    "InMemoryDocumentStore": "haystack.document_stores.in_memory",
    "InMemoryBM25Retriever": "haystack.components.retrievers.in_memory",
    "InMemoryEmbeddingRetriever": "haystack.components.retrievers.in_memory",
    "DocumentJoiner": "haystack.components.joiners",
}


class Haystack:
    """The components of Haystack's tutorial on hybrid retrieval, with our embedding model."""

    name = "Haystack, hybrid"

    def __init__(self, pages: Mapping[Where, str], embedder: Embedder) -> None:
        self._embedder, parts = embedder, _parts()
        document = parts["Document"]
        whole = [document(content=text, meta={"file": n, "page": p}) for (n, p), text in pages.items() if text.strip()]
        splitter = parts["DocumentSplitter"](split_by="word", split_length=200, split_overlap=40)
        pieces: list[Any] = splitter.run(documents=whole)["documents"]
        vectors = embedder.passages([piece.content for piece in pieces])
        store = parts["InMemoryDocumentStore"](embedding_similarity_function="cosine")
        store.write_documents(
            [
                replace(piece, embedding=[float(number) for number in vector])
                for piece, vector in zip(pieces, vectors, strict=True)
            ]
        )
        self._words = parts["InMemoryBM25Retriever"](store)
        self._vectors = parts["InMemoryEmbeddingRetriever"](store)
        self._joiner = parts["DocumentJoiner"](join_mode="reciprocal_rank_fusion")

    def search(self, question: str, limit: int) -> list[Piece]:
        """The documents that fit best."""
        vector = [float(number) for number in self._embedder.query(question)]
        by_words = self._words.run(query=question, top_k=2 * limit)["documents"]
        by_vector = self._vectors.run(query_embedding=vector, top_k=2 * limit)["documents"]
        joined = self._joiner.run(documents=[by_words, by_vector], top_k=limit)["documents"]
        return [Piece(hit.content, (hit.meta["file"], hit.meta["page"])) for hit in joined]


def _parts() -> dict[str, Any]:
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # nothing leaves the machine
    try:
        return {name: getattr(import_module(module), name) for name, module in _PARTS.items()}
    except ImportError as error:
        raise MissingError(f"{error.name} is not installed; pip install 'styrsvar[peers]'") from error
