"""A document as its sentences, table rows and list items, with their words looked up once for every question."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock

from app.asked import Asked, says
from app.figure_rows import FigureRows
from app.listings import enumerations, whole_lists
from app.number_tables import NumberTable, number_tables
from app.topic import Term, stems
from app.vocabulary import Vocabulary
from index.model import Unit, UnitKind
from index.sentences import sentences
from index.units import units
from ingest.model import Document, Listing, Row, Span

_KEPT = 24  # documents whose readings are kept, a few megabytes each
_LONG_ROW = 300  # characters; a status table's row with its comment is a text of its own
_LEAD = 160  # characters of such a row that lead its sentences in
_SHORTEST = 12  # characters of a sentence
_LONG = 260  # characters of a usual sentence
_LABEL = 70  # characters of a label, at most
_SPELLED = 4096  # words of which is kept how they are spelled
_SMALL = 3  # letters of a word that says little
_RUN_IN = re.compile(r"([A-ZÅÄÖ][^.:;()\d]{3,60}): (?=[A-ZÅÄÖ0-9])")
_SEVERAL, _RUN_ON = 2, 12  # such headings in a section that has that style, and units that one stands for at most
_YEAR = re.compile(r"\b20[0-4]\d\b")

Met = tuple[float, ...]
"""How well each term of a question is met, in the terms' order."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a unit is, whatever the question."""

    above: str  # the headings that it stands under
    lead: str  # what its sentence or list item hangs on
    words: frozenset[str]  # stems of more than three letters
    years: frozenset[str]  # that it or its heading names
    long: float  # how far it is longer than a sentence, 0 to 1
    is_row: bool
    is_item: bool
    is_label: bool  # no sentence: short and without a stop
    is_title: bool


