"""Misspelt words of a question mended against the documents' own words."""

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.topic import WORD
from index.sparse import STOP_WORDS, fold_letters
from ingest.words import known

_SHORTEST = 5  # letters; shorter words have too many neighbours
_RARE = 0  # a word that stands in the documents is not misspelt


def mend(question: str, vocabulary: Mapping[str, int], keep: frozenset[str] = frozenset()) -> str:
    """The question with each unknown word replaced by the documents' most likely one; others stand as they are.

    A word is left alone when the documents have it, when it is a Swedish word, or when nothing is near enough.
    """
    by_fold = _by_fold(frozenset(vocabulary.items()))
    pieces, at = [], 0
    for match in WORD.finditer(question):
        better = _better(match[0], vocabulary, by_fold, keep)
        if better:
            pieces += [question[at : match.start()], better]
            at = match.end()
    return "".join([*pieces, question[at:]])


def _better(
    word: str, vocabulary: Mapping[str, int], by_fold: Mapping[str, str], keep: frozenset[str]
) -> str | None:
    low = word.lower()
    if low in vocabulary or low in STOP_WORDS or low in keep or any(char.isdigit() for char in word):
        return None
    folded = fold_letters(low)
    same = by_fold.get(folded)
    if same and same != low and low == folded:
        return same if not known(low) or vocabulary[same] > 2 else None
    if len(low) < _SHORTEST or known(low):
        return None
    allowed = 1 if len(low) < 8 else 2
    near = process.extract(folded, by_fold.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=5)
    best = min(near, key=lambda found: (found[1], -vocabulary[by_fold[found[0]]]), default=None)
    return by_fold[best[0]] if best else None


@lru_cache(2)
def _by_fold(vocabulary: frozenset[tuple[str, int]]) -> dict[str, str]:
    """Folded form → the most common word that folds to it."""
    best: dict[str, tuple[int, str]] = {}
    for word, count in vocabulary:
        key = fold_letters(word)
        best[key] = max(best.get(key, (0, "")), (count, word))
    return {key: word for key, (_, word) in best.items()}
