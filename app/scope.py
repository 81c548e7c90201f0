"""Which boards, documents and years a question names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.phrases import NO_SOURCE, NO_SOURCE_ALONE, TYPE_PHRASES
from index.model import DocumentEntry, Filters

_MOTION_ABOUT = r"\byrkande\w*\s+(?:om|angående|till|för)\b|\byrkande\w*\b[^.?]{0,20}\bom\b"
_YEARS = re.compile(r"(?:\b(året (?:före|innan)) )?\b(20[0-4]\d)\b", re.I)
_PLACED = r"(?:\b(?:i|för|hos|på|av|inom|enligt|och|respektive|jämfört med|from|in|for)\s+)*"  # before a board's name
_COMPASS = {"nordost": "no", "nordväst": "nv", "sydost": "so", "sydöst": "sö", "sydväst": "sv", "nordöst": "nö"}
_ACCORDING = rf"\benl(?:igt|\.)?\s+(?:\w+s\s+)?(?:{'|'.join(pattern for pattern, _ in TYPE_PHRASES)})"
_WORD = re.compile(r"[^\W\d_]{4,}")  # a search needs one


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is limited to. `unknown_boards` are named but have no document."""

    filters: Filters
    years: tuple[int, ...]
    boards: tuple[str, ...]
    unknown_boards: tuple[str, ...] = ()


def scope_of(question: str, documents: Sequence[DocumentEntry]) -> Scope:
    """The boards, sorts of documents and years in a question."""
    low = question.lower()
    boards = tuple(dict.fromkeys(d.board for d in documents if d.board and _names(low, d.board)))
    types = tuple(dict.fromkeys(kind for pattern, kind in TYPE_PHRASES if _is_source(low, pattern)))
    known_types = {d.type for d in documents} | {part for d in documents for part in d.parts}
    types = tuple(
        kind for kind in types if kind in known_types or any(kind in str(part).lower() for part in known_types)
    )
    if "yrkande" in types and re.search(_MOTION_ABOUT, low):
        types = tuple(kind for kind in types if kind == "yrkande" or not re.search(rf"\byrkande\w*\b.*\b{kind}", low))
    names = () if boards else _named_documents(low, documents)
    years = tuple(dict.fromkeys(int(year) - bool(before) for before, year in _YEARS.findall(question)))
    return Scope(Filters(names, boards, (), types), years, boards)


def unscoped(question: str, scope: Scope) -> str:
    """A question without the boards and years that it is limited to: they filter what is searched, and as words they
    would find the sentences that name a board rather than those that answer.

    >>> unscoped("Vad gör Norr mot vräkning 2025?", Scope(Filters(), (2025,), ("Socialnämnden Norr",)))
    'Vad gör mot vräkning ?'
    """
    left = re.sub(_ACCORDING, " ", question, flags=re.I)
    for board in scope.boards:
        first, place = re.escape(board[:6]), re.escape(board.split()[-1])
        left = re.sub(rf"{_PLACED}(?:\b(?:{first}\w*|S[FN])\s+)?\b{place}s?\b", " ", left, flags=re.I)
        short = "|".join(map(re.escape, initials_of(board)))
        left = re.sub(rf"{_PLACED}\b(?:{short})s?\b", " ", left, flags=re.I)
    left = " ".join(_YEARS.sub(" ", left).split())
    return left if _WORD.search(left) else question


def _named_documents(question: str, documents: Sequence[DocumentEntry]) -> tuple[str, ...]:
    """The documents whose own name a question says: another city's, a programme's; not when all share the name."""
    found = []
    for document in documents:
        words = [document.city or "", *document.title.split()[1:], *(document.board or "").split()[-1:]]
        names = {word.strip(",.():").lower() for word in words if word[:1].isupper() and len(word) > 3}
        others = " ".join(f"{d.title} {d.city} {d.board}".lower() for d in documents if d.name != document.name)
        own = {name for name in names if name not in others and not _is_type(name)}
        if any(re.search(rf"\b{re.escape(name)}s?\b", question) for name in own):
            found.append(document.name)
    return tuple(found)


def _is_source(low: str, pattern: str) -> bool:
    """Whether a question names a sort of document as where to look."""
    return any(_looks_in(low, found) for found in re.finditer(pattern, low))


def _looks_in(low: str, found: re.Match[str]) -> bool:
    before, after = low[: found.start()], low[found.end() :]
    if re.search(NO_SOURCE, before):
        return False
    alone = not any(re.search(pattern, before + after) for pattern, _ in TYPE_PHRASES)
    return not (alone and re.search(NO_SOURCE_ALONE, before) and not re.match(r"\s+(?:för\s+)?20\d\d", after))


def papers_asked_of(question: str) -> frozenset[str]:
    """The sorts of documents that a question is about, not where to look for the answer: "hade en genomförandeplan"."""
    low = question.lower()
    found = (match for pattern, _ in TYPE_PHRASES for match in re.finditer(pattern, low))
    return frozenset(match[0] for match in found if not _looks_in(low, match))


def _is_type(word: str) -> bool:
    return any(re.fullmatch(pattern, word) for pattern, _ in TYPE_PHRASES)


def _names(question: str, board: str) -> bool:
    """Whether a question names a board: its place ("Norr", "Norrs"), its initials ("SNN", "SF NO"), its full name."""
    place = board.split()[-1].lower()
    if board.lower() in question:
        return True
    if len(board.split()) > 1 and re.search(rf"\b{re.escape(place)}s?\b", question):
        return True
    return any(re.search(rf"\b{re.escape(name)}\b", question) for name in initials_of(board))


def initials_of(board: str) -> tuple[str, ...]:
    """How staff shorten a board's name and its administration's, in lower case.

    >>> initials_of("Socialnämnden Sydost")
    ('sn so', 'sf so', 'snso', 'sfso', 'sn s', 'sf s', 'sns', 'sfs')
    """
    first, place = board[0].lower(), board.split()[-1].lower()
    short = dict.fromkeys((_COMPASS.get(place, place[0]), place[0]))
    return tuple(f"{first}{sort}{gap}{one}" for one in short for gap in (" ", "") for sort in "nf")
