"""Whether the evidence answers: rules on what is asked for, a floor under how near the nearest words are, a model.

The rules refuse what they know to be lacking. How well words fit says little: the share of the topic that the best
sentence covers is as high for questions that the documents do not answer, and of the highest cosine only the lowest
values are safe to refuse on, those of questions about another world (71 of 80 of them are refused by rules and floors).
`app/confidence.py` judges the rest. `python -m eval honesty` counts what each refuses, rightly and wrongly.
"""

import re
from collections.abc import Sequence

from app.answer_extract import Found
from app.answer_figures import FigureRow, is_sure
from app.asked import NO_NUMBER, Asked, asked_for, says
from app.confidence import is_likely
from app.counted import counts_money, lacks_count
from app.features import Place, Question
from app.lacking import (
    MONEY,
    Witness,
    denies_premise,
    is_only_ordered,
    lacks_doer,
    lacks_ending,
    lacks_name,
    lacks_ranking,
    lacks_sum,
    lacks_value,
    lacks_vote,
)
from app.model import Kind, Plan
from app.named import lacks_named, row_lacks_named
from app.reading import Reading, reading_of
from app.topic import FRONT, Term
from index.model import UnitKind
from ingest.acts import STARTS
from ingest.metadata import PLANS
from ingest.model import Document, Span

_UNHEARD, _FLOOR_UNHEARD = 0.5, 0.5  # share of words that no document has, and how near a text must then be
_PLAIN = 8.0  # score of a unit that the search finds in every way
_FEW_WORDS = 2  # of a question; a longer one may have some words that no document has
_NEAREST = 20  # units of which the highest cosine is looked at
_LOOKED_AT = 10  # units that may hold the answer
# Of the highest cosine, stretched: under the first nearly all of the topic must be said, under the second some of it
_FLOOR, _FLOOR_UNSAID = 0.22, 0.35
_SAID_WHOLE, _SAID = 0.7, 0.35  # share of the topic's weight in one unit
_FLOOR_ACROSS, _SAID_ACROSS = 0.15, 0.6  # the same for a question in English, whose words lie farther from Swedish ones
# What no governing document tells, or what an assistant does not: private matters, advice, the world outside
_PRIVATE = re.compile(
    r"\btjänar (?!som)|\bpersonnummer|\bhemadress\w*|\bprivat(?:a|e)? (?:liv|adress|nummer|bostad)|\bväder(?:et)?\b"
    r"|\bbör jag\b|\bska jag\b|\bborde jag\b|\btycker du\b|\bgift med\b|\bweather\b|\bshould i\b|\bringer jag\b"
    r"|^skriv (?:en|ett|mig) (?:\w+ )?(?:dikt|saga|sång|låt|mejl|brev|tal|uppsats|insändare|kod|skämt)\b"
    r"|\bmeningen med livet\b|\bberätta (?:en|ett) (?:\w+ )?(?:skämt|saga|historia)\b|\bvad ska man rösta\b"
    r"|\bhur (?!ser\b|hittar\b|vet\b)\w+ jag\b|\bhow (?:do|can) i\b"
)
# Told only where a document gives it itself
_REACHED = re.compile(
    r"\btelefonn(?:ummer|umret|r)\b|\bmejladress\w*|\be-postadress\w*|\bphone number\b|\bemail address\b"
)
_CONTACT = re.compile(r"\b0\d{1,3}[- ]\d[\d ]{4,}|@|\bwww\.")
_AHEAD = re.compile(r"\b(?:ska|kommer|vill|tänker|planera\w*|vidare|framåt)\b")
_HEAD = re.compile(
    r"\bvad heter ([\w-]+)|\bvem är ([\w-]+)|^(?:\w+ )?vilk(?:en|et) (?!sorts\b|slags\b|typ\b|plus\b|minus\b)([\w-]+)"
)
_SUBJECT = re.compile(r"^vad (?:blir|blev) ([\w-]+(?:[nt]|na))\b")  # "vad blir skatten"
_BLANK = re.compile(
    r"(?<![\w])[xX]{1,4}\s*(?:tkr|kr\b|mnkr|mkr|mdkr|miljoner|kronor|procent|%)|_{3,}\s*(?:tkr|"
    r"kr|mnkr)|\bbelopp saknas\b"
)
_OF_NUMBERS = (Kind.FIGURE, Kind.COUNT, Kind.COMPARE, Kind.YESNO, Kind.STATUS)  # the row was what is asked for
# How many of the best units may lack what is asked for before the answer is held to lack it
_LACKING = {Asked.DATE: 8, Asked.SHARE: 8, Asked.NUMBER: 5, Asked.HOURS: 10}


