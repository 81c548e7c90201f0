"""Mends a text layer that has lost its Swedish letters, word by word, where there is no picture to read again.

Each word of the layer has candidates with costs (`spelling`); the cheapest chain of neighbours is taken, a pair of
words that clean documents are known to write being cheaper. Twice: the first round shows how this scan misreads
å, ä and ö, and the second weighs with that. What is like no Swedish word (names, numbers, codes) stays as it is.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Repair, Span
from ingest.spelling import Candidate, Channel, candidates, channel
from ingest.words import LEAST_PART, LEAST_SHARE, Lexicon, lexicon, swedish_share

# What a word may be made of: letters, digits, and signs that letters are misread as ("&r", "§ver", "1dngsiktiga")
PIECE = re.compile(r"[&§]?[^\W_]+(?:[&§][^\W_]+)*")
SENTENCE_END = re.compile(r"(?:^|[.!?:»•])[\s”\"»•]*$")
SIGNS = "GI§&"  # read for a small letter: such a capital says nothing of the word's own

# Where a lone 1 is a number, and not the word "i"
COUNTED = frozenset(
    "januari februari mars april maj juni juli augusti september oktober november december jan feb mar apr jun jul aug"
    " sep okt nov dec procent kr kronor krona tkr mkr mnkr mdkr miljon miljard st styck av till och eller år månad"
    " vecka dag dygn timme minut meter km kvm person plats tjänst ärende gång barn exempel".split()
)
NUMBERED = frozenset(
    "bilaga kapitel kap avsnitt punkt tabell figur bild steg fas nivå del kvartal tertial halvår mål prioritet paragraf"
    " sida sid nr nummer version alternativ grupp etapp rubrik fråga yrkande uppdrag ca cirka minst högst endast bara"
    " totalt den".split()
)

UNKNOWN = 13.0  # what a word like no other costs as it stands: more than a compound of three parts (11)
UNKNOWN_NAME = 10.5  # the same for a capital inside a sentence: likely a name, and names are in no list
PAIR = 0.5  # the share of belief in what stands before a word, against the word's own frequency


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the layer: where it stands, what its letters are taken for, and whether it begins a sentence."""

    span: Span
    observed: str
    begins: bool


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

    def options(self, token: _Token) -> tuple[Candidate, ...]:
        """The candidates of a word, and the word as it stands."""
        name = token.observed[0].isupper() and not token.begins and token.observed[0] not in SIGNS
        as_it_is = Candidate(token.observed.lower(), UNKNOWN_NAME if name else UNKNOWN, 0.0, ())
        return (*self.candidates(token.observed), as_it_is)

    def choose(self, tokens: Sequence[_Token]) -> list[Candidate]:
        """The cheapest chain of words."""
        chains: list[tuple[float, tuple[Candidate, object] | None]] = [(0.0, None)]
        for token in tokens:
            chains = [
                min(((cost + self._cost(option, chain, token), (option, chain)) for cost, chain in chains), key=_first)
                for option in self.options(token)
            ]
        return _unroll(min(chains, key=_first)[1])

    def _cost(self, option: Candidate, chain: tuple[Candidate, object] | None, token: _Token) -> float:
        before = chain[0].word if chain and not token.begins else ""
        together = self.counts.get(f"{before} {option.word}", 0)
        if not together:
            return option.cost
        alone = 10 ** (option.reading - option.cost)
        return option.reading - math.log10((1 - PAIR) * alone + PAIR * together / self.counts[before])

    def is_one_word(self, left: str, right: str) -> bool:
        """Whether a word was broken inside its line: "före-byggande" and "A terställa", not "svensk-norska"."""
        whole = next(iter(self.candidates(left + right)), None)
        if whole is None or whole.cost >= UNKNOWN:
            return False
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
    tokens = list(_tokens(text, mender))
    seen = [arc for candidate in mender.choose(tokens) for arc in candidate.arcs]
    mender = _Mender(words, channel().learn(seen), counts)
    mended, repairs = _rewrite(text, tokens, mender.choose(tokens))
    return (mended, repairs) if swedish_share(mended) >= LEAST_SHARE else (text, ())


