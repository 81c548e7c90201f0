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

MOST_BYTES = 64_000_000  # about 400 pages at the usual width
MOST_PIXELS = 12_000_000  # a drawing of several metres must not fill the memory
WIDEST = 2000
YELLOW = (255, 226, 90)  # multiplied with the page, so that the words stay black
MARGIN = 2.0  # points around a box
EMPTY_SIDE = 0.08  # of the page's width: margins are about an eighth
TALLEST = 0.55  # of the strip's width: a long quote shows its beginning
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
        image = _marked(image, picture.boxes, scale)
        if picture.clip:
            image = _clipped(image, picture.boxes, scale)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
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


def _marked(image: Image.Image, boxes: tuple[Box, ...], scale: float) -> Image.Image:
    layer = Image.new("RGB", image.size, (255, 255, 255))
    draw = ImageDraw.Draw(layer)
    for left, top, right, bottom in boxes:
        place = ((left - MARGIN) * scale, (top - MARGIN) * scale, (right + MARGIN) * scale, (bottom + MARGIN) * scale)
        draw.rounded_rectangle(place, radius=2 * scale, fill=YELLOW)
    return ImageChops.multiply(image, layer)


def _clipped(image: Image.Image, boxes: tuple[Box, ...], scale: float) -> Image.Image:
    """The strip around the boxes, and its sides cut so that the words are large enough to read."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left = max(0, int(min(image.width * EMPTY_SIDE, (min(lefts) - AROUND / 4) * scale)))
    right = min(image.width, int(max(image.width * (1 - EMPTY_SIDE), (max(rights) + AROUND / 4) * scale)))
    top, bottom = max(0, int((min(tops) - AROUND) * scale)), min(image.height, int((max(bottoms) + AROUND) * scale))
    bottom = min(bottom, top + int((right - left) * TALLEST))
    return image.crop((left, top, right, bottom)) if bottom > top and right > left else image
