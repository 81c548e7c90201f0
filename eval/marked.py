"""The pages where gold answers stand, with the gold words marked, as pieces of the report: pictures of PDF pages, the
words themselves of other files."""

import base64
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from PIL import Image

from app.pictures import Picture, Pictures
from eval.cache import read
from eval.model import Evidence, Run
from eval.place import find
from index.index import Index
from ingest.model import Box, Document, Span

WIDTH = 900  # pixels: small print can be read
COLOURS = 24  # a page has few; a strip of it is then about 20 kB
MOST = 3  # places of one case that are shown
AROUND = 400  # characters shown before and after marked words of a file without pages


Draw = Callable[[Iterable[Evidence]], str]
"""Gold places → figures of the first of them, "" for documents that are not here."""


@contextmanager
def marked(run: Run) -> Iterator[Draw]:
    """Draws the pages of a run's corpus; nothing where its files are not on this machine."""
    files = [Path(name) for name in run.files]
    if not files or not all(path.is_file() for path in files):
        yield lambda evidence: ""
        return
    with read(files) as index:
        known, pictures = {entry.name for entry in index.documents()}, Pictures()

        def draw(evidence: Iterable[Evidence]) -> str:
            here = [piece for piece in evidence if piece.document in known]
            return "".join(_figure(piece, index, pictures) for piece in here[:MOST])

        yield draw


def _figure(piece: Evidence, index: Index, pictures: Pictures) -> str:
    path, document = index.original(piece.document), index.document(piece.document)
    where = place_of(document, piece.page, piece.quote)
    if path.suffix.lower() == ".pdf":
        shown = _picture(pictures, path, piece, boxes_of(document, piece.page, where))
    else:
        shown = _words(document, where)
    name = f"{piece.document} p. {piece.page}"
    return f"<figure>{shown}<figcaption>{escape(name)}: ”{escape(piece.quote)}”</figcaption></figure>"


def place_of(document: Document, page: int, quote: str) -> Span | None:
    """Where a quote stands in a document, sought on one page; None when it is not there as it was read."""
    span = next((one.span for one in document.pages if one.number == page), None)
    found = find(document.slice(span), quote) if span else None
    return Span(span.start + found.start, span.start + found.end) if span and found else None


def boxes_of(document: Document, page: int, where: Span | None) -> tuple[Box, ...]:
    """The boxes of some words on a page."""
    pieces = document.by_page(where) if where else ()
    return tuple(box for here, piece in pieces if here.number == page for box in document.boxes(piece))


def _picture(pictures: Pictures, path: Path, piece: Evidence, boxes: tuple[Box, ...]) -> str:
    """The strip of the page around the marked words; the whole page where they were not found on it."""
    drawn = pictures.png(Picture(path, str(path), piece.page, boxes, WIDTH, clip=bool(boxes)))
    out = io.BytesIO()
    Image.open(io.BytesIO(drawn)).quantize(COLOURS).save(out, "PNG", optimize=True)
    data = base64.b64encode(out.getvalue()).decode()
    return f'<img loading="lazy" alt="" src="data:image/png;base64,{data}">'


def _words(document: Document, where: Span | None) -> str:
    if where is None:
        return f"<p>{escape(document.text[: 2 * AROUND])} …</p>"
    before = document.text[max(0, where.start - AROUND) : where.start]
    after = document.text[where.end : where.end + AROUND]
    return f"<p>… {escape(before)}<mark>{escape(document.slice(where))}</mark>{escape(after)} …</p>"
