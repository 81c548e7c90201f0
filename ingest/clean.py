"""Pages of lines to one clean text: running headers, page numbers and broken words dealt with, places kept."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import Box, Page, Reading, Span, Word
from ingest.pdf import RawLine, RawPage, RawWord
from ingest.running import LABEL, body_of, printed_labels, running_lines

_FOLLOWS_A_KEPT_HYPHEN = {"och", "eller", "samt", "respektive", "resp.", "till"}  # "idrotts- och föreningsnämnden"
_CELL_GAP = 1.6  # times the type size; a justified line's widest blank is about 1.2
_NARROW_GAP = 0.7  # so wide a gap parts two cells when another blank of the line is less than half as wide
_OPENING = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[a-zA-Z]\)|[•»–-])$"
)  # a heading's number or a bullet stays with its words
_NUMBER = re.compile(r"^[-–−+]?\d+(?:[.,]\d+)?%?$|^%$")
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf076\uf0d8●▪■◦‣∙", "•"))
_SIGNS = "●■▪◦"  # may stand for a status
_ODD = str.maketrans(
    {"\u00ad": None, "\u200b": None, "\ufeff": None, "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the clean text with where it stood. `left` is -1 when the place is not known."""

    span: Span
    page: int
    left: float
    right: float
    top: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The clean text, its pages and its lines. Lines tile the text but for line breaks."""

    text: str
    pages: tuple[Page, ...]
    lines: tuple[Line, ...]
    running: tuple[str, ...] = ()  # what stood along the top and bottom of the pages, each once
    rules: tuple[tuple[Box, ...], ...] = ()  # the straight lines drawn on each page

    def words(self, line: Line) -> str:
        """The words of a line."""
        return self.text[line.span.start : line.span.end]

    def page_of(self, offset: int) -> int:
        """The number of the page that an offset lies on."""
        return max(1, bisect_right(self.pages, offset, key=lambda page: page.span.start))


def clean(pages: Sequence[RawPage], readings: Sequence[Reading] = ()) -> Layout:
    """Joins pages to one text without headers, footers, page numbers; words broken at line ends made whole."""
    tidy = [replace(page, lines=tuple(_tidy(page.lines))) for page in pages]
    running = running_lines(tidy)
    labels = printed_labels(tidy)
    bodies = [body_of(page, running) for page in tidy]
    whole = _mend_breaks(bodies)
    kept = {id(line) for body in bodies for line in body}
    dropped = [line.text for page in tidy for line in page.lines if id(line) not in kept]
    layout = _join(tidy, whole, labels, readings or [Reading.TEXT] * len(tidy))
    layout = replace(layout, rules=tuple(page.rules for page in pages))
    return replace(layout, running=tuple(dict.fromkeys(LABEL.sub("", text).strip() for text in dropped)))


def _tidy(lines: Iterable[RawLine]) -> Iterable[RawLine]:
    """Ligatures, soft hyphens and odd bullets made plain; empty words left out."""
    for line in lines:
        words = []
        signs = {}
        for word in line.words:
            text = unicodedata.normalize("NFC", word.text.translate(_ODD).translate(_BULLETS))
            if text:
                words.append(RawWord(text, word.box))
                signs[word.box] = word
        for cell in _cells(words, line.size):
            if len(cell) == 1 and signs[cell[0].box].text in _SIGNS:
                cell = [signs[cell[0].box]]  # alone in its cell it is no bullet
            if cell:
                yield replace(line, words=tuple(cell))


def _cells(words: Sequence[RawWord], size: float) -> list[list[RawWord]]:
    """The words cut where a gap is too wide for a blank: two table cells on one baseline are two lines."""
    gaps = [after.box[0] - before.box[2] for before, after in pairwise(words)]
    last_word = max((at for at, word in enumerate(words) if not _NUMBER.match(word.text)), default=-1)
    narrowest = min((gap for gap in gaps if gap > 0), default=0.0)
    cells: list[list[RawWord]] = [list(words[:1])]
    for at, (word, gap) in enumerate(zip(words[1:], gaps, strict=True)):
        uneven = gap > _NARROW_GAP * size and (gap > 2.2 * narrowest or at > last_word)  # or nothing but numbers left
        wide = gap > _CELL_GAP * size or uneven
        opens = len(cells) == 1 and _OPENING.match(" ".join(w.text for w in cells[-1]))
        if wide and not (opens and not _NUMBER.match(word.text)):
            cells.append([])
        cells[-1].append(word)
    return cells


@dataclass(slots=True)
class _Loose:
    """A line being mended."""

    words: list[RawWord]
    line: RawLine
    glued: bool = False  # its first word was pulled up to the line before


def _mend_breaks(bodies: list[list[RawLine]]) -> list[list[_Loose]]:
    """Pulls the second half of a word broken at a line end up to the first."""
    vocabulary = Counter(
        word.text.lower().strip('.,;:()”"') for body in bodies for line in body for word in line.words[:-1]
    )
    loose = [[_Loose(list(line.words), line) for line in body] for body in bodies]
    for body in loose:
        for line, following in pairwise(body):
            if not line.words or not following.words:
                continue
            joined = join_broken(line.words[-1].text, following.words[0].text, vocabulary)
            if joined is not None:
                first, second = line.words.pop(), following.words.pop(0)
                line.words.append(RawWord(joined[: len(joined) - len(second.text)], first.box))
                line.words.append(RawWord(second.text, second.box))
                line.glued = True
    return loose


def join_broken(first: str, second: str, vocabulary: Counter[str]) -> str | None:
    """The whole word when `first` ends in a hyphen that only the line end called for; None to leave them apart.

    `vocabulary` counts the document's words elsewhere; it decides between "hbtqi-personer" and "behandling".
    """
    stem = first[:-1]
    if not first.endswith("-") or not stem or not stem[-1].isalnum() or not second[0].isalpha():
        return None
    if second.lower().strip(",.") in _FOLLOWS_A_KEPT_HYPHEN:
        return None
    plain, kept = stem + second, first + second
    key = second.strip('.,;:()”"')
    if vocabulary[(first + key).lower()] > vocabulary[(stem + key).lower()]:
        return kept
    if stem[-1].isupper() or stem[-1].isdigit() or second[0].isupper():
        return kept
    return plain


def _join(
    pages: Sequence[RawPage], bodies: list[list[_Loose]], labels: Sequence[str], readings: Sequence[Reading]
) -> Layout:
    text: list[str] = []
    at = 0
    lines: list[Line] = []
    made: list[Page] = []
    for page, body, label, reading in zip(pages, bodies, labels, readings, strict=True):
        start, words = at, list[Word]()
        for loose in body:
            if not loose.words:
                continue
            begin = at
            for index, word in enumerate(loose.words):
                glued = loose.glued and index == len(loose.words) - 1
                if index and not glued:
                    text.append(" ")
                    at += 1
                words.append(Word(Span(at, at + len(word.text)), word.box))
                text.append(word.text)
                at += len(word.text)
            lines.append(_line(loose, Span(begin, at), page.number))
            text.append("\n")
            at += 1
        made.append(Page(page.number, label, Span(start, at), page.width, page.height, reading, tuple(words)))
    return Layout("".join(text), tuple(made), tuple(lines))


def _line(loose: _Loose, span: Span, page: int) -> Line:
    own: list[Box] = [word.box for word in loose.line.words]
    return Line(
        span, page, own[0][0], max(box[2] for box in own), min(box[1] for box in own), loose.line.size, loose.line.bold
    )