class Reading:
    """One document's units in order, and which words stand in which."""

    def __init__(self, document: Document) -> None:
        self.document = document
        found = units(document)
        self.rows = {unit.span: parts for unit in found if (parts := _parts_of_row(document, unit))}
        fine = [part for unit in found for part in self.rows.get(unit.span, (unit,)) if part.kinds != (UnitKind.CHUNK,)]
        made = {unit.span: unit for unit in (*_headings(document, found), *fine)}
        self.units: tuple[Unit, ...] = tuple(
            sorted(made.values() or found, key=lambda unit: (unit.span.start, -unit.span.end))
        )
        self.stems = tuple(stems(unit.text) for unit in self.units)
        self.pairs = tuple(frozenset(itertools.pairwise(words)) for words in self.stems)
        self._starts = [unit.span.start for unit in self.units]
        self._places = {unit.span: number for number, unit in enumerate(self.units)}
        self._postings: dict[str, list[int]] = {}
        for number, words in enumerate(self.stems):
            for word in set(words):
                self._postings.setdefault(word, []).append(number)
        self._vocabulary = Vocabulary(self._postings)
        self._by_chunk: dict[Span, list[int]] = {}
        for number, unit in enumerate(self.units):
            self._by_chunk.setdefault(unit.chunk, []).append(number)
        self.headings = frozenset(section.heading.start for section in document.sections)
        self.items = frozenset(item[0].start for listing in document.lists for item in listing.items if item)
        self.lists = whole_lists(document)
        self.umbrellas = _umbrellas(document)
        self._run_in = _run_in_headings(self.units)
        self._looks: dict[int, Look] = {}
        self._says: dict[tuple[Asked, int], bool] = {}
        self._spelled: dict[str, tuple[int, int]] = {}

    def look(self, number: int) -> Look:
        """What a unit is; made once."""
        known = self._looks.get(number)
        if known is None:
            known = self._looks[number] = self._looked(number)
        return known

    def _looked(self, number: int) -> Look:
        unit = self.units[number]
        row = UnitKind.ROW in unit.kinds
        return Look(
            self.above(number),
            unit.context.replace(unit.text, "") if unit.context else "",
            frozenset(word for word in self.stems[number] if len(word) > _SMALL),
            frozenset(_YEAR.findall(f"{unit.text} {unit.trail[-1] if unit.trail else ''}")),
            min(1.0, max(0.0, len(unit.text) / _LONG - 1)),
            row,
            unit.span.start in self.items,
            len(unit.text) < _LABEL and unit.text[-1:] not in ".!?:" and not row,
            unit.span.start in self.headings,
        )

    def says(self, asked: Asked, number: int) -> bool:
        """Whether a unit has what is asked for; under "Vidtagna åtgärder" every sentence tells what is done."""
        key = (asked, number)
        known = self._says.get(key)
        if known is None:
            unit = self.units[number]
            above = unit.trail[-1] if unit.trail and asked is Asked.DOING else ""
            known = self._says[key] = says(asked, f"{above} {unit.text}")
        return known

    def spelled(self, word: str) -> tuple[int, int]:
        """How often a word stands with a capital (or in capitals) inside sentences, and how often it begins a word
        in small letters."""
        known = self._spelled.get(word)
        if known is None:
            inside = rf"(?<=[a-zåäö,] )(?:{re.escape(word.capitalize())}|{re.escape(word.upper())}\b)"
            small = rf"\b{re.escape(word)}"
            text = self.document.text
            if len(self._spelled) >= _SPELLED:
                self._spelled = {}
            known = self._spelled[word] = (len(re.findall(inside, text)), len(re.findall(small, text)))
        return known

    def number_at(self, span: Span) -> int | None:
        """The unit with exactly this span."""
        return self._places.get(span)

    def above(self, number: int) -> str:
        """The headings that a unit stands under, the nearest three and one that stands alone above those beside it."""
        unit = self.units[number]
        over = self.umbrellas.get(unit.section)
        umbrella = () if over is None else (self.document.sections[over].title,)
        return " ".join((*unit.trail[-3:], *umbrella, self._run_in.get(number, "")))

    def extent(self, section: int) -> Span:
        """A section with what stands under its heading on the same level, when it has no words of its own."""
        own = self.document.sections[section].span
        under = [number for number, over in self.umbrellas.items() if over == section and number is not None]
        return Span(own.start, max([own.end, *(self.document.sections[number].span.end for number in under)]))

    def in_chunk(self, chunk: Span) -> Sequence[int]:
        """The units of a chunk, in order."""
        return self._by_chunk.get(chunk, ())

    def within(self, span: Span) -> Sequence[int]:
        """The units that a longer unit was cut into, in order; none when it stands as it is."""
        if span in self._places:
            return ()
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [number for number in range(first, last) if span.covers(self.units[number].span)]

    def beside(self, number: int, step: int) -> int | None:
        """The unit before (-1) or after (1) one in the same section."""
        other = number + step
        if not 0 <= other < len(self.units) or self.units[other].section != self.units[number].section:
            return None
        return other

    def meet(self, terms: Sequence[Term]) -> Mapping[int, Met]:
        """How well the units meet the terms; units that meet none are left out."""
        found: dict[int, list[float]] = {}
        for place, term in enumerate(terms):
            for word, how in self._vocabulary.words_of(term).items():
                for number in self._postings[word]:
                    met = found.setdefault(number, [0.0] * len(terms))
                    met[place] = max(met[place], how)
        return {number: tuple(met) for number, met in found.items()}

    def says_with(self, stem: str, others: Collection[str]) -> bool:
        """Whether one unit has a stem and one of some others."""
        own = set(self._postings.get(stem, ()))
        return any(not own.isdisjoint(self._postings.get(other, ())) for other in others)

    @cached_property
    def figures(self) -> FigureRows:
        """The rows of numbers."""
        return FigureRows(self.document)

    @cached_property
    def enumerations(self) -> tuple[Listing, ...]:
        """What sentences count and enumerate."""
        return enumerations(self.document)

    @cached_property
    def tables(self) -> tuple[NumberTable, ...]:
        """The tables of numbers as rows and columns."""
        return number_tables(self.document)


