"""llama-index's own engines over our index."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index.embed import Embedder
from index.index import Index
from index.model import Filters, UnitKind
from index.store import Server
from tests.index.conftest import Make

Original = Callable[[str], Path]


@pytest.fixture
def filled(index: Index, make: Make, original: Original) -> Iterator[Index]:
    index.add(make("plan", "Parkeringen byggs ut.", "Nämnden utreder hemlöshet bland barn."), original("a"))
    index.add(make("rapport", "Hemlösheten minskade under året.", board="Nord"), original("b"))
    yield index


def test_nodes_carry_their_place(filled: Index) -> None:
    from index.retriever import PassageRetriever

    found = PassageRetriever(filled, limit=3, kinds=(UnitKind.CHUNK,)).retrieve("hemlöshet bland barn")
    assert len(found) == 3
    node, score = found[0].node, found[0].score
    assert score is not None
    assert score > (found[1].score or 0)
    kept = node.metadata
    assert (kept["document"], kept["title"], kept["page"], kept["section"]) == ("plan", "Titel plan", 2, "2 Avsnitt 2")
    assert filled.document("plan").text[kept["start"] : kept["end"]] == node.get_content()
    only = PassageRetriever(filled, filters=Filters(boards=("Nord",))).retrieve("hemlöshet")
    assert {one.node.metadata["document"] for one in only} == {"rapport"}


def test_a_stock_query_engine_answers_with_pages(filled: Index) -> None:
    from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata
    from llama_index.core.llms.callbacks import llm_completion_callback
    from llama_index.core.query_engine import RetrieverQueryEngine

    from index.retriever import PassageRetriever

    class Scripted(CustomLLM):
        """Answers with the last prompt's first source line, so that the test sees what a model would."""

        @property
        def metadata(self) -> LLMMetadata:
            return LLMMetadata()

        @llm_completion_callback()
        def complete(self, prompt: str, formatted: bool = False, **given: Any) -> CompletionResponse:
            line = next(line for line in prompt.splitlines() if line.startswith("page: "))
            return CompletionResponse(text=f"Nämnden utreder hemlöshet ({line}).")

        @llm_completion_callback()
        def stream_complete(self, prompt: str, formatted: bool = False, **given: Any) -> Any:
            return iter([self.complete(prompt)])

    engine = RetrieverQueryEngine.from_args(PassageRetriever(filled, limit=2), llm=Scripted())
    answer = engine.query("Vad gör nämnden åt hemlöshet bland barn?")
    assert str(answer) == "Nämnden utreder hemlöshet (page: 2)."
    source = answer.source_nodes[0].node.metadata
    assert (source["document"], source["page"]) == ("plan", 2)


def test_a_stock_index_reads_the_servers_collection(make: Make, tiny: Path, tmp_path: Path, server: Server) -> None:
    """llama-index's own vector store over what QdrantStore has written, both sides searched."""
    from llama_index.core import VectorStoreIndex

    from index.qdrant import QdrantStore
    from index.retriever import QueryEmbedding
    from index.sparse import document_vector
    from index.store import Point, payload, point_id
    from index.units import units

    embedder = Embedder(str(tiny), tmp_path)
    document = make("plan", "Parkeringen byggs ut.", "Nämnden utreder hemlöshet bland barn.")
    found = units(document)
    vectors = embedder.passages([unit.embedded for unit in found])
    store = QdrantStore(server, embedder.dimension)
    store.put(
        [
            Point(
                point_id("plan/1", *_ends(unit)),
                vector,
                document_vector(unit.embedded),
                payload(unit, document, "1"),
            )
            for unit, vector in zip(found, vectors, strict=True)
        ]
    )
    stock = VectorStoreIndex.from_vector_store(store.vector_store(), embed_model=QueryEmbedding(embedder))
    nodes = stock.as_retriever(vector_store_query_mode="hybrid", similarity_top_k=2).retrieve("hemlöshet")
    store.close()
    assert nodes[0].node.get_content() == "Nämnden utreder hemlöshet bland barn."
    assert nodes[0].node.metadata["page"] == 2


def _ends(unit: Any) -> tuple[int, int]:
    return unit.span.start, unit.span.end


def test_opening_an_index_imports_no_heavy_library(tmp_path: Path, tiny: Path) -> None:
    """A start must take seconds: torch, sentence-transformers, llama-index, Qdrant's client wait for their use."""
    program = (
        "import sys; from pathlib import Path; from index.index import Index; from index.model import Search\n"
        f"index = Index.open(Path({str(tmp_path)!r}) / 'data', embedding_model={str(tiny)!r})\n"
        "index.search(Search('budget')); index.close()\n"
        "print({'torch', 'transformers', 'llama_index', 'qdrant_client', 'onnx', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
