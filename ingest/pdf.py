"""A PDF file to pages of lines with the place of every word.

pypdf reads the file's own description: its title and page labels. PDFium (pypdfium2) gives the glyphs with their places,
which pypdf does not know for fonts without width tables, at about 100 pages a second.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.errors import PyPdfError

from ingest.errors import UnreadableFileError
from ingest.model import Box
from ingest.pdf_bombs import MAX_STREAM, has_bomb

MAX_BYTES = 500_000_000  # a scanned budget of 1,200 pages has about 300 million
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]{0,200}/Count\s+0\b|/Count\s+0\b[^>]{0,200}/Type\s*/Pages\b")
MAX_PAGES = 5_000  # the longest municipal budget that we know of has about 1,200
MAX_GLYPHS = 60_000  # on one page; a full page of small print has 8,000
_LINE_END_HYPHEN = ("\x02", "\ufffe")  # what PDFium puts for a hyphen that it takes for a line-end hyphen


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as drawn."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class RawLine:
    """Words drawn one after another on one baseline, in the file's own order."""

    words: tuple[RawWord, ...]
    size: float
    bold: bool

    @property
    def text(self) -> str:
        """The words with single blanks."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page before cleaning. `has_picture` tells a scan from an empty page."""

    number: int
    label: str
    width: float
    height: float
    lines: tuple[RawLine, ...]
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file before cleaning."""

    title: str
    pages: tuple[RawPage, ...]


def load(path: Path) -> RawFile:
    """Reads the text layer of a PDF. Raises UnreadableFileError when there is none to be had."""
    _judge(path)
    document = _open(path)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableFileError(f"{path.name} har {count} sidor, fler än gränsen {MAX_PAGES}. Dela upp filen.")
        title, labels = _description(path, count)
        pages = tuple(_page(document, index, label) for index, label in enumerate(labels))
    except pypdfium2.PdfiumError as error:
        raise UnreadableFileError(f"{path.name} går inte att läsa: filen är skadad. Spara om den som PDF.") from error
    finally:
        document.close()
    if not pages:
        raise UnreadableFileError(f"{path.name} har inga sidor. Kontrollera att rätt fil lades in.")
    return RawFile(title, pages)


def _judge(path: Path) -> None:
    """Raises what is wrong with the file, in words, before it is opened."""
    size = path.stat().st_size
    if not size:
        raise UnreadableFileError(f"{path.name} är tom (0 byte). Lägg in filen på nytt.")
    if size > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise UnreadableFileError(f"{path.name} är för stor: {size // 1_000_000} MB, gränsen är {limit} MB. Dela upp filen.")
    with path.open("rb") as file:
        start = file.read(1024)
    if b"%PDF-" not in start:
        raise UnreadableFileError(f"{path.name} är inte en PDF-fil, fast namnet säger det. Spara dokumentet som PDF.")
    if has_bomb(path):
        raise UnreadableFileError(
            f"{path.name} går inte att läsa: den packar upp till mer än {MAX_STREAM // 1_000_000} MB i ett enda stycke. "
            "Spara om dokumentet som PDF."
        )


def _open(path: Path) -> pypdfium2.PdfDocument:
    """The open file; a file that PDFium cannot open is locked, empty or broken."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if _NO_PAGES.search(path.read_bytes()):  # first: PDFium then leaves the error of the file before
            text = f"{path.name} har inga sidor. Kontrollera att rätt fil lades in."
        elif error.err_code == pdfium.FPDF_ERR_PASSWORD:
            text = f"{path.name} är skyddad med lösenord. Spara en kopia utan lösenord."
        elif error.err_code == pdfium.FPDF_ERR_SECURITY:
            text = f"{path.name} är skyddad på ett sätt som inte kan läsas. Spara en kopia utan skydd."
        else:
            text = f"{path.name} går inte att läsa: filen är skadad eller avkortad. Hämta den på nytt eller spara om den som PDF."
        raise UnreadableFileError(text) from error


def _description(path: Path, count: int) -> tuple[str, list[str]]:
    """The title and the page labels that the file gives itself; plain numbers when they cannot be read."""
    numbers = [str(number + 1) for number in range(count)]
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted:
            reader.decrypt("")
        title = (reader.metadata.title if reader.metadata else None) or ""
        labels = list(reader.page_labels)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, IndexError):
        return "", numbers  # PDFium forgives more than pypdf
    return str(title).strip(), labels if len(labels) == count else numbers


def _page(document: pypdfium2.PdfDocument, index: int, label: str) -> RawPage:
    page = document[index]
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            lines = tuple(_lines(textpage, height))
        finally:
            textpage.close()
        picture = any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2))
        return RawPage(index + 1, label, width, height, lines, picture)
    finally:
        page.close()


@dataclass(slots=True)
class _Glyph:
    char: str
    box: Box
    size: float
    bold: bool


def _lines(textpage: pypdfium2.PdfTextPage, height: float) -> Iterator[RawLine]:
    """The glyphs cut at line ends and blanks, in the file's order."""
    line: list[list[_Glyph]] = [[]]
    for glyph in _glyphs(textpage, height):
        if glyph is None:
            yield from _close(line)
            line = [[]]
        elif glyph.char.isspace():
            line.append([])
        else:
            line[-1].append(glyph)
    yield from _close(line)


def _close(line: list[list[_Glyph]]) -> Iterator[RawLine]:
    words = [word for word in line if word]
    if not words:
        return
    glyphs = [glyph for word in words for glyph in word]
    sizes = sorted(glyph.size for glyph in glyphs)
    bold = sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs)
    yield RawLine(tuple(RawWord("".join(g.char for g in word), _hull(word)) for word in words), sizes[len(sizes) // 2], bold)


def _hull(word: list[_Glyph]) -> Box:
    return (
        round(min(g.box[0] for g in word), 1),
        round(min(g.box[1] for g in word), 1),
        round(max(g.box[2] for g in word), 1),
        round(max(g.box[3] for g in word), 1),
    )


def _glyphs(textpage: pypdfium2.PdfTextPage, height: float) -> Iterator[_Glyph | None]:
    """The glyphs of a page; None ends a line."""
    raw = textpage.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(min(textpage.count_chars(), MAX_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        char = chr(code) if code else ""
        if char in ("\r", "\n"):
            if char == "\n":
                yield None
            continue
        line_end = char in _LINE_END_HYPHEN
        if line_end:
            char = "-"
        if not char or (ord(char) < 32 and not char.isspace()):
            continue
        pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
        size = pdfium.FPDFText_GetFontSize(raw, index)
        bold = pdfium.FPDFText_GetFontWeight(raw, index) >= 600
        yield _Glyph(char, (left.value, height - top.value, right.value, height - bottom.value), size, bold)
        if line_end:
            yield None
