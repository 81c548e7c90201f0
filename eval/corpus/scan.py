"""Makes a paper that looks scanned: pictures of the pages, with the text layer of a poor scanner or with none."""

import io
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zlib import crc32

import pypdfium2
import typst
from PIL import Image

DPI = 150
SKEW = 0.7  # degrees: paper is never laid quite straight
QUALITY = 42  # keeps three pages under 400 kB together

# How a scanner that knows no Swedish reads: the choices for a letter, of which a word's checksum takes one.
MISREAD = {"å": "aaé", "ä": "daia", "ö": "ooé", "Å": "A", "Ä": "A", "Ö": "O", "é": "e"}
BREAK_FROM = 13  # letters from which a word may get a hyphen inside it, as if it had stood at a line end


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print and where it stands, in points from the upper left corner."""

    text: str
    left: float
    top: float
    height: float


def misread_word(word: str) -> str:
    """A word as a poor scanner reads it, always the same for the same word.

    >>> misread_word("i")
    '1'
    """
    if word == "i":
        return "1"
    chance = crc32(word.strip(".,;:()»”").encode())
    choices = [MISREAD.get(letter, letter) for letter in word]
    read = "".join(choice[(chance + at) % len(choice)] for at, choice in enumerate(choices))
    if chance % 5 == 0:
        read = re.sub(r"ll", "Il", read, count=1)
    if len(word) >= BREAK_FROM and chance % 3 == 0:
        half = len(read) // 2
        read = f"{read[:half]}-{read[half:]}"
    return read


def misread(text: str) -> str:
    """A text as a poor scanner reads it, word by word; line breaks stay."""
    return re.sub(r"\S+", lambda found: misread_word(found.group()), text)


def picture(page: "pypdfium2.PdfPage", skew: float = 0.0) -> bytes:
    """The page as a grey JPEG, turned by `skew` degrees."""
    image = page.render(scale=DPI / 72).to_pil().convert("L")
    turned = image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    out = io.BytesIO()
    turned.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def lines(page: "pypdfium2.PdfPage") -> Iterator[Line]:
    """The lines of print on a page, from the top; pieces at the same height are one line."""
    text, height = page.get_textpage(), page.get_height()
    rows: list[Line] = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = " ".join(text.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1).split())
        if not words:
            continue
        last = rows[-1] if rows else None
        if last and abs((last.top + last.height) - (height - bottom)) < last.height / 2:
            rows[-1] = Line(f"{last.text} {words}", last.left, last.top, last.height)
        else:
            rows.append(Line(words, left, height - top, top - bottom))
    yield from rows


def page_source(index: int, width: float, height: float, layer: Sequence[Line]) -> str:
    """Typst source of one page: the picture behind, the text layer unseen above it."""
    placed = [
        f"#place(dx: {line.left:.1f}pt, dy: {line.top:.1f}pt, box(width: {width:.0f}pt, "
        f"text(size: {max(line.height, 8) * 0.95:.1f}pt, {quoted(misread(line.text))})))"
        for line in layer
    ]
    ground = f'image("{index}.jpg", width: 100%)'
    paper = f"width: {width:.1f}pt, height: {height:.1f}pt, margin: 0pt, background: {ground}"
    return "\n".join([f"#page({paper})[", *placed, "]\n"])


def quoted(text: str) -> str:
    """A typst string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def scanned(clean: bytes, title: str, stamp: datetime, *, text_layer: bool) -> bytes:
    """The clean PDF as if scanned: with a misread text layer, or crooked and with no text at all."""
    document = pypdfium2.PdfDocument(clean)
    source = f"#set document(title: {quoted(title)})\n#set text(lang: {quoted('sv')}, fill: rgb(0, 0, 0, 0))\n"
    with tempfile.TemporaryDirectory() as folder:
        for index in range(len(document)):
            page = document[index]
            picture_bytes = picture(page, 0.0 if text_layer else SKEW * (-1) ** index)
            (Path(folder) / f"{index}.jpg").write_bytes(picture_bytes)
            source += page_source(index, page.get_width(), page.get_height(), list(lines(page)) if text_layer else [])
        main = Path(folder) / "main.typ"
        main.write_text(source, "utf-8")
        pdf: bytes = typst.compile(str(main), root=folder, ignore_system_fonts=True, timestamp=stamp)
    return pdf