def _tokens(text: str, mender: _Mender) -> Iterator[_Token]:
    """The words that may be mended, broken ones whole; codes, abbreviations and numbers are left out."""
    pieces = list(PIECE.finditer(text))
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        observed, start, end = piece.group(), piece.start(), piece.end()
        begins = bool(SENTENCE_END.search(text[max(0, start - 5) : start]))
        while place + 1 < len(pieces):
            after = pieces[place + 1]
            if not _is_broken(observed, text[end : after.start()], after.group(), mender):
                break
            observed, end, place = observed + after.group(), after.end(), place + 1
        if _is_word(observed, text, start, end):
            yield _Token(Span(start, end), observed, begins)
        place += 1


def _is_broken(left: str, between: str, right: str, mender: _Mender) -> bool:
    """Whether two pieces are one word: "stads-omraden", "A terrapport"."""
    if between == "-" and min(len(left), len(right)) >= LEAST_PART and left[-3:].islower() and right.islower():
        return mender.is_one_word(left, right)
    if between == " " and left in ("A", "O") and right.islower():
        alone = mender.candidates(right)
        return (not alone or alone[0].word != right) and mender.is_one_word(left, right)
    return False


def _is_word(observed: str, text: str, start: int, end: int) -> bool:
    if observed == "1":
        return _is_lone_i(text, start, end)
    letters = sum(map(str.isalpha, observed))
    if letters < 2 and not (letters and observed[0] in "§&") or letters * 2 <= len(observed):
        return False
    if observed.isupper():  # HVB, SIS; a heading in capitals is words
        line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) if "\n" in text[end:] else len(text)]
        return line.isupper() and len(line.split()) > 1
    return True


def _is_lone_i(text: str, start: int, end: int) -> bool:
    """Whether a 1 stands where a sentence goes on, between words that no number goes with."""
    before, after = text[:start].split()[-1:], text[end : end + 40].split()[:1]
    if not before or not after or text[start - 1 : start].strip() or text[end : end + 1].strip():
        return False
    word = before[0].strip("(”\"").lower()
    follower = after[0].strip(".,;:)”\"").lower()
    return (
        before[0][-1:].isalpha()
        and follower[:1].isalpha()
        and word not in NUMBERED
        and follower not in COUNTED
        and ("\n" not in text[start - 1 : start] or follower == after[0].strip(".,;:)”\""))
    )


def _rewrite(text: str, tokens: Sequence[_Token], chosen: Sequence[Candidate]) -> tuple[str, tuple[Repair, ...]]:
    """The text with the chosen words put in."""
    pieces: list[str] = []
    repairs: list[Repair] = []
    at = length = 0
    for token, candidate in zip(tokens, chosen, strict=True):
        original = text[token.span.start : token.span.end]
        word = _cased(token, candidate.word)
        if word == original or candidate.word == original.lower():
            continue
        kept = text[at : token.span.start]
        start = length + len(kept)
        pieces += [kept, word]
        length, at = start + len(word), token.span.end
        repairs.append(Repair(Span(start, length), original))
    return "".join([*pieces, text[at:]]), tuple(repairs)


def _cased(token: _Token, word: str) -> str:
    """A word with the capitals of its reading: "Gver" is "över", "Aterta" is "Återta", "MAL" is "MÅL"."""
    first = token.observed[0]
    if token.observed.isupper() and len(token.observed) > 1:
        return word.upper()
    if not first.isalpha() or (first in SIGNS and word[0] != first.lower()):
        return word.capitalize() if token.begins else word
    return word.capitalize() if first.isupper() else word


def _first(pair: tuple[float, object]) -> float:
    return pair[0]


def _unroll(chain: object) -> list[Candidate]:
    """A chain linked from its last word as a list from its first."""
    words: list[Candidate] = []
    while isinstance(chain, tuple):
        words.append(chain[0])
        chain = chain[1]
    return words[::-1]
