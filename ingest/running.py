"""What runs along the top and bottom of the pages: headers, footers, page numbers, and the labels printed there."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from ingest.pdf import RawLine, RawPage

LABEL = re.compile(r"(?:^|\s)(?:sid(?:a|an)?\.?\s*)?(\d{1,4})\s*(?:\((\d{1,4})\)|/\s*(\d{1,4})|av\s+(\d{1,4}))$", re.I)
_ALONE = re.compile(r"^(?:sid(?:a|an)?\.?\s*|[-–]\s*)?(\d{1,4})(?:\s*[-–])?$", re.I)
_EDGE = 3  # so many lines from the top or bottom can belong to a running header or footer
_MARGIN = 0.065  # of the page's height: 2 cm of A4, where no text begins
_SAME_BASELINE = 2.5  # points


def _key(line: RawLine) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def running_lines(pages: Sequence[RawPage]) -> set[str]:
    """The lines, numbers apart, that stand at the edge of at least three pages and a tenth of them."""
    seen: Counter[str] = Counter()
    for page in pages:
        edge = page.lines[:_EDGE] + page.lines[-_EDGE:] if len(page.lines) > 2 * _EDGE else page.lines
        seen.update({_key(line) for line in edge if len(line.text) < 120})
    floor = max(3, len(pages) // 10)
    return {
        key
        for key, count in seen.items()
        if count >= floor and (count > len(pages) * 0.6 or "#" in key) and any(c.isalpha() for c in key)
    }


def body_of(page: RawPage, running: set[str]) -> list[RawLine]:
    """A page's lines without what runs along its top and bottom."""
    lines = list(page.lines)
    while lines and _runs_along(cells := _first_cells(lines), page, running):
        del lines[: len(cells)]
    while lines and _runs_along(cells := _first_cells(lines[::-1]), page, running):
        del lines[-len(cells) :]
    return lines


def _runs_along(cells: Sequence[RawLine], page: RawPage, running: set[str]) -> bool:
    """Whether what stands on one baseline is a header or a footer; a table's last row may end in a small number."""
    found = [line for line in cells if _is_running(line, page, running)]
    if len(cells) == 1 or not all(_ALONE.match(line.text) for line in found):
        return bool(found)
    top, bottom = cells[0].words[0].box[1], cells[0].words[0].box[3]
    return bool(found) and (top < _MARGIN * page.height or bottom > (1 - _MARGIN) * page.height)


def _first_cells(lines: Sequence[RawLine]) -> list[RawLine]:
    """The first line and what stands on its baseline: a header's title and its page number are two lines."""
    top = lines[0].words[0].box[1]
    return list(takewhile(lambda line: abs(line.words[0].box[1] - top) < _SAME_BASELINE, lines))


def _is_running(line: RawLine, page: RawPage, running: set[str]) -> bool:
    text = line.text
    if _key(line) in running and line in (page.lines[:_EDGE] + page.lines[-_EDGE:]):
        # A table's header repeats on every page too, but no number stands in it and the table goes on below.
        return bool(LABEL.search(text) or _ALONE.match(text)) or not _is_table_header(line, page)
    alone = _ALONE.match(text)
    if alone:
        return int(alone[1]) <= page.number + 60 and line in (page.lines[:1] + page.lines[-1:])
    label = LABEL.search(text)
    return bool(label and label[2] and int(label[1]) <= int(label[2]) and len(text) < 120)


def _is_table_header(line: RawLine, page: RawPage) -> bool:
    """Whether a repeated line may head a table that goes on: it stands close above what follows."""
    at = page.lines.index(line)
    if at + 1 >= len(page.lines):
        return False
    own, below = page.lines[at].words[0].box, page.lines[at + 1].words[0].box
    height = max(own[3] - own[1], 1.0)
    return own[1] > page.height * 0.02 and 0 <= below[1] - own[3] < 2.0 * height


def printed_labels(pages: Sequence[RawPage]) -> list[str]:
    """The label printed on each page; a label between two that agree is counted out."""
    printed: dict[int, int] = {}
    for page in pages:
        for line in page.lines[:_EDGE] + page.lines[-_EDGE:]:
            found = LABEL.search(line.text)
            if found and found[2] and int(found[1]) <= int(found[2]):
                printed[page.number] = int(found[1])
                break
    offsets = {number: label - number for number, label in printed.items()}
    usual = Counter(offsets.values()).most_common(1)
    common = usual[0][0] if usual and usual[0][1] >= max(2, 0.6 * len(offsets)) else None
    return [str(printed.get(page.number) or _between(page, offsets, common)) for page in pages]


def _between(page: RawPage, offsets: dict[int, int], common: int | None) -> str:
    """The label of a page that has none printed: counted from neighbours that agree, else the file's own."""
    before = next((offsets[number] for number in sorted(offsets, reverse=True) if number < page.number), common)
    after = next((offsets[number] for number in sorted(offsets) if number > page.number), common)
    agreed = before is not None and before == after and page.number + before > 0
    return str(page.number + before) if agreed and before is not None else page.label
