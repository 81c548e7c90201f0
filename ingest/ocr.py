"""Reads pages that are pictures, with the program Tesseract and its Swedish model.

One process a page, as many at a time as there are cores (Tesseract's own threads slow it down when pages run side
by side: OMP_THREAD_LIMIT=1). A page of 450 words takes 3 s on one core. Tesseract straightens lines itself:
a page turned by 3 degrees reads as well as a straight one, by 5 degrees one letter of 100 is wrong. Only a page
that reads badly is tried the other ways up; Tesseract's own orientation test would cost every page 0.8 s.
"""

import io
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import pypdfium2
from PIL import Image

from ingest.model import Span, Word
from ingest.words import swedish_share

PROGRAM = "tesseract"
LANGUAGE = "swe"
DPI = 300  # what Tesseract's models were made for; at 200 small print loses its dots
MOST_PIXELS = 40_000_000  # an A1 sheet at 300 dpi has 70 million; larger pages are drawn coarser
SECONDS_A_PAGE = 120.0  # twenty times what a full page takes; a photo full of texture can take far longer
DOUBTFUL = 60.0  # Tesseract's confidence in per cent; on a clean scan every word has over 80 but for » and specks
BAD_SHARE = 0.6  # a page with fewer known words than this is tried the other ways up
HOW_TO_INSTALL = "Installera det med: sudo apt-get install tesseract-ocr tesseract-ocr-swe"

Progress = Callable[[int, int], None]
"""Called with the number of pages done and of pages in all."""


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What was read on a page. `words` hold spans into `text` and boxes in points from the upper left corner."""

    number: int
    text: str
    words: tuple[Word, ...]
    width: float
    height: float
    confidence: float  # mean of the words, 0 to 100
    doubtful: tuple[Span, ...] = ()  # words that Tesseract itself is unsure of
    problem: str = ""  # in Swedish: why nothing was read


@dataclass(slots=True)
class Reading:
    """Words as they come from Tesseract, in pixels."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    confidences: list[float] = field(default_factory=list)

    def confidence(self) -> float:
        """The mean over the words."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0

    def makes_sense(self) -> bool:
        """Whether this can be what stands on the page."""
        return swedish_share(self.text) >= BAD_SHARE and self.confidence() >= DOUBTFUL

    def quality(self) -> float:
        """How likely it is that this was read the right way up."""
        return self.confidence() * swedish_share(self.text) * min(len(self.spans), 20)


def available() -> str | None:
    """None when pages can be read, else what is missing and how to get it."""
    if shutil.which(PROGRAM) is None:
        return f"Programmet {PROGRAM} saknas, så inskannade sidor kan inte läsas. {HOW_TO_INSTALL}"
    listing = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    if LANGUAGE not in listing.stdout.split():
        return f"Svenska ({LANGUAGE}) saknas i {PROGRAM}, så inskannade sidor kan inte läsas. {HOW_TO_INSTALL}"
    return None


def recognise(
    path: Path, page_numbers: Iterable[int], progress: Progress | None = None, seconds: float = SECONDS_A_PAGE
) -> dict[int, RecognisedPage]:
    """The pages (1 is the first) as they read, by number. A page that cannot be read says why in `problem`."""
    numbers = sorted(set(page_numbers))
    document, drawing = pypdfium2.PdfDocument(path), Lock()  # PDFium may be called by one thread at a time

    def draw(number: int) -> tuple[Image.Image, tuple[float, float]]:
        with drawing:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(DPI / 72, (MOST_PIXELS / (width * height)) ** 0.5)
            return page.render(scale=scale, grayscale=True).to_pil().copy(), (width, height)

    def read(number: int) -> RecognisedPage:
        size = (0.0, 0.0)
        try:
            picture, size = draw(number)
            return _page(number, read_picture(picture, seconds), size, picture.width / size[0])
        except subprocess.TimeoutExpired:
            problem = f"tog mer än {seconds:.0f} sekunder att läsa och hoppades över."
        except subprocess.CalledProcessError as error:
            problem = f"kunde inte läsas. {PROGRAM} svarade: {error.stderr.decode(errors='replace').strip()}"
        except pypdfium2.PdfiumError as error:
            problem = f"kunde inte ritas: {error}"
        return RecognisedPage(number, "", (), *size, 0.0, problem=f"Sida {number} {problem}")

    pages: dict[int, RecognisedPage] = {}
    try:
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            for done in as_completed([pool.submit(read, number) for number in numbers]):
                pages[done.result().number] = done.result()
                if progress:
                    progress(len(pages), len(numbers))
    finally:
        document.close()
    return dict(sorted(pages.items()))


def read_picture(picture: Image.Image, seconds: float) -> Reading:
    """The words of a picture, tried all four ways up when it makes no sense as it stands."""
    best = tesseract(picture, seconds)
    for turn in (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180):
        if best.makes_sense():
            break
        reading = tesseract(picture.transpose(turn), seconds)
        if reading.quality() > best.quality():
            best = reading
            best.boxes = [_turn_back(box, turn, picture.size) for box in reading.boxes]
    return best


def tesseract(picture: Image.Image, seconds: float) -> Reading:
    """One run of the program."""
    packed = io.BytesIO()
    picture.save(packed, "PPM")
    command = [PROGRAM, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "--psm", "3", "tsv"]
    run = subprocess.run(  # noqa: S603
        command,
        input=packed.getvalue(),
        capture_output=True,
        timeout=seconds,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return parse(run.stdout.decode("utf-8"))


def parse(table: str) -> Reading:
    """Tesseract's table of words, `5 1 BLOCK PARAGRAPH LINE WORD left top width height confidence text`, as text."""
    reading, text, line = Reading(), "", ""
    for row in table.splitlines()[1:]:
        cells = row.split("\t", 11)
        if cells[0] != "5" or not cells[11].strip():
            continue
        if text:
            text += " " if line == ".".join(cells[1:5]) else "\n"
        line = ".".join(cells[1:5])
        word = cells[11].strip()
        left, top, width, height = map(float, cells[6:10])
        reading.spans.append(Span(len(text), len(text) + len(word)))
        reading.boxes.append((left, top, left + width, top + height))
        reading.confidences.append(float(cells[10]))
        text += word
    reading.text = text
    return reading


def _page(number: int, reading: Reading, size: tuple[float, float], scale: float) -> RecognisedPage:
    """A reading in the page's own measure."""
    boxes = [(left / scale, top / scale, right / scale, low / scale) for left, top, right, low in reading.boxes]
    doubtful = (span for span, sure in zip(reading.spans, reading.confidences, strict=True) if sure < DOUBTFUL)
    words = tuple(Word(span, box) for span, box in zip(reading.spans, boxes, strict=True))
    return RecognisedPage(number, reading.text, words, *size, reading.confidence(), tuple(doubtful))


def _turn_back(
    box: tuple[float, float, float, float], turn: Image.Transpose, size: tuple[int, int]
) -> tuple[float, float, float, float]:
    """A box on the turned picture as a box on the picture of `size` before it was turned."""
    left, top, right, low = box
    width, height = size
    if turn == Image.Transpose.ROTATE_180:
        return width - right, height - low, width - left, height - top
    if turn == Image.Transpose.ROTATE_90:  # counterclockwise: the right edge became the top
        return width - low, left, width - top, right
    return top, height - right, low, height - left
