"""The two plain ways: BM25 over sentences, and dense vectors over windows of words."""

import math
import re
from collections import Counter
from collections.abc import Mapping

import numpy as np

from eval.model import Where
from eval.peers.model import Piece
from index.embed import Embedder

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n{2,}")
_WORD = re.compile(r"\w+")
_K1, _B = 1.2, 0.75  # as in Lucene
_WINDOW, _STEP = 200, 160  # words: the size that retrieval tutorials start from, a fifth overlapping


class Sentences:
    """BM25 (Robertson & Zaragoza 2009) over the sentences of the pages, words in lower case."""

    name = "BM25, sentences"

    def __init__(self, pages: Mapping[Where, str]) -> None:
        self._pieces = [
            Piece(" ".join(sentence.split()), where)
            for where, text in pages.items()
            for sentence in _SENTENCE.split(text)
            if sentence.strip()
        ]
        self._counts = [Counter(_WORD.findall(piece.text.lower())) for piece in self._pieces]
        self._usual = sum(count.total() for count in self._counts) / max(1, len(self._counts))
        self._in = Counter(word for count in self._counts for word in count)

    def search(self, question: str, limit: int) -> list[Piece]:
        """The sentences that fit best."""
        asked = set(_WORD.findall(question.lower()))
        scores = [self._score(count, asked) for count in self._counts]
        best = sorted(range(len(scores)), key=lambda number: -scores[number])[:limit]
        return [self._pieces[number] for number in best if scores[number] > 0]

    def _score(self, count: Counter[str], asked: set[str]) -> float:
        norm = _K1 * (1 - _B + _B * count.total() / self._usual)
        return sum(self._idf(word) * count[word] * (_K1 + 1) / (count[word] + norm) for word in asked & count.keys())

    def _idf(self, word: str) -> float:
        return math.log(1 + (len(self._counts) - self._in[word] + 0.5) / (self._in[word] + 0.5))


class Windows:
    """Cosine over windows of the pages' words."""

    name = "dense, windows of 200 words"

    def __init__(self, pages: Mapping[Where, str], embedder: Embedder) -> None:
        self._embedder = embedder
        self._pieces = [
            Piece(" ".join(words[start : start + _WINDOW]), where)
            for where, text in pages.items()
            for words in [text.split()]
            for start in range(0, max(1, len(words) - (_WINDOW - _STEP)), _STEP)
            if words
        ]
        self._vectors = embedder.passages([piece.text for piece in self._pieces])

    def search(self, question: str, limit: int) -> list[Piece]:
        """The windows that fit best."""
        nearest = np.argsort(-(self._vectors @ self._embedder.query(question)))[:limit]
        return [self._pieces[int(number)] for number in nearest]
