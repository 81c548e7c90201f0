"""Yes or no: told only where a sentence decides it, else the sentences stand for themselves.

A wrong verdict is worse than none. So an order to look into a matter, a proposal or a "may" decides nothing, and the
sentence must hold most of what is asked for. Three things decide: what a meeting decided, a direction of change, and
a plain statement or denial.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.answer_extract import Found
from app.model import Draft, Plan
from app.rank import Ranked
from app.reading import reading_of
from app.topic import Term, coverage, folded_stem
from index.model import UnitKind
from index.sparse import content_words

YES, NO, NOT_YET = "Ja.", "Nej.", "Nej, inte ännu."
_ENGLISH = {YES: "Yes.", NO: "No.", NOT_YET: "No, not yet."}

MINUTES = "protokoll"  # the sort of document that says what was decided
_ASKS_DECISION = re.compile(
    r"\b(?:antag\w*|anta(?:s|tt)?|godkän\w*|igenom|bifall\w*|bif[oö]ll\w*|klubba\w*|avsla?\w*|avslå\w*|beslutad\w*|beslut\w*"
    r"|sagt ja|sa ja|säga ja|bestäm\w*|återremitt\w*|bordlag\w*|bordlägg\w*|approved|adopted|passed|rejected)\b"
)
# What a meeting decided, and what that means for what was asked to be; the first that fits a sentence counts
_DECIDED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:inte|ej) (?:\w+ )?(?:fatta\w*|besluta\w*|ta(?:git|s)|antagit\w*)\b"
                r"|\bbeslut\w* har inte\b", re.I), NOT_YET),
    (re.compile(r"\bbordlägg\w*|\bbordlades\b|\båterremitter\w*|\bskjuts? upp\b|\bsköts upp\b", re.I), NOT_YET),
    (re.compile(r"\bavslå(?:s|r|gits)?\b|\bavslogs?\b|\bröstas? ne[dr]\b|\bröstades ne[dr]\b", re.I), NO),
    (re.compile(r"\bbif[oö]ll\w*|\bbifall(?:er|es)\b|\banta(?:r|s|gits|gen|get)\b|\bantog\w*|\bgodkän(?:ner|des|ns|de)\b"
                r"|\bbesluta(?:r|de)\b", re.I), YES),
)  # fmt: skip
_ONLY_ASKED = re.compile(r"\byrka(?:r|de|s)?\b|\bföreslå\w*|\bförslag\w* till beslut", re.I)
# What decides nothing: a matter to look into, a wish, a possibility
_OPEN = re.compile(
    r"\butred\w*|\bundersök\w*|\bpröva\w*|\bföreslå\w*|\byrka\w*|\bmöjlighet\w*|\bförutsättning\w*|\bkan komma\b"
    r"|\bmålet är\b"
    r"|\bönska\w*|\bavser\b|\bplanera\w*|\bi uppdrag\b|\beventuell\w*|\bbör\b|\bom (?:det|staten|man|någon)\b",
    re.I,
)
_DENIES = re.compile(
    r"\b(?:inte|ej|ingen|inget|inga|aldrig|varken)\b(?! (?:minst|bara|enbart|endast|heller bara))"
    r"|\bsaknas?\b",
    re.I,
)
_CHOICE = re.compile(r"\beller\b(?! inte\b| ej\b)|\bor\b(?! not\b)")
_UP = re.compile(
    r"\b(?:mer|fler|högre|större|längre|bättre|ök\w+|stig\w+|steg|höj\w+|väx\w+|växte|vanligare|dyrare)\b", re.I
)
_DOWN = re.compile(
    r"\b(?:mindre|färre|lägre|kortare|sämre|minsk\w+|sjönk|sjunk\w+|sänk\w+|krymp\w+|ovanligare|billigare)\b", re.I
)
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+\.$")  # whole, not a heading or an item
_HOLDS = 0.75  # share of a topic's weight that a sentence must hold to decide
_NEAR = 2.5  # log odds behind the best unit, and still looked at
_LOOKED_AT = 6
_MATTER = 0.5  # share of the question's words that a decision's paragraph must hold


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or no, and the unit that decides it."""

    said: str
    unit: Ranked


def asks_decision(plan: Plan) -> bool:
    """Whether a yes-or-no question is about what was decided."""
    return bool(_ASKS_DECISION.search(plan.question.lower()))


