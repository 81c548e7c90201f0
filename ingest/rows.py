"""Rows of tables that have lost their grid, every line at the same left edge: found by how such tables are written."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest import acts
from ingest.clean import Layout, Line
from ingest.columns import YEAR_LABELS, status_of

Cell = list[Line]
CLOSED = (".", "!", "?", ")", "”")
_ORGANISATION = re.compile(
    r"^(?:Alla|Samtliga|[A-ZÅÄÖ][\wåäö&-]*(?: & \w+)?(?: och| &|,)?\s?)[\wåäö ,&–-]{0,60}?(?:nämnd|\bAB\b|bolag|"
    r"direktör|styrelse|[Ff]örvaltning|[Aa]vdelning)"
)


def has_year_labels(layout: Layout, lines: Sequence[Line]) -> bool:
    """Whether the rows give their year under a label ("Uppdragsår")."""
    return any(_is_year_label(layout, line) for line in lines)


def _is_year_label(layout: Layout, line: Line) -> bool:
    return layout.words(line).lower().strip(" :") in YEAR_LABELS


def labelled_rows(layout: Layout, lines: Sequence[Line], fresh: set[int]) -> list[tuple[Cell, ...]]:
    """Rows of a status table: text, "Uppdragsår", year, kind, then a status word alone, then the comment."""
    anchors = [i for i, line in enumerate(lines) if _is_year_label(layout, line)]
    statuses = []
    for anchor in anchors:
        found = next(
            (i for i in range(anchor + 1, min(anchor + 9, len(lines))) if status_of(layout.words(lines[i]))), None
        )
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
        closed = index == start or index in fresh or layout.words(lines[index - 1]).endswith(CLOSED)
        rest = " ".join(layout.words(line) for line in lines[index : index + 9])
        if acts.STARTS.match(rest) and _ORGANISATION.match(rest):
            if closed:
                return index
            weak = weak if weak is not None else index
    if weak is not None:
        return weak
    after = [i for i in range(start, anchor) if i in fresh or layout.words(lines[max(i - 1, 0)]).endswith(CLOSED)]
    return after[-1] if after else start


def assignment_rows(layout: Layout, lines: Sequence[Line], fresh: set[int]) -> list[tuple[Cell, ...]]:
    """Rows of "Uppdrag | Omhändertagande" without a grid: narrow lines of the assignment, then wide ones."""
    width = _narrow_width(layout, lines)
    starts = [i for i in range(len(lines)) if _starts_assignment(layout, lines, i, width, fresh)]
    rows: list[tuple[Cell, ...]] = []
    for start, end in pairwise([*starts, len(lines)]):
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


def _opens_wide_sentence(layout: Layout, lines: Sequence[Line], index: int, end: int, width: int, text: Cell) -> bool:
    """Whether a narrow line begins a sentence that goes on in wide lines: it stands in the wide column."""
    if not text or not layout.words(text[-1]).endswith(CLOSED):
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
        if (
            not _ORGANISATION.match(words + " " + layout.words(lines[min(index + 1, len(lines) - 1)]))
            or len(words) > 45
        ):
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
    if not (before.endswith(CLOSED) or index in fresh or index == 0):
        return False
    rest = " ".join(layout.words(line) for line in lines[index : index + 9])
    first_words = " ".join(layout.words(line) for line in lines[index : index + 3])
    return bool(acts.STARTS.match(rest)) and bool(_ORGANISATION.match(first_words))
