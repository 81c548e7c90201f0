"""Misspelt words of a question mended against the documents' own words and the list of Swedish words."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise, product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.phrases import SHORT_FORMS
from app.topic import WORD
from index.sparse import STOP_WORDS, fold_letters
from ingest.words import known, lexicon

_SHORTEST = 5  # letters; shorter words have too many neighbours
_SHORTEST_HEAD = 4  # letters of a compound's first part
_SHORTEST_PART = 3  # letters of what is put together or taken apart
_MOST_DOUBTFUL = 7  # letters a and o of a word that may have lost their marks: 3 ** 7 forms at most
_FEW_MARKS = 1  # å, ä and ö in a question that is written without them; one may have slipped in
_MARKED = {"a": "aåä", "o": "oö"}


def mend(question: str, vocabulary: Mapping[str, int], keep: frozenset[str] = frozenset()) -> str:
    """The question with each unknown word replaced by the documents' most likely one; others stand as they are.

    A word is left alone when the documents have it, when it is a Swedish word, or when nothing is near enough. In a
    question nearly without å, ä and ö a word that is Swedish with and without marks is what the documents say more.
    """
    by_fold = _folded(vocabulary)
    question = re.sub(r"\w+", lambda match: SHORT_FORMS.get(match[0].lower(), match[0]), question)
    question = _joined(question, vocabulary, keep)
    bare = sum(one != two for one, two in zip(question.lower(), fold_letters(question), strict=True)) <= _FEW_MARKS
    pieces, at = [], 0
    for match in WORD.finditer(question):
        better = _better(match[0].lower(), vocabulary, by_fold, keep, bare)
        if better:
            pieces += [question[at : match.start()], better]
            at = match.end()
    return "".join([*pieces, question[at:]])


def _joined(question: str, vocabulary: Mapping[str, int], keep: frozenset[str]) -> str:
    """The question with a compound that is written apart ("verksamhets plan") put together, where the documents have
    it, and its two parts less often one by one."""
    pieces, at, end = [], 0, 0
    words = list(WORD.finditer(question))
    for first, second in pairwise(words):
        one, other = first[0].lower(), second[0].lower()
        apart = question[first.end() : second.start()] == " " and first.start() >= end
        apart = apart and first[0][0].isupper() >= second[0][0].isupper()  # "hus Norr" is no compound
        if not apart or min(len(one), len(other)) < _SHORTEST_PART or one in keep or {one, other} & STOP_WORDS:
            continue
        count = vocabulary.get(one + other, 0)
        if count and count >= min(vocabulary.get(one, 0), vocabulary.get(other, 0)):
            pieces += [question[at : first.end()], second[0].lower()]
            at = end = second.end()
    return "".join([*pieces, question[at:]])


def _better(
    low: str, vocabulary: Mapping[str, int], by_fold: Mapping[str, str], keep: frozenset[str], bare: bool
) -> str | None:
    if low in STOP_WORDS or low in keep or any(char.isdigit() for char in low):
        return None
    same = by_fold.get(low) if bare else None
    if same and same != low and vocabulary[same] > 2 * vocabulary.get(low, 0):
        return same if not known(low) or vocabulary[same] > 2 else None
    if low in vocabulary or known(low):
        return None
    if bare and len(low) > 2 and (marked := _marked(low)):
        return marked
    if len(low) < _SHORTEST:
        return None
    return _parted(low, vocabulary) or _nearest(low, vocabulary, by_fold) or _nearest_end(low, vocabulary, by_fold)


@lru_cache(1 << 12)
def _marked(word: str) -> str | None:
    """The most common Swedish word that this one is with its rings and dots put back."""
    if sum(letter in _MARKED for letter in word) > _MOST_DOUBTFUL:
        return None
    costs = lexicon().costs
    fits = [form for form in _forms(word) if form != word and known(form)]
    return min(fits, key=lambda form: (costs.get(form, 99.0), form), default=None)


def _forms(word: str) -> Iterator[str]:
    return map("".join, product(*(_MARKED.get(letter, letter) for letter in word)))


def _nearest_end(low: str, vocabulary: Mapping[str, int], by_fold: Mapping[str, str]) -> str | None:
    """A compound whose last part is misspelt: "fritidsverksmahet" ends in "verksamhet"."""
    for cut in range(len(low) - _SHORTEST, _SHORTEST_HEAD - 1, -1):
        head, end = low[:cut], low[cut:]
        if head in vocabulary and end not in vocabulary and (better := _nearest(end, vocabulary, by_fold)):
            return head + better
    return None


def _parted(low: str, vocabulary: Mapping[str, int]) -> str | None:
    """Two words of the documents, one of them short, that were written together: "lexmaria" is "lex maria"."""
    cuts = ((low[:at], low[at:]) for at in range(_SHORTEST_PART, len(low) - _SHORTEST_PART + 1))
    found = [pair for pair in cuts if all(word in vocabulary for word in pair) and min(map(len, pair)) < _SHORTEST]
    return " ".join(max(found, key=lambda pair: min(map(vocabulary.__getitem__, pair)))) if found else None


def _nearest(low: str, vocabulary: Mapping[str, int], by_fold: Mapping[str, str]) -> str | None:
    """The documents' word that differs by a letter or two; the beginning counts, for few misspell it."""
    folded = fold_letters(low)
    allowed = 1 if len(low) < 8 else 2 if len(low) < 14 else 3
    near = process.extract(
        folded, _made(vocabulary)[1].get(folded[:1], []), scorer=OSA.distance, score_cutoff=allowed, limit=5
    )
    best = min(near, key=lambda found: (found[1], -vocabulary[by_fold[found[0]]]), default=None)
    return by_fold[best[0]] if best else None


_KEPT: list[tuple[Mapping[str, int], dict[str, str], dict[str, list[str]]]] = []  # of the last vocabularies


def _folded(vocabulary: Mapping[str, int]) -> dict[str, str]:
    """Folded form → the most common word that folds to it; made once a vocabulary."""
    return _made(vocabulary)[0]


def _made(vocabulary: Mapping[str, int]) -> tuple[dict[str, str], dict[str, list[str]]]:
    for known_one, by_fold, starting in _KEPT:
        if known_one is vocabulary:
            return by_fold, starting
    best: dict[str, tuple[int, str]] = {}
    for word, count in vocabulary.items():
        key = fold_letters(word)
        best[key] = max(best.get(key, (0, "")), (count, word))
    made = {key: word for key, (_, word) in best.items()}
    letters: dict[str, list[str]] = {}
    for word in sorted(made):
        letters.setdefault(word[:1], []).append(word)
    _KEPT[:] = [*_KEPT[-1:], (vocabulary, made, letters)]
    return made, letters
