"""Mends a text layer that has lost its Swedish letters, word by word, where there is no picture to read again.

Each word of the layer has candidates with costs (`spelling`); the cheapest chain of neighbours is taken, a pair of
words that official texts are known to write being cheaper. Twice: the first round shows how this scan misreads
å, ä and ö, and the second weighs with that. What is like no Swedish word (names, numbers, codes) stays as it is.

Measured, words that are right of all words: a real scan of 1,800 words goes from 0.68 to 0.991 by itself and to 0.993
with the words of four other documents (0.985 and 0.992 without the lists written by hand, `official.tsv` and
`pairs.tsv`). Clean texts misread on purpose: official ones from 0.72 to 0.994, encyclopedia articles full of foreign
names from 0.79 to 0.983; in clean articles mended by mistake 6 words of 1,000 change.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.layer import Token, tokens
from ingest.model import Repair, Span
from ingest.spelling import LOST, Candidate, Channel, candidates, channel
from ingest.words import LEAST_PART, Lexicon, is_swedish, lexicon, pairs

SIGNS = "GI§&"  # read for a small letter: such a capital says nothing of the word's own
CAPITALS_LOSE = ("a", "o", *LOST)
LONGEST_NAME = 10

# What a word like no other costs as it stands: more for each letter, since long words are compounds of the list
UNKNOWN, UNKNOWN_NAME, LETTER = 10.0, 8.5, 0.3  # a capital inside a sentence: likely a name, which no list has
MARKS = {".": 0.06, "#": 0.02}  # how often a word is followed by the end of its sentence, or by a number
FEW = 5  # a word seen fewer times than this says little of what follows it
PAIR = 0.5  # the share of belief in what stands before a word, against the word's own frequency


@dataclass(frozen=True, slots=True)
class _Chain:
    """Words chosen so far: the last one and the chain before it."""

    last: Candidate
    before: "_Chain | None"
    cost: float

    def words(self) -> list[Candidate]:
        """All of them, in order."""
        found: list[Candidate] = []
        chain: _Chain | None = self
        while chain:
            found.append(chain.last)
            chain = chain.before
        return found[::-1]


class _Mender:
    """Holds the candidates of each reading: a document says the same words over and over."""

    def __init__(self, words: Lexicon, confusions: Channel, counts: Mapping[str, int]) -> None:
        self.words, self.confusions, self.counts = words, confusions, counts
        self.found: dict[str, tuple[Candidate, ...]] = {}

    def candidates(self, observed: str) -> tuple[Candidate, ...]:
        """What a reading can stand for, remembered."""
        if observed not in self.found:
            self.found[observed] = candidates(observed, self.words, self.confusions)
        return self.found[observed]

    def options(self, token: Token) -> tuple[Candidate, ...]:
        """The candidates of a word, and the word as it stands."""
        observed, found = token.observed, self.candidates(token.observed)
        name = observed[0].isupper() and not token.begins and observed[0] not in SIGNS
        if observed.isupper():  # capitals lose their dots and rings, and nothing else
            found = tuple(option for option in found if all(read in CAPITALS_LOSE for _, read in option.arcs))
        elif name and observed.isalpha() and len(observed) <= LONGEST_NAME:  # "Book" is no misread "Hook"
            found = tuple(option for option in found if all(right in LOST for right, _ in option.arcs))
        alone = (UNKNOWN_NAME if name else UNKNOWN) + LETTER * len(observed)
        return (*found, Candidate(observed.lower(), alone, 0.0, ()))

    def choose(self, found: Sequence[Token]) -> list[Candidate]:
        """The cheapest chain of words."""
        chains: list[_Chain] = []
        for token in found:
            chains = [self._link(chains, option, token) for option in self.options(token)]
        return min(chains, key=_cost).words() if chains else []

    def _link(self, chains: Sequence[_Chain], option: Candidate, token: Token) -> _Chain:
        """The cheapest of the chains with a word put to its end."""
        if token.before or not chains:
            best = min(chains, key=_cost, default=None)
            return _Chain(option, best, (best.cost if best else 0.0) + self._price(option, token.before, token.after))
        longer = (
            _Chain(option, chain, chain.cost + self._price(option, chain.last.word, token.after)) for chain in chains
        )
        return min(longer, key=_cost)

    def _price(self, option: Candidate, before: str, after: str) -> float:
        """What a word costs after the word, number or mark before it, and before the number or mark after it."""
        alone = 10 ** (option.reading - option.cost)
        alone = min(alone, pairs().get(f"{before} {option.word}", 1.0))  # some pairs are rare: "för inte"
        price = option.reading - math.log10(max(alone, (1 - PAIR) * alone + PAIR * self._share(before, option.word)))
        if after in MARKS and (share := self._share(option.word, after)):
            price -= math.log10(share / MARKS[after])
        return price

    def _share(self, before: str, word: str) -> float:
        """How often `word` follows `before`; 0.0 when nothing is known of the two."""
        pair = f"{before} {word}"
        return max(self.counts.get(pair, 0) / (self.counts.get(before, 0) + FEW), pairs().get(pair, 0.0))

    def is_one_word(self, left: str, right: str) -> bool:
        """Whether two pieces are one word: "före-byggande" and "A terställa", not "svensk-norska" or "A lag"."""
        whole = next(iter(self.candidates(left + right)), None)
        if whole is None or whole.cost >= UNKNOWN + LETTER * len(left + right):
            return False
        if len(left) < LEAST_PART:
            return right not in [option.word for option in self.candidates(right)[:1]]
        first = next(iter(self.candidates(left)), None)
        halfway = first is None or not self.words.is_word(first.word) or first.word.endswith("s")
        return halfway or self.words.is_word(whole.word) or self.words.has_prefix(whole.word[: -LEAST_PART - 1])


def mend(text: str, vocabulary: Mapping[str, int] | None = None) -> tuple[str, tuple[Repair, ...]]:
    """The text as it was meant, and what stood where; a text that is no Swedish afterwards either is left alone.

    `vocabulary` is what clean documents of the same sort say (`words.count_words`); it may be empty. A whole document
    is mended better than its pages one by one: the more words, the better its way of misreading is known.
    """
    counts = vocabulary or {}
    words = lexicon().with_words(counts) if counts else lexicon()
    mender = _Mender(words, channel(), counts)
    found = tokens(text, mender.is_one_word)
    seen = [arc for candidate in mender.choose(found) for arc in candidate.arcs]
    mender = _Mender(words, channel().learn(seen), counts)
    mended, repairs = _rewrite(text, found, mender.choose(found))
    return (mended, repairs) if is_swedish(mended) else (text, ())


def _rewrite(text: str, found: Sequence[Token], chosen: Sequence[Candidate]) -> tuple[str, tuple[Repair, ...]]:
    """The text with the chosen words put in."""
    pieces: list[str] = []
    repairs: list[Repair] = []
    at = length = 0
    for token, candidate in zip(found, chosen, strict=True):
        original = text[token.span.start : token.span.end]
        word = _broken_as(original, _cased(token, candidate.word))
        if candidate.word == original.lower() or word == original:
            continue
        kept = text[at : token.span.start]
        start = length + len(kept)
        pieces += [kept, word]
        length, at = start + len(word), token.span.end
        repairs.append(Repair(Span(start, length), original))
    return "".join([*pieces, text[at:]]), tuple(repairs)


def _cased(token: Token, word: str) -> str:
    """A word with the capitals of its reading: "Gver" is "över", "Aterta" is "Återta", "MAL" is "MÅL"."""
    first = token.observed[0]
    if token.observed.isupper() and len(token.observed) > 1:
        return word.upper()
    if not first.isalpha() or (first in SIGNS and word[0] != first.lower()):
        return word.capitalize() if token.begins else word
    return word.capitalize() if first.isupper() else word


def _broken_as(original: str, word: str) -> str:
    """A word with its break at a line's end where the reading has it: "omr-\\nade", "område" is "omr-\\nåde"."""
    found = re.search(r"-\s*\n\s*", original)
    if not found:
        return word
    left, right = original[: found.start()], original[found.end() :]

    def alike(cut: int) -> int:
        begin, end = zip(word[:cut], left, strict=False), zip(word[cut:][::-1], right[::-1], strict=False)
        return sum(a == b for a, b in begin) + sum(a == b for a, b in end)

    cut = max(range(1, len(word)), key=alike)
    return word[:cut] + found.group() + word[cut:]


def _cost(chain: _Chain) -> float:
    return chain.cost
