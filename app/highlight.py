"""The `highlight` of a page picture's address: boxes in points, or spans of the document's text."""

import json
import re
from collections.abc import Callable

from app.errors import BadValueError
from ingest.model import Box, Document, Span

MOST = 200  # more boxes than a page has lines
HELP = "Ange rutor som 72,100,520,114;72,116,300,130 eller tecken som 1200-1280."
_SPANS = re.compile(r"\d{1,10}-\d{1,10}(?:[;,]\d{1,10}-\d{1,10})*")


def parse(text: str, page: int, document: Callable[[], Document]) -> tuple[Box, ...]:
    """The boxes that a highlight names on a page; the document is asked for only when spans are given."""
    text = text.strip()
    if not text:
        return ()
    if _SPANS.fullmatch(text):
        return _of_spans(text, page, document())
    try:
        rows = json.loads(text) if text.startswith("[") else [part.split(",") for part in text.split(";") if part]
        boxes = tuple(_box([float(number) for number in row]) for row in rows)
    except (ValueError, TypeError, RecursionError):
        raise BadValueError(f"highlight har värdet ”{text[:60]}”, som inte går att tolka. {HELP}") from None
    if len(boxes) > MOST:
        raise BadValueError(f"highlight har {len(boxes)} rutor. Ange högst {MOST}.")
    return boxes


def written(boxes: tuple[Box, ...]) -> str:
    """Boxes as they stand in an address."""
    return ";".join(",".join(f"{number:.1f}" for number in box) for box in boxes[:MOST])


def _of_spans(text: str, page: int, document: Document) -> tuple[Box, ...]:
    boxes: list[Box] = []
    for part in re.split("[;,]", text)[:MOST]:
        start, end = (int(number) for number in part.split("-"))
        if not start < end <= len(document.text):
            raise BadValueError(f"highlight har tecknen {part}, men texten har {len(document.text)} tecken. {HELP}")
        for where, piece in document.by_page(Span(start, end)):
            if where.number == page:
                boxes += document.boxes(piece)
    return tuple(boxes)


def _box(numbers: list[float]) -> Box:
    left, top, right, bottom = numbers
    if not (0 <= left < right <= 20_000 and 0 <= top < bottom <= 20_000):
        raise ValueError(numbers)
    return left, top, right, bottom
