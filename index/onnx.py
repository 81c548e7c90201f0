"""Runs a sentence-transformers folder that holds `onnx/model.onnx`, without sentence-transformers itself.

A server must answer seconds after its start. On 2 cores `import sentence_transformers` takes 7.9 s and optimum's ONNX
backend 4 s more; ONNX Runtime and the tokenizer load in 0.8 s together and give the same vectors (a test compares).
Folders that pool otherwise than by the mean, and all other models, go through sentence-transformers (`index/embed.py`).
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class OnnxEncoder:
    """A folder's model, held open. Vectors have length 1."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leave the cores to the search
        path = folder / "onnx" / "model.onnx"
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self._inputs = {given.name for given in self._session.get_inputs()}
        self.dimension = int(self._session.get_outputs()[0].shape[-1])
        longest = int(_read(folder / "sentence_bert_config.json").get("max_seq_length") or 512)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(longest)
        pad = _read(folder / "tokenizer_config.json").get("pad_token", "[PAD]")
        self._tokenizer.enable_padding(pad_id=self._tokenizer.token_to_id(pad) or 0, pad_token=pad)
        self.prompts: dict[str, str] = _read(folder / "config_sentence_transformers.json").get("prompts") or {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The texts' vectors, float32 (n, dimension), in one run."""
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([one.ids for one in encoded], np.int64)
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        summed = np.einsum("bsh,bs->bh", hidden, mask.astype(np.float32))
        vectors: NDArray[np.float32] = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return vectors


def is_plain(folder: Path) -> bool:
    """Whether a folder is one for OnnxEncoder: an encoder, the mean of its tokens, length 1, and nothing else."""
    needed = ("onnx/model.onnx", "tokenizer.json", "modules.json")
    if not all((folder / name).is_file() for name in needed):
        return False
    modules = [str(module["type"]).rsplit(".", 1)[-1] for module in _read(folder / "modules.json")]
    pooling = _read(folder / "1_Pooling" / "config.json")
    ways = {key for key, on in pooling.items() if key.startswith("pooling_mode_") and on is True}
    return modules == ["Transformer", "Pooling", "Normalize"] and ways == {"pooling_mode_mean_tokens"}


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}
