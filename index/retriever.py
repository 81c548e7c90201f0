"""The index as llama-index sees it, so that any of its engines can answer from it."""

from collections.abc import Sequence
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from pydantic import PrivateAttr

from index.embed import Embedder
from index.index import Index
from index.model import Filters, Passage, Search, UnitKind
from index.twins import together


class PassageRetriever(BaseRetriever):
    """Finds passages and gives them as nodes with document, page and span in their metadata."""

    def __init__(
        self, index: Index, limit: int = 8, filters: Filters | None = None, kinds: tuple[UnitKind, ...] = ()
    ) -> None:
        self._index = index
        self._search = Search("", filters or Filters(), kinds, limit)
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        chosen = self._search
        found = self._index.search(Search(query_bundle.query_str, chosen.filters, chosen.kinds, chosen.limit))
        titles = {entry.name: entry.title for entry in self._index.documents()}
        return [
            NodeWithScore(node=_node(passage, titles, others), score=passage.score)
            for passage, *others in together(found)[: chosen.limit]
        ]


class QueryEmbedding(BaseEmbedding):
    """Our embedding model for llama-index, for a stock engine over the server's collection."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, **given: Any) -> None:
        super().__init__(model_name=embedder.model, **given)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(number) for number in self._embedder.query(query)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(number) for number in self._embedder.passages([text])[0]]


def _node(passage: Passage, titles: dict[str, str], others: Sequence[Passage]) -> TextNode:
    kept = ["document", "version", "start", "end", "kind", "part", "others"]
    return TextNode(
        id_=f"{passage.document}/{passage.version}#{passage.span.start}-{passage.span.end}",
        text=passage.text,
        start_char_idx=passage.span.start,
        end_char_idx=passage.span.end,
        metadata={
            "title": titles.get(passage.document, passage.document),
            "section": " › ".join(passage.trail),
            "page": passage.page,
            "document": passage.document,
            "version": passage.version,
            "start": passage.span.start,
            "end": passage.span.end,
            "kind": str(passage.kind),
            "part": passage.part,
            "others": [f"{other.document}#page={other.page}" for other in others],  # where the same stands
        },
        excluded_llm_metadata_keys=kept,
        excluded_embed_metadata_keys=kept,
    )