def is_answered(plan: Plan, terms: Sequence[Term], found: Found, rows: Sequence[FigureRow]) -> bool:
    """Whether what was found says what is asked."""
    low = plan.standalone.lower()
    witnesses = _witnesses(found)
    if _is_private(low, witnesses) or _asks_other_year(plan, witnesses) or lacks_name(low, witnesses):
        return False
    if lacks_ending(low, plan.years, witnesses):
        return False
    numbers = asked_for(plan.standalone, plan.kind) not in NO_NUMBER
    if numbers and rows and is_sure(rows[0]) and not counts_money(low, [figure.unit for figure in rows[0].figures]):
        if _has_year(plan, rows[0]) and not row_lacks_named(plan, terms, found, rows[0]):
            return True
        if not _has_year(plan, rows[0]) and plan.kind in _OF_NUMBERS:
            return False
    if not witnesses or _lacks_form(low, plan, witnesses) or lacks_named(plan, terms, found) or _lacks(plan, witnesses):
        return False
    if plan.kind is not Kind.COUNT and lacks_count(low, terms, witnesses):
        return False
    if plan.language == "sv" and (_is_about_other(low, plan, terms, found) or _is_unheard_of(plan, terms, found)):
        return False
    # A summary is of a section, from which no place needs to stand out
    return _is_near(plan, found) and (plan.kind is Kind.SUMMARY or is_likely(found.ranked))


def _lacks_form(low: str, plan: Plan, witnesses: Sequence[Witness]) -> bool:
    """Whether what the question's form asks for is told by none: who did it, who voted how, how it went, which most."""
    rules = (lacks_vote, denies_premise, is_only_ordered, lacks_doer, lacks_ranking)
    return any(rule(low, witnesses) for rule in rules) or _is_blank(plan, witnesses)


def _is_near(plan: Plan, found: Found) -> bool:
    """Whether what was found is about the question at all."""
    near = max(one.features.dense for one in found.ranked[:_NEAREST])
    said = max(one.features.words for one in found.ranked[:3])
    if plan.language != "sv":
        known = bool(found.terms) and all(len(term.forms) > 1 for term in found.terms)  # each has a Swedish word
        if known and not any(one.features.covered for one in found.ranked[:_LOOKED_AT]):
            return False
        return near >= _FLOOR_ACROSS or said >= _SAID_ACROSS
    return said >= (_SAID_WHOLE if near < _FLOOR else _SAID if near < _FLOOR_UNSAID else 0.0)


def _has_year(plan: Plan, row: FigureRow) -> bool:
    """Whether a row has the latest year asked for, when its columns are years that are all before."""
    years = [int(year) for figure in row.figures for year in re.findall(r"\b20[0-4]\d\b", figure.period or "")]
    return not plan.years or not years or max(plan.years) <= max(years)


def _witnesses(found: Found) -> list[Witness]:
    made = []
    for one in found.ranked[:_LOOKED_AT]:
        document = found.documents[one.passage.document]
        reading = reading_of(document)
        number = reading.number_at(one.passage.span)
        if number is None:
            continue
        unit = reading.units[number]
        beside = (reading.beside(number, -1), number, reading.beside(number, 1))
        words = " ".join(reading.units[n].text for n in beside if n is not None)
        above = " ".join([*unit.trail, unit.context, document.title])
        row = UnitKind.ROW in unit.kinds
        ordered, planned = _is_ordered(document, unit.span), document.type in PLANS
        made.append(Witness(unit.text, words, above, document.year, one.features.covered, ordered, planned, row))
    return made


def _is_ordered(document: Document, span: Span) -> bool:
    """Whether a span is an assignment's own words, of which nothing more is told."""
    own = next((one for one in document.assignments if any(span.meets(place) for place in one.text)), None)
    return not own.comment if own else bool(STARTS.match(document.read(span)))


