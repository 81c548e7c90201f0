"""llama-index as its first tutorial sets it up: a document a page, its own splitter, a vector index, a retriever."""

from collections.abc import Mapping

from llama_index.core import Document, VectorStoreIndex

from eval.model import Where
from eval.peers.model import Piece
from index.embed import Embedder
from index.retriever import QueryEmbedding


class LlamaIndex:
    """The stock pipeline with our embedding model."""

    name = "llama-index, stock"

    def __init__(self, pages: Mapping[Where, str], embedder: Embedder) -> None:
        documents = [
            Document(text=text, metadata={"file_name": name, "page_label": str(page)})
            for (name, page), text in pages.items()
            if text.strip()
        ]
        self._index = VectorStoreIndex.from_documents(documents, embed_model=QueryEmbedding(embedder))

    def search(self, question: str, limit: int) -> list[Piece]:
        """The nodes that fit best."""
        found = self._index.as_retriever(similarity_top_k=limit).retrieve(question)
        return [
            Piece(hit.node.get_content(), (hit.node.metadata["file_name"], int(hit.node.metadata["page_label"])))
            for hit in found
        ]
