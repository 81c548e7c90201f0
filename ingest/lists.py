"""Bullet and numbered lists with the words that lead them in, and instructions that a template left behind."""

import re
from collections.abc import Sequence

from ingest.clean import Layout
from ingest.columns import INSTRUCTION
from ingest.headings import full_width
from ingest.model import Listing, Section, Span, Spans
from ingest.risks import joined
from ingest.rows import CLOSED
from ingest.sections import Places

_ITEM = re.compile(r"^(?:[•»–]\s*|(?P<number>\d{1,2})[.)]\s+)(?=\S)")
_SMALL_WORDS = ("och", "eller", "för", "av", "i", "på", "med", "till")


def lists(layout: Layout, sections: Sequence[Section], taken: set[int]) -> tuple[Listing, ...]:
    """Every list of two items or more; items may go on over lines and pages."""
    heads = {section.heading.start for section in sections}
    places = Places(sections)
    found: list[Listing] = []
    items: list[list[Span]] = []
    lead: list[Span] = []
    number = 0
    full = full_width(layout)

    def close() -> None:
        nonlocal items, lead, number
        if len(items) > 1:
            first = items[0][0].start
            section = max(0, places.innermost(first))
            span = Span(lead[0].start if lead else first, items[-1][-1].end)
            found.append(Listing(joined(lead), tuple(joined(item) for item in items), section, span))
        items, lead, number = [], [], 0

    for index, line in enumerate(layout.lines):
        words = layout.words(line)
        item = _ITEM.match(words)
        if line.span.start in heads or index in taken:
            close()
        elif item:
            value = int(item["number"]) if item["number"] else 0
            if items and value != (number + 1 if number else 0):
                close()
            if not items:
                lead = _lead(layout, index, heads)
            items.append([Span(line.span.start + item.end(), line.span.end)])
            number = value
        elif items and _goes_on(layout, index, items[-1][-1], full):
            items[-1].append(line.span)
        else:
            close()
    close()
    return tuple(found)


def _goes_on(layout: Layout, index: int, last: Span, full: float) -> bool:
    """Whether a line belongs to the item before it: its first word found no room on that line of `full` letters."""
    words = layout.words(layout.lines[index])
    before = layout.text[last.start : last.end]
    return (
        words[:1].islower()
        or words[:1].isdigit()
        or words[:1] in "(–"
        or (not before.endswith((".", ":", "!")) and len(before) > 45 and not words[:1].isupper())
        or (not before.endswith(CLOSED) and len(before) + len(words.split()[0]) >= full)
        or (
            before.endswith(".")
            and len(before) > 60
            and len(words) > 20
            and layout.lines[index].left > layout.lines[index - 1].left - 1
            and layout.lines[index].left > 60
        )
    )


def _lead(layout: Layout, index: int, heads: set[int]) -> list[Span]:
    """The sentence right above a list when it ends in a colon or nothing."""
    spans: list[Span] = []
    for line in reversed(layout.lines[max(0, index - 4) : index]):
        words = layout.words(line)
        if not spans and (words.endswith(".") or _ITEM.match(words)):
            break
        if spans and words.endswith((".", ":")):
            break
        spans.insert(0, line.span)
        if line.span.start in heads or words[:1].isupper():
            break
    return spans


def instructions(layout: Layout) -> Spans:
    """What a template says to whoever fills it in ("Beskriv kortfattat …"), sentence by sentence.

    One may begin on any line of what looks like a sentence: a heading above it ends in no full stop.
    """
    found: list[Span] = []
    for match in re.finditer(r"[^.!?:\n]*(?:\n[^.!?:\n]+)*[.!?:]", layout.text):
        starts = [match.start() + len(match[0]) - len(match[0].lstrip())]
        starts += [match.start() + line.end() for line in re.finditer(r"\n", match[0])]
        begin = next((start for start in starts if INSTRUCTION.match(layout.text, start, match.end())), None)
        if begin is not None:
            found.append(Span(begin, match.end()))
    return joined(found)


def abbreviations(text: str) -> tuple[tuple[str, str], ...]:
    """Abbreviations that the document explains: ("SiS", "Statens institutionsstyrelse").

    The long form's words must begin with the short form's letters, or the short form be spelt out of one compound.
    """
    found: dict[str, str] = {}
    flat = " ".join(text.split())
    for match in re.finditer(r"((?:[\wåäöÅÄÖé-]+ ){1,7})\(([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,7})\)", flat):
        words, short = match[1].split(), match[2]
        for count in range(1, len(words) + 1):
            candidate = words[-count:]
            if _spells(candidate, short):
                found.setdefault(short, " ".join(candidate))
                break
    return tuple(found.items())


def _spells(words: Sequence[str], short: str) -> bool:
    """Whether the short form has the long form's first letters, and letters of its compounds between them."""
    letters = short.lower()
    initials = "".join(word[0] for word in words).lower()
    content = "".join(word[0] for word in words if word.lower() not in _SMALL_WORDS).lower()
    if letters in (initials, content):
        return True
    if words[0][:1].lower() != letters[0] or len(letters) < 2:
        return False
    # a compound gives several letters: "Statens institutionsstyrelse (SiS)", "kommunfullmäktige (KF)"
    return _in_order(content, letters) and _in_order(letters, " ".join(words).lower())


def _in_order(letters: str, text: str) -> bool:
    """Whether the letters stand in a text, in order, with others between them."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