def _is_private(low: str, witnesses: Sequence[Witness]) -> bool:
    if _PRIVATE.search(low):
        return True
    return bool(_REACHED.search(low)) and not any(_CONTACT.search(one.words) for one in witnesses)


def _asks_other_year(plan: Plan, witnesses: Sequence[Witness]) -> bool:
    """Whether none of the years asked for is named near what was found."""
    if not plan.years:
        return False
    next_ = {year - 1 for year in plan.years} if _AHEAD.search(plan.standalone.lower()) else set()
    told = {*plan.years, *next_}  # a report tells what comes next
    said = tuple(map(str, plan.years))
    return not any(one.year in told or any(year in f"{one.words} {one.above}" for year in said) for one in witnesses)


def _is_blank(plan: Plan, witnesses: Sequence[Witness]) -> bool:
    """Whether the amount asked for was never filled in: "xx tkr"."""
    if asked_for(plan.standalone, plan.kind) not in (Asked.AMOUNT, Asked.NUMBER, Asked.SHARE):
        return False
    near = witnesses[:3]
    return any(_BLANK.search(one.own) for one in near) and not any(MONEY.search(one.own) for one in near)


def _lacks(plan: Plan, witnesses: Sequence[Witness]) -> bool:
    """Whether the best units all lack a thing of the kind that is asked for."""
    if plan.kind in (Kind.SUMMARY, Kind.STATUS):  # no single thing
        return False
    asked = asked_for(plan.standalone, plan.kind)
    near = witnesses[: _LACKING.get(asked, 0)]
    if near and not any(says(asked, one.words) for one in near):
        return True
    return lacks_sum(asked, witnesses) or lacks_value(asked, plan.standalone.lower(), witnesses)


def _is_unheard_of(plan: Plan, terms: Sequence[Term], found: Found) -> bool:
    """Whether none of the documents asked has half of the one or two words that a question is about, nor a text of such
    a meaning, nor one that the search finds in every way."""
    own = [term for term in terms if term.word in plan.topic]
    near = max(one.features.dense for one in found.ranked[:_NEAREST])
    if not 0 < len(own) <= _FEW_WORDS or near >= _FLOOR_UNHEARD or found.ranked[0].score >= _PLAIN:
        return False
    readings = [reading_of(document) for document in found.documents.values()]
    unheard = sum(not any(_says_itself(reading, term) for reading in readings) for term in own)
    return unheard >= _UNHEARD * len(own)


def _says_itself(reading: Reading, term: Term) -> bool:
    """Whether a document has a word, or a compound of it, and not only a part of what it is made of."""
    return term.seen and any(met[0] > FRONT for met in reading.meet((term,)).values())


def _is_about_other(low: str, plan: Plan, terms: Sequence[Term], found: Found) -> bool:
    """Whether the thing asked for ("vilken förskola") is named nowhere near what was found."""
    subject = _place(_SUBJECT, low, terms)
    if subject is not None:
        return not any(_is_named(reading_of(document), terms[subject]) for document in found.documents.values())
    place = _place(_HEAD, low, terms)
    if place is None:
        return False
    if "vilk" in low:  # a text tells which one without the word for what it is, but hardly a text of another world
        return not any(reading_of(document).meet((terms[place],)) for document in found.documents.values())
    question = Question.of(plan, terms)
    for one in found.ranked[:_LOOKED_AT]:
        reading = reading_of(found.documents[one.passage.document])
        number = reading.number_at(one.passage.span)
        if number is not None and Place(question, reading).around(number)[place] > 0:
            return False
    return True


def _place(pattern: re.Pattern[str], low: str, terms: Sequence[Term]) -> int | None:
    """Which term a pattern finds in a question."""
    match = pattern.search(low)
    word = next((group for group in match.groups() if group), "") if match else ""
    return next((number for number, term in enumerate(terms) if term.word == word), None)


def _is_named(reading: Reading, term: Term) -> bool:
    """Whether a document names a thing, and not only what a compound for it begins with."""
    return any(met[0] not in (0.0, FRONT) for met in reading.meet((term,)).values())
