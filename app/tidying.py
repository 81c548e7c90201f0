"""The words of a place as an answer shows them: a heading apart from its text, a row with its columns, no bullets."""

import re

from app.reading import Reading, reading_of
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


def _with_unit(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A row's columns and cells; where a column of sums holds words and one without a name the number, the number is
    told with the column's name and unit: "Belopp (miljoner kronor)" is no name for a department."""
    sums = [at for at, (name, words) in enumerate(pairs) if _SUM.search(name) and not re.search(r"\d", words)]
    numbers = [at for at, (name, words) in enumerate(pairs) if not name and _NUMBER.fullmatch(words)]
    if len(sums) != 1 or len(numbers) != 1:
        return pairs
    found = _SUM.search(pairs[sums[0]][0])
    unit = found[1] if found else ""
    name = _SUM.sub("", pairs[sums[0]][0]).strip()
    moved = dict(enumerate(pairs))
    moved[numbers[0]] = (name, f"{pairs[numbers[0]][1]} {unit}")
    moved[sums[0]] = ("", pairs[sums[0]][1])
    return list(moved.values())


def _with_columns(document: Document, table: Table, row: Row) -> str:
    cells = [document.read(cell) for cell in row.cells]
    missing = len(cells) - len(table.columns)
    columns = ("",) * missing + table.columns if missing > 0 else table.columns  # the first column has often no name
    named = _with_unit([(fold(name), words) for name, words in zip(columns, cells, strict=False) if words])
    said = [f"{name}: {words}" if name else words for name, words in named]
    if not columns[0] and len(said) > 1:
        return f"{said[0]} – {'; '.join(said[1:])}"
    return "; ".join(said)
