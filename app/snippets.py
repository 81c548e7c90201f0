"""A hit's words around what was searched for, as HTML with <mark>."""

import html
import re

import snowballstemmer

LENGTH = 280  # about two lines in the list of hits
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_EVERYDAY = frozenset(
    [
        "att",
        "av",
        "de",
        "den",
        "det",
        "dem",
        "du",
        "då",
        "en",
        "ett",
        "för",
        "från",
        "ha",
        "har",
        "hur",
        "i",
        "inte",
        "jag",
        "kan",
        "med",
        "och",
        "om",
        "på",
        "sig",
        "ska",
        "som",
        "så",
        "till",
        "under",
        "var",
        "vad",
        "vem",
        "vi",
        "vid",
        "vilka",
        "vilken",
        "vilket",
        "är",
        "the",
        "of",
        "and",
        "in",
        "is",
        "what",
        "which",
        "who",
    ]
)


def marked(text: str, query: str, length: int = LENGTH) -> str:
    """HTML of the part of the text that holds most of the query's words; all but <mark> is escaped.

    >>> marked("Nämnden utreder husdjur <i> boenden.", "husdjuren")
    'Nämnden utreder <mark>husdjur</mark> &lt;i&gt; boenden.'
    """
    wanted = [_stem(word) for word in _WORD.findall(query) if word.lower() not in _EVERYDAY]
    hits = [match for match in _WORD.finditer(text) if any(_same(_stem(match.group()), stem) for stem in wanted)]
    start, end = _window(text, [match.start() for match in hits], length)
    pieces, at = ["… " if start else ""], start
    for match in hits:
        if start <= match.start() and match.end() <= end:
            pieces += [html.escape(text[at : match.start()]), f"<mark>{html.escape(match.group())}</mark>"]
            at = match.end()
    return "".join([*pieces, html.escape(text[at:end]), " …" if end < len(text) else ""])


def _window(text: str, places: list[int], length: int) -> tuple[int, int]:
    """Where to cut: whole words, with the most matches inside."""
    if len(text) <= length:
        return 0, len(text)
    best = max(places, key=lambda place: sum(place <= other < place + length for other in places), default=0)
    start = max(0, min(best - length // 6, len(text) - length))
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + length
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
    return start, min(end, len(text))


def _same(stem: str, wanted: str) -> bool:
    """Whether two stems are one word's: the stemmer gives "frånvaro" and "frånvaron" different ones."""
    short, long = sorted((stem, wanted), key=len)
    return short == long or (len(short) >= 5 and len(long) - len(short) <= 2 and long.startswith(short))


def _stem(word: str) -> str:
    # A stemmer holds state and is not thread-safe; making one costs microseconds.
    return str(snowballstemmer.stemmer("swedish").stemWord(word.lower()))
