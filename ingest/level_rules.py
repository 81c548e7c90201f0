"""Tables with lines between their rows alone: where upright lines would stand, by where the cells' words begin."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.clean import Line
from ingest.model import Box

_SAME_SIDES = 4.0  # points: lines of one table begin and end so near each other
_SAME_LEVEL = 1.5  # points
_LEAST_ROWS = 2
_INDENT = 14.0  # points: what begins so near a column's edge belongs to it
_OVER = 4.0  # points that words may reach into the next column
_PITCH = 1.7  # times the type size: lines of a header
_MARGIN = 3.0  # points between a line and the words of its cell
Band = tuple[float, float, list[Line]]


def missing_rules(rules: Sequence[Box], lines: Sequence[Line]) -> list[Box]:
    """Upright lines for each table that has none, and a level one above its header where that is missing."""
    upright = [rule for rule in rules if rule[2] - rule[0] < rule[3] - rule[1]]
    found: list[Box] = []
    for stack in _stacks([rule for rule in rules if rule[2] - rule[0] > rule[3] - rule[1]]):
        left, right, top, bottom = stack[0][0], stack[0][2], stack[0][1], stack[-1][1]
        if not any(left - 1 <= wall[0] <= right + 1 and wall[1] < bottom and wall[3] > top for wall in upright):
            found += _of_stack(stack, lines)
    return found


def _stacks(level: Sequence[Box]) -> list[list[Box]]:
    """Level lines that begin and end at the same sides, from top to bottom; pieces of one line are put together."""
    whole: list[Box] = []
    for rule in sorted(level, key=lambda rule: (round(rule[1]), rule[0])):
        last = whole[-1] if whole else None
        if last and abs(last[1] - rule[1]) < _SAME_LEVEL and rule[0] - last[2] < _SAME_LEVEL:
            whole[-1] = (last[0], last[1], max(last[2], rule[2]), last[3])
        else:
            whole.append(rule)
    stacks: list[list[Box]] = []
    for rule in whole:
        alike = (s for s in stacks if max(abs(s[0][0] - rule[0]), abs(s[0][2] - rule[2])) < _SAME_SIDES)
        stack = next(alike, None)
        if stack is None:
            stacks.append([rule])
        elif rule[1] - stack[-1][1] > _SAME_LEVEL:
            stack.append(rule)
    return [stack for stack in stacks if len(stack) > _LEAST_ROWS - 1]


def _of_stack(stack: Sequence[Box], lines: Sequence[Line]) -> list[Box]:
    left, right = stack[0][0], stack[0][2]
    inside = [line for line in lines if left - _MARGIN <= line.left <= right]
    bands = [
        (above[1], below[1], [line for line in inside if above[1] - _SAME_LEVEL <= line.top < below[1]])
        for above, below in pairwise(stack)
    ]
    columns = _columns([line for band in bands if _lefts(band[2]) > 1 for line in band[2]])
    run = _longest(bands, columns, right)
    if len(columns) < 2 or not run:
        return []
    header = _beside([line for line in inside if line.top < run[0][0] - _SAME_LEVEL], run[0][0], columns, right)
    last = _beside([line for line in inside if line.top >= run[-1][1]], run[-1][1], columns, right)
    if len(run) + bool(header) + bool(last) < _LEAST_ROWS:
        return []
    top = min((line.top for line in header), default=run[0][0] + _MARGIN) - _MARGIN
    bottom = max((line.top + _PITCH * line.size for line in last), default=run[-1][1])
    walls = [*(column - _MARGIN for column in columns), right]
    level = [(walls[0], end, right, end) for end, drawn in ((top, not header), (bottom, not last)) if not drawn]
    return [*((wall, top, wall, bottom) for wall in walls), *level]


def _lefts(lines: Sequence[Line]) -> int:
    return len(_columns(lines))


def _columns(lines: Sequence[Line]) -> list[float]:
    """Where columns begin: the left edges of lines, indented ones with the column that they stand in."""
    columns: list[float] = []
    for left in sorted(line.left for line in lines):
        if not columns or left - columns[-1] > _INDENT:
            columns.append(left)
    return columns


def _fits(lines: Sequence[Line], columns: Sequence[float], right: float) -> bool:
    """Whether every line stands in one column."""
    ends = [*columns[1:], right]
    for line in lines:
        at = max((at for at, column in enumerate(columns) if line.left >= column - _MARGIN), default=None)
        if at is None or line.left - columns[at] > _INDENT or line.right > ends[at] + _OVER:
            return False
    return bool(lines)


def _longest(bands: Sequence[Band], columns: Sequence[float], right: float) -> list[Band]:
    """The longest run of rows whose words stand in the columns."""
    best: list[Band] = []
    run: list[Band] = []
    for band in bands:
        run = [*run, band] if _fits(band[2], columns, right) else []
        best = run if len(run) > len(best) else best
    return best if any(_lefts(band[2]) > 1 for band in best) else []


def _beside(lines: Sequence[Line], edge: float, columns: Sequence[float], right: float) -> list[Line]:
    """The lines of a row beyond the first or last line drawn, nearest first: a header, or a row at the table's end."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda line: abs(line.top - edge)):
        near = max((abs(line.top - other.top) for other in found[-1:]), default=abs(line.top - edge))
        if near > _PITCH * max(line.size, 6.0) + _MARGIN or not _fits([line], columns, right):
            break
        found.append(line)
    return found if _lefts(found) > 1 else []
