"""Which table a question is about: every word that it asks by must be found in the table's own words.

A table that lacks what is asked for answers nothing, however near the rest of it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.compounds import first_half
from app.model import Plan
from app.number_tables import NumberRow, NumberTable
from app.phrases import FRAME, TABLE_WORDS
from app.reading import reading_of
from app.table_question import Asked, Op, asks_for_one, rows_called
from app.topic import WORD, Term, folded_stem, meets, stems
from index.sparse import STOP_WORDS, fold_letters
from ingest.model import Document

_MEETS = 0.7  # how well a word must be met: an inflected form or a compound's beginning
_HEAD, _GROUP, _KIN, _TITLE, _AROUND, _LABEL = 3.0, 3.0, 2.5, 2.0, 1.0, 1.0  # what a word counts by where it is met
_ANY_ROW = frozenset(map(folded_stem, ("post", "poster", "rader", "rad", "belopp", "delar", "siffror")))  # any table's
_CALLED = 2  # words after "vilka" that may say what the rows are
_BY_NAME = (Op.SUM, Op.SHARE, Op.BETWEEN)  # done with rows that the question names
_NAMED = 2.0  # what a row counts whose whole label the question says
_EXACT = 0.6  # what the very word counts more than one like it
_SURE = 2.0  # a table must be met in its head, its title or a group of its rows
_GENERIC = frozenset(map(folded_stem, TABLE_WORDS))  # what asks for an operation or names no table of its own
_MONEY = {"kr": 1.0, "kronor": 1.0, "tkr": 1e3, "tusen": 1e3, "mnkr": 1e6, "mkr": 1e6, "miljon": 1e6, "miljoner": 1e6,
          "mdkr": 1e9, "miljard": 1e9, "miljarder": 1e9}  # fmt: skip
SHARES = frozenset(("%", "procent"))


@dataclass(frozen=True, slots=True)
class Match:
    """A table with the rows that a question is about, and how surely it is the one."""

    name: str  # of the document
    document: Document
    table: NumberTable
    rows: tuple[NumberRow, ...]
    named: tuple[NumberRow, ...]  # rows that the question says by their labels
    noun: str  # what the question calls the rows, where the table calls them so too
    score: float


def matches(plan: Plan, asked: Asked, terms: Sequence[Term], documents: Mapping[str, Document]) -> list[Match]:
    """The tables that have all that a question asks by, best first."""
    found = []
    wanted = _wanted(plan, asked, terms)
    for name, document in documents.items():
        if plan.filters.boards and document.board not in plan.filters.boards:
            continue
        for table in reading_of(document).tables:
            match = _match(plan, asked, wanted, name, document, table) if _of_years(plan, document, table) else None
            if match:
                found.append(match)
    return sorted(found, key=lambda match: -match.score)


def _wanted(plan: Plan, asked: Asked, terms: Sequence[Term]) -> list[Term]:
    """The words that a table must have: the topic's, a compound that no document has by its parts, and what the rows
    are called ("avdelning") though it may be too common a word to be a topic."""
    parts = {term.word for term in terms} - set(plan.topic)
    kept = [term for term in terms if term.word in parts or not any(part in fold_letters(term.word) for part in parts)]
    for noun in _called(plan)[:1]:
        if noun not in {term.word for term in kept}:
            kept.append(Term(noun, frozenset((folded_stem(noun),)), 1.0))
    limit = asked.said.split()  # what is counted in it must be counted in a column
    wanted = [t for t in kept if not _is_generic(t.word) and not t.word.isdigit() and t.word not in limit]
    return [replace(term, forms=term.forms | first_half(term.word)) for term in wanted]


def _called(plan: Plan) -> list[str]:
    """The first words that a question calls the rows by: "politiska", "satsningar"; none when it calls them nothing."""
    places = {word.lower() for board in plan.filters.boards for word in WORD.findall(board)}
    called = [word for word in WORD.findall(rows_called(plan.standalone)) if word not in STOP_WORDS]
    places |= {word for word in called if word.endswith("s") and word in FRAME}  # "stadens politiska satsningar"
    own = [w for w in called if w not in places and w.removesuffix("s") not in places and not w.isdigit()]
    return own[:_CALLED]


def _is_generic(word: str) -> bool:
    return folded_stem(word) in _GENERIC


def _of_years(plan: Plan, document: Document, table: NumberTable) -> bool:
    """Whether a table has the years asked for: in its columns, or as its document's own."""
    said = {column.period for column in table.columns if column.period}
    text = " ".join((*(column.name for column in table.columns), *table.head, *table.title))
    return all(
        str(year) in said or (document.year == year and str(year) not in said) or str(year) in text
        for year in plan.years
    )


