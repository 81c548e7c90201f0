"""Assignments (uppdrag) in the forms that documents give them.

1. A status table: text, "Uppdragsår", "Typ …", a status word, a comment; or with columns for each.
2. A numbered heading that is the assignment, followed by how it is handled.
3. A bullet in a plan, under "Uppdrag".
4. A two-column table: assignment, handling.
5. A numbered list item with its status in brackets, or a status word on a line of its own after it.

One function a form; each gives drafts that `assignments` completes in one place.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest import acts
from ingest.clean import Layout, Line
from ingest.columns import KIND_LABELS, YEAR_LABELS, Column, column_of, status_of
from ingest.model import Assignment, Origin, Part, Section, Span, Spans, Status
from ingest.sections import HANDLING, lines_in
from ingest.tables import TextTable

_BULLET = re.compile(r"^\s*[»•]\s*")
_CHAPTER_OF_ASSIGNMENTS = re.compile(r"^[\d.]*\s*(?:\w+s\s+)?uppdrag(?:\s+20\d\d)?(?:\s+från\s.{3,60})?$", re.I)
_ADDED = re.compile(r"^(?:Beslutat (?:tilläggs)?yrkande|Tilläggsuppdrag|Beslut(?:at uppdrag)?)\b[^:]{0,25}:\s+(?=[A-ZÅÄÖ])")
_SAME_BASELINE = 2.5  # points
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{3,40})[)\]]\s*\.?\s*$")


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


def assignments(
    name: str,
    layout: Layout,
    sections: Sequence[Section],
    parts: Sequence[Part],
    tables: Sequence[TextTable],
    year: int | None,
    board: str | None,
) -> tuple[Assignment, ...]:
    """Every assignment of a document, in reading order, each once."""
    drafts = [*from_tables(layout, tables), *from_headings(layout, sections), *from_bullets(layout, sections)]
    drafts += from_decisions(layout, sections, drafts)
    drafts += from_numbered_items(layout, sections, drafts)
    drafts += from_status_words(layout, sections, drafts)
    made: list[Assignment] = []
    for draft in sorted(drafts, key=lambda draft: draft.text[0].span.start):
        assignment = _complete(name, draft, layout, sections, parts, year, board, len(made))
        if not any(a.text[0].meets(assignment.text[0]) for a in made):
            made.append(assignment)
    return tuple(made)


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
    """Puts a cell's lines where they belong: the status word, then the comment."""
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
        lines = [line for line in layout.lines if section.heading.covers(line.span)]
        body = [line for line in layout.lines if section.heading.end <= line.span.start < section.span.end]
        cells, body = _facts(layout, body)
        if body and layout.words(body[0]).lower().rstrip(":") in HANDLING:
            body = body[1:]
        added = next((i for i, line in enumerate(body) if _ADDED.match(layout.words(line))), len(body))
        yield Draft(lines, index, comment=body[:added], cut=len(section.number) + 1, cells=cells)
        if added < len(body):
            label = _ADDED.match(layout.words(body[added]))
            end = next((i for i in range(added, len(body)) if layout.words(body[i]).endswith(".")), len(body) - 1)
            yield Draft(body[added : end + 1], index, body[end + 1 :], cut=label.end() if label else 0, by_board=True)


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
    lines = layout.lines
    for index, line in enumerate(lines):
        bullet = _BULLET.match(layout.words(line))
        if not bullet:
            continue
        item = [line]
        heading_starts = {section.heading.start for section in sections}
        for other in lines[index + 1 :]:
            if _BULLET.match(layout.words(other)) or other.span.start in heading_starts or len(item) > 14:
                break
            if other.bold and not line.bold:
                break
            item.append(other)
        words = " ".join(layout.words(other) for other in item)[bullet.end() :]
        if acts.STARTS.match(words):
            section = _section_index(sections, line.span.start)
            yield Draft(item, section, cut=bullet.end())


def from_decisions(layout: Layout, sections: Sequence[Section], taken: Sequence[Draft]) -> list[Draft]:
    """Numbered items under "Beslut" in minutes that order something; what follows the order's sentence is its comment."""
    used = {line.span.start for draft in taken for line in draft.text}
    found: list[Draft] = []
    for index, section in enumerate(sections):
        if not re.match(r"^[\d.]*\s*besluts?(?:punkter)?$", section.title, re.I):
            continue
        items: list[list[Line]] = []
        for line in lines_in(layout, section.span):
            words = layout.words(line)
            if re.match(r"^(?:\d{1,2}[.)]|[•»–-])\s+\S", words):
                items.append([line])
            elif items and line.span.start >= section.heading.end:
                items[-1].append(line)
        for item in items:
            opening = re.match(r"^(?:\d{1,2}[.)]|[•»–-])\s+", layout.words(item[0]))
            cut = opening.end() if opening else 0
            if acts.STARTS.match(" ".join(layout.words(line) for line in item)[cut:]) and item[0].span.start not in used:
                text, rest = _first_sentence(layout, item)
                found.append(Draft(text, index, rest, cut=cut, by_board=True))
    return found


