"""The same words in several places: a motion and its twin in another document, a sentence of a plan and its report.

Texts are compared as sets of 5 letters in a row, letters folded and marks left out, so that a bad scan or a comma does
not part them; their numbers must be the same, and so must the words that turn a sentence round. Of 3,274 real units 600
have a twin under these rules. At 0.8 the first pairs are about different things ("Uppdraget finansieras …" and
"Förstudien finansieras …"); short texts say what they say by their place, so they have no twins.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from index.model import Passage
from index.sparse import fold_letters

SAME = 0.85  # of the letters in a row that either has
SHORTEST = 40  # signs
GRAM = 5
KEYS, SHARED = 12, 7  # of a text, and what two that share 0.85 have in common but once in a thousand times
NUMBER = re.compile(r"\d+(?:[ .,]\d+)*")
WORD = re.compile(r"\w+")
TURNING = frozenset(
    ("inte", "ej", "icke", "ingen", "inget", "inga", "aldrig", "utan", "avslas", "avslar", "bifalls", "bifaller")
)

Grams = frozenset[str]


class Twins:
    """Texts seen so far, those that say the same counted as one."""

    def __init__(self) -> None:
        self._by_key: dict[int, list[tuple[str, int]]] = {}
        self._different = 0

    def __len__(self) -> int:
        return self._different

    def find(self, text: str) -> int | None:
        """The number of an earlier text that says the same, None when there is none."""
        near: dict[tuple[str, int], int] = {}
        for key in _keys(text):
            for known in self._by_key.get(key, ()):
                near[known] = near.get(known, 0) + 1
        likely = (known for known, shared in near.items() if shared >= SHARED)
        return next((number for other, number in likely if is_twin(text, other)), None)

    def add(self, text: str) -> int:
        """The number of the text: that of an earlier one that says the same, or a new one, counted from 0."""
        return self.put(text, self.find(text))

    def put(self, text: str, number: int | None) -> int:
        """The same for a text of which `find` said what it is."""
        if number is None:
            number = self._different
            self._different += 1
        for key in _keys(text):
            self._by_key.setdefault(key, []).append((text, number))
        return number


def together(passages: Iterable[Passage]) -> list[tuple[Passage, ...]]:
    """Passages with those that say the same in other places, the best of each first."""
    texts, found = Twins(), dict[int, list[Passage]]()
    for passage in passages:
        found.setdefault(texts.add(passage.text), []).append(passage)
    return [tuple(places) for places in found.values()]


@lru_cache(1 << 13)
def is_twin(text: str, other: str) -> bool:
    """Whether two texts say the same in the same words: "Det var 7 år 2024." and "Det var 8 år 2024." do not."""
    if text == other:
        return True
    one, two = _grams(text), _grams(other)
    if len(one & two) < SAME * len(one | two):
        return False
    return _weighty(text) == _weighty(other)


@lru_cache(1 << 9)  # up to 50 kilobytes each
def _grams(text: str) -> Grams:
    letters = " ".join(WORD.findall(fold_letters(text)))
    return frozenset(letters[start : start + GRAM] for start in range(max(1, len(letters) - GRAM + 1)))


@lru_cache(1 << 13)
def _keys(text: str) -> tuple[int, ...]:
    """Numbers that texts which say the same mostly share; none of a text that is too short to have a twin."""
    if len(text) < SHORTEST:
        return ()
    return tuple(sorted(crc32(gram.encode()) for gram in _grams(text))[:KEYS])


def _weighty(text: str) -> Counter[str]:
    """Numbers, and words that turn a sentence round."""
    words = (word for word in WORD.findall(fold_letters(text)) if word in TURNING)
    return Counter([*NUMBER.findall(text), *words])