def _match(
    plan: Plan, asked: Asked, terms: Sequence[Term], name: str, document: Document, table: NumberTable
) -> Match | None:
    named = _named(plan, table) if asked.op in _BY_NAME else ()
    told = tuple(word for row in named for word in row.words)
    rows, score, called = table.parts, _NAMED * len(named), _called(plan)
    nouns = [word for word in called if folded_stem(word) in _ANY_ROW]
    for term in terms:
        if _meets(term, told):
            continue
        where, met = _where(term, table, rows)
        if where is None:
            return None
        exact = not term.forms.isdisjoint((*table.head, *table.kin, *table.title))
        rows, score = met, score + where + (_EXACT if exact else 0.0)
        if term.word in called and (where >= _KIN or (where >= _TITLE and not asks_for_one(plan.standalone))):
            nouns.append(term.word)
    score += min(_SURE, _AROUND * sum(word in (*table.head, *table.title) for word in _beside(plan, terms)))
    if called and not nouns and not named and asked.op is not Op.SUM:
        return None  # what the rows are called is not what the table's rows are
    return Match(name, document, table, rows, named, nouns[-1] if nouns else "", score)


def _beside(plan: Plan, terms: Sequence[Term]) -> frozenset[str]:
    """The stems of the question's other words that say something: "budget", also at a compound's end."""
    own = {term.word for term in terms}
    words = [word for word in WORD.findall(plan.standalone.lower()) if word not in own and word not in STOP_WORDS]
    ends = [match[1] for term in terms if (match := re.search(r"\w{5,}(budget|kostnad|bidrag|intäkt)", term.word))]
    return frozenset(folded_stem(word) for word in (*words, *ends) if len(word) > 3 and not word.isdigit())


def _where(term: Term, table: NumberTable, rows: tuple[NumberRow, ...]) -> tuple[float | None, tuple[NumberRow, ...]]:
    """What a word counts by where the table has it, None when it has it nowhere, and the rows that it leaves. A place
    that has the very word goes before one that has a word like it."""
    for least in (1.0, _MEETS):
        where, left = _where_at(term, table, rows, least)
        if where is not None:
            return where, left
    return None, rows


def _where_at(
    term: Term, table: NumberTable, rows: tuple[NumberRow, ...], least: float
) -> tuple[float | None, tuple[NumberRow, ...]]:
    """The same for words that are met so well at least."""
    if _meets(term, table.head, least):
        return _HEAD, rows
    if grouped := tuple(row for row in rows if row.group and _meets(term, stems(row.group), least)):
        return _GROUP, grouped
    if _meets(term, table.kin, least):
        return _KIN, rows
    if _meets(term, table.title, least):
        return _TITLE, rows
    if any(_meets(term, stems(f"{column.name} {column.unit}"), least) for column in table.columns):
        return _AROUND, rows
    if noted := tuple(row for row in rows if _meets(term, stems(row.note), least)):
        return _LABEL, noted
    if _meets(term, table.around, least):
        return _AROUND, rows
    labelled = tuple(row for row in rows if _meets(term, row.words, least))
    return (_LABEL if labelled else None), labelled or rows


def is_called_so(match: Match) -> bool:
    """Whether the table's own header calls its rows what the question calls them."""
    return bool(match.noun) and any(meets(folded_stem(match.noun), (word,)) >= _MEETS for word in match.table.head)


def is_sure(match: Match, asked: Asked) -> bool:
    """Whether a table is met by more than words around it."""
    return match.score >= _SURE or len(match.named) > 1 or (asked.op is Op.SHARE and len(match.named) == 1)


def _meets(term: Term, words: Sequence[str], least: float = _MEETS) -> bool:
    return max((meets(form, words) for form in term.forms), default=0.0) >= least


def _named(plan: Plan, table: NumberTable) -> tuple[NumberRow, ...]:
    """The rows whose whole label a question says; of two labels of which one holds the other, the longer one unless
    the question says both."""
    words = stems(plan.standalone)
    found: list[tuple[int, int, NumberRow]] = []
    for row in table.rows:
        label = stems(row.label)
        at = next((n for n in range(len(words) - len(label) + 1) if words[n : n + len(label)] == label), -1)
        if label and at >= 0:
            found.append((at, at + len(label), row))
    kept = [
        row
        for start, end, row in found
        if not any(s <= start and end <= e and e - s > end - start for s, e, _ in found)
    ]
    return tuple(kept)


def is_money(unit: str) -> bool:
    """Whether a unit is one of money."""
    return unit in _MONEY


def factor(unit: str, other: str) -> float | None:
    """How many of `other` one of `unit` is ("miljoner", "tkr": 1000); None when they measure different things."""
    if unit in SHARES or other in SHARES:
        return 1.0 if unit in SHARES and other in SHARES else None
    if unit in _MONEY:
        return _MONEY[unit] / _MONEY[other] if other in _MONEY else None
    return 1.0 if other not in _MONEY else None
