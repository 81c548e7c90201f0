"""The same words in several places: a motion and its twin in another document, a sentence of a plan and its report.

Texts that share most of their letters (sets of 5 in a row, rings and dots folded, marks left out) are laid side by side
word by word. Two that differ in a number, a name or any word that says something are two: "Nämnden ska …" and
"Förvaltningen ska …" are, and so are two boards' like sentences. What may differ are words cut or joined, a few words
that only bind, and the number in front ("4. Fler ska …"). Where a page is known to be badly read, signs that look alike
may too (1 and l, 0 and o, rn and m), and a long word's å, ä and ö may be any letters; never a number or a name.

Of 3,281 real units 459 have a twin; of a real scan's 110 units 106 fold with its clean twin, and the other four say
something else there. Short texts say what they say by their place, so they have no twins.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from zlib import crc32

from index.model import Passage
from index.sparse import fold_letters

SAME, SAME_SCANNED = 0.85, 0.5  # of the letters in a row that either has; one misread word in a sentence takes a third
SHORTEST = 40  # signs
GRAM = 5
KEYS = 12  # of a text
SHARED, SHARED_SCANNED = 7, 3  # of them in common; two that share 0.85 have fewer but once in a thousand times
LONG = 6  # letters: "får" and "fler" are two words
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s+(?=[A-ZÅÄÖ])")  # "4. Fler", "2.1) Fler"
SPECK = re.compile(r"(?:^|(?<=[.:!?])) ?[^\W\d_] (?=[A-ZÅÄÖ])")  # a bullet read as a letter: "gäller. Y Nämnden"
WORD = re.compile(r"\w+")
TOKEN = re.compile(r"\d+(?:[ .,]\d+)+(?!\w)|\w+")
BINDING = frozenset(
    ("av", "att", "de", "den", "det", "en", "ett", "i", "med", "och", "om", "på", "samt", "som", "eller")
)
EITHER, BOTH = "eller", {"och", "samt"}
ALIKE = str.maketrans("015ij", "olsll")
LOST = re.compile("[åäöé]")
LETTERS = frozenset("iåö")  # words of one letter

Grams = frozenset[str]
Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Said:
    """A text; `is_scanned` when it was read by text recognition or mended, so that letters may be wrong."""

    text: str
    is_scanned: bool = False


class Twins:
    """Texts seen so far, those that say the same counted as one."""

    def __init__(self) -> None:
        self._texts: list[tuple[Said, int]] = []  # each with its number
        self._by_key: dict[int, list[int]] = {}  # places in that list
        self._different = 0

    def __len__(self) -> int:
        return self._different

    def find(self, said: Said) -> int | None:
        """The number of an earlier text that says the same, None when there is none."""
        near: dict[int, int] = {}
        for key in _keys(said.text):
            for place in self._by_key.get(key, ()):
                near[place] = near.get(place, 0) + 1
        for place, shared in near.items():
            other, number = self._texts[place]
            least = SHARED_SCANNED if said.is_scanned or other.is_scanned else SHARED
            if shared >= least and is_twin(said, other):
                return number
        return None

    def add(self, said: Said) -> int:
        """The number of the text: that of an earlier one that says the same, or a new one, counted from 0."""
        return self.put(said, self.find(said))

    def put(self, said: Said, number: int | None) -> int:
        """The same for a text of which `find` said what it is."""
        if number is None:
            number = self._different
            self._different += 1
        for key in _keys(said.text):
            self._by_key.setdefault(key, []).append(len(self._texts))
        self._texts.append((said, number))
        return number


def together(passages: Iterable[Passage]) -> list[tuple[Passage, ...]]:
    """Passages with those that say the same in other places, the best of each first."""
    texts, found = Twins(), dict[int, list[Passage]]()
    for passage in passages:
        found.setdefault(texts.add(Said(passage.text, passage.is_scanned)), []).append(passage)
    return [tuple(places) for places in found.values()]


@lru_cache(1 << 13)
def is_twin(one: Said, other: Said) -> bool:
    """Whether two texts say the same in the same words: "Det var 7 år 2024." and "Det var 8 år 2024." do not."""
    if one.text == other.text:
        return True
    has_scan = one.is_scanned or other.is_scanned
    first, second = _grams(one.text), _grams(other.text)
    if len(first & second) < (SAME_SCANNED if has_scan else SAME) * len(first | second):
        return False
    words, others = _words(one.text, has_scan), _words(other.text, has_scan)
    if not has_scan and _numbers(words) != _numbers(others):
        return False
    matcher = SequenceMatcher(None, [*map(fold_letters, words)], [*map(fold_letters, others)], autojunk=False)
    for tag, start, end, from_, to in matcher.get_opcodes():
        sides = words[start:end], others[from_:to]
        if tag == "equal":
            same = has_scan or not any(map(_is_other_name, *sides))
        else:
            same = _says_same(*sides) or (one.is_scanned and _is_misread(*sides))
            same = same or (other.is_scanned and _is_misread(*reversed(sides)))
        if not same:
            return False
    return True


def _says_same(words: Words, others: Words) -> bool:
    """Whether words that stand in each other's place are the same but for a blank, or only bind."""
    one, other = fold_letters("".join(words)), fold_letters("".join(others))
    if one == other and not any(map(str.isdigit, one)):  # "1 2" and "12" are two
        return True
    both = {word.lower() for word in (*words, *others)}
    return both <= BINDING and not (EITHER in both and both & BOTH)


def _is_other_name(word: str, other: str) -> bool:
    """Whether two words that are alike but for rings and dots may be two names: Hallsta, Hällsta."""
    return word.lower() != other.lower() and (word[0].isupper() or other[0].isupper())


def _is_misread(words: Words, true: Words) -> bool:
    """Whether words of a badly read page are a misreading of others."""
    if len(words) != len(true):
        one, other = _alike("".join(words)), _alike("".join(true))
        return one == other and not any(map(str.isdigit, "".join((*words, *true))))
    return all(
        _alike(word) == _alike(right) or _has_lost_letters(word, right) for word, right in zip(words, true, strict=True)
    )


def _has_lost_letters(word: str, right: str) -> bool:
    """Whether a word is another with other letters for its å, ä and ö: "omrdden" for "områden". Never for a name, a
    number or a short word, where it may be a word of its own."""
    if not right.islower() or len(right) < LONG or not LOST.search(right):
        return False
    return re.fullmatch(LOST.sub(r"\\w{1,2}", right), word.lower()) is not None


def _alike(word: str) -> str:
    """A word with one sign for all that look the same: "2O24" and "2024", "sarnverkan" and "samverkan"."""
    return fold_letters(word).translate(ALIKE).replace("rn", "m").replace("vv", "w")


def _numbers(words: Words) -> list[str]:
    """The words that begin with a digit."""
    return [word for word in words if word[0].isdigit()]


@lru_cache(1 << 11)
def _words(text: str, has_scan: bool) -> Words:
    """The words and numbers after the number in front; of a scan without single letters, which are mostly specks."""
    if has_scan:
        text = SPECK.sub(" ", text)
    front = NUMBERED.match(text)
    words = TOKEN.findall(text, front.end() if front else 0)
    return [word for word in words if len(word) > 1 or word in LETTERS or not word.islower()] if has_scan else words


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
