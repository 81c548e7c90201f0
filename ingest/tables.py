"""Tables of text: a header that names its columns, rows, cells; with a grid, and from text that has lost it.

Where the file has kept the cells' places, a cell's left edge tells its column. Where every line begins at the same edge
(exported files), the rows are found from how such tables are written: an assignment's opening words, a status word on
a line of its own, a narrow column followed by a wide one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import acts
from ingest.clean import Layout, Line
from ingest.columns import YEAR_LABELS, Column, parse_header, status_of
from ingest.sections import Heading

Cell = list[Line]
_CLOSED = (".", "!", "?", ")", "”")
_SAME_BASELINE = 2.5  # points
_ORGANISATION = re.compile(
    r"^(?:Alla|Samtliga|[A-ZÅÄÖ][\wåäö&-]*(?: & \w+)?(?: och| &|,)?\s?)[\wåäö ,&–-]{0,60}?(?:nämnd|\bAB\b|bolag|direktör|styrelse|"
    r"[Ff]örvaltning|[Aa]vdelning)"
)


@dataclass(slots=True)
class TextTable:
    """A table by its columns; `rows` hold a cell (lines, cut to the cell where need be) for each column."""

    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    header: list[Line]
    first: int  # lines of the layout, header included
    last: int
    section: int = 0


def text_tables(layout: Layout, headings: Sequence[Heading]) -> list[TextTable]:
    """The tables whose header names at least two known columns, in order."""
    tables: list[TextTable] = []
    stops = {heading.first for heading in headings}
    index = 0
    while index < len(layout.lines):
        header = _header_at(layout, index)
        if not header:
            index += 1
            continue
        columns, size = header
        end, body = _body(layout, index + size, columns, stops)
        lines = layout.lines[index : index + size]
        table = TextTable(columns, [], list(lines), index, end - 1)
        table.rows = _rows(layout, columns, list(lines), body)
        tables.append(table)
        index = max(end, index + size)
    return tables


def _header_at(layout: Layout, index: int) -> tuple[tuple[Column, ...], int] | None:
    """The columns of a header that begins at a line, and how many lines it takes: one, or one a cell."""
    group = [layout.lines[index]]
    for other in layout.lines[index + 1 : index + 8]:
        if other.page != group[0].page or abs(other.top - group[0].top) > _SAME_BASELINE or other.left <= group[-1].left:
            break
        group.append(other)
    columns = parse_header(" ".join(layout.words(line) for line in group))
    if columns and (len(group) in (1, len(columns))):
        return columns, len(group)
    return None


def _body(
    layout: Layout, start: int, columns: tuple[Column, ...], stops: set[int]
) -> tuple[int, list[tuple[Line, bool]]]:
    """The lines up to the table's end, each with whether a repeated header stands right before it."""
    body: list[tuple[Line, bool]] = []
    index, after_header = start, False
    while index < len(layout.lines) and index not in stops:
        again = _header_at(layout, index)
        if again and again[0] == columns:
            index, after_header = index + again[1], True
            continue
        if again:
            break
        body.append((layout.lines[index], after_header))
        index, after_header = index + 1, False
    return index, body


def _rows(layout: Layout, columns: tuple[Column, ...], header: list[Line], body: list[tuple[Line, bool]]) -> list[tuple[Cell, ...]]:
    edges = [line.left for line in header]
    has_grid = len(header) == len(columns) and edges == sorted(edges)
    if has_grid:
        return _grid_rows(layout, columns, edges, body)
    lines = [line for line, _ in body]
    if any(layout.words(line).lower().strip(" :") in YEAR_LABELS for line in lines):
        return _labelled_rows(layout, lines, {i for i, (_, fresh) in enumerate(body) if fresh})
    if columns[0] is Column.ASSIGNMENT and len(columns) == 2:
        return _assignment_rows(layout, body)
    if columns[0] in (Column.MEASURE, Column.CONTROL) and len(columns) == 2:
        return _measure_rows(layout, lines)
    return []


