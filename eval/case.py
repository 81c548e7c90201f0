"""Cases from JSON Lines, and what is wrong with them.

A line is a case: `{"id": "tal-001", "turns": ["…?"], "kind": "figure", "hard": ["table"], "answer": "…",
"must": [["7,2"]], "items": [["husdjur"]], "not_items": ["5,1"], "total": 1, "all": false,
"evidence": [{"document": "arsrapport-2024-norr", "page": 5, "quote": "at most twelve words verbatim"}]}`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from eval.judge import bare, has
from eval.model import KINDS, TAGS, Case, Group, Where
from ingest.errors import StyrsvarError

LONGEST_QUOTE = 12  # words: enough to find the place, too few to give the document away
# What these ask for is worked out from the text (a yes, a number of things), so its words need not stand there.
WORKED_OUT = ("yesno", "count", "compare")

_case = TypeAdapter(Case)


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of some files, in order. Raises StyrsvarError that names the line."""
    return [case for path in paths for case in _read(path)]


def _read(path: Path) -> list[Case]:
    if not path.is_file():
        raise StyrsvarError(f"Frågefilen {path} finns inte. Ange en annan med --cases.")
    cases = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                known = {key: value for key, value in json.loads(line).items() if value is not None}
                cases.append(_case.validate_python(known))
            except (ValueError, ValidationError, AttributeError) as error:
                raise StyrsvarError(f"{path} rad {number} är ingen fråga: {error}") from error
    return cases


def problems(cases: Sequence[Case], pages: Mapping[Where, str]) -> list[str]:
    """What is wrong with the cases, one line each; `pages` are the words of every page."""
    bare_pages = {where: bare(text) for where, text in pages.items()}
    found = [f"{id_}: the id is used {n} times" for id_, n in Counter(case.id for case in cases).items() if n > 1]
    asked = Counter(case.turns for case in cases)
    found += [f"asked {n} times: {' / '.join(turns)}" for turns, n in asked.items() if n > 1]
    for case in cases:
        for check in _CHECKS:
            found += [f"{case.id}: {problem}" for problem in check(case, bare_pages)]
    return found


def _words(case: Case, pages: Mapping[Where, str]) -> list[str]:
    """Kind and tags are known; there is a question; an answer that cannot be given has no gold."""
    found = [] if case.kind in KINDS else [f"unknown kind {case.kind!r}"]
    found += [f"unknown tag {tag!r}" for tag in case.hard if tag not in TAGS]
    if not case.turns or not all(turn.strip() for turn in case.turns):
        found.append("no question")
    if case.answerable != bool(case.evidence):
        found.append("evidence is for answerable cases, and for every one of them")
    if not case.answerable and (case.must or case.items):
        found.append("gold facts for what the corpus does not say")
    if case.answerable and not (case.must or case.items):
        found.append("nothing to check the answer by")
    return found


def _lists(case: Case, pages: Mapping[Where, str]) -> list[str]:
    """A list says how many there are and has them all; a count says how many."""
    if case.kind not in ("list", "count"):
        return []
    if not case.total:
        return ["no total"]
    if case.kind == "list" and len(case.items) != case.total:
        return [f"{len(case.items)} items and a total of {case.total}"]
    return []


def _quotes(case: Case, pages: Mapping[Where, str]) -> list[str]:
    """Every quote is short and stands on its page."""
    found = []
    for piece in case.evidence:
        found += _quote(piece.document, piece.page, piece.quote, pages) or ([] if piece.quote else ["no quote"])
        for other in piece.alt:
            found += _quote(other.document or piece.document, other.page, other.quote, pages)
    return found


def _quote(document: str, page: int, quote: str, pages: Mapping[Where, str]) -> list[str]:
    if (document, page) not in pages:
        return [f"{document} has no page {page}"]
    if len(quote.split()) > LONGEST_QUOTE:
        return [f"the quote {quote!r} is longer than {LONGEST_QUOTE} words"]
    return [] if bare(quote) in pages[document, page] else [f"{quote!r} is not on page {page} of {document}"]


def _golds(case: Case, pages: Mapping[Where, str]) -> list[str]:
    """Gold facts can be read on the pages of the evidence, unless the question has the reader work them out."""
    if case.kind in WORKED_OUT or not case.evidence:
        return []
    text = " ".join(pages.get(where, "") for piece in case.evidence for where in sorted(piece.places))
    return [f"gold {group!r} is not on its pages" for group in (*case.must, *case.items) if not _is_in(text, group)]


def _is_in(text: str, group: Group) -> bool:
    ways = (group,) if isinstance(group, str) else group
    return any(bare(way) in text for way in ways) or has(text, group)


_CHECKS: tuple[Callable[[Case, Mapping[Where, str]], list[str]], ...] = (_words, _lists, _quotes, _golds)
