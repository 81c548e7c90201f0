"""What is Swedish: a list of 200,000 word forms with their frequency, and compounds made of them.

The list is `data/swedish.tsv.gz` (see `data/README.md`); it loads in 0.3 s. A Swedish compound is written as one
word and most of them stand in no list, so a word is also known when it splits into a part that may begin a
compound (its binding s or vowel included) and a part that may end one: `vård·plats`, `utvecklings·arbetet`.
"""

import gzip
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parent / "data"
WORD = re.compile(r"[^\W\d_]+")
UNIT = re.compile(r"([^\W\d_]+)|(\d+)|([.!?:])")
ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")
LEAST_PART = 3  # letters of a part of a compound: with two, nearly every misread word splits somehow
MOST_PARTS = 4

# A text layer with fewer known words than this is not the Swedish that was written. Measured on pages of 20 words
# and more: 165 good pages of four documents have 0.884 to 1.0 (each document as a whole 0.985 to 0.995), the six
# pages of a scan that has lost its å, ä and ö have 0.696 to 0.760.
LEAST_SHARE = 0.82
FEWEST_WORDS = 20  # below this the share says nothing: a cover page, a page of names


class Lexicon:
    """Word forms by frequency, sorted so that a search can ask whether any word begins with some letters."""

    def __init__(
        self, costs: dict[str, float], bound: frozenset[str], first: frozenset[str], last: frozenset[str]
    ) -> None:
        self.costs = costs  # -log10 of each form's frequency
        self.bound = bound  # forms that live in compounds only: "vräknings"
        self.first, self.last = first, last  # forms that may begin, or end, a compound
        self.sorted = sorted(costs)

    def with_words(self, counts: Mapping[str, int]) -> "Lexicon":
        """This list, where a word seen in `counts` is as likely as the mean of both sources makes it."""
        words = {word: count for word, count in counts.items() if " " not in word and word.isalpha()}
        total = sum(words.values())
        costs = dict(self.costs)
        for word, count in words.items():
            costs[word] = -math.log10((10 ** -self.costs.get(word, 99) + count / total) / 2)
        return Lexicon(costs, self.bound - words.keys(), self.first, self.last)

    def has_prefix(self, prefix: str) -> bool:
        """Whether any word begins so."""
        place = bisect_left(self.sorted, prefix)
        return place < len(self.sorted) and self.sorted[place].startswith(prefix)

    def is_word(self, word: str) -> bool:
        """Whether this form is in the list and may stand alone."""
        return word in self.costs and word not in self.bound

    def parts(self, word: str, left: int = MOST_PARTS) -> tuple[str, ...]:
        """The parts of a compound, longest first part first; the word alone when it is in the list; else nothing."""
        if word in self.last or (left == MOST_PARTS and self.is_word(word)):
            return (word,)
        if left > 1:
            for cut in range(len(word) - LEAST_PART, LEAST_PART - 1, -1):
                if word[:cut] in self.first and (rest := self.parts(word[cut:], left - 1)):
                    return (word[:cut], *rest)
        return ()


@cache
def lexicon() -> Lexicon:
    """The list that ships with the package, read once."""
    costs: dict[str, float] = {}
    bound, first, last = set(), set(), set()
    grades = [grade / 100 for grade in range(1000)]  # so that equal costs are one object
    lines = gzip.decompress((DATA / "swedish.tsv.gz").read_bytes()).decode().splitlines()
    # what the list lacks, and what official texts say more, or less, often than the net does
    lines += (DATA / "official.tsv").read_text("utf-8").splitlines()
    for line in lines:
        word, grade, kinds = line.split("\t")
        if "w" in kinds:
            bound.discard(word)
        elif word not in costs:
            bound.add(word)
        costs[word] = grades[int(grade)]
        if "f" in kinds and len(word) >= LEAST_PART:
            first.add(word)
        if "l" in kinds and len(word) >= LEAST_PART:
            last.add(word)
    return Lexicon(costs, frozenset(bound), frozenset(first), frozenset(last))


@lru_cache(maxsize=100_000)
def known(word: str) -> bool:
    """Whether this is a Swedish word, one of the list or a compound of it, or its genitive; capitals do not matter."""
    word, words = word.lower(), lexicon()
    return bool(words.parts(word) or (len(word) > LEAST_PART and word.endswith("s") and words.parts(word[:-1])))


def swedish_share(text: str) -> float:
    """The share of a text's words that are known, 1.0 for a text without any.

    Abbreviations (HVB) and addresses on the net say nothing of how well a page was read and do not count.
    """
    words = [word for word in WORD.findall(ADDRESS.sub(" ", text)) if len(word) > 1 and not word.isupper()]
    return sum(map(known, words)) / len(words) if words else 1.0


def is_swedish(text: str) -> bool:
    """Whether a text layer can be trusted; a text too short to tell is."""
    return len(WORD.findall(text)) < FEWEST_WORDS or swedish_share(text) >= LEAST_SHARE


@cache
def pairs() -> dict[str, float]:
    """How often a word is followed by another, for common pairs of official Swedish: {"i uppdrag": 0.3}."""
    rows = (line.split("\t") for line in (DATA / "pairs.tsv").read_text("utf-8").splitlines())
    return {f"{before} {word}": float(share) for before, word, share in rows}


def count_words(texts: Iterable[str]) -> dict[str, int]:
    """How often each word, and each pair of neighbours, stands in clean texts: "relationer", "nära relationer".

    Lower case; a number is "#" and the end of a sentence ".": "# år", "året .".
    """
    counts: Counter[str] = Counter()
    for text in texts:
        words = [("." if mark else "#" if digits else word.lower()) for word, digits, mark in UNIT.findall(text)]
        counts.update(words)
        counts.update(map(" ".join, pairwise(words)))
    return dict(counts)