def _run_in_headings(units: Sequence[Unit]) -> Mapping[int, str]:
    """The headings that begin a paragraph and end in a colon ("Kultur: Nämnden har …"), by the units after them that
    they stand for: up to the next one, in sections that have several."""
    begins = [(number, match[1]) for number, unit in enumerate(units) if (match := _RUN_IN.match(unit.text))]
    counted = Counter(units[number].section for number, _ in begins)
    found: dict[int, str] = {}
    for number, heading in begins:
        if counted[units[number].section] < _SEVERAL:
            continue
        for other in range(number + 1, min(len(units), number + _RUN_ON)):
            if units[other].section != units[number].section or _RUN_IN.match(units[other].text):
                break
            found[other] = heading
    return found


def _umbrellas(document: Document) -> Mapping[int | None, int]:
    """For a section the one before it on its level that is a heading alone: it is about all that follow it."""
    found: dict[int | None, int] = {}
    alone: dict[tuple[tuple[str, ...], int], int] = {}
    for number, section in enumerate(document.sections):
        key = (section.trail[:-1], section.level)
        if not document.slice(Span(section.heading.end, section.span.end)).strip():
            alone[key] = number
        elif key in alone:
            found[number] = alone[key]
    return found


def _parts_of_row(document: Document, unit: Unit) -> tuple[Unit, ...]:
    """The sentences of a row that is too long to be told as one; the row's first words lead each in."""
    if unit.kinds[0] is not UnitKind.ROW or len(unit.text) < _LONG_ROW:
        return ()
    row = next((row for table in document.tables for row in table.rows if _covers(unit.span, row)), None)
    cells = [piece for cell in row.cells for piece in cell] if row else [unit.span]
    spans = [
        Span(cell.start + start, cell.start + end) for cell in cells for start, end in sentences(document.slice(cell))
    ]
    lead = unit.text[:_LEAD]
    return tuple(
        replace(
            unit,
            kinds=(UnitKind.SENTENCE,),
            span=span,
            text=document.read(span),
            context=lead,
            page=document.page_at(span.start).number,
        )
        for span in spans
        if len(span) >= _SHORTEST
    )


def _covers(span: Span, row: Row) -> bool:
    pieces = [piece for cell in row.cells for piece in cell]
    return bool(pieces) and span.start == min(p.start for p in pieces) and span.end == max(p.end for p in pieces)


def _headings(document: Document, found: Sequence[Unit]) -> Iterator[Unit]:
    """Headings that say something: three words or more. They are searched as part of their chunk alone."""
    chunks = [unit for unit in found if UnitKind.CHUNK in unit.kinds]
    starts = [unit.span.start for unit in chunks]
    for number, section in enumerate(document.sections):
        text = document.read(section.heading)
        at = bisect_right(starts, section.heading.start) - 1
        if at < 0 or text.count(" ") < 2 or not chunks[at].span.covers(section.heading):
            continue
        page = document.page_at(section.heading.start).number
        yield Unit(
            (UnitKind.SENTENCE,),
            section.heading,
            chunks[at].span,
            number,
            section.part,
            page,
            text,
            section.trail[:-1],
            "",
        )


class _Readings:
    def __init__(self) -> None:
        self._kept: OrderedDict[int, Reading] = OrderedDict()
        self._lock = Lock()

    def of(self, document: Document) -> Reading:
        with self._lock:
            known = self._kept.get(id(document))
            if known and known.document is document:
                self._kept.move_to_end(id(document))
                return known
        made = Reading(document)
        with self._lock:
            self._kept[id(document)] = made
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made


_READINGS = _Readings()


def reading_of(document: Document) -> Reading:
    """A document's units, made once."""
    return _READINGS.of(document)