def _grid_rows(
    layout: Layout, columns: tuple[Column, ...], edges: list[float], body: list[tuple[Line, bool]]
) -> list[tuple[Cell, ...]]:
    """Rows by the lines' left edges; a first-column line after other columns begins a row."""
    rows: list[tuple[Cell, ...]] = []
    page = 0
    for line, _fresh in body:
        words = layout.words(line)
        column = max((i for i, edge in enumerate(edges) if line.left >= edge - 6), default=0)
        if column == 0 and len(edges) > 1 and line.right > edges[1] + 12:
            break  # a line across the columns: the table has ended
        filled = bool(rows) and any(rows[-1][1:])
        over_page = bool(rows) and line.page != page
        goes_on = over_page and column == 0 and (words[:1].islower() or not _is_finished(layout, rows[-1][0]))
        if not rows or (column == 0 and filled and not goes_on) or (column == 0 and not filled and rows[-1][0] and _is_new_by_gap(rows[-1][0][-1], line)):
            rows.append(tuple([] for _ in columns))
        rows[-1][column].append(line)
        page = line.page
    return [row for row in rows if row[0]]


def _is_new_by_gap(before: Line, line: Line) -> bool:
    """Whether a blank row's height lies between two lines of one column."""
    return before.page == line.page and line.top - before.top > 2.6 * max(line.size, 6.0)


def _is_finished(layout: Layout, cell: Cell) -> bool:
    """Whether a cell's words end a sentence, or in a label's value."""
    if not cell:
        return True
    words = layout.words(cell[-1])
    return words.endswith(_CLOSED) or bool(re.fullmatch(r"20\d\d|\w+ \w+ ?budget\w*", words)) or acts.kind(words) is not None


def _labelled_rows(layout: Layout, lines: Sequence[Line], fresh: set[int]) -> list[tuple[Cell, ...]]:
    """Rows of a status table: text, "Uppdragsår", year, kind, then a status word alone, then the comment."""
    anchors = [i for i, line in enumerate(lines) if layout.words(line).lower().strip(" :") in YEAR_LABELS]
    statuses = []
    for anchor in anchors:
        found = next((i for i in range(anchor + 1, min(anchor + 9, len(lines))) if status_of(layout.words(lines[i]))), None)
        statuses.append(found if found is not None else anchor + 2)
    rows: list[tuple[Cell, ...]] = []
    begin = 0
    for number, status in enumerate(statuses):
        end = len(lines)
        if number + 1 < len(anchors):
            end = _text_start(layout, lines, status + 1, anchors[number + 1], fresh)
        rows.append((list(lines[begin:status]), list(lines[status:end])))
        begin = end
    return rows


def _text_start(layout: Layout, lines: Sequence[Line], start: int, anchor: int, fresh: set[int]) -> int:
    """Where, between a comment's first line and the next "Uppdragsår", the next assignment's words begin."""
    weak = None
    for index in range(start, anchor):
        words = layout.words(lines[index])
        if not words[:1].isupper():
            continue
        closed = index == start or index in fresh or layout.words(lines[index - 1]).endswith(_CLOSED)
        rest = " ".join(layout.words(line) for line in lines[index : index + 9])
        if acts.STARTS.match(rest) and _ORGANISATION.match(rest):
            if closed:
                return index
            weak = weak if weak is not None else index
    if weak is not None:
        return weak
    after = [i for i in range(start, anchor) if i in fresh or layout.words(lines[max(i - 1, 0)]).endswith(_CLOSED)]
    return after[-1] if after else start


def _assignment_rows(layout: Layout, body: list[tuple[Line, bool]]) -> list[tuple[Cell, ...]]:
    """Rows of "Uppdrag | Omhändertagande" without a grid: narrow lines of the assignment, then wide ones."""
    lines = [line for line, _ in body]
    fresh = {i for i, (_, after_header) in enumerate(body) if after_header}
    width = _narrow_width(layout, lines)
    starts = [i for i in range(len(lines)) if _starts_assignment(layout, lines, i, width, fresh)]
    rows: list[tuple[Cell, ...]] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        text: Cell = []
        comment: Cell = []
        resumes = False
        for index in range(start, end):
            narrow = len(layout.words(lines[index])) <= width
            if index in fresh:  # a page break may have cut both cells
                resumes = bool(text and comment) and not layout.words(text[-1]).endswith(".")
            wide_sentence = _opens_wide_sentence(layout, lines, index, end, width, text)
            if narrow and (resumes or (not comment and not wide_sentence)):
                text.append(lines[index])
                resumes = resumes and not layout.words(lines[index]).endswith(".")
            else:
                comment.append(lines[index])
        if rows and not rows[-1][1]:
            rows[-1] = ([*rows[-1][0], *text], comment)  # two orders in one cell
        else:
            rows.append((text, comment))
    return rows


