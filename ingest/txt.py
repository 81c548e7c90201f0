"""A text file to pages of lines. A form feed begins a page; an underlined or capital line on its own is a heading."""

import re
from pathlib import Path

from ingest.errors import UnreadableFileError
from ingest.paper import LINE, Paper
from ingest.pdf import RawFile
from ingest.sizes import check_size

MAX_BYTES = 20_000_000  # about 8,000 pages
_UNDERLINE = re.compile(r"^\s*(?:={3,}|-{3,}|_{3,}|~{3,})\s*$")
_MARKS = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"))
_LONGEST_HEADING = 80  # letters


def load(path: Path) -> RawFile:
    """Reads a text file in UTF-8, UTF-16 or the old Windows alphabet."""
    check_size(path, MAX_BYTES)
    text = decode(path.read_bytes())
    if text is None:
        raise UnreadableFileError(
            f"{path.name} är inte en textfil, fast namnet säger det. Spara dokumentet som PDF, DOCX eller TXT."
        )
    if not text.strip():
        raise UnreadableFileError(f"{path.name} innehåller bara blanktecken. Kontrollera att rätt fil lades in.")
    paper = Paper()
    for number, page in enumerate(text.split("\f")):
        if number:
            paper.page_break()
        _lay(paper, [line.rstrip() for line in page.expandtabs().splitlines()])
    return RawFile("", paper.pages())


def decode(data: bytes) -> str | None:
    """The text of a file, or None when it is no text."""
    for name, mark in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if b"\0" in data or data[:5] == b"%PDF-" or data[:4] == b"PK\x03\x04":
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    odd = sum(not char.isprintable() and not char.isspace() for char in text) + text.count("\ufffd")
    return text if odd * 50 < len(text) else None  # a text has next to none


def _lay(paper: Paper, lines: list[str]) -> None:
    for index, line in enumerate(lines):
        if not line.strip():
            paper.gap()
        elif _UNDERLINE.match(line):
            continue
        elif len(line) > 1.5 * LINE:
            paper.paragraph(line)  # one line a paragraph: break it
        else:
            paper.line(line, _is_heading(lines, index))


def _is_heading(lines: list[str], index: int) -> bool:
    """Whether a line is underlined, or short and alone between empty lines without a full stop."""
    line = lines[index].strip()
    below = lines[index + 1] if index + 1 < len(lines) else ""
    if _UNDERLINE.match(below):
        return True
    alone = not below.strip() and (index == 0 or not lines[index - 1].strip())
    is_title = line[:1].isupper() or line[:1] == "§" or line[:1].isdigit()
    listed = re.match(r"\d{1,2}[.)]\s", line) is not None
    return alone and is_title and not listed and len(line) <= _LONGEST_HEADING and line[-1] not in ".:,;!?)"
