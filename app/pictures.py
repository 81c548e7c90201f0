"""Pictures of PDF pages with places marked, kept in memory and on disk, each up to a limit."""

import io
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from app.errors import NotFoundError, UnsupportedFileError
from app.picture_files import PictureFiles
from ingest.model import Box

MOST_BYTES = 64_000_000  # about 1,000 pages at the usual width
MOST_PIXELS = 12_000_000  # a drawing of several metres must not fill the memory
WIDEST = 2000
YELLOW = (255, 226, 90)  # multiplied with the page, so that the words stay black
MARGIN = 2.0  # points around a box
NARROWEST = 0.5  # of the page's width: a strip of few words is not blown up beyond that
TALLEST = 0.55  # of the strip's width: a long quote shows its beginning
COLOURS = 64  # of a picture: writing needs no more; with them it is made in a third of the time, a quarter as large
INK = 215  # a shade darker than this is writing, not paper
AROUND = 50.0  # points of page shown above and below what is marked, when clipped

_pdfium_lock = threading.Lock()  # PDFium is not thread-safe


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw: a page of a file (`key` tells its content), places in points, width in pixels."""

    path: Path
    key: str
    page: int
    boxes: tuple[Box, ...] = ()
    width: int = 900
    clip: bool = False  # only the strip of the page around the boxes


class Pictures:
    """Draws pages as PNG; the one used longest ago is forgotten first."""

    def __init__(self, most_bytes: int = MOST_BYTES, files: PictureFiles | None = None) -> None:
        self._most = most_bytes
        self._files = files
        self._kept: OrderedDict[Picture, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def png(self, picture: Picture) -> bytes:
        """The page as PNG."""
        with self._lock:
            if picture in self._kept:
                self._kept.move_to_end(picture)
                return self._kept[picture]
        drawn = self._from_disk(picture)
        with self._lock:
            if picture not in self._kept:
                self._kept[picture] = drawn
                self._size += len(drawn)
            while self._size > self._most and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])
        return drawn

    def _from_disk(self, picture: Picture) -> bytes:
        """The picture as it lies on disk, drawn and laid there when it does not."""
        if self._files is None:
            return _draw(picture)
        key = repr((picture.key, picture.page, picture.boxes, picture.width, picture.clip))
        kept = self._files.get(picture.path, key)
        if kept is None:
            kept = _draw(picture)
            self._files.put(picture.path, key, kept)
        return kept


def _draw(picture: Picture) -> bytes:
    image, scale = _page_image(picture)
    if picture.boxes:
        _mark(image, picture.boxes, scale)
        if picture.clip:
            image = _clipped(image, picture.boxes, scale)
    out = io.BytesIO()
    few = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _page_image(picture: Picture) -> tuple[Image.Image, float]:
    """The page drawn, and pixels a point."""
    with _pdfium_lock:
        try:
            file = pdfium.PdfDocument(picture.path)
        except (pdfium.PdfiumError, OSError):
            raise UnsupportedFileError(
                f"Filen {picture.path.name} kan inte visas som bild. Öppna originalet."
            ) from None
        try:
            if not 1 <= picture.page <= len(file):
                raise NotFoundError(f"Sidan {picture.page} finns inte. Dokumentet har {len(file)} sidor.")
            page = file[picture.page - 1]
            width, height = page.get_size()
            scale = min(min(picture.width, WIDEST) / width, (MOST_PIXELS / (width * height)) ** 0.5)
            return page.render(scale=scale).to_pil().convert("RGB"), scale
        except pdfium.PdfiumError:
            raise UnsupportedFileError(f"Sidan {picture.page} kan inte visas som bild. Öppna originalet.") from None
        finally:
            file.close()


def _mark(image: Image.Image, boxes: tuple[Box, ...], scale: float) -> None:
    """Colours the boxes; only the part of the page where they are is worked on."""
    around = [
        ((left - MARGIN) * scale, (top - MARGIN) * scale, (right + MARGIN) * scale, (bottom + MARGIN) * scale)
        for left, top, right, bottom in boxes
    ]
    lefts, tops, rights, bottoms = zip(*around, strict=True)
    left, top = max(0, int(min(lefts))), max(0, int(min(tops)))
    right, bottom = min(image.width, int(max(rights)) + 1), min(image.height, int(max(bottoms)) + 1)
    if left >= right or top >= bottom:
        return
    layer = Image.new("RGB", (right - left, bottom - top), (255, 255, 255))
    draw = ImageDraw.Draw(layer)
    for x0, y0, x1, y1 in around:
        draw.rounded_rectangle((x0 - left, y0 - top, x1 - left, y1 - top), radius=2 * scale, fill=YELLOW)
    part = image.crop((left, top, right, bottom))
    image.paste(ImageChops.multiply(part, layer), (left, top))


def _clipped(image: Image.Image, boxes: tuple[Box, ...], scale: float) -> Image.Image:
    """The strip around the boxes, without the empty paper beside its writing, so that the words are large enough."""
    top = max(0, int((min(box[1] for box in boxes) - AROUND) * scale))
    bottom = min(image.height, int((max(box[3] for box in boxes) + AROUND) * scale))
    if bottom <= top:
        return image
    strip = image.crop((0, top, image.width, bottom))
    written = strip.convert("L").point(lambda shade: 255 if shade < INK else 0).getbbox()
    first, last = (written[0], written[2]) if written else (image.width, 0)
    side = AROUND / 4 * scale
    left = min(first, min(box[0] for box in boxes) * scale) - side
    right = max(last, max(box[2] for box in boxes) * scale) + side
    missing = max(0.0, NARROWEST * image.width - (right - left))
    left, right = max(0, int(left)), min(image.width, int(right + missing))
    return strip.crop((left, 0, right, min(strip.height, int((right - left) * TALLEST))))
