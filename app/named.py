"""Whether a number, a time or a place is told of just the thing that a question names.

Words can be said otherwise, names hardly: where a question asks how much, when or where about "Porten", the sentence
that says how much must stand near "Porten". A board that has no document of its own is named in the lists of others'
assignments; there most of what is asked must stand near too.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from app.answer_extract import Found
from app.answer_figures import FigureRow
from app.asked import Asked, asked_for, says
from app.model import Kind, Plan
from app.phrases import ASKS
from app.rank import Ranked
from app.reading import Reading, reading_of
from app.topic import Term, folded_stem, meets, stems
from ingest.model import Document

_TYPED = frozenset(
    (Asked.AMOUNT, Asked.NUMBER, Asked.SHARE, Asked.TIME, Asked.DATE, Asked.PLACE, Asked.AGENT, Asked.HOURS)
)
_CAPITAL = re.compile(r"(?<=[a-zåäö,:0-9] )[A-ZÅÄÖ][\w-]+")
_APART = re.compile(  # things set against one another, each of which may be told in its own place
    r"\beller\b|\bjämfört med\b|\bjämför\w*\b|\brespektive\b|\bbåda\b|\bskillnad\w*"
)
_SHARE = re.compile(r"\d[\d ,]*(?:procent|%)")
_SHORTEST = 3  # letters of a name; shorter ones are parties' and units' initials
_TIMES = 4  # how much oftener a name stands with a capital than without
_LOOKED_AT = 20  # units that may tell it
_BESIDE = (-2, -1, 1, 2)  # the units around one that may name what it tells of
_WELL = 0.8  # the word or a compound of it; "Norrbadet" is not met by "Norr"
_AROUND = 0.5  # share of the topic's weight that stands around what is told of a board: lists of boards name them all


def lacks_named(plan: Plan, terms: Sequence[Term], found: Found) -> bool:
    """Whether no unit that says what is asked for stands near the names that the question asks it of."""
    asked = asked_for(plan.standalone, plan.kind)
    if asked not in _TYPED or plan.kind is Kind.SUMMARY or len(re.findall(ASKS, plan.standalone.lower())) > 1:
        return False
    names = _names(plan, found.documents.values())
    if not names:
        return False
    forms = {term.word: term.forms for term in terms}
    wanted = [forms.get(name, frozenset((folded_stem(name),))) for name in names]
    least = _AROUND if any(_is_board(name, found.documents.values()) for name in names) else 0.0
    telling = [one for one in found.ranked[:_LOOKED_AT] if _says(asked, one.passage.text)]
    near = (_around(one, found.documents) for one in telling)
    enough = any if _APART.search(plan.standalone.lower()) else all
    return not any(enough(_meets(name, words) for name in wanted) and _share(terms, words) >= least for words in near)


def _says(asked: Asked, text: str) -> bool:
    """Whether a text has what is asked for; a share is no sum."""
    return says(asked, _SHARE.sub(" ", text) if asked is Asked.AMOUNT else text)


def row_lacks_named(plan: Plan, terms: Sequence[Term], found: Found, row: FigureRow) -> bool:
    """Whether a row of numbers is of something else than a name that the question asks about."""
    names = _names(plan, found.documents.values())
    if not names or _APART.search(plan.standalone.lower()):
        return False
    document = found.documents[row.document]
    words = next((one for one in reading_of(document).figures.rows if one.figures == row.figures), None)
    parts = " ".join(part.title for part in document.parts)
    whole = (*(words.everything if words else ()), *stems(f"{document.title} {document.board} {document.city} {parts}"))
    forms = {term.word: term.forms for term in terms}
    return not all(_meets(forms.get(name, frozenset((folded_stem(name),))), whole) for name in names)


def _names(plan: Plan, documents: Collection[Document]) -> list[str]:
    """The topic's proper names: written with a capital in the question, or in the documents."""
    capital = {word.lower() for word in _CAPITAL.findall(plan.question)}
    long = (word for word in plan.topic if len(word) >= _SHORTEST)
    return [word for word in long if word in capital or _is_name(word, documents)]


def _is_name(word: str, documents: Collection[Document]) -> bool:
    """Whether documents write a word with a capital inside their sentences."""
    spelled = [reading_of(document).spelled(word) for document in documents]
    capital = sum(one for one, _ in spelled)
    return capital > 0 and capital >= _TIMES * sum(small for _, small in spelled)


def _is_board(word: str, documents: Collection[Document]) -> bool:
    """Whether a name is a board's: "Socialnämnden Norr"."""
    named = re.compile(rf"[Nn]ämnd\w*\s+{re.escape(word.capitalize())}\b")
    return any(named.search(document.text) for document in documents)


def _around(one: Ranked, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The stems of a unit, the units around it, and what stands above them."""
    document = documents[one.passage.document]
    reading: Reading = reading_of(document)
    number = reading.number_at(one.passage.span)
    if number is None:
        return stems(one.passage.text)
    unit = reading.units[number]
    beside = [other for step in _BESIDE if (other := reading.beside(number, step)) is not None]
    part = next((part.title for part in document.parts if part.number == unit.part and part.number), "")
    texts = [unit.text, *(reading.units[other].text for other in beside), *unit.trail, unit.context, part]
    return tuple(dict.fromkeys(stems(" ".join([*texts, document.title, document.city or ""]))))


def _meets(forms: frozenset[str], words: Sequence[str]) -> bool:
    return any(meets(form, words) >= _WELL for form in forms)


def _share(terms: Sequence[Term], words: Sequence[str]) -> float:
    total = sum(term.weight for term in terms) or 1.0
    return sum(term.weight for term in terms if _meets(term.forms, words)) / total
