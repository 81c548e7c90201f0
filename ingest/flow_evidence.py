"""What speaks against reading a line of a table without a grid in one column or another.

A line fits its column's width, and its first word did not fit on the line before it in the same cell; who acts is said
by names, what is done and what it leads to by sentences; a cell begins where a sentence has ended.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean import Line
from ingest.columns import NAME_COLUMNS, label_of
from ingest.headings import HANGING
from ingest.model import Column

_OVER, _FAR_OVER = 1.06, 1.3  # letters differ in width: so much longer than its column a line may be, and never is
_ROOM = 0.9  # of the column's width: the first word of a line would have had room on the line before it
_LABEL_LINES = 4  # that a label may go on over
_NAME_WORDS, _SENTENCE_WORDS = 3, 5  # of a name at most, of a piece of a sentence at least
_CUT_LINES = 25  # of a row that a page cuts
_CLOSED = (".", "!", "?", ":", "”")
_SMALL = re.compile(r"\b(?:att|som|är|kan|ska|har|blir|ges|får|till|med|vid|under|genom|via|mer|mellan|där|utan)\b")
_WORD = re.compile(r"[^\W\d_][\w&/-]*")
_BULLET = re.compile(r"^[•–»]\s")

# What speaks against a reading; 1 is about one doubtful sign
_WIDE, _TOO_WIDE = 0.5, 4.0  # a line somewhat, and far longer than its column is wide
_NAMELY = 0.9  # each sign that a line in a column of names is a piece of a sentence, or the other way round
_HAD_ROOM = 2.0  # a line goes on with a sentence though its first word had room on the line before it
_AFTER_STOP = 3.0  # it goes on with a sentence that has ended
_NEW_PARAGRAPH = 0.8  # a line begins anew though there was room; half of it after a full stop
_OPENS_SMALL = 6.0  # a cell begins in lower case
_LEFT_HANGING, _CUT_HANGING = 2.0, 0.6  # the cell before it ends in "och"; it does so near the end of a page
_OPEN_SENTENCE, _CLOSED_SENTENCE = 0.4, -0.5  # the cell before it ends without, and with a full stop
NEW_ROW, UNMARKED = 0.8, 1.0  # a row begins; it has no number though others have
SKIPPED = 2.0  # a cell is empty
RESUMED = 0.5  # a cell goes on that a page has cut
_NOTHING_OPEN, _OPEN_NAME = 1.0, 1.0  # though its sentence had ended; though it holds names, and goes on in lower case
_WRONG_LABEL, _UNLABELLED = 9.0, 2.0  # a label stands in another column than its own; a cell begins without one
_LABELS_TELL = 0.2  # of what a line's room tells is left where labels tell the cells apart


@dataclass(frozen=True, slots=True)
class Body:
    """A table's lines. `marks` are those that begin a row for sure, `own` those that surely stand in the first column,
    `fresh` those below a repeated header."""

    lines: Sequence[Line]
    marks: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    fresh: frozenset[int] = frozenset()
    only_marks: bool = False  # no row begins without one


@dataclass(frozen=True, slots=True)
class Path:
    """A reading of the lines so far: the last one's column, and each cell's last line in its row, -1 for none."""

    cost: float
    column: int
    last: tuple[int, ...]
    begins: bool = False  # its last line begins a row
    resumed: bool = False  # a page has ended within the row: its cells may go on
    before: "Path | None" = None


@dataclass(slots=True)
class Reader:
    """One table being read."""

    columns: Sequence[Column]
    body: Body
    words: list[str]
    labels: list[int | None]
    labelled: frozenset[int]  # the columns that labels name
    widths: list[float]
    namely: list[float]


def label_in(words: Sequence[str], at: int, columns: Sequence[Column]) -> int | None:
    """The column that a label at the beginning of a line names ("Ansvarig:"); it may end on a line further down."""
    found = label_of(" ".join(words[at : at + _LABEL_LINES]))
    return columns.index(found[1]) if found and found[1] in columns else None


def namely_of(words: str, times: int) -> float:
    """How much more a line looks like names of those who act than like a piece of a sentence."""
    found = _WORD.findall(words)
    capitals = sum(word[0].isupper() for word in found)
    score = 1.5 if times > 1 and len(found) <= _NAME_WORDS else 0.0
    score += 1.0 if capitals * 2 >= max(len(found), 1) else 0.0
    score += 1.0 if sum(word.isupper() and len(word) > 1 for word in found) * 2 >= max(len(found), 1) else 0.0
    score -= 1.0 if words.endswith(".") else 0.0
    score -= 1.0 if len(found) >= _SENTENCE_WORDS and capitals < 2 else 0.0
    return score - 1.5 * min(2, len(_SMALL.findall(words.lower())))


def cost_of(reader: Reader, at: int, column: int) -> float:
    """What speaks against a line in a column, whatever stands before it."""
    words, width = reader.words[at], reader.widths[column]
    names = reader.columns[column] in NAME_COLUMNS
    cost = max(0.0, -reader.namely[at] if names else reader.namely[at]) * _NAMELY
    if len(words) > width * _OVER + 1:
        cost += (_WIDE if len(words) < width * _FAR_OVER else _TOO_WIDE) + (len(words) - width) / 5
    label = reader.labels[at]
    if label is not None and reader.columns[column] is not reader.columns[label]:
        cost += _WRONG_LABEL
    if reader.labelled and _BULLET.match(words) and reader.columns[column] is not Column.MEASURE:
        cost += _WRONG_LABEL
    if reader.body.only_marks and (column == 0) is not (at in reader.body.own):
        cost += _WRONG_LABEL
    return cost


def within(reader: Reader, at: int, column: int) -> float:
    """What speaks against a line in the cell of the line before it."""
    return _following(reader, at - 1, at, column) if reader.labels[at] is None else 0.0


def _following(reader: Reader, before: int, at: int, column: int) -> float:
    above, words, width = reader.words[before], reader.words[at], reader.widths[column]
    names = reader.columns[column] in NAME_COLUMNS
    room = len(above) + 1 + len(words.split()[0]) < _ROOM * width
    if words[:1].islower():
        stop = _AFTER_STOP if above.endswith(_CLOSED) else 0.0
        return stop + (_HAD_ROOM * (_LABELS_TELL if reader.labelled else 1.0) if room else 0.0)
    if names or _BULLET.match(words) or not room:
        return 0.0
    return _NEW_PARAGRAPH / 2 if above.endswith(_CLOSED) else _NEW_PARAGRAPH


def entering(reader: Reader, path: Path, at: int, column: int, new_page: bool) -> float:
    """What speaks against a line that begins a cell further on, or goes on with a cell that a page break cut."""
    cost = SKIPPED * sum(before < 0 for before in path.last[path.column + 1 : column])
    begun = path.last[column]
    if begun >= 0 and reader.labels[at] is None:
        cost += 0.0 if path.resumed or new_page else 2 * _NOTHING_OPEN
        open_ended = not reader.words[begun].endswith(_CLOSED)
        cost += _following(reader, begun, at, column) if open_ended else _NOTHING_OPEN
        names = reader.columns[column] in NAME_COLUMNS
        cost += _OPEN_NAME if names and open_ended and reader.words[at][:1].islower() else 0.0
    elif reader.labels[at] is None:
        cost += opening(reader, at, from_page=new_page)
    cost += _UNLABELLED if column in reader.labelled and reader.labels[at] is None else 0.0
    return cost


def opening(reader: Reader, at: int, from_page: bool = False) -> float:
    """What speaks against a cell that begins at a line."""
    words, above = reader.words[at], reader.words[at - 1]
    cost = _OPENS_SMALL if words[:1].islower() else 0.0
    if from_page:
        return cost
    if above.endswith(",") or HANGING.search(above):
        return cost + (_CUT_HANGING if _is_near_end(reader.body.lines, at) else _LEFT_HANGING)
    return cost + (_CLOSED_SENTENCE if above.endswith(_CLOSED) else _OPEN_SENTENCE)


def _is_near_end(lines: Sequence[Line], at: int) -> bool:
    """Whether the page may end within the row that a line stands in, and cut all of its cells."""
    ahead = lines[at : at + _CUT_LINES]
    return ahead[-1].page != ahead[0].page
