"""Chunks: what is embedded as a whole. Whole sentences of one section, about 180 to 350 tokens."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.clean import Layout, Line
from ingest.headings import TOC_LINE
from ingest.model import Chunk, Section, Span
from ingest.sections import Places

# A Swedish word is about 1.9 tokens of the multilingual vocabulary and, with its blank, 7 characters: 3.6 a token.
_TARGET = 950  # characters; 260 tokens
_LONGEST = 1_250  # 350 tokens
_SHORTEST = 220  # a section shorter than this goes together with what follows it under the same numbered heading
_SENTENCE_END = re.compile(r"(?<=\w{2})(?:[.!?]|[.!?][”\")])(\s+)(?=[A-ZÅÄÖ”\"])")
_ITEM = re.compile(r"^[•»–]\s")
_NOT_TEXT = re.compile(r"^(?:mailto:|https?://)\S+$|^INNEHÅLL(?:SFÖRTECKNING)?$", re.I)


def chunks(layout: Layout, sections: Sequence[Section]) -> tuple[Chunk, ...]:
    """Chunks in order; tables of contents and raw addresses are left out, headings stay with their text."""
    made: list[Chunk] = []
    places = Places(sections)
    run: list[Line] = []
    owner = last = numbered = -1
    for line in layout.lines:
        words = layout.words(line)
        if TOC_LINE.search(words) or _NOT_TEXT.match(words):
            continue
        section = places.innermost(line.span.start)
        top = _numbered(sections, places, section)
        size = line.span.end - run[0].span.start if run else 0
        new_section = section != last and (top != numbered or size > _SHORTEST)
        last = section
        rest: Line | None = None
        full = size > _LONGEST or (size > _TARGET and run and (_ends_sentence(layout, run[-1]) or _ITEM.match(words)))
        if run and size > _TARGET and not (new_section or full):
            run[-1], rest = _cut(layout, run[-1])
            full = rest is not None
        if run and (new_section or full):
            made.append(Chunk(Span(run[0].span.start, run[-1].span.end), owner))
            run = []
        if not run:
            owner, numbered = section, top
        run += [rest, line] if rest else [line]
    if run:
        made.append(Chunk(Span(run[0].span.start, run[-1].span.end), owner))
    return tuple(made)


def _cut(layout: Layout, line: Line) -> tuple[Line, Line | None]:
    """The line up to the end of the last sentence that ends inside it, and the rest; all of it and None without one."""
    ends = list(_SENTENCE_END.finditer(layout.words(line)))
    if not ends:
        return line, None
    before, after = line.span.start + ends[-1].start(1), line.span.start + ends[-1].end(1)
    return replace(line, span=Span(line.span.start, before)), replace(line, span=Span(after, line.span.end))


def _ends_sentence(layout: Layout, line: Line) -> bool:
    return layout.words(line).endswith((".", "!", "?", ":", "”"))


def _numbered(sections: Sequence[Section], places: Places, index: int) -> int:
    """The numbered section that a section lies in, itself when it has a number."""
    while index >= 0 and not sections[index].number:
        index = places.outer(index)
    return index
