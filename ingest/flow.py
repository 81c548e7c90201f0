"""Rows of a table of text that has lost its grid, every line at the same left edge: how its cells were set tells them.

A cell's lines stand together, the cells of a row from the first column to the last. Of all readings of the lines the
one is chosen that least speaks against (`flow_evidence`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.clean import Layout, Line
from ingest.columns import NAME_COLUMNS
from ingest.flow_evidence import (
    NEW_ROW,
    RESUMED,
    SKIPPED,
    UNMARKED,
    Body,
    Path,
    Reader,
    cost_of,
    entering,
    label_in,
    namely_of,
    opening,
    within,
)
from ingest.model import Column
from ingest.rows import Cell

_PASSES = 2  # widths are known better after each
_LEAST = 4  # lines that tell how wide a column is
_FULL = 0.97  # of the lines are shorter than the one that is taken for the longest; the rest may be two cells' in one
_MOST_LINES = 0.92  # of a column's lines are not longer than it is wide: one or two may have been taken for its own
_MOST_NAMES, _LONG_NAME = 0.75, 1.4  # the same for names, which vary: three of four, and how much longer another may be
_NARROW = 0.55  # of the longest line: what a column of names is taken to be at first


def flow_rows(layout: Layout, columns: Sequence[Column], bodies: Sequence[Body]) -> list[list[tuple[Cell, ...]]]:
    """The rows of each of some tables with the same columns, a cell for each column; none for a table without lines.

    How wide the columns are, and who acts, is learnt from all of them first and then from each alone.
    """
    words = [[layout.words(line) for line in body.lines] for body in bodies]
    repeated = Counter(line for lines in words for line in lines)
    widths = _first_widths(columns, [line for lines in words for line in lines])
    labels = [[label_in(lines, at, columns) for at in range(len(lines))] for lines in words]
    labelled = frozenset(label for found in labels for label in found if label is not None)
    readers = [
        Reader(columns, body, lines, found, labelled, widths, [namely_of(line, repeated[line]) for line in lines])
        for body, lines, found in zip(bodies, words, labels, strict=True)
    ]
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


def _best(reader: Reader) -> list[Path]:
    """The reading that least speaks against, line by line."""
    if not reader.words:
        return []
    count = len(reader.columns)
    paths = {(0, False): Path(cost_of(reader, 0, 0), 0, _begun(count, 0), begins=True)}
    for at in range(1, len(reader.words)):
        following: dict[tuple[int, bool], Path] = {}
        for path in paths.values():
            for one in _ahead(reader, path, at):
                key = (one.column, one.resumed)
                if key not in following or one.cost < following[key].cost:
                    following[key] = one
        paths = following
    last: Path | None = min(paths.values(), key=lambda path: path.cost + SKIPPED * path.last.count(-1))
    chosen: list[Path] = []
    while last is not None:
        chosen.append(last)
        last = last.before
    return chosen[::-1]


def _begun(count: int, at: int) -> tuple[int, ...]:
    return (at, *(-1 for _ in range(count - 1)))


def _ahead(reader: Reader, path: Path, at: int) -> list[Path]:
    """The readings that go on with a line: in its cell, in a cell further on, in a new row, after a page in any."""
    here, count, body = path.column, len(reader.columns), reader.body
    found: list[Path] = []
    new_page = at in body.fresh or body.lines[at].page != body.lines[at - 1].page
    if at not in body.marks:
        for column in [0] if at in body.own else range(0 if new_page else here, count):
            cost = path.cost + cost_of(reader, at, column)
            cost += within(reader, at, column) if column == here else entering(reader, path, at, column, new_page)
            cost += RESUMED if column < here else 0.0
            last = tuple(at if place == column else before for place, before in enumerate(path.last))
            found.append(Path(cost, column, last, False, path.resumed or (new_page and column < here), path))
    if at in body.marks or (here > 0 and not body.only_marks and at not in body.own):
        cost = path.cost + NEW_ROW + cost_of(reader, at, 0) + SKIPPED * path.last.count(-1)
        if at not in body.marks:
            cost += opening(reader, at, new_page) + (UNMARKED if body.marks else 0.0)
        found.append(Path(cost, 0, _begun(count, at), begins=True, before=path))
    return found


def _widths(read: Sequence[tuple[Reader, list[Path]]], known: Sequence[float]) -> list[float]:
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


def _as_rows(reader: Reader, paths: Sequence[Path]) -> list[tuple[Cell, ...]]:
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