def decided(plan: Plan, found: Found) -> Verdict | None:
    """What was decided of a matter; None when no text decides it. Only minutes say yes."""
    wanted = _matter_of(plan)
    for one in found.ranked:
        text = one.passage.text
        if _ONLY_ASKED.search(text) or _is_proposal(found, one) or coverage(wanted, _around(found, one)) < _MATTER:
            continue
        said = next((said for pattern, said in _DECIDED if pattern.search(text)), None)
        if said and (said != YES or found.documents[one.passage.document].type == MINUTES):
            return Verdict(said, one)
    return None


def _matter_of(plan: Plan) -> list[Term]:
    """The words of what is asked to be decided: the question without who decides and how."""
    places = {word.lower() for board in plan.filters.boards for word in board.split()}
    said = content_words(_ASKS_DECISION.sub(" ", plan.standalone.lower()))
    words = [word for word in said if word not in places and word.removesuffix("s") not in places]
    return [Term(word, frozenset((folded_stem(word),)), 1.0) for word in words]


def verdict(plan: Plan, found: Found) -> Verdict | None:
    """Yes or no by the best sentences; None when none of them decides."""
    low = plan.standalone.lower()
    if _DENIES.search(low) or _CHOICE.search(low):
        return None  # a question that denies, or asks which of two, is answered neither yes nor no
    return _by_direction(low, found) if _direction(low) else _by_statement(found)


def first(found: Found, ruling: Verdict, more: Found | None = None) -> Found:
    """What was found with the unit that decides at its head; `more` is where that unit was found, if elsewhere."""
    best = max((one.score for one in found.ranked), default=0.0)
    rest = [one for one in found.ranked if one.passage.span != ruling.unit.passage.span]
    documents = {**found.documents, **(more.documents if more else {})}
    return Found((replace(ruling.unit, score=max(best, ruling.unit.score)), *rest), documents)


def told(ruling: Verdict, draft: Draft, language: str) -> Draft:
    """A draft that begins with the sentence that decides, led in by yes or no."""
    lead = draft.lead
    if not lead:
        return draft
    said = _ENGLISH[ruling.said] if language == "en" else ruling.said
    return replace(draft, lead=(replace(lead[0], text=f"**{said}** {lead[0].text}"), *lead[1:]))


def _by_direction(low: str, found: Found) -> Verdict | None:
    asked = _direction(low)
    for one in _near(found):
        change = _direction(one.passage.text)
        if change and one.features.words >= _MATTER and not _OPEN.search(one.passage.text):
            if change == asked and _is_taken_back(found, one):
                return None
            return Verdict(YES if change == asked else NO, one)
    return None


def _direction(text: str) -> int:
    """1 for more, -1 for less, 0 for neither or both."""
    return bool(_UP.search(text)) - bool(_DOWN.search(text))


def _by_statement(found: Found) -> Verdict | None:
    words = [replace(term, forms=frozenset((folded_stem(term.word),))) for term in found.terms]
    for one in _near(found):
        text = one.passage.text
        if coverage(words, text) < _HOLDS or _OPEN.search(text) or _is_proposal(found, one):
            continue
        if _DENIES.search(text):
            return Verdict(NO, one)
        if _SENTENCE.search(text) and one.passage.kind is not UnitKind.ROW:
            return None if _is_taken_back(found, one) else Verdict(YES, one)
    return None


def _is_taken_back(found: Found, one: Ranked) -> bool:
    """Whether the next sentence denies: "Staden arbetar med frågan. Än så länge pågår ingen insats." """
    reading = reading_of(found.documents[one.passage.document])
    number = reading.number_at(one.passage.span)
    after = None if number is None else reading.beside(number, 1)
    return after is not None and bool(_DENIES.search(reading.units[after].text))


def _near(found: Found) -> Iterator[Ranked]:
    best = found.ranked[0].score if found.ranked else 0.0
    yield from (one for one in found.ranked[:_LOOKED_AT] if one.score >= best - _NEAR)


def _is_proposal(found: Found, one: Ranked) -> bool:
    return found.documents[one.passage.document].type == "yrkande"


def _around(found: Found, one: Ranked) -> str:
    """A unit with its section's heading and words: the matter that was decided."""
    document = found.documents[one.passage.document]
    section = document.section_at(one.passage.span.start)
    around = document.read(document.sections[section].span) if section is not None else one.passage.text
    return f"{' '.join(one.passage.trail[-2:])} {around}"
