"""Pages whose words cannot be trusted: read from their picture where there is one, else mended word by word."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import ocr
from ingest.clean import Layout, Line
from ingest.model import Page, Reading, Repair, Span, Word
from ingest.pdf import RawFile, RawLine, RawPage, RawWord
from ingest.repair import mend
from ingest.words import is_swedish

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Scans:
    """The pages with what could be read of their pictures, how each was read, and what to tell the reader."""

    pages: tuple[RawPage, ...]
    readings: tuple[Reading, ...]
    warnings: tuple[str, ...]


def read_pictures(path: Path, raw: RawFile, progress: Progress | None = None) -> Scans:
    """Reads the pages that have a picture and no words, or words that are not Swedish, by text recognition."""
    wanted = [page.number for page in raw.pages if page.has_picture and not _has_good_words(page)]
    if not wanted:
        return Scans(raw.pages, (Reading.TEXT,) * len(raw.pages), ())
    missing = ocr.available()
    if missing:
        readings = tuple(_unread(page) if page.number in wanted else Reading.TEXT for page in raw.pages)
        pictures = "1 sida är en bild" if len(wanted) == 1 else f"{len(wanted)} sidor är bilder"
        return Scans(raw.pages, readings, (f"{pictures} och kunde inte läsas. {missing}",))
    told = (lambda done, of: progress(f"Läser inskannade sidor, {done} av {of}", done / of)) if progress else None
    found = ocr.recognise(path, wanted, told)
    pages = tuple(_recognised(page, found[page.number]) if page.number in found else page for page in raw.pages)
    readings = tuple(
        (Reading.OCR if found[page.number].words else Reading.UNREAD) if page.number in found else Reading.TEXT
        for page in raw.pages
    )
    return Scans(pages, readings, tuple(page.problem for page in found.values() if page.problem))


def _has_good_words(page: RawPage) -> bool:
    return bool(page.lines) and is_swedish("\n".join(line.text for line in page.lines))


def _unread(page: RawPage) -> Reading:
    return Reading.TEXT if page.lines else Reading.UNREAD


def _recognised(page: RawPage, read: ocr.RecognisedPage) -> RawPage:
    """The page with the recognised words as its lines."""
    lines: list[list[RawWord]] = []
    last_end = 0
    size = 10.0
    for word in read.words:
        between = read.text[last_end : word.span.start]
        if not lines or "\n" in between:
            lines.append([])
        lines[-1].append(RawWord(read.text[word.span.start : word.span.end], word.box))
        last_end = word.span.end
    return replace(page, lines=tuple(RawLine(tuple(line), size, False) for line in lines if line))


def mend_text(layout: Layout, vocabulary: Mapping[str, int] | None = None) -> tuple[Layout, tuple[Repair, ...]]:
    """The layout with a bad text layer's words mended; unchanged when the text is Swedish as it stands."""
    if is_swedish(layout.text):
        return layout, ()
    text, repairs = mend(layout.text, vocabulary)
    if not repairs:
        return layout, ()
    shift = _Shift(repairs)
    pages = tuple(_moved_page(page, shift, repairs) for page in layout.pages)
    lines = tuple(_moved_line(line, shift) for line in layout.lines)
    return replace(layout, text=text, pages=pages, lines=lines), repairs


class _Shift:
    """Where a place of the old text stands in the mended one."""

    def __init__(self, repairs: Sequence[Repair]) -> None:
        self._steps: list[tuple[int, int, int, int]] = []  # old start, old end, new start, new end
        moved = 0
        for repair in repairs:
            start = repair.span.start - moved
            end = start + len(repair.original)
            self._steps.append((start, end, repair.span.start, repair.span.end))
            moved += len(repair.span) - len(repair.original)

    def __call__(self, offset: int) -> int:
        low, high = 0, len(self._steps)
        while low < high:
            middle = (low + high) // 2
            if self._steps[middle][0] < offset:
                low = middle + 1
            else:
                high = middle
        if low == 0:
            return offset
        old_start, old_end, new_start, new_end = self._steps[low - 1]
        if offset < old_end:
            return min(new_start + (offset - old_start), new_end)
        return new_end + (offset - old_end)

    def span(self, span: Span) -> Span:
        """The span moved."""
        return Span(self(span.start), self(span.end))


def _moved_page(page: Page, shift: _Shift, repairs: Sequence[Repair]) -> Page:
    span = shift.span(page.span)
    mended = any(span.covers(repair.span) for repair in repairs)
    words = tuple(Word(shift.span(word.span), word.box) for word in page.words)
    return replace(page, span=span, words=words, reading=Reading.REPAIRED if mended else page.reading)


def _moved_line(line: Line, shift: _Shift) -> Line:
    return replace(line, span=shift.span(line.span))
