"""The register of assignments: what a caller may ask for, each row's public shape, and how it is written to a file."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import quote

from app.errors import BadValueError
from index.model import AssignmentEntry
from ingest.model import Status

Row = dict[str, Any]

# Columns of a CSV file, which programs read, in order.
COLUMNS = (
    "id", "text", "status", "status_text", "comment", "board", "issuer", "addressees", "year", "kind", "decision",
    "expected", "report_to", "document", "title", "section", "pages", "group", "url",
)  # fmt: skip
# Columns of an Excel file, which people read: key in a row → heading and width in signs.
SHEET = {
    "text": ("Uppdrag", 56), "status": ("Status", 13), "comment": ("Kommentar", 50), "board": ("Nämnd", 22),
    "year": ("År", 7), "expected": ("Väntas klart", 14), "title": ("Handling", 28), "pages": ("Sida", 7),
    "section": ("Avsnitt", 32), "issuer": ("Från", 20), "addressees": ("Till", 24), "kind": ("Slag", 22),
    "decision": ("Beslut", 18), "report_to": ("Redovisas till", 18), "status_text": ("Status i texten", 16),
    "document": ("Dokument", 26), "group": ("Samma uppdrag", 34), "id": ("Id", 34),
}  # fmt: skip
PRINTED = 8  # columns: all eighteen on a sheet of paper cannot be read
LINE, MOST_LINES = 15.0, 27  # points a line; Excel's rows are at most 409 points
SORTS: dict[str, Callable[[AssignmentEntry], Any]] = {
    "board": lambda entry: _key(entry.board),
    "document": lambda entry: _key(entry.title),
    "issuer": lambda entry: _key(entry.issuer),
    "status": lambda entry: list(Status).index(entry.status),
    "text": lambda entry: _key(entry.text),
    "year": lambda entry: entry.year or 0,
}


def page_url(document: str, page: int) -> str:
    """The address of a page in the original file."""
    return f"/api/documents/{quote(document, safe='')}/file#page={page}"


def row(entry: AssignmentEntry) -> Row:
    """An assignment as callers see it."""
    return {
        "id": entry.id,
        "text": entry.text,
        "document": entry.document,
        "title": entry.title,
        "attachment": entry.part_title if entry.part else None,
        "section": entry.section_title,
        "headings": list(entry.trail),
        "pages": list(entry.pages),
        "board": entry.board,
        "issuer": entry.issuer,
        "addressees": list(entry.addressees),
        "year": entry.year,
        "kind": entry.kind,
        "status": str(entry.status),
        "status_text": entry.status_text,
        "comment": entry.comment,
        "decision": entry.decision,
        "expected": entry.expected,
        "report_to": entry.report_to,
        "group": entry.group,
        "url": page_url(entry.document, entry.pages[0] if entry.pages else 1),
    }


def statuses(words: Iterable[str]) -> tuple[Status, ...]:
    """Statuses from words as people write them. Raises BadValueError that lists the legal ones."""
    legal = {_key(status.value): status for status in Status}
    found = []
    for word in words:
        if _key(word) not in legal:
            raise BadValueError(f"Statusen ”{word[:60]}” finns inte. Välj bland: {', '.join(Status)}.")
        found.append(legal[_key(word)])
    return tuple(dict.fromkeys(found))


def boards(words: Iterable[str], known: Iterable[str | None]) -> tuple[str, ...]:
    """Boards by their name or a part of it ("centrum"); a word that fits none is passed on as it is."""
    names = list(dict.fromkeys(name for name in known if name))
    found: list[str] = []
    for word in words:
        exact = [name for name in names if _key(name) == _key(word)]
        found += exact or [name for name in names if _key(word) in _key(name)] or [word]
    return tuple(dict.fromkeys(found))


def ordered(entries: Sequence[AssignmentEntry], sort: str) -> list[AssignmentEntry]:
    """Entries by a column, backwards with a leading minus; document order when none is named."""
    name = sort.removeprefix("-")
    if not name:
        return list(entries)
    if name not in SORTS:
        raise BadValueError(
            f"sort har värdet ”{sort[:60]}”. Välj bland: {', '.join(SORTS)}, med - framför för omvänd ordning."
        )
    return sorted(entries, key=SORTS[name], reverse=sort.startswith("-"))


def as_csv(rows: Iterable[Row]) -> str:
    """Comma-separated rows with a header; no cell can start a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in rows:
        writer.writerow([_harmless(_cell(one[column])) for column in COLUMNS])
    return out.getvalue()


def as_xlsx(rows: Iterable[Row]) -> bytes:
    """An Excel file with a header, filters and wrapped cells, set to be printed on the side."""
    from openpyxl import Workbook  # here: brings NumPy, a tenth of a second that most commands need not pay
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Uppdrag"
    sheet.append([heading for heading, _ in SHEET.values()])
    for number, one in enumerate(rows, start=2):
        for column, name in enumerate(SHEET, start=1):
            cell = sheet.cell(number, column)
            value = one[name] if name == "year" else ILLEGAL_CHARACTERS_RE.sub("", _cell(one[name]))
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        sheet.row_dimensions[number].height = LINE * min(MOST_LINES, _lines(one))
    for index, (_, width) in enumerate(SHEET.values(), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.cell(1, index).font = Font(name="Calibri", size=11, bold=True)
        sheet.cell(1, index).fill = PatternFill("solid", fgColor="E8EEF4")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(PRINTED)}{sheet.max_row}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(one: Row) -> int:
    """How many lines the tallest cell of a row takes; not every program works that out."""
    return max(-(-len(_cell(one[name])) // (width - 2)) for name, (_, width) in SHEET.items()) or 1


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)


def _harmless(text: str) -> str:
    return "'" + text if re.match(r"[=+\-@\t\r]", text) else text


def _key(text: str | None) -> str:
    return unicodedata.normalize("NFC", text or "").casefold().strip()
