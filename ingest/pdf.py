"""A PDF file to pages of lines with the place of every word.

pypdf reads the file's own description: its title and page labels. PDFium (pypdfium2) gives the glyphs with their
places, which pypdf does not know for fonts without width tables, at about 100 pages a second.
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
from ingest.sizes import check_size

MAX_BYTES = 500_000_000  # a scanned budget of 1,200 pages has about 300 million
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]{0,200}/Count\s+0\b|/Count\s+0\b[^>]{0,200}/Type\s*/Pages\b")
MAX_PAGES = 5_000  # the longest municipal budget that we know of has about 1,200
MAX_GLYPHS = 60_000  # on one page; a full page of small print has 8,000
_LINE_END_HYPHENS = (0x02, 0xFFFE)  # what PDFium puts for a hyphen that it takes for a line-end hyphen
_ODD_CODES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half a character: no text can hold it
_BOLD = 600  # font weight
_THIN = 2.5  # points: what is wider is no line of a table
MAX_RULES = 3_000  # on one page; a table of forty rows and eight columns has 400 cell borders


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
    rules: tuple[Box, ...] = ()  # straight lines drawn on the page, upright and level: a table's


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
    check_size(path, MAX_BYTES)
    with path.open("rb") as file:
        start = file.read(1024)
    if b"%PDF-" not in start:
        raise UnreadableFileError(f"{path.name} är inte en PDF-fil, fast namnet säger det. Spara dokumentet som PDF.")
    if has_bomb(path):
        raise UnreadableFileError(
            f"{path.name} går inte att läsa: ett enda stycke av den blir mer än {MAX_STREAM // 1_000_000} MB uppackat. "
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
            text = f"{path.name} går inte att läsa: filen är skadad eller avkortad. "
            text += "Hämta den på nytt eller spara om den som PDF."
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
        picture, rules = _drawn(page, height)
        return RawPage(index + 1, label, width, height, lines, picture, rules)
    finally:
        page.close()


def _drawn(page: pypdfium2.PdfPage, height: float) -> tuple[bool, tuple[Box, ...]]:
    """Whether there is a picture, and the drawn lines that are upright or level; a filled box as thin as one counts."""
    picture, rules = False, list[Box]()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH], max_depth=2):
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            picture = True
        elif len(rules) < MAX_RULES:
            left, bottom, right, top = drawn.get_bounds()
            if (right - left < _THIN) is not (top - bottom < _THIN):
                rules.append((round(left, 1), round(height - top, 1), round(right, 1), round(height - bottom, 1)))
    return picture, tuple(rules)


@dataclass(slots=True)
class _Word:
    """A word being put together: its letters and how far they reach. Size and weight are the first letter's."""

    letters: list[str]
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool

    def raw(self, height: float) -> RawWord:
        """The word with its box measured from the page's top."""
        box = (round(self.left, 1), round(height - self.top, 1), round(self.right, 1), round(height - self.bottom, 1))
        return RawWord("".join(self.letters), box)


def _lines(textpage: pypdfium2.PdfTextPage, height: float) -> Iterator[RawLine]:
    """The words cut at line ends, in the file's order."""
    line: list[_Word] = []
    for word in _words(textpage):
        if word is not None:
            line.append(word)
        elif line:
            yield _close(line, height)
            line = []
    if line:
        yield _close(line, height)


def _close(line: list[_Word], height: float) -> RawLine:
    total = sum(len(word.letters) for word in line)
    bold = sum(len(word.letters) for word in line if word.bold) * 2 > total
    sizes = sorted(word.size for word in line for _ in word.letters)
    return RawLine(tuple(word.raw(height) for word in line), sizes[total // 2], bold)


def _words(textpage: pypdfium2.PdfTextPage) -> Iterator[_Word | None]:
    """The words of a page; None ends a line. Two calls to PDFium a letter and two more a word: what reading costs."""
    raw, unicode_of, box_of = textpage.raw, pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharBox
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    places = tuple(ctypes.byref(place) for place in (left, right, bottom, top))
    word: _Word | None = None
    for index in range(min(textpage.count_chars(), MAX_GLYPHS)):
        code = unicode_of(raw, index)
        line_end = code in _LINE_END_HYPHENS
        char = "-" if line_end else _ODD_CODES.get(code) or chr(code)
        if char.isspace():
            if word:
                yield word
                word = None
            if char == "\n":
                yield None
            continue
        if code < 32 and not line_end:
            continue
        box_of(raw, index, *places)
        if word is None:
            size, weight = pdfium.FPDFText_GetFontSize(raw, index), pdfium.FPDFText_GetFontWeight(raw, index)
            word = _Word([char], left.value, top.value, right.value, bottom.value, size, weight >= _BOLD)
        else:
            word.letters.append(char)
            word.left, word.right = min(word.left, left.value), max(word.right, right.value)
            word.top, word.bottom = max(word.top, top.value), min(word.bottom, bottom.value)
        if line_end:
            yield word
            yield None
            word = None
    if word:
        yield word
