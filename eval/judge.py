"""Is a reply right? One case, one reply, one verdict; nothing here knows how the reply came about."""

import re
import unicodedata
from collections.abc import Mapping

from eval.model import Case, Group, Reply, Verdict, Where

# An answer longer than this does not answer, it copies. Lists and comparisons have a line for every item.
MAX_WORDS = {
    "fact": 120, "figure": 120, "status": 160, "yesno": 120, "count": 160, "unanswerable": 120, "summary": 400,
    "compare": 500, "list": 900,
}  # fmt: skip
_NUMBER = re.compile(r"-?[\d,.%]+")
_YES_OR_NO = frozenset({"ja", "nej", "yes", "no"})  # whole words: "ja" stands in "januari" too
_MARKS = re.compile(r"\[\d+\]|^\s*\d+\.\s", re.MULTILINE)  # of sources and of list lines: "[2]" does not say two
_JOINT = re.compile(r"…|\[\.\.\.\]|\(\.\.\.\)")  # what may stand between two parts of a quote
_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "\N{SOFT HYPHEN}": None})


def fold(text: str) -> str:
    """Text in one form: lower case, one sort of dash, blanks single, no blanks or points inside numbers.

    >>> fold("34 947 700 kr – Netto")
    '34947700 kr - netto'
    """
    text = unicodedata.normalize("NFKC", text).lower().translate(_DASHES)
    text = re.sub(r"(?<=\d)[ .](?=\d{3}(?!\d))", "", text)
    return re.sub(r"\s+", " ", text)


def bare(text: str) -> str:
    """Letters and digits alone, so that a line break or a hyphen does not make two words differ."""
    return re.sub(r"\W", "", fold(text))


def has(text: str, group: Group) -> bool:
    """Whether a folded text has one of the strings; a number only where it is not part of a longer one, yes and no
    only as words."""
    for way in (group,) if isinstance(group, str) else group:
        wanted = fold(way).strip()
        if wanted in _YES_OR_NO:
            if re.search(rf"\b{wanted}\b", text):
                return True
        elif _NUMBER.fullmatch(wanted):
            if re.search(r"(?<![\d,])" + re.escape(wanted) + r"(?![\d]|,\d)", text):
                return True
        elif wanted in text:
            return True
    return False


def told(reply: Reply) -> str:
    """All that a reply says, folded: its text and its list, without the numbers of sources and of list lines."""
    return fold("\n".join([_MARKS.sub(" ", reply.answer), *(item.text for item in reply.items)]))


def parts_of(quote: str) -> list[str]:
    """The folded parts of a quote."""
    return [part.strip() for part in _JOINT.split(fold(quote).strip(" .…")) if part.strip()]


def is_verbatim(quote: str, page: str | None) -> bool:
    """Whether a quote stands on a page, given as its bare words; "(…)" may join two parts and "…" end the quote."""
    parts = parts_of(quote)
    return bool(page) and bool(parts) and all(re.sub(r"\W", "", part) in (page or "") for part in parts)


def judge(case: Case, reply: Reply, pages: Mapping[Where, str]) -> Verdict:
    """The verdict on one reply; `pages` are the bare words of every page."""
    if not case.answerable:
        return Verdict(not reply.answered, reply.answered, ("answered",) if reply.answered else ())
    text = told(reply)
    found = [has(text, group) for group in case.items]
    why = [f"must {list(group)}" for group in case.must if not has(text, group)]
    why += [f"item {list(group)}" for group, there in zip(case.items, found, strict=True) if not there]
    why += _too_much(case, reply, text)
    if not reply.answered:
        why.append("not answered")
    checks = [is_verbatim(cited.quote, pages.get((cited.document, cited.page))) for cited in reply.citations]
    recall = sum(found) / len(found) if found else None
    return Verdict(not why, reply.answered, tuple(why), recall, _cites_gold(case, reply), len(checks), sum(checks))


def _too_much(case: Case, reply: Reply, text: str) -> list[str]:
    """What is in the reply and should not be: wrong items or numbers, more items than there are, too many words."""
    wrong = [f"wrong {words}" for words in case.not_items if has(text, words)]
    why = list(wrong)
    if len(reply.answer.split()) > MAX_WORDS.get(case.kind, 10**6):
        why.append("too long")
    if case.kind == "count" and reply.total not in (None, case.total):
        why.append(f"counted {reply.total} for {case.total}")
    many = case.kind in ("list", "compare") and case.total and len(reply.items) > case.total
    if many and not wrong:
        why.append(f"{len(reply.items)} items for {case.total}")
    return why


def _cites_gold(case: Case, reply: Reply) -> bool | None:
    """Whether a gold page is cited, or all where all are needed; None where none is gold."""
    if not case.evidence:
        return None
    where = {(cited.document, cited.page) for cited in reply.citations}
    hits = [bool(piece.places & where) for piece in case.evidence]
    return all(hits) if case.all else any(hits)