def _first_sentence(layout: Layout, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the first sentence, and those after it; a line that holds both is cut."""
    for at, line in enumerate(lines):
        end = re.search(r"[a-zåäö)]\.(?=\s+[A-ZÅÄÖ]|$)", layout.words(line))
        if end:
            place = line.span.start + end.end()
            tail = [replace(line, span=Span(place + 1, line.span.end))] if place < line.span.end else []
            return [*lines[:at], replace(line, span=Span(line.span.start, place))], [*tail, *lines[at + 1 :]]
    return list(lines), []


def from_numbered_items(layout: Layout, sections: Sequence[Section], taken: Sequence[Draft]) -> list[Draft]:
    """Numbered or bulleted items whose status stands in brackets or alone on the line after them."""
    used = {line.span.start for draft in taken for line in [*draft.text, *draft.comment]}
    found: list[Draft] = []
    item: list[Line] = []
    for line in layout.lines:
        words = layout.words(line)
        opens = re.match(r"^(?:\d{1,2}[.)]|[•»–-])\s+\S", words)
        if line.span.start in used:
            item = []
            continue
        if opens:
            item = [line]
        elif item and len(item) < 8:
            if status_of(words) and len(item) >= 1:
                found.append(_item_draft(layout, sections, item, [line]))
                item = []
                continue
            item.append(line)
        if item:
            bracket = _BRACKETED.search(layout.words(item[-1]))
            if bracket and status_of(bracket[1]):
                found.append(_item_draft(layout, sections, item, [item[-1]], len(bracket[0])))
                item = []
    return found if len(found) > 1 else []


def from_status_words(layout: Layout, sections: Sequence[Section], taken: Sequence[Draft]) -> list[Draft]:
    """Lines with a status word at their end, set apart, or alone beneath them; what follows is the comment."""
    used = {line.span.start for draft in taken for line in [*draft.text, *draft.status, *draft.comment]}
    heads = {section.heading.start for section in sections if section.number}
    items: list[tuple[int, int]] = []  # the item's first line and its status word's, by index
    for index, line in enumerate(layout.lines):
        if line.span.start in used or not status_of(layout.words(line)) or not _stands_alone(layout, index):
            continue
        first = _item_start(layout, index, heads)
        if first is not None and layout.lines[first].span.start not in used:
            items.append((first, index))
    drafts = []
    if len(items) < 2:
        return []  # one such line is chance
    for (first, status), (following, _) in zip(items, [*items[1:], (len(layout.lines), 0)], strict=True):
        end = next((i for i in range(status + 1, following) if layout.lines[i].span.start in heads), following)
        section = _section_index(sections, layout.lines[first].span.start)
        lines = layout.lines
        drafts.append(Draft(list(lines[first:status]), section, list(lines[status + 1 : end]), [lines[status]]))
    return drafts


def _stands_alone(layout: Layout, index: int) -> bool:
    """Whether nothing stands to the right of a line: it is no cell inside a row."""
    line = layout.lines[index]
    after = layout.lines[index + 1] if index + 1 < len(layout.lines) else None
    return not (after and after.page == line.page and abs(after.top - line.top) < _SAME_BASELINE and after.left > line.left)


def _item_start(layout: Layout, status: int, heads: set[int]) -> int | None:
    """The first line of the item whose status word stands at `status`: close above it, from a capital on."""
    lines, below = layout.lines, layout.lines[status]
    for index in range(status - 1, max(-1, status - 5), -1):
        line, words = lines[index], layout.words(lines[index])
        apart = line.page != below.page or below.top - line.top > 1.7 * max(line.size, 6.0)
        if apart or line.span.start in heads or words.endswith((".", ":", "!", "?")) or status_of(words):
            return None
        if words[:1].isupper():
            return index
        below = line
    return None


def _item_draft(
    layout: Layout, sections: Sequence[Section], item: list[Line], status: list[Line], cut_end: int = 0
) -> Draft:
    opening = re.match(r"^(?:\d{1,2}[.)]|[•»–-])\s+", layout.words(item[0]))
    return Draft(
        list(item),
        _section_index(sections, item[0].span.start),
        status=status,
        cut=opening.end() if opening else 0,
        cut_end=cut_end,
    )


def _section_index(sections: Sequence[Section], offset: int) -> int:
    found = 0
    for index, section in enumerate(sections):
        if section.span.start <= offset < section.span.end:
            found = index
    return found


def _spans(lines: Sequence[Line], cut: int = 0, cut_end: int = 0) -> Spans:
    """Lines as spans, neighbours on one page joined."""
    spans: list[Span] = []
    page = 0
    for line in lines:
        if spans and line.span.start - spans[-1].end <= 1 and line.page == page:
            spans[-1] = Span(spans[-1].start, line.span.end)
        else:
            spans.append(line.span)
        page = line.page
    if spans and cut:
        spans[0] = Span(spans[0].start + cut, spans[0].end)
    if spans and cut_end:
        spans[-1] = Span(spans[-1].start, spans[-1].end - cut_end)
    return tuple(spans)


def _complete(
    name: str,
    draft: Draft,
    layout: Layout,
    sections: Sequence[Section],
    parts: Sequence[Part],
    year: int | None,
    board: str | None,
    number: int,
) -> Assignment:
    text_spans = _spans(draft.text, draft.cut, draft.cut_end)
    words = " ".join(" ".join(layout.text[span.start : span.end] for span in text_spans).split())
    comment_spans = _spans(draft.comment)
    comment = " ".join(" ".join(layout.text[span.start : span.end] for span in comment_spans).split())
    status_text, status_span = _status(layout, draft)
    section = sections[draft.section] if sections else None
    trail = section.trail if section else ()
    origin, issuer = _issuer(words, trail, draft, board)
    who = acts.addressees(words) or tuple(filter(None, [draft.cells.get(Column.ACTOR, "")]))
    key = hashlib.sha256(f"{name}|{number}|{words}".encode()).hexdigest()[:12]
    return Assignment(
        id=key,
        text=text_spans,
        origin=origin,
        issuer=issuer,
        addressees=who,
        year=draft.year or _cell_year(draft) or _heading_year(trail) or year,
        kind=draft.kind or acts.kind(draft.cells.get(Column.KIND, "")),
        status=(status_of(status_text) or Status.UNKNOWN) if status_text else Status.UNKNOWN,
        status_text=status_text,
        status_span=status_span,
        comment=comment_spans,
        decision=acts.decision(comment),
        expected=draft.cells.get(Column.DUE) or acts.expected(words) or acts.expected(comment),
        report_to=acts.report_to(words) or acts.report_to(comment),
        section=draft.section,
        part=next((p.number for p in reversed(parts) if text_spans and p.span.start <= text_spans[0].start), 0),
    )


def _status(layout: Layout, draft: Draft) -> tuple[str, Spans]:
    if not draft.status:
        return "", ()
    words = layout.words(draft.status[0])
    if draft.cut_end:
        bracket = _BRACKETED.search(words)
        if bracket:
            start = draft.status[0].span.start + bracket.start(1)
            return bracket[1], (Span(start, start + len(bracket[1])),)
    return words.strip(" ."), _spans(draft.status)


def _cell_year(draft: Draft) -> int | None:
    match = re.search(r"\b20\d\d\b", draft.cells.get(Column.YEAR, "") or draft.cells.get(Column.ISSUER, ""))
    return int(match[0]) if match else None


def _heading_year(trail: Sequence[str]) -> int | None:
    match = re.search(r"\buppdrag\b.*\b(20\d\d)\b", trail[-1], re.I) if trail else None
    return int(match[1]) if match else None


def _issuer(words: str, trail: Sequence[str], draft: Draft, board: str | None) -> tuple[Origin, str]:
    """Who gives the assignment: said in its words, its cell, its table's header or the nearest heading."""
    said = acts.issuer(words)
    if draft.by_board or (said and re.search(r"nämnd", said)):
        return Origin.BOARD, said or board or "Nämnden"
    cell = re.sub(r",?\s*20\d\d$", "", draft.cells.get(Column.ISSUER, ""))
    own_heading = bool(trail) and words[:40] in trail[-1]
    told = [cell, *reversed(trail[:-1] if own_heading else trail), said or ""]
    origin = next((o for text in told if (o := acts.origin_of(text)) is not Origin.UNKNOWN), Origin.UNKNOWN)
    if cell and origin is Origin.UNKNOWN and "nämnd" in cell.lower():
        origin, said = Origin.BOARD, cell
    if origin is Origin.UNKNOWN:
        origin = _likely_origin(acts.addressees(words), board)
    names = {
        Origin.COUNCIL: "Kommunfullmäktige",
        Origin.EXECUTIVE: "Kommunstyrelsen",
        Origin.BOARD: board or "Nämnden",
        Origin.DIRECTOR: "Förvaltningsdirektören",
    }
    return origin, said or names.get(origin, "")


def _likely_origin(addressees: Sequence[str], board: str | None) -> Origin:
    """Who gives an order when nothing says so: the council to boards, a board to its own administration."""
    who = " ".join(addressees).lower()
    if re.search(r"nämnderna|nämnden|nämnder\b|nämnd\b", who):
        return Origin.COUNCIL
    if who and not re.search(r"förvaltning|direktör|avdelning|enhet", who):
        return Origin.UNKNOWN
    return Origin.EXECUTIVE if board == "Kommunstyrelsen" else Origin.BOARD if board else Origin.UNKNOWN