def _opens_wide_sentence(
    layout: Layout, lines: Sequence[Line], index: int, end: int, width: int, text: Cell
) -> bool:
    """Whether a narrow line begins a sentence that goes on in wide lines: it stands in the wide column."""
    if not text or not layout.words(text[-1]).endswith(_CLOSED):
        return False
    for line in lines[index:end]:
        words = layout.words(line)
        if len(words) > width:
            return True
        if words.endswith("."):
            return False
    return False


def _narrow_width(layout: Layout, lines: Sequence[Line]) -> int:
    """How many characters the assignments' column takes: the longest line up to "i uppdrag", and a little."""
    lengths = []
    for index, line in enumerate(lines):
        words = layout.words(line)
        if not _ORGANISATION.match(words + " " + layout.words(lines[min(index + 1, len(lines) - 1)])) or len(words) > 45:
            continue
        for other in lines[index : index + 6]:
            lengths.append(len(layout.words(other)))
            if re.search(r"\buppdrag\b", layout.words(other)):
                break
        else:
            del lengths[-6:]
    return max((length for length in lengths if length <= 42), default=36) + 1


def _starts_assignment(layout: Layout, lines: Sequence[Line], index: int, width: int, fresh: set[int]) -> bool:
    words = layout.words(lines[index])
    if len(words) > width or not words[:1].isupper():
        return False
    before = layout.words(lines[index - 1]) if index else "."
    if not (before.endswith(_CLOSED) or index in fresh or index == 0):
        return False
    rest = " ".join(layout.words(line) for line in lines[index : index + 9])
    first_words = " ".join(layout.words(line) for line in lines[index : index + 3])
    return bool(acts.STARTS.match(rest)) and bool(_ORGANISATION.match(first_words))


def _measure_rows(layout: Layout, lines: Sequence[Line]) -> list[tuple[Cell, ...]]:
    """Rows of "Åtgärd | Beskrivning" without a grid: a short title, on the description's first line or before it."""
    wide = max((len(layout.words(line)) for line in lines), default=0)
    rows: list[tuple[Cell, ...]] = []
    index = 0
    while index < len(lines):
        words = layout.words(lines[index])
        closed = not rows or layout.words(lines[index - 1]).endswith(_CLOSED)
        opening = _measure_opening(layout, lines, index, wide) if closed and words[:1].isupper() else None
        if opening:
            title, description, used = opening
            rows.append((title, description))
            index += used
        elif rows:
            rows[-1][1].append(lines[index])
            index += 1
        else:
            index += 1
    return rows


def _measure_opening(layout: Layout, lines: Sequence[Line], index: int, wide: int) -> tuple[Cell, Cell, int] | None:
    """A title and the start of its description: on one line, or the title on up to three narrow lines."""
    title: Cell = []
    for ahead in range(4):
        if index + ahead >= len(lines):
            return None
        other = lines[index + ahead]
        cut = _inner_capital(layout.words(other))
        own = layout.words(other)
        if cut and (ahead == 0 or own[:1].islower()) and cut < 0.62 * wide:
            head = replace(other, span=replace(other.span, end=other.span.start + cut - 1))
            tail = replace(other, span=replace(other.span, start=other.span.start + cut))
            return [*title, head], [tail], ahead + 1
        if ahead and own[:1].isupper() and len(own) > 0.6 * wide:
            return title, [other], ahead + 1
        if len(own) > 0.62 * wide or own.endswith("."):
            return None
        title.append(other)
    return None


def _inner_capital(words: str) -> int | None:
    """Where a second cell begins within a line: a capital after a plain word ("Egenkontroll Genomföra kontroll").

    Names have capitals too ("med LinkedIn", "i Nordost"): the words before must not lead up to one.
    """
    for match in re.finditer(r"(?<=[a-zåäö)]) ([A-ZÅÄÖ][a-zåäö]+)", words):
        before = words[: match.start()].split()[-1].lower()
        if before in _LEADS_TO_NAME or match[1] in _NAMELIKE:
            continue
        return match.start() + 1
    return None


_LEADS_TO_NAME = {"med", "i", "på", "av", "från", "till", "för", "inom", "hos", "socialförvaltning", "socialnämnden", "och", "vid"}
_NAMELIKE = {"Stad", "Stads"}


def table_lines(tables: Sequence[TextTable]) -> set[int]:
    """The indices of all lines inside tables."""
    return {index for table in tables for index in range(table.first, table.last + 1)}
