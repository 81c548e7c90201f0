"""Where quoted words stand in a text, by their letters and digits alone: line breaks and hyphens do not matter."""

import re

from eval.judge import bare, parts_of
from ingest.model import Span

_BROKEN = re.compile(r"-\s*\n\s*(?=[a-zåäö])")  # a word that goes on on the next line
PASSAGE = 100  # words: the size of a passage in ALCE


def find(text: str, quote: str) -> Span | None:
    """The place of a quote in a text, from its first part to its last where "(…)" joins two; None when it is not there.

    >>> find("Den var 7,2 pro-\\ncent.", "7,2 procent")
    Span(start=8, end=22)
    """
    letters, places = [], []
    for offset, character in enumerate(text):
        for letter in bare(character):
            letters.append(letter)
            places.append(offset)
    joined, at, found = "".join(letters), 0, []
    for part in map(bare, parts_of(quote)):
        start = joined.find(part, at)
        if start < 0 or not part:
            return None
        at = start + len(part)
        found.append((places[start], places[at - 1] + 1))
    return Span(found[0][0], found[-1][1]) if found else None


def passage(text: str, quote: str) -> str:
    """The quote with as many words around it, before and after alike, as make a passage; the quote alone when it is not
    in the text or is as long."""
    text = _BROKEN.sub("", text)
    place = find(text, quote)
    if place is None:
        return quote
    before, after = text[: place.start], text[place.end :]
    stop = after[: len(after) - len(after.lstrip('.,:;!?)”"'))]  # that follows the quote's last word
    more = max(0, PASSAGE - len(quote.split())) // 2
    words = [*before.split()[-more:], text[place.start : place.end] + stop, *after[len(stop) :].split()[:more]]
    return " ".join(words) if more else quote
