"""Whether words are about a topic: the same stem, a part of a compound, a synonym, an abbreviation written out.

Each word of a question weighs by how rare it is in the documents (idf), so that "naloxon" decides and "arbete" does
not.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from index.sparse import STOP_WORDS, expansions, fold_letters, stem

WORD = re.compile(r"[^\W_]+")
_SHORTEST_HALF = 5  # letters of a compound's half that says something alone
_SHORTEST_TURNED = 3  # of one whose halves may stand the other way round
_PART = 0.8  # what a half of an unknown compound counts of a word of its own
_UNSEEN = 0.35  # what a word that no document has counts: nothing can meet it, so it tells no text from another
_LONGEST_SHORT = 4  # letters of an abbreviation
_RARE = 0.05  # share of the chunks that a rare word stands in, at most
_SHORTEST_PART = 4  # letters of a compound's part: "djur" in "husdjur"
FRONT = 0.7  # what "kommun" says of "kommunalskatt": hardly anything
_HEAD = 0.5  # what "verksamhet" says of "avhopparverksamhet": of what sort it is, not which
_COUNTS = frozenset(("miljon", "miljard"))  # no part of them is a word: "miljö" without its dots is no "miljoner"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question with the forms that stand for it and its weight."""

    word: str
    forms: frozenset[str]  # stems, letters folded
    weight: float
    seen: bool = True  # whether some document has it, in one of its forms


@lru_cache(1 << 14)
def folded_stem(word: str) -> str:
    """The stem in lower case, å ä ö folded, so that "vrakning" meets "vräkning", and "platser" meets "plats"."""
    low = word.lower()
    found = fold_letters(stem(low))
    if found in STOP_WORDS and low not in STOP_WORDS:
        found = fold_letters(low)  # "månen" is no "man"
    return found[:-1] if found.endswith("s") and len(found) > _SHORTEST_PART else found


@lru_cache(1 << 12)
def stems(text: str) -> tuple[str, ...]:
    """The folded stems of a text's words, in order."""
    return tuple(folded_stem(word) for word in WORD.findall(text.lower()))


def terms(words: Iterable[str], vocabulary: Mapping[str, int], abbreviations: Mapping[str, str]) -> tuple[Term, ...]:
    """The words as terms; `vocabulary` gives in how many chunks each word of the documents stands."""
    total = max(vocabulary.values(), default=1) + 1
    frequency = _by_stem.of(vocabulary)
    made = []
    ordered = list(dict.fromkeys(words))
    phrases, others = _phrases(ordered, abbreviations)
    for word in ordered:
        own = folded_stem(word)
        forms = {own} if len(own) >= _SHORTEST_PART or len(word) <= len(own) else {own, fold_letters(word.lower())}
        for said in (*expansions(word, abbreviations), *phrases.get(word, ())):
            forms |= _telling(said, frequency, total if len(word) <= _LONGEST_SHORT else 0)
        if not frequency.get(own):
            forms |= _turned(own, frequency)
        seen = min((frequency[form] for form in forms if frequency.get(form)), default=0)
        own_seen = frequency.get(own, 0)
        if word in others and not own_seen:
            continue  # the phrase stands for it
        rarity = log((total + 1) / (max(own_seen, 1 if not seen else min(seen, total)) + 0.5)) if total else 1.0
        weight = max(0.3, rarity) * (1.0 if seen or own_seen else _UNSEEN)
        made.append(Term(word, frozenset(forms), weight, bool(seen or own_seen)))
        if not seen and not own_seen:
            made += [
                Term(part, frozenset((part,)), _PART * log((total + 1) / (frequency[part] + 0.5)))
                for part in _parts(own, frequency)
            ]
    return tuple(made)


def _telling(said: str, frequency: Mapping[str, int], total: int) -> set[str]:
    """The stems that stand for what a word may be called instead; of what an abbreviation is short for the rarest, if
    it is rare at all: "Statens institutionsstyrelse" is met by its second word, "lag om vård av unga" by none of its
    own. `total` is the number of chunks, 0 for a word that is no abbreviation."""
    own = {form for form in stems(said) if len(form) > 2 and form not in STOP_WORDS}
    known = sorted((frequency[form], form) for form in own if frequency.get(form))
    if len(own) < 2 or not known or not total:
        return own
    return {form for count, form in known[:1] if count <= _RARE * total}


