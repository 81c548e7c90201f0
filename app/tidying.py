"""The words of a place as an answer shows them: a heading apart from its text, a row with its columns, no bullets."""

import re

from app.reading import Reading, reading_of
from index.units import column_names
from ingest.model import Document, Row, Span, Table, fold

_BULLET = re.compile(r"\s*[•»▪●◦‣]\s*")
_SUM = re.compile(r"\((miljoner kronor|tusen kronor|mnkr|mkr|tkr|kronor|kr)\)", re.I)
_NUMBER = re.compile(r"[-–−+]?\d[\d ]*(?:,\d+)?")
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[a-h]\))\s+(?=[A-ZÅÄÖ])")


def tidy(document: Document, span: Span) -> str:
    """The words of a span, closed by a stop."""
    reading = reading_of(document)
    row = _row(document, span)
    if row:
        return _closed(row)
    heading = _heading(reading, span)
    if heading:
        title, rest = _NUMBERING.sub("", document.read(heading)), document.read(Span(heading.end, span.end))
        return _closed(f"{title.rstrip('.:')}: {_plain(rest)}" if rest else title)
    return _closed(_plain(document.read(span)))


def _plain(text: str) -> str:
    text = _BULLET.sub("; ", text)
    return re.sub(r"([:;.,!?]); ", r"\1 ", text).strip("; ")


def _closed(text: str) -> str:
    return text if text[-1:] in ".!?:…" else text.rstrip(" ,;–-") + "."


def _heading(reading: Reading, span: Span) -> Span | None:
    if span.start not in reading.headings:
        return None
    return next(
        (s.heading for s in reading.document.sections if s.heading.start == span.start and s.heading.end <= span.end),
        None,
    )


def _row(document: Document, span: Span) -> str:
    """A table row as "Antal platser – 2024: 12; 2023: 10"; nothing when the span is none."""
    for table in document.tables:
        if table.span.meets(span):
            for row in table.rows:
                pieces = [piece for cell in row.cells for piece in cell]
                if pieces and min(p.start for p in pieces) == span.start and max(p.end for p in pieces) == span.end:
                    return _with_columns(document, table, row)
    return ""


def _with_unit(name: str, words: str) -> tuple[str, str]:
    """A cell's column and words, the unit beside the number: "Belopp (tkr)" and "12" as "Belopp" and "12 tkr"."""
    unit = _SUM.search(name)
    if unit is None or not _NUMBER.fullmatch(words):
        return name, words
    return _SUM.sub("", name).strip(), f"{words} {unit[1]}"


def _with_columns(document: Document, table: Table, row: Row) -> str:
    cells = [document.read(cell) for cell in row.cells]
    columns = column_names(document, table, row)
    named = [_with_unit(fold(name), words) for name, words in zip(columns, cells, strict=False) if words]
    said = [f"{name}: {words}" if name else words for name, words in named]
    if not columns[0] and len(said) > 1:
        return f"{said[0]} – {'; '.join(said[1:])}"
    return "; ".join(said)
