"""Texts in, vectors out: any sentence-transformers model, by name or path."""

import hashlib
import json
import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.bundled import unpack
from index.onnx import OnnxEncoder, is_plain
from ingest.errors import StyrsvarError

BUNDLED = "bundled"
BATCH_CHARACTERS = 1_000  # small batches stay in the processor's cache: 8,000 takes twice the time
BATCH_TEXTS = 64
REMEMBERED = 256  # queries; a conversation asks the same thing with several filters
EDGE_BYTES = 1 << 20  # of a weight file's either end that go into the checksum

Told = Callable[[str, float], None]


class Encoder(Protocol):
    """A model that is loaded. `prompts` are the texts to put in front, by use."""

    dimension: int
    prompts: dict[str, str]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 (n, dimension), length 1."""


class Embedder:
    """An embedding model; loaded at the first use, since many commands need none. Safe to use from several threads."""

    def __init__(self, model: str, folder: Path, told: Told | None = None) -> None:
        """`model`: "bundled", a folder, or a name on the hub; `folder`: where the bundled model is unpacked."""
        self.model = model
        self._path = unpack(folder, told) if model == BUNDLED else Path(model)
        self._encoder: Encoder | None = None
        self._lock = Lock()
        self._remembered: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    @property
    def encoder(self) -> Encoder:
        """The loaded model; raises StyrsvarError when there is none of that name."""
        with self._lock:
            if self._encoder is None:
                self._encoder = _load(self.model, self._path)
            return self._encoder

    @property
    def dimension(self) -> int:
        """Numbers in a vector; the model itself is not loaded for it where its folder says so."""
        if self._encoder is None and self._path.is_dir() and is_plain(self._path):
            return int(json.loads((self._path / "config.json").read_text("utf-8"))["hidden_size"])
        return self.encoder.dimension

    def fingerprint(self) -> str:
        """Name, size and checksum: two models that differ in any of them never share an index."""
        name = self._path.name if self._path.is_dir() else self.model
        return f"{name} {self.dimension} {_checksum(self._path) if self._path.is_dir() else self._revision()}"

    def passages(self, texts: Sequence[str], progress: Callable[[float], None] | None = None) -> NDArray[np.float32]:
        """The vectors of passages, float32 (n, dimension). Same texts are computed once; `progress` hears 0 to 1."""
        prompt = self._prompt("passage")
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            places.setdefault(text, []).append(place)
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        done, total = 0, sum(map(len, places)) or 1
        for batch in _batches(sorted(places, key=len)):
            for text, vector in zip(batch, self.encoder.encode([prompt + text for text in batch]), strict=True):
                vectors[places[text]] = vector
            done += sum(map(len, batch))
            if progress:
                progress(done / total)
        return vectors

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question, float32 (dimension,)."""
        with self._lock:
            known = self._remembered.get(text)
            if known is not None:
                self._remembered.move_to_end(text)
                return known
        vector: NDArray[np.float32] = self.encoder.encode([self._prompt("query") + text])[0]
        with self._lock:
            self._remembered[text] = vector
            if len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return vector

    def _prompt(self, use: str) -> str:
        """What the model wants in front: from its own settings, or as the e5 family was trained."""
        prompts = self.encoder.prompts
        known = prompts.get(use) or (prompts.get("document") if use == "passage" else None)
        return known or (f"{use}: " if "e5" in Path(self.model).name.lower() else "")

    def _revision(self) -> str:
        return str(getattr(self.encoder, "revision", ""))


class _SentenceTransformer:
    """Any model, through sentence-transformers."""

    def __init__(self, model: str) -> None:
        if Path(model).exists():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")  # a folder has all that is needed: never ask the network
            os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(model)
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.prompts: dict[str, str] = dict(self._model.prompts)
        config: Any = getattr(self._model[0], "auto_model", None)
        self.revision = str(getattr(getattr(config, "config", None), "_commit_hash", "") or "")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 (n, dimension), length 1."""
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False, prompt="")
        return np.asarray(vectors, np.float32)


def _load(model: str, path: Path) -> Encoder:
    if path.is_dir() and is_plain(path):
        return OnnxEncoder(path)
    try:
        return _SentenceTransformer(str(path) if path.exists() else model)
    except (OSError, ValueError) as error:
        raise StyrsvarError(
            f"Språkmodellen {model!r} går inte att ladda. Ange en mapp eller ett namn som finns i "
            f"STYRSVAR_EMBEDDING_MODEL, eller ta bort inställningen för att använda den medföljande."
        ) from error


def _batches(texts: Sequence[str]) -> list[list[str]]:
    """The texts in order, cut so that a batch padded to its longest text stays small."""
    batches: list[list[str]] = []
    for text in texts:
        last = batches[-1] if batches else None
        if last is None or len(last) >= BATCH_TEXTS or (len(last) + 1) * len(text) > BATCH_CHARACTERS:
            batches.append([text])
        else:
            last.append(text)
    return batches


def _checksum(folder: Path) -> str:
    """12 hex digits over the names, sizes and both ends of the files that hold weights or settings."""
    found = hashlib.sha256()
    wanted = {".safetensors", ".bin", ".json", ".onnx"}
    for path in sorted(path for path in folder.rglob("*") if path.suffix in wanted):
        size = path.stat().st_size
        found.update(f"{path.relative_to(folder)} {size}".encode())
        with path.open("rb") as file:
            found.update(file.read(EDGE_BYTES))
            file.seek(max(0, size - EDGE_BYTES))
            found.update(file.read(EDGE_BYTES))
    return found.hexdigest()[:12]
