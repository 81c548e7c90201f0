"""Headings without a number: a short line without a full stop between a finished sentence and a new one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from ingest.clean import Layout, Line
from ingest.columns import INSTRUCTION
from ingest.headings import BULLET, HANGING, LARGER, TOC_LINE, Heading, full_width, labelled_column

_UNFINISHED = re.compile(  # a line that goes on below; a heading may end in "för" ("de som vi är till för")
    r"(?:,|\b(?:och|eller|samt|av|från|till|med|att|utan|mellan|genom|såsom|än|har|ska|är|kan|kommer|får|blir)|-)$",
    re.I,
)
_VERB = re.compile(  # what a long heading has none of; a short one may ("de som verksamheten är till för")
    r"\b(?:har|ska|är|kan|kommer|får|blir|var|hade|ger|finns|bör|behöver|måste|visar|innebär|består)\b"
)
_NOTE = re.compile(r" = |: -?\d")  # "Mnkr = miljoner kronor", "Kvartal 3: 2 beslut"
_YEARS = re.compile(r"^20\d\d(?:\s?[-–]\s?(?:20)?\d\d)?$")
_ENDS_IN_YEARS = re.compile(r"(?<=\w) 20\d\d\s?[-–]\s?(?:20)?\d\d$")
_MOST = 0.8  # of the unnumbered headings stand out by their type: then all do


def unnumbered_headings(layout: Layout, taken: set[int]) -> list[Heading]:
    """Short lines that name what follows; `taken` are the lines of tables and numbered headings."""
    full = full_width(layout)
    by_page = _full_by_page(layout)
    found: list[Heading] = []
    for index, line in enumerate(layout.lines[:-1]):
        if index in taken or (found and index <= found[-1].last):
            continue
        if not _is_closed(layout, index, taken, by_page[layout.lines[max(0, index - 1)].page]):
            continue
        last = _short_lines(layout, index, full)
        if last is None or any(at in taken for at in range(index, last + 1)):
            continue
        after = layout.words(layout.lines[_below(layout, last)])
        opens = after[:1].isupper() or bool(BULLET.match(after)) or after[:1] in '”"' or after[:4].isdigit()
        words = " ".join(layout.words(other) for other in layout.lines[index : last + 1])
        label = words.endswith(":")
        if _is_note(words):
            continue
        follows = len(after) > 0.6 * full or bool(BULLET.match(after)) or last + 1 in taken or label or line.bold
        if not follows and _looks_like_heading(after, full):
            then = layout.words(layout.lines[min(_below(layout, last) + 1, len(layout.lines) - 1)])
            follows = len(then) > 0.6 * full or bool(BULLET.match(then))
        if opens and follows:
            found.append(Heading("", words.rstrip(":"), 9, index, last))
    return _set_apart(layout, [*found, *_again(layout, found, taken, by_page)])


def _below(layout: Layout, last: int) -> int:
    """The line below a heading that ends on line `last`, the years that it is about ("2025–2026") apart."""
    below = min(last + 1, len(layout.lines) - 1)
    return min(below + 1, len(layout.lines) - 1) if _YEARS.match(layout.words(layout.lines[below])) else below


def _again(layout: Layout, found: list[Heading], taken: set[int], full: Mapping[int, float]) -> Iterator[Heading]:
    """Lines that repeat a heading met twice and more, whatever follows them ("Finansiering" above one short line)."""
    titles = Counter(heading.title for heading in found)
    known = {index for heading in found for index in range(heading.first, heading.last + 1)} | taken
    for index, line in enumerate(layout.lines[:-1]):
        words = layout.words(line)
        if index in known or titles[words] < 2 or not layout.words(layout.lines[index + 1])[:1].isupper():
            continue
        if _is_closed(layout, index, taken, full[layout.lines[max(0, index - 1)].page]):
            yield Heading("", words, 9, index, index)


def _set_apart(layout: Layout, found: list[Heading]) -> list[Heading]:
    """Those in bold or larger type than most lines, where nearly all are."""
    usual = Counter(round(line.size, 1) for line in layout.lines).most_common(1)
    body = usual[0][0] if usual else 0.0
    apart = [h for h in found if (line := layout.lines[h.first]).bold or line.size > body + LARGER]
    return apart if len(found) >= 4 and len(apart) >= _MOST * len(found) else found


def _is_note(words: str) -> bool:
    """Whether a short line goes on below, tells a fact or says how to fill in a form: no heading."""
    if INSTRUCTION.match(words) or _NOTE.search(words) or labelled_column(words):
        return True
    return _UNFINISHED.search(words.rstrip(":")) is not None


def _full_by_page(layout: Layout) -> dict[int, float]:
    """The number of characters of a full line, page by page: the ninth decile."""
    lengths: dict[int, list[int]] = defaultdict(list)
    for line in layout.lines:
        lengths[line.page].append(len(line.span))
    return {page: float(sorted(found)[int(len(found) * 0.9)]) for page, found in lengths.items()}


def _is_closed(layout: Layout, index: int, taken: set[int], full: float) -> bool:
    """Whether what stands before a line is finished: a full stop, a table, a page, a line with room for a word more."""
    if index == 0 or index - 1 in taken or layout.lines[index].bold:
        return True
    before = layout.words(layout.lines[index - 1])
    if before.endswith((".", ":", "?", "!", ")", "”")):
        return True
    after = layout.words(layout.lines[min(index + 1, len(layout.lines) - 1)])
    prose = len(after) > 0.6 * full and not BULLET.match(after)  # a list's items may break anywhere
    room = min(full - len(layout.words(layout.lines[index]).split()[0]), 0.9 * full) if prose else 0.0
    return len(before) < max(room, 0.75 * full) and not HANGING.search(before)


def _short_lines(layout: Layout, index: int, full: float) -> int | None:
    """The last line of a heading of one to three lines that begins at `index`."""
    words = layout.words(layout.lines[index])
    if TOC_LINE.search(words):
        return None
    last = _wrapped_end(layout, index, full)
    if last is not None:
        return last
    return index if _looks_like_heading(words, full) or _is_short_and_bold(layout.lines[index], words) else None


def _is_short_and_bold(line: Line, words: str) -> bool:
    """Whether a line is a heading of three letters ("Mål")."""
    return line.bold and len(words) == 3 and words.istitle() and words.isalpha()


def _wrapped_end(layout: Layout, index: int, full: float) -> int | None:
    """The last line of a heading that wraps: it ends though the first word below would have found room on it."""
    lines = layout.lines
    words = layout.words(lines[index])
    for last in (index + 1, index + 2):
        if last + 1 >= len(lines):
            return None
        own, below = layout.words(lines[last]), layout.words(lines[last + 1])
        if not (own[:1].islower() or own[:1] in "–-") or own.endswith((".", ",", ":", ";", "!", "?", "”")):
            return None
        if below[:1].isupper() or BULLET.match(below):
            room = len(own) + 1 + len(below.split()[0]) <= full
            opens = len(below) > 0.6 * full or _looks_like_heading(below, full)
            return last if room and opens and _may_begin_heading(words, own) and not _UNFINISHED.search(own) else None
        words += " " + own
    return None


def _may_begin_heading(words: str, second: str) -> bool:
    """Whether words may be a heading that goes on with `second`: a capital, no sentence's end, no finite verb."""
    whole = f"{words} {second}"
    return words[:1].isupper() and len(whole) < 190 and not re.search(r"[.!?:]\s", whole) and not _VERB.search(whole)


def _looks_like_heading(words: str, full: float) -> bool:
    if not words or not words[0].isupper() or BULLET.match(words) or len(words) > min(80.0, 0.85 * full):
        return False
    if words.endswith((".", ",", ";", "!", "?", "-")) or len(words) < 4 or "@" in words or "://" in words:
        return False
    if words.endswith(":") and len(words) > 45:
        return False
    words = _ENDS_IN_YEARS.sub("", words)
    digits = sum(char.isdigit() for char in words)
    return (digits <= 6 and not re.search(r"\d\s*(?:%|mnkr|tkr|kr)?$", words.replace("20", "", 1))) or digits == 4
