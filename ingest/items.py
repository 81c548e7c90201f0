"""List items that are assignments: decisions of minutes, and items with a status word in brackets or set apart."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import acts
from ingest.clean import Layout, Line
from ingest.columns import column_of, status_of
from ingest.forms import Draft
from ingest.model import Column, Section, Span
from ingest.sections import Places, lines_in

_SAME_BASELINE = 2.5  # points
BRACKETED = re.compile(r"[(\[]([^()\[\]]{3,40})[)\]]\s*\.?\s*$")


def from_decisions(layout: Layout, sections: Sequence[Section], taken: Sequence[Draft]) -> list[Draft]:
    """Numbered items under "Beslut" in minutes that order something; what follows the order is its comment."""
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
            if (
                acts.STARTS.match(" ".join(layout.words(line) for line in item)[cut:])
                and item[0].span.start not in used
            ):
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
    places = Places(sections)
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
                found.append(_item_draft(layout, places, item, [line]))
                item = []
                continue
            item.append(line)
        if item:
            bracket = BRACKETED.search(layout.words(item[-1]))
            if bracket and status_of(bracket[1]):
                found.append(_item_draft(layout, places, item, [item[-1]], len(bracket[0])))
                item = []
    return found if len(found) > 1 else []


def from_status_words(
    layout: Layout, sections: Sequence[Section], taken: Sequence[Draft], figures: set[int]
) -> list[Draft]:
    """Lines with a status word at their end, set apart, or alone beneath them; what follows is the comment.

    `figures` are the lines of figure tables: what "Ej uppfyllt" says there is no assignment's status.
    """
    used = {layout.lines[index].span.start for index in figures}
    used |= {line.span.start for draft in taken for line in [*draft.text, *draft.status, *draft.comment]}
    heads = {section.heading.start for section in sections if section.number}
    items: list[tuple[int, int]] = []  # the item's first line and its status word's, by index
    for index, line in enumerate(layout.lines):
        if line.span.start in used or not status_of(layout.words(line)) or not _stands_alone(layout, index):
            continue
        first = _item_start(layout, index, heads)
        if first is not None and layout.lines[first].span.start not in used:
            items.append((first, index))
    drafts, places = [], Places(sections)
    if len(items) < 2:
        return []  # one such line is chance
    for (first, status), (following, _) in zip(items, [*items[1:], (len(layout.lines), 0)], strict=True):
        end = next((i for i in range(status + 1, following) if layout.lines[i].span.start in heads), following)
        section = max(0, places.innermost(layout.lines[first].span.start))
        lines = layout.lines
        drafts.append(Draft(list(lines[first:status]), section, list(lines[status + 1 : end]), [lines[status]]))
    return drafts


_STATUS_LINE = re.compile(r"^(?:Status|Läge|Lägesstatus|Nuläge)\s*:\s*(?P<status>\S.{1,44})$")
_NUMBERED_ITEM = re.compile(r"^(?:Uppdrag\s+)?(?:nr\s*)?\d+(?:\.\d+)*\s*[:.–-]?\s+|^Uppdrag\s*:\s*", re.I)
_LABELLED = re.compile(r"^[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+)?\s*:\s")


def from_status_lines(layout: Layout, sections: Sequence[Section], taken: Sequence[Draft], about: str) -> list[Draft]:
    """Assignments by name with labelled lines below ("Uppdrag 2: Se över …", "Ansvarig: …", "Status: Pågår").

    Only where the item, a heading above it or the document's title (`about`) speaks of assignments.
    """
    used = {line.span.start for draft in taken for line in [*draft.text, *draft.status, *draft.comment]}
    places, lines = Places(sections), layout.lines
    heads = {section.heading.start for section in sections}
    items: list[tuple[int, int, int]] = []  # the item's first line, the first of its labelled lines, its status line
    for index, line in enumerate(lines):
        if line.span.start in used or not _STATUS_LINE.match(layout.words(line)):
            continue
        facts = index
        while facts and _LABELLED.match(layout.words(lines[facts - 1])) and not _is_item(layout, facts - 1):
            facts -= 1
        first = _named_above(layout, facts, heads)
        section = places.innermost(line.span.start)
        trail = " ".join(sections[section].trail) if section >= 0 else ""
        if first is not None and re.search(r"uppdrag", f"{layout.words(lines[first])} {trail} {about}", re.I):
            items.append((first, facts, index))
    drafts: list[Draft] = []
    if len(items) < 2:
        return drafts  # one such line is chance
    for (first, facts, status), (following, *_) in zip(items, [*items[1:], (len(lines), 0, 0)], strict=True):
        ends = (i for i in range(status + 1, following) if lines[i].span.start in heads or lines[i].bold)
        end = next(ends, following)
        section = max(0, places.innermost(lines[first].span.start))
        opening = _NUMBERED_ITEM.match(layout.words(lines[first]))
        said = _STATUS_LINE.match(layout.words(lines[status]))
        start = lines[status].span.start + (said.start("status") if said else 0)
        written = replace(lines[status], span=Span(start, lines[status].span.end))
        draft = Draft(list(lines[first:facts]), section, _bare_comment(layout, lines[status + 1 : end]), [written])
        draft.cut = opening.end() if opening else 0
        draft.cells = _facts(layout, [*lines[facts:status], *lines[status + 1 : end]])
        drafts.append(draft)
    return drafts


def _is_item(layout: Layout, index: int) -> bool:
    return bool(_NUMBERED_ITEM.match(layout.words(layout.lines[index])))


def _named_above(layout: Layout, facts: int, heads: set[int]) -> int | None:
    """The first line of the name above the labelled lines: a heading, a numbered item, or up to four lines together."""
    for index in range(facts - 1, max(-1, facts - 5), -1):
        line, words = layout.lines[index], layout.words(layout.lines[index])
        if line.page != layout.lines[facts].page or (words.endswith((".", ":")) and index < facts - 1):
            return None
        if line.span.start in heads or _is_item(layout, index):
            return index
        above = layout.lines[index - 1] if index else None
        apart = above is None or above.page != line.page or line.top - above.top > 1.7 * max(line.size, 6.0)
        if words[:1].isupper() and apart:
            return index
    return None


def _bare_comment(layout: Layout, lines: Sequence[Line]) -> list[Line]:
    """The lines of the comment, its label left out; other labelled lines are facts."""
    kept: list[Line] = []
    for line in lines:
        label, colon, value = layout.words(line).partition(":")
        column = column_of(label) if colon else None
        if column is Column.COMMENT and value.strip():
            kept.append(replace(line, span=Span(line.span.end - len(value.lstrip()), line.span.end)))
        elif column is None:
            kept.append(line)
    return kept


def _facts(layout: Layout, lines: Sequence[Line]) -> dict[Column, str]:
    """What labelled lines say, by what they hold."""
    cells: dict[Column, str] = {}
    for line in lines:
        label, colon, value = layout.words(line).partition(":")
        column = column_of(label) if colon else None
        if column in (Column.ACTOR, Column.ISSUER, Column.DUE, Column.YEAR, Column.KIND):
            cells[column] = value.strip()
    return cells


def _stands_alone(layout: Layout, index: int) -> bool:
    """Whether nothing stands to the right of a line: it is no cell inside a row."""
    line = layout.lines[index]
    after = layout.lines[index + 1] if index + 1 < len(layout.lines) else None
    return not (
        after and after.page == line.page and abs(after.top - line.top) < _SAME_BASELINE and after.left > line.left
    )


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


def _item_draft(layout: Layout, places: Places, item: list[Line], status: list[Line], cut_end: int = 0) -> Draft:
    opening = re.match(r"^(?:\d{1,2}[.)]|[•»–-])\s+", layout.words(item[0]))
    return Draft(
        list(item),
        max(0, places.innermost(item[0].span.start)),
        status=status,
        cut=opening.end() if opening else 0,
        cut_end=cut_end,
    )
