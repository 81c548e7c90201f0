"""Rows of a table of text that has lost its grid, every line at the same left edge: how its cells were set tells them.

A cell's lines stand together, the cells of a row from the first column to the last. A line fits its column's width,
and its first word did not fit on the line before it in the same cell; who acts is said by names, what is done and what
it leads to by sentences. The reading of all lines that goes best with this is chosen.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.clean import Layout, Line
from ingest.columns import NAME_COLUMNS, label_of
from ingest.headings import HANGING
from ingest.model import Column
from ingest.rows import Cell

_PASSES = 2  # widths are known better after each
_LEAST = 4  # lines that tell how wide a column is
_FULL = 0.97  # of the lines are shorter than the one that is taken for the longest; the rest may be two cells' in one
_MOST_LINES = 0.92  # of a column's lines are not longer than it is wide: one or two may have been taken for its own
_MOST_NAMES, _LONG_NAME = 0.75, 1.4  # the same for names, which vary: three of four, and how much longer another may be
_NARROW = 0.55  # of the longest line: what a column of names is taken to be at first
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
_NEW_ROW, _UNMARKED = 0.8, 1.0  # a row begins; it has no number though others have
_SKIPPED = 2.0  # a cell is empty
_RESUMED = 0.5  # a cell goes on that a page has cut
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
class _Path:
    """A reading of the lines so far: the last one's column, and each cell's last line in its row, -1 for none."""

    cost: float
    column: int
    last: tuple[int, ...]
    begins: bool = False  # its last line begins a row
    resumed: bool = False  # a page has ended within the row: its cells may go on
    before: "_Path | None" = None


@dataclass(slots=True)
class _Reader:
    """One table being read."""

    columns: Sequence[Column]
    body: Body
    words: list[str]
    labels: list[int | None]
    labelled: bool
    widths: list[float]
    namely: list[float]


def flow_rows(layout: Layout, columns: Sequence[Column], bodies: Sequence[Body]) -> list[list[tuple[Cell, ...]]]:
    """The rows of each of some tables with the same columns, a cell for each column; none for a table without lines.

    How wide the columns are, and who acts, is learnt from all of them first and then from each alone.
    """
    words = [[layout.words(line) for line in body.lines] for body in bodies]
    repeated = Counter(line for lines in words for line in lines)
    widths = _first_widths(columns, [line for lines in words for line in lines])
    readers = []
    for body, lines in zip(bodies, words, strict=True):
        labels = [label_in(lines, at, columns) for at in range(len(lines))]
        namely = [_namely(line, repeated[line]) for line in lines]
        labelled = any(label is not None for label in labels)
        readers.append(_Reader(columns, body, lines, labels, labelled, widths, namely))
    for _ in range(_PASSES):
        widths = _widths([(reader, _best(reader)) for reader in readers], widths)
        for reader in readers:
            reader.widths = widths
    for reader in readers:
        reader.widths = _widths([(reader, _best(reader))], widths)
    return [_as_rows(reader, _best(reader)) for reader in readers]


def _first_widths(columns: Sequence[Column], words: Sequence[str]) -> list[float]:
    lengths = sorted(map(len, words))
    longest = lengths[int(_FULL * (len(lengths) - 1))] if lengths else 0
    return [longest * (_NARROW if column in NAME_COLUMNS else 1.0) for column in columns]


def label_in(words: Sequence[str], at: int, columns: Sequence[Column]) -> int | None:
    """The column that a label at the beginning of a line names ("Ansvarig:"); it may end on a line further down."""
    found = label_of(" ".join(words[at : at + _LABEL_LINES]))
    return columns.index(found[1]) if found and found[1] in columns else None


def _namely(words: str, times: int) -> float:
    """How much more a line looks like names of those who act than like a piece of a sentence."""
    found = _WORD.findall(words)
    capitals = sum(word[0].isupper() for word in found)
    score = 1.5 if times > 1 and len(found) <= _NAME_WORDS else 0.0
    score += 1.0 if capitals * 2 >= max(len(found), 1) else 0.0
    score += 1.0 if sum(word.isupper() and len(word) > 1 for word in found) * 2 >= max(len(found), 1) else 0.0
    score -= 1.0 if words.endswith(".") else 0.0
    score -= 1.0 if len(found) >= _SENTENCE_WORDS and capitals < 2 else 0.0
    return score - 1.5 * min(2, len(_SMALL.findall(words.lower())))


def _best(reader: _Reader) -> list[_Path]:
    """The reading that least speaks against, line by line."""
    if not reader.words:
        return []
    count = len(reader.columns)
    paths = {(0, False): _Path(_cost_of(reader, 0, 0), 0, _begun(count, 0), begins=True)}
    for at in range(1, len(reader.words)):
        following: dict[tuple[int, bool], _Path] = {}
        for path in paths.values():
            for one in _ahead(reader, path, at):
                key = (one.column, one.resumed)
                if key not in following or one.cost < following[key].cost:
                    following[key] = one
        paths = following
    last: _Path | None = min(paths.values(), key=lambda path: path.cost + _SKIPPED * path.last.count(-1))
    chosen: list[_Path] = []
    while last is not None:
        chosen.append(last)
        last = last.before
    return chosen[::-1]


def _begun(count: int, at: int) -> tuple[int, ...]:
    return (at, *(-1 for _ in range(count - 1)))


def _ahead(reader: _Reader, path: _Path, at: int) -> list[_Path]:
    """The readings that go on with a line: in its cell, in a cell further on, in a new row, after a page in any."""
    here, count, body = path.column, len(reader.columns), reader.body
    found: list[_Path] = []
    new_page = at in body.fresh or body.lines[at].page != body.lines[at - 1].page
    if at not in body.marks:
        for column in [0] if at in body.own else range(0 if new_page else here, count):
            cost = path.cost + _cost_of(reader, at, column)
            cost += _within(reader, at, column) if column == here else _entering(reader, path, at, column, new_page)
            cost += _RESUMED if column < here else 0.0
            last = tuple(at if place == column else before for place, before in enumerate(path.last))
            found.append(_Path(cost, column, last, False, path.resumed or (new_page and column < here), path))
    if at in body.marks or (here > 0 and not body.only_marks and at not in body.own):
        cost = path.cost + _NEW_ROW + _cost_of(reader, at, 0) + _SKIPPED * path.last.count(-1)
        if at not in body.marks:
            cost += _opening(reader, at, new_page) + (_UNMARKED if body.marks else 0.0)
        found.append(_Path(cost, 0, _begun(count, at), begins=True, before=path))
    return found


def _cost_of(reader: _Reader, at: int, column: int) -> float:
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


def _within(reader: _Reader, at: int, column: int) -> float:
    """What speaks against a line in the cell of the line before it."""
    return _following(reader, at - 1, at, column) if reader.labels[at] is None else 0.0


def _following(reader: _Reader, before: int, at: int, column: int) -> float:
    above, words, width = reader.words[before], reader.words[at], reader.widths[column]
    names = reader.columns[column] in NAME_COLUMNS
    room = len(above) + 1 + len(words.split()[0]) < _ROOM * width
    if words[:1].islower():
        stop = _AFTER_STOP if above.endswith(_CLOSED) else 0.0
        return stop + (_HAD_ROOM * (_LABELS_TELL if reader.labelled else 1.0) if room else 0.0)
    if names or _BULLET.match(words) or not room:
        return 0.0
    return _NEW_PARAGRAPH / 2 if above.endswith(_CLOSED) else _NEW_PARAGRAPH


def _entering(reader: _Reader, path: _Path, at: int, column: int, new_page: bool) -> float:
    """What speaks against a line that begins a cell further on, or goes on with a cell that a page break cut."""
    cost = _SKIPPED * sum(before < 0 for before in path.last[path.column + 1 : column])
    begun = path.last[column]
    if begun >= 0 and reader.labels[at] is None:
        cost += 0.0 if path.resumed or new_page else 2 * _NOTHING_OPEN
        open_ended = not reader.words[begun].endswith(_CLOSED)
        cost += _following(reader, begun, at, column) if open_ended else _NOTHING_OPEN
        names = reader.columns[column] in NAME_COLUMNS
        cost += _OPEN_NAME if names and open_ended and reader.words[at][:1].islower() else 0.0
    elif reader.labels[at] is None:
        cost += _opening(reader, at, from_page=new_page)
    cost += _UNLABELLED if reader.labelled and reader.labels[at] is None else 0.0
    return cost


def _opening(reader: _Reader, at: int, from_page: bool = False) -> float:
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


def _widths(read: Sequence[tuple[_Reader, list[_Path]]], known: Sequence[float]) -> list[float]:
    """How long the lines of each column are: a name may be longer than its column shows, a sentence is cut."""
    widths = list(known)
    for column in range(len(widths)):
        lengths = sorted(
            len(words)
            for reader, paths in read
            for words, path in zip(reader.words, paths, strict=True)
            if path.column == column
        )
        if len(lengths) >= _LEAST:
            names = read[0][0].columns[column] in NAME_COLUMNS
            long = lengths[round((_MOST_NAMES if names else _MOST_LINES) * (len(lengths) - 1))]
            widths[column] = _LONG_NAME * long if names else float(long)
    return widths


def _as_rows(reader: _Reader, paths: Sequence[_Path]) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for line, path in zip(reader.body.lines, paths, strict=True):
        if path.begins:
            rows.append(tuple([] for _ in reader.columns))
        rows[-1][path.column].append(line)
    return rows


def split_merged(layout: Layout, lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, one that two cells share cut in two: "Norra förvaltningen Fler barn får" where the first words stand
    on a line of their own elsewhere."""
    words = [layout.words(line) for line in lines]
    alone = set(words)
    usual = sorted(map(len, words))[int(_FULL * (len(words) - 1))] if words else 0
    found: list[list[Line]] = []
    for line, said in zip(lines, words, strict=True):
        heads = [match.start() for match in re.finditer(r" (?=[A-ZÅÄÖ])", said) if said[: match.start()] in alone]
        if len(said) <= usual or not heads:
            found.append([line])
            continue
        cut = line.span.start + heads[-1]
        first = replace(line, span=replace(line.span, end=cut))
        found.append([first, replace(line, span=replace(line.span, start=cut + 1))])
    return found
