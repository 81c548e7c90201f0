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
from ingest.spelling import LOST, Candidate, Channel, candidates, channel
from ingest.words import ADDRESS, LEAST_PART, LEAST_SHARE, Lexicon, lexicon, pairs, swedish_share

# What a word may be made of: letters, digits, and signs that letters are misread as ("&r", "§ver", "1dngsiktiga")
PIECE = re.compile(r"[&§]?[^\W_]+(?:[&§][^\W_]+)*")
SENTENCE_END = re.compile(r"(?:^|[.!?:»•])[\s”\"»•]*$")
SIGNS = "GI§&"  # read for a small letter: such a capital says nothing of the word's own
# "är", "års", "än", "på", "få", "öka": shorter than that, letters and digits are a code or a measure
SHORT = re.compile(r"[&§4](?:rs?|n)|[pfngds]4|[06](?!st|kg|km|kr|cm|mm|dl|hp)[a-z]{2}")
INNER_CAPITAL = re.compile(r"(?<=[^\W\d_])[^\W\d_AGIO](?<=[A-ZÅÄÖ])(?=.)|(?<=[a-zåäö])[B-FHJ-NP-ZÅÄÖ]")
VOWELS = ("a", "o", *LOST)
LONGEST_ABBREVIATION = 6

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

# What a word like no other costs as it stands: more for each letter, since long words are compounds of the list
UNKNOWN, UNKNOWN_NAME, LETTER = 10.0, 8.5, 0.3  # a capital inside a sentence: likely a name, which no list has
MARKS = {".": 0.06, "#": 0.02}  # how often a word is followed by the end of its sentence, or by a number
FEW = 5  # a word seen fewer times than this says little of what follows it
PAIR = 0.5  # the share of belief in what stands before a word, against the word's own frequency


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the layer: where it stands, what its letters are taken for, and whether it begins a sentence."""

    span: Span
    observed: str
    begins: bool
    before: str = ""  # "#" after a number, "." after the end of a sentence, else "": the word before it
    after: str = ""


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
        observed, found = token.observed, self.candidates(token.observed)
        if observed.isupper():  # capitals lose their dots and rings, and nothing else
            found = tuple(option for option in found if all(read in VOWELS for _, read in option.arcs))
        name = observed[0].isupper() and not token.begins and observed[0] not in SIGNS
        alone = (UNKNOWN_NAME if name else UNKNOWN) + LETTER * len(observed)
        return (*found, Candidate(observed.lower(), alone, 0.0, ()))

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
        """What a word costs after the word, number or mark before it, and before the number or mark after it."""
        before = token.before or (chain[0].word if chain else "")
        alone = 10 ** (option.reading - option.cost)
        cost = option.reading - math.log10(max(alone, (1 - PAIR) * alone + PAIR * self._share(before, option.word)))
        if token.after and (share := self._share(option.word, token.after)):
            cost -= math.log10(share / MARKS[token.after])
        return cost

    def _share(self, before: str, word: str) -> float:
        """How often `word` follows `before`; 0.0 when nothing is known of the two."""
        together = self.counts.get(f"{before} {word}", 0)
        return max(together / (self.counts.get(before, 0) + FEW), pairs().get(f"{before} {word}", 0.0))

    def is_one_word(self, left: str, right: str) -> bool:
        """Whether a word was broken inside its line: "före-byggande" and "A terställa", not "svensk-norska"."""
        whole = next(iter(self.candidates(left + right)), None)
        if whole is None or whole.cost >= UNKNOWN + LETTER * len(left + right):
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
    tokens = _tokens(text, mender)
    seen = [arc for candidate in mender.choose(tokens) for arc in candidate.arcs]
    mender = _Mender(words, channel().learn(seen), counts)
    mended, repairs = _rewrite(text, tokens, mender.choose(tokens))
    return (mended, repairs) if swedish_share(mended) >= LEAST_SHARE else (text, ())


def _tokens(text: str, mender: _Mender) -> list[_Token]:
    """The words that may be mended, broken ones whole; codes, abbreviations, numbers and addresses are left out."""
    addresses = [match.span() for match in ADDRESS.finditer(text)]
    spans = [span for span in _words(text, mender) if not any(start <= span.start < end for start, end in addresses)]
    tokens: list[_Token] = []
    last = 0
    for place, span in enumerate(spans):
        following = text[span.end : spans[place + 1].start if place + 1 < len(spans) else len(text)]
        observed = re.sub(r"[-\s]", "", text[span.start : span.end])
        begins = bool(SENTENCE_END.search(text[max(0, span.start - 5) : span.start]))
        if _is_word(observed, text, span):
            tokens.append(_Token(span, observed, begins, _mark(text[last : span.start][::-1]), _mark(following)))
        last = span.end
    return tokens


def _mark(between: str) -> str:
    """The number ("#") or end of a sentence (".") that comes first in what stands between two words."""
    found = re.search(r"[\d.!?:]", between)
    return "" if found is None else "#" if found.group().isdigit() else "."


def _words(text: str, mender: _Mender) -> Iterator[Span]:
    """Where words stand; a word that was broken inside its line is one."""
    pieces = list(PIECE.finditer(text))
    place = 0
    while place < len(pieces):
        observed, start, end = pieces[place].group(), pieces[place].start(), pieces[place].end()
        while place + 1 < len(pieces):
            after = pieces[place + 1]
            if not _is_broken(observed, text[end : after.start()], after.group(), mender):
                break
            observed, end, place = observed + after.group(), after.end(), place + 1
        if not observed.isdigit() or observed == "1":
            yield Span(start, end)
        place += 1


def _is_broken(left: str, between: str, right: str, mender: _Mender) -> bool:
    """Whether two pieces are one word: "stads-omraden", "A terrapport"."""
    if between == "-" and min(len(left), len(right)) >= LEAST_PART and left[-3:].islower() and right.islower():
        return mender.is_one_word(left, right)
    if between == " " and left in ("A", "O") and right.islower():
        alone = mender.candidates(right)
        return (not alone or alone[0].word != right) and mender.is_one_word(left, right)
    return False


def _is_word(observed: str, text: str, span: Span) -> bool:
    """Whether this is a word that may be mended, and no code (5G, HVB, ArbVux)."""
    if observed == "1":
        return _is_lone_i(text, span)
    if SHORT.fullmatch(observed):
        return True
    letters = sum(map(str.isalpha, observed))
    if letters < 2 or letters * 2 <= len(observed) or (observed[0].isdigit() and letters < LEAST_PART):
        return False
    if observed.isupper():  # an abbreviation, unless it is long or stands among others in capitals
        line = text[text.rfind("\n", 0, span.start) + 1 : (text + "\n").index("\n", span.end)]
        return len(observed) > LONGEST_ABBREVIATION or (len(observed) >= LEAST_PART and line.isupper())
    return not INNER_CAPITAL.search(observed)


def _is_lone_i(text: str, span: Span) -> bool:
    """Whether a 1 stands where a sentence goes on, between words that no number goes with."""
    before, after = text[: span.start].split()[-1:], text[span.end : span.end + 40].split()[:1]
    if not before or not after or text[span.start - 1].strip() or text[span.end].strip():
        return False
    word, follower = (part.strip(".,;:()”\"").lower() for part in (before[0], after[0]))
    goes_on = before[0].rstrip(",")[-1:].isalpha() and after[0][0].isalpha()
    new_line = text[span.start - 1] == "\n" and not after[0].islower()  # "1 Inledning"
    return goes_on and not new_line and word not in NUMBERED and follower not in COUNTED


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
