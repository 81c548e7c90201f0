"""The forms that assignments take in documents; each function gives drafts of one form.

1. A status table: text, "Uppdragsår", "Typ …", a status word, a comment; or with columns for each.
2. A numbered heading that is the assignment, followed by how it is handled.
3. A bullet in a plan, under "Uppdrag".
4. A two-column table: assignment, handling.
5. Items with a status word: see `items`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest import acts
from ingest.clean import Layout, Line
from ingest.columns import KIND_LABELS, YEAR_LABELS, column_of, status_of
from ingest.headings import HANDLING
from ingest.model import Column, Reading, Section, Span
from ingest.sections import Places, lines_in
from ingest.text_table import TextTable

_BULLET = re.compile(r"^\s*[»•]\s*")
_LONGEST_BULLET = 15  # lines
_LONGEST_STATUS = 45  # letters of a status as written; what is longer is a comment
_CHAPTER_OF_ASSIGNMENTS = re.compile(r"^[\d.]*\s*(?:\w+s\s+)?uppdrag(?:\s+20\d\d)?(?:\s+från\s.{3,60})?$", re.I)
_ADDED = re.compile(
    r"^(?:Beslutat (?:tilläggs)?yrkande|Tilläggsuppdrag|Beslut(?:at uppdrag)?)\b[^:]{0,25}:\s+(?=[A-ZÅÄÖ])"
)


@dataclass(slots=True)
class Draft:
    """An assignment before who, when and what are read out of its words."""

    text: list[Line]
    section: int
    comment: list[Line] = field(default_factory=list)
    status: list[Line] = field(default_factory=list)
    year: int | None = None
    kind: str | None = None
    cells: dict[Column, str] = field(default_factory=dict)
    cut: int = 0  # characters at the start of the text that do not belong to it: a bullet, a number
    cut_end: int = 0
    by_board: bool = False  # said to be the board's own decision
    decision: str | None = None


def from_tables(layout: Layout, tables: Sequence[TextTable]) -> Iterator[Draft]:
    """Rows of the tables that have a column of assignments."""
    for table in tables:
        if Column.ASSIGNMENT not in table.columns:
            continue
        for row in table.rows:
            cells = dict(zip(table.columns, row, strict=False))
            text = cells.get(Column.ASSIGNMENT, [])
            if not text:
                continue
            draft = Draft(list(text), table.section)
            for column in (Column.STATUS_AND_COMMENT, Column.STATUS, Column.COMMENT):
                _sort_cell(layout, draft, cells.get(column, []), column)
            _strip_labels(layout, draft)
            for column, lines in cells.items():
                draft.cells[column] = _value(" ".join(layout.words(line) for line in lines))
            if draft.text:
                yield draft


def _value(words: str) -> str:
    """A cell's words; a dash alone says that there is none."""
    return "" if words.strip() in ("-", "–", "—") else words


def _sort_cell(layout: Layout, draft: Draft, lines: Sequence[Line], column: Column) -> None:
    """Puts a cell's lines where they belong: the status as written, then the comment."""
    if column is Column.STATUS and sum(len(line.span) for line in lines) <= _LONGEST_STATUS:
        draft.status += lines
        return
    for index, line in enumerate(lines):
        found = status_of(layout.words(line)) if column is not Column.COMMENT else None
        if found and not draft.status and (index == 0 or column is Column.STATUS):
            draft.status.append(line)
        else:
            draft.comment.append(line)


def _strip_labels(layout: Layout, draft: Draft) -> None:
    """Takes "Uppdragsår 2024 Typ av uppdrag …" out of the assignment's own words."""
    kept, expects = list[Line](), ""
    for line in draft.text:
        words = layout.words(line).lower().strip(" :")
        inline = re.fullmatch(rf"(?:{'|'.join(YEAR_LABELS)})[: ]+(20\d\d)", words)
        if words in YEAR_LABELS:
            expects = "year"
        elif inline:
            draft.year = int(inline[1])
        elif any(words.startswith(label) for label in KIND_LABELS):
            expects = "kind"
            draft.kind = acts.kind(words) or draft.kind
        elif expects == "year" and re.fullmatch(r"20\d\d", words):
            draft.year, expects = int(words), ""
        elif acts.kind(words) and len(words) < 60 and (expects == "kind" or draft.year):
            draft.kind, expects = acts.kind(words), ""
        elif expects == "kind" and draft.year and len(words) < 40:
            draft.cells[Column.KIND], expects = words, ""
        else:
            kept.append(line)
    draft.text = kept


