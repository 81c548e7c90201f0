"""A Word file (DOCX) to pages of lines: paragraphs, headings, lists and tables in reading order.

The file is a zip of XML: how large it is unpacked is checked before anything is, so that a small file cannot fill the
memory. python-docx opens it; text that was deleted under tracked changes is left out, inserted text is read.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from ingest.errors import UnreadableFileError
from ingest.paper import SIZE, Paper
from ingest.pdf import RawFile
from ingest.sizes import check_size

MAX_UNPACKED = 300_000_000  # bytes of all parts; pictures make up most of it
MAX_XML = 60_000_000  # bytes of the text's own part; a budget of 300 pages has 6
MAX_PARTS = 20_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY = "word/document.xml"
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # also how Word wraps a file with a password
_HEADING = re.compile(r"^(?:heading|rubrik|title|titel)\s*(\d)?", re.I)


def load(path: Path) -> RawFile:
    """Reads a Word file. Raises UnreadableFileError when it cannot be read, or only at the price of the memory."""
    _judge(path)
    try:
        document = docx.Document(str(path))
        paper = Paper()
        _Reader(document, paper).read(document.element.body)
        title = (document.core_properties.title or "").strip()
    except (
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        OSError,
        RecursionError,
    ) as error:
        raise UnreadableFileError(
            f"{path.name} går inte att läsa: filen är skadad. Öppna den i Word och spara den på nytt som DOCX."
        ) from error
    pages = paper.pages()
    if not pages:
        raise UnreadableFileError(f"{path.name} har ingen text. Kontrollera att rätt fil lades in.")
    return RawFile(title, pages)


def _judge(path: Path) -> None:
    """Raises what is wrong with the file, in words, before anything of it is unpacked."""
    check_size(path)
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_OLD_WORD):
        raise UnreadableFileError(
            f"{path.name} är skyddad med lösenord eller sparad i Words äldre format. "
            "Spara en kopia som DOCX utan lösenord."
        )
    try:
        with zipfile.ZipFile(path) as packed:
            parts = {part.filename: part.file_size for part in packed.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFileError(
            f"{path.name} är inte en Word-fil (DOCX), fast namnet säger det. Spara dokumentet som DOCX."
        ) from error
    if _BODY not in parts:
        raise UnreadableFileError(
            f"{path.name} är inte en Word-fil (DOCX): den saknar {_BODY}. Spara dokumentet som DOCX."
        )
    unpacked = sum(parts.values())
    if unpacked > MAX_UNPACKED or parts[_BODY] > MAX_XML or len(parts) > MAX_PARTS:
        raise UnreadableFileError(
            f"{path.name} blir {unpacked // 1_000_000} MB uppackad, mer än gränsen {MAX_UNPACKED // 1_000_000} MB "
            f"({MAX_XML // 1_000_000} MB för texten). Ta bort bilder eller dela upp filen."
        )


class _Reader:
    """Walks through a document's body; holds the numbers that its lists have come to."""

    def __init__(self, document: Any, paper: Paper) -> None:
        self._paper = paper
        self._styles = {style.style_id: style.name or "" for style in document.styles}
        self._formats = _list_formats(document)
        self._counts: Counter[tuple[str, str]] = Counter()

    def read(self, element: Any) -> None:
        """Lays what stands inside an element on the paper."""
        for child in element.iterchildren():
            if child.tag == _W + "p":
                self._paragraph(child)
            elif child.tag == _W + "tbl":
                self._paper.table([list(_cells(row)) for row in child.iter(_W + "tr") if _owner(row) is child])
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins"):
                self.read(child)

    def _paragraph(self, element: Any) -> None:
        if element.find(f"{_W}pPr/{_W}pageBreakBefore") is not None:
            self._paper.page_break()
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = self._styles.get(style.get(_W + "val"), style.get(_W + "val")) if style is not None else ""
        heading = _HEADING.match(name or "")
        opening = self._opening(element, name or "")
        size = SIZE + max(1.0, 6.0 - int(heading[1] or 0)) if heading else SIZE
        for number, text in enumerate(_text(element).split("\f")):
            if number:
                self._paper.page_break()
            for line in text.split("\n"):
                if line.strip():
                    self._paper.paragraph(opening + line, bool(heading) or _is_bold(element), size)
                    opening = ""

    def _opening(self, element: Any, style: str) -> str:
        """The bullet or number that Word shows before a list item."""
        number = element.find(f"{_W}pPr/{_W}numPr")
        if number is None:
            if style.startswith("List Number"):
                self._counts[style, ""] += 1
                return f"{self._counts[style, '']}. "
            return "• " if style.startswith("List Bullet") else ""
        identity, level = (_value(number, tag) for tag in ("numId", "ilvl"))
        shown = self._formats.get((identity, level or "0"), "bullet")
        if _HEADING.match(style) or shown == "none":
            return ""
        if shown == "bullet":
            return "• "
        self._counts[identity, level] += 1
        count = self._counts[identity, level]
        return f"{chr(96 + count)}) " if shown == "lowerLetter" and count < 27 else f"{count}. "


def _value(element: Any, tag: str) -> str:
    child = element.find(_W + tag)
    return str(child.get(_W + "val")) if child is not None else ""


def _list_formats(document: Any) -> dict[tuple[str, str], str]:
    """How each list level is numbered: "bullet", "decimal" …"""
    numbering = next(
        (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
    )
    if numbering is None:
        return {}
    root = numbering.element
    kinds = {
        abstract.get(_W + "abstractNumId"): {
            level.get(_W + "ilvl"): _value(level, "numFmt") for level in abstract.iter(_W + "lvl")
        }
        for abstract in root.iter(_W + "abstractNum")
    }
    return {
        (str(number.get(_W + "numId")), str(level)): shown
        for number in root.iter(_W + "num")
        for level, shown in kinds.get(_value(number, "abstractNumId"), {}).items()
    }


def _text(element: Any) -> str:
    """A paragraph's words; "\\f" where a page is broken, "\\n" where a line is."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        tag = child.tag
        if tag == _W + "t":
            yield child.text or ""
        elif tag == _W + "tab":
            yield " "
        elif tag in (_W + "br", _W + "cr"):
            yield "\f" if child.get(_W + "type") == "page" else "\n"
        elif tag == _W + "noBreakHyphen":
            yield "-"
        elif tag not in (_W + "pPr", _W + "rPr", _W + "del", _FALLBACK):
            yield from _pieces(child)


def _is_bold(element: Any) -> bool:
    """Whether every run with words is bold: a heading set by hand."""
    runs = [run for run in element.iter(_W + "r") if "".join(_pieces(run)).strip()]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(_W + "val") not in ("0", "false") for mark in marks)


def _owner(row: Any) -> Any:
    """The table that a row belongs to: a cell may hold a table of its own."""
    return next(row.iterancestors(_W + "tbl"))


def _cells(row: Any) -> Iterator[str | None]:
    """A row's cells; None is one that goes on from the row above (merged downwards)."""
    for cell in row.iter(_W + "tc"):
        if next(cell.iterancestors(_W + "tr")) is not row:
            continue
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        goes_on = merged is not None and merged.get(_W + "val") != "restart"
        paragraphs = [_text(paragraph) for paragraph in cell.iter(_W + "p")]
        yield None if goes_on else " ".join(" ".join(paragraphs).split())
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        yield from [""] * (int(span.get(_W + "val", "1")) - 1 if span is not None else 0)
