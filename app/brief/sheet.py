"""A file to hand out as PDF/UA: headings, lists, tables and links are marked as what they are, for those who hear it.

Typst sets it, in fonts of its own that it embeds, and refuses to write what PDF/UA forbids.
"""

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import typst

from app.brief.words import FOOT, INK, MUTED, place_of, printable
from app.model import Citation

Block = dict[str, Any]
"""A part of the file: `kind` names how `sheet.typ` sets it. Use the functions below."""
Run = dict[str, Any]
"""Words of a line: `text`, and `bold`, `small`, `colour` (RRGGBB) or `to` (the name of a source)."""

_SHEET = Path(__file__).with_name("sheet.typ")
_SIGNS_END = "\u2bff"  # letters, signs and arrows; beyond it the fonts have few


def heading(text: str, level: int = 1) -> Block:
    """A heading; the file's own title stands above level 1."""
    return {"kind": "heading", "level": level, "text": text}


def note(text: str) -> Block:
    """A paragraph in small grey."""
    return {"kind": "note", "text": text}


def prose(runs: Sequence[Run]) -> Block:
    """A paragraph."""
    return {"kind": "prose", "runs": [*runs]}


def points(items: Sequence[tuple[int | None, Sequence[Run]]]) -> Block:
    """A list; a point with a number keeps it."""
    return {"kind": "points", "items": [{"number": number, "runs": [*runs]} for number, runs in items]}


def table(rows: Sequence[Sequence[Sequence[Run]]], widths: Sequence[float] = ()) -> Block:
    """A table, header first; short rows are filled up. `widths` are shares of the page's width."""
    columns = max(map(len, rows))
    filled = [[*map(list, row), *([[{"text": ""}]] * (columns - len(row)))] for row in rows]
    return {"kind": "table", "rows": filled, "widths": [*(widths or [1.0] * columns)]}


def source(citation: Citation, name: str) -> Block:
    """One source for `sources`; runs lead to its name."""
    return {"number": citation.number, "name": name, "place": place_of(citation), "quote": citation.quote}


def sources(items: Iterable[Block]) -> Block:
    """The sources of what stands before."""
    return {"kind": "sources", "items": [*items]}


def pdf(title: str, heading: str, blocks: Sequence[Block]) -> bytes:
    """The whole file; `title` is what the reader's window says. A sign that the fonts have not is shown as "?"."""
    content = {"title": title, "heading": heading, "foot": FOOT, "ink": INK, "muted": MUTED, "blocks": [*blocks]}
    try:
        return _set(_shown(content), accessible=True)
    except typst.TypstError:  # a sign without a glyph, which PDF/UA forbids
        plain = _plain(content)
    try:
        return _set(plain, accessible=True)
    except typst.TypstError:
        return _set(plain, accessible=False)


def _set(content: Any, *, accessible: bool) -> bytes:
    made: bytes = typst.compile(
        str(_SHEET),
        root=str(_SHEET.parent),
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        pdf_standards="ua-1" if accessible else None,
        ignore_system_fonts=True,
    )
    return made


def _shown(content: Any) -> Any:
    """Every text without the signs that no file can hold; a bullet of a symbol font is a bullet."""
    return _each(content, lambda text: "".join("•" if unicodedata.category(sign) == "Co" else sign for sign in text))


def _plain(content: Any) -> Any:
    return _each(_shown(content), lambda text: "".join(sign if sign <= _SIGNS_END else "?" for sign in text))


def _each(content: Any, change: Callable[[str], str]) -> Any:
    match content:
        case str():
            return change(printable(content))
        case dict():
            return {key: _each(value, change) for key, value in content.items()}
        case list() | tuple():
            return [_each(value, change) for value in content]
        case _:
            return content
