from pathlib import Path

import numpy as np
import pytest

from index.embed import Embedder, _batches
from ingest.errors import StyrsvarError
from tests.index.conftest import write_tiny


def test_passages_come_back_in_order_and_same_texts_are_the_same(tiny: Path, tmp_path: Path) -> None:
    embedder = Embedder(str(tiny), tmp_path)
    shares: list[float] = []
    texts = ["en lång text om budget " * 9, "kort", "mellanlång text", "kort"]
    vectors = embedder.passages(texts, shares.append)
    assert vectors.shape == (4, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors[1], vectors[3])
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
    for text, vector in zip(texts, vectors, strict=True):  # padding in a batch changes nothing
        assert np.allclose(embedder.passages([text])[0], vector, atol=1e-2)
    assert embedder.passages([]).shape == (0, embedder.dimension)


def test_a_query_is_remembered(tiny: Path, tmp_path: Path) -> None:
    embedder = Embedder(str(tiny), tmp_path)
    assert embedder.query("budget") is embedder.query("budget")
    assert not np.allclose(embedder.query("budget"), embedder.passages(["budget"])[0])  # other prompts


def test_fingerprints_tell_models_apart(tiny: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    first, second = Embedder(str(tiny), tmp_path), Embedder(str(write_tiny(other, seed=2)), tmp_path)
    assert first.fingerprint() == Embedder(str(tiny), tmp_path).fingerprint()
    assert first.fingerprint() != second.fingerprint()


def test_batches_are_small_when_texts_are_long() -> None:
    assert [len(batch) for batch in _batches(["a" * 10] * 130)] == [64, 64, 2]
    assert [len(batch) for batch in _batches(["a" * 400] * 5)] == [2, 2, 1]
    assert [len(batch) for batch in _batches(["a" * 5_000] * 2)] == [1, 1]
    assert _batches([]) == []


def test_an_unknown_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(StyrsvarError, match="finns-inte"):
        Embedder("finns-inte", tmp_path).query("hej")


@pytest.mark.slow
def test_sentence_transformers_gives_the_same_vectors(bundled: Path, tmp_path: Path) -> None:
    """The lean way reads a folder as sentence-transformers does: same weights with torch, same tokens, same pooling."""
    from sentence_transformers import SentenceTransformer

    texts = ["Vilka uppdrag är inte påbörjade?", "Nämnden ska minska hyrorna i Nordost " * 8]
    ours = Embedder("bundled", bundled.parent).passages(texts)
    theirs = SentenceTransformer(str(bundled), device="cpu").encode(texts, prompt_name="passage")
    assert (ours * theirs).sum(axis=1).min() > 0.998


@pytest.mark.slow
def test_any_sentence_transformers_model(tiny: Path, tmp_path: Path) -> None:
    """A folder of another build (the last token's vector) goes through sentence-transformers."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    base = tmp_path / "base"
    BertModel(BertConfig(64, 16, 1, 2, 32, max_position_embeddings=64)).save_pretrained(base)
    AutoTokenizer.from_pretrained(tiny).save_pretrained(base)
    whole = SentenceTransformer(modules=[Transformer(str(base)), Pooling(16, "cls")], prompts={"query": "fråga: "})
    whole.save(str(tmp_path / "model"))
    embedder = Embedder(str(tmp_path / "model"), tmp_path)
    assert embedder.dimension == 16
    assert embedder.passages(["budget", "nämnd"]).shape == (2, 16)
    assert np.linalg.norm(embedder.query("budget")) == pytest.approx(1, abs=1e-4)
    assert not np.allclose(embedder.query("budget"), embedder.passages(["budget"])[0])