def _phrases(words: Sequence[str], abbreviations: Mapping[str, str]) -> tuple[Mapping[str, list[str]], frozenset[str]]:
    """What stands for two or three neighbouring words together ("working hours"), by the first; and the others."""
    found: dict[str, list[str]] = {}
    others: set[str] = set()
    for length in (2, 3):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            alone = {said for word in run for said in expansions(word, abbreviations)}
            together = [said for said in expansions(" ".join(run), abbreviations) if said not in alone]
            if together:
                found.setdefault(run[0], []).extend(together)
                others.update(run[1:])
    return found, frozenset(others)


def _turned(word: str, frequency: Mapping[str, int]) -> frozenset[str]:
    """The known compound of the same two parts the other way round: "hyrbil" is "bilhyra"."""
    cuts = range(_SHORTEST_TURNED, len(word) - _SHORTEST_TURNED + 1)
    return frozenset(turned for cut in cuts if (turned := word[cut:] + word[:cut]) in frequency)


def _parts(word: str, frequency: Mapping[str, int]) -> tuple[str, ...]:
    """The two known words that an unknown compound is made of ("kommunikationsresurs"), or none."""
    for cut in range(len(word) - _SHORTEST_HALF, _SHORTEST_HALF - 1, -1):
        first, second = word[:cut], word[cut:]
        for head in (first, first.removesuffix("s")):
            if head in frequency and second in frequency:
                return head, second
    return ()


class _ByStem:
    """Counts by stem of the vocabulary that was asked for last: the same object is asked for again and again."""

    def __init__(self) -> None:
        self._kept: tuple[Mapping[str, int], dict[str, int]] | None = None

    def of(self, vocabulary: Mapping[str, int]) -> dict[str, int]:
        kept = self._kept  # read once: another thread may put another there
        if kept is None or kept[0] is not vocabulary:
            counted: dict[str, int] = {}
            for word, count in vocabulary.items():
                key = folded_stem(word)
                counted[key] = counted.get(key, 0) + count
            kept = self._kept = (vocabulary, counted)
        return kept[1]


_by_stem = _ByStem()


def meets(form: str, words: Sequence[str]) -> float:
    """How well a stem is met by a text's words: 1 the same, 0.8 part of a compound or inflected otherwise, 0 not."""
    if form in words:
        return 1.0
    if len(form) < _SHORTEST_PART or (form not in "|".join(words) and _ends(form).isdisjoint(words)):
        return 0.0  # most often so, and told without a look at each word
    for word in words:
        if word in _COUNTS or form in _COUNTS:
            continue
        if len(word) > len(form) and (word.startswith(form) or word.endswith(form) or (len(form) > 5 and form in word)):
            return 0.8
        if len(word) >= 5 and len(form) > len(word) and form.startswith(word):
            return FRONT
        if len(word) >= 5 and len(form) > len(word) and form.endswith(word):
            return _HEAD
    return 0.0


@lru_cache(1 << 12)
def _ends(form: str) -> frozenset[str]:
    """The beginnings and ends of a stem that are words enough to meet it."""
    lengths = range(_SHORTEST_HALF, len(form))
    return frozenset(form[:length] for length in lengths) | {form[-length:] for length in lengths}


def coverage(wanted: Sequence[Term], text: str) -> float:
    """The share of the terms, by weight, that a text meets: 0 to 1; 1 when nothing is wanted."""
    total = sum(term.weight for term in wanted)
    if not total:
        return 1.0
    words = stems(text)
    unique = tuple(dict.fromkeys(words))
    return sum(term.weight * max(meets(form, unique) for form in term.forms) for term in wanted) / total


def shared_phrase(question: str, texts: Sequence[str]) -> str | None:
    """The longest run of two words or more of a question, one of them a content word, that some texts say literally.

    "Bostad först" is such a name: its words alone would meet "bostadsbrist".
    """
    words = WORD.findall(question.lower())
    flat = [" " + " ".join(WORD.findall(text.lower())) + " " for text in texts]
    for length in range(min(6, len(words)), 1, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            content = [word for word in run if word not in STOP_WORDS and len(word) > 3]
            phrase = " ".join(run)
            if (
                content
                and run[0] not in _LOOSE
                and run[-1] not in _LOOSE
                and any(f" {phrase} " in text for text in flat)
            ):
                return phrase
    return None


_LOOSE = frozenset(
    [
        "i",
        "på",
        "av",
        "för",
        "till",
        "med",
        "om",
        "och",
        "eller",
        "att",
        "som",
        "en",
        "ett",
        "den",
        "det",
        "de",
        "är",
        "har",
        "ska",
        "får",
        "från",
        "vid",
        "under",
        "inom",
        "nämnden",
        "nämndens",
        "uppdrag",
        "uppdraget",
        "uppdragen",
        "socialnämnden",
        "socialnämnderna",
        "vilka",
        "vad",
        "hur",
        "alla",
    ]
)