def from_headings(layout: Layout, sections: Sequence[Section]) -> Iterator[Draft]:
    """Numbered headings that are assignments, with the text under them as handling."""
    for index, section in enumerate(sections):
        if not section.number:
            continue
        words = re.sub(r"^[\d.]+\s+", "", section.title)
        under = any(_CHAPTER_OF_ASSIGNMENTS.match(title) for title in section.trail[-2:-1])
        if not (acts.STARTS.match(words) or (under and section.level >= 3)):
            continue
        lines = lines_in(layout, section.heading)
        body = lines_in(layout, Span(section.heading.end, section.span.end))
        cells, body = _facts(layout, body)
        if body and layout.words(body[0]).lower().rstrip(":") in HANDLING:
            body = body[1:]
        added = next((i for i, line in enumerate(body) if _ADDED.match(layout.words(line))), len(body))
        yield Draft(lines, index, comment=body[:added], cut=len(section.number) + 1, cells=cells)
        if added < len(body):
            label = _ADDED.match(layout.words(body[added]))
            end = next((i for i in range(added, len(body)) if layout.words(body[i]).endswith(".")), len(body) - 1)
            draft = Draft(body[added : end + 1], index, body[end + 1 :], by_board=True)
            if label:
                draft.cut, draft.decision = label.end(), acts.decided(label[0])
            yield draft


def _facts(layout: Layout, body: Sequence[Line]) -> tuple[dict[Column, str], list[Line]]:
    """What labelled lines right below a heading say ("Uppdragsgivare: Kommunstyrelsen, 2023"), and the lines after."""
    cells: dict[Column, str] = {}
    for at, line in enumerate(body):
        label, colon, value = layout.words(line).partition(": ")
        column = column_of(label)
        if not colon or column not in (Column.ISSUER, Column.YEAR, Column.KIND, Column.DUE, Column.ACTOR):
            return cells, list(body[at:])
        cells[column] = value.strip()
    return cells, []


def from_bullets(layout: Layout, sections: Sequence[Section]) -> Iterator[Draft]:
    """Bullets that order something ("» Socialnämnden Norr får i uppdrag att …")."""
    lines, places = layout.lines, Places(sections)
    heads = {section.heading.start for section in sections}
    in_list = False
    for index, line in enumerate(lines):
        bullet = _BULLET.match(layout.words(line))
        in_list = (in_list or bool(bullet)) and line.span.start not in heads
        if not bullet and not (in_list and _has_lost_bullet(layout, index)):
            continue
        item = [line]
        for at in range(index + 1, min(index + _LONGEST_BULLET, len(lines))):
            ends = _BULLET.match(layout.words(lines[at])) or lines[at].span.start in heads or _is_speck(layout, at)
            if ends or _has_lost_bullet(layout, at) or (lines[at].bold and not line.bold):
                break
            item.append(lines[at])
        cut = bullet.end() if bullet else 0
        if acts.STARTS.match(" ".join(layout.words(other) for other in item)[cut:]):
            yield Draft(item, max(0, places.innermost(line.span.start)), cut=cut)


def _is_speck(layout: Layout, index: int) -> bool:
    """Whether a line of a scan is a bullet that was read as a letter of its own ("Y")."""
    line = layout.lines[index]
    return len(line.span) <= 2 and layout.pages[line.page - 1].reading is not Reading.TEXT


def _has_lost_bullet(layout: Layout, index: int) -> bool:
    """Whether an order begins on a line of a scan whose bullet was not read."""
    line = layout.lines[index]
    if layout.pages[line.page - 1].reading is Reading.TEXT or not index:
        return False
    closed = _is_speck(layout, index - 1) or layout.words(layout.lines[index - 1]).endswith(".")
    rest = " ".join(layout.words(other) for other in layout.lines[index : index + 3])
    return closed and bool(acts.STARTS.match(rest)) and bool(acts.addressees(rest))
