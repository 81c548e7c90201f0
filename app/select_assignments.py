"""Which assignments a plan asks for: a complete set, or the one that a question is about."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.assignment_headings import under_heading
from app.model import Criteria, Kind, Plan
from app.phrases import CITY_BUDGET, MEETING, RESPONSIBLE, TOPIC_OPENS, VERB
from app.times import MONTHS, falls_in, time_of
from app.told_assignments import Register, sort_of, status_of, teller
from app.topic import WORD, Term, coverage, meets, shared_phrase, stems
from index.links import act
from index.model import AssignmentEntry, Filters
from index.sparse import content_words
from ingest.model import Origin, Status

_ON_TOPIC = 0.62  # share of a topic's weight that an assignment must meet to be about it
_SAME = 0.7  # how well a body's name must be met: "nämnden" by "Socialnämnden Norr"
_PLAINLY = 0.95  # share that an assignment's own words meet: then no other's comment counts
_NEAR_BEST = 0.8  # and the share of what the best one meets
_NAMED = 0.45  # share that a single assignment must meet for its status to be told
_FAINT = 0.3  # less than that never points one out
_ALIKE, _MOST_ALIKE = 0.9, 2  # share of the likeliest one's score that makes another as likely; not more than so many
_AHEAD = 1.3  # between the two: so much better than the next one


def select(plan: Plan, register: Register, terms: Sequence[Term]) -> list[AssignmentEntry]:
    """The entries that a plan asks for, in document order, each assignment once."""
    found = [entry for entry in register.entries if in_scope(entry, plan) and _fits(entry, plan.criteria, register)]
    found, named = _responsible(found, plan)
    found, headed = under_heading(found, plan, terms)
    told = named | headed | (_words_of_time(terms) if plan.criteria.decided else frozenset())
    found = on_topic(found, plan, [term for term in terms if term.word not in told])
    if plan.criteria.without:
        elsewhere = {
            _matter(entry)
            for entry in register.entries
            if _in_filters(entry, plan.criteria.without) and entry not in found
        }
        found = [entry for entry in found if _matter(entry) not in elsewhere]
    if plan.criteria.apart:
        every = {_matter(entry) for entry in _with_all(found, plan.filters.boards)}
        found = [entry for entry in found if _matter(entry) not in every]
    if plan.criteria.common:
        shared = _with_all(found, plan.filters.boards)
        return list({_matter(entry): entry for entry in reversed(shared)}.values())[::-1]
    return once(found, by_board=plan.kind is Kind.COMPARE)


def _matter(entry: AssignmentEntry) -> str:
    """What boards have in common: the same assignment, or what each orders its own administration in one wording."""
    return " ".join(content_words(act(entry.text))) if entry.origin is Origin.BOARD else entry.group


def _responsible(found: list[AssignmentEntry], plan: Plan) -> tuple[list[AssignmentEntry], frozenset[str]]:
    """The entries whose responsible person or unit a question names ("har EC som ansvarig"), and the words of the name.

    A word names one when few of the entries have it among theirs.
    """
    if not re.search(RESPONSIBLE, plan.standalone.lower()) or plan.criteria.addressees:
        return found, frozenset()
    counted = Counter(word for entry in found for word in set(_words(" ".join(entry.addressees))))
    asked = {word for word in _words(plan.standalone) if 0 < counted[word] <= len(found) / 2}
    fitting = [entry for entry in found if any(asked <= set(_words(name)) for name in entry.addressees)]
    return (fitting, frozenset(asked)) if asked and fitting else (found, frozenset())


def _words_of_time(terms: Sequence[Term]) -> frozenset[str]:
    """The words that say when it was decided, and where: they are no topic."""
    return frozenset(term.word for term in terms if term.word in MONTHS or re.fullmatch(MEETING, term.word))


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _with_all(found: Sequence[AssignmentEntry], boards: Sequence[str]) -> list[AssignmentEntry]:
    """The entries of assignments that every one of some boards has."""
    having: dict[str, set[str | None]] = {}
    for entry in found:
        having.setdefault(_matter(entry), set()).add(entry.board)
    return [entry for entry in found if having[_matter(entry)] >= set(boards)]


def once(found: Sequence[AssignmentEntry], *, by_board: bool = False) -> list[AssignmentEntry]:
    """Each assignment once: the entry that tells best, in the place of the first. What boards order themselves, and
    what is compared, once a board."""
    best: dict[tuple[str, str], AssignmentEntry] = {}
    for entry in found:
        key = (entry.group, str(entry.board) if by_board or entry.origin is Origin.BOARD else "")
        if key not in best or teller(entry) < teller(best[key]):
            best[key] = entry
    return list(best.values())


def in_scope(entry: AssignmentEntry, plan: Plan) -> bool:
    """Whether an entry stands where a plan looks."""
    filters = plan.filters
    if plan.criteria.without:
        without = plan.criteria.without
        left_boards = tuple(b for b in filters.boards if b not in without.boards) or filters.boards
        left_types = tuple(t for t in filters.types if t not in without.types) or filters.types
        filters = replace(filters, boards=left_boards, types=left_types)
    return _in_filters(entry, filters, plan)


def _in_filters(entry: AssignmentEntry, filters: Filters, plan: Plan | None = None) -> bool:
    if filters.documents and entry.document not in filters.documents:
        return False
    if filters.boards and entry.board not in filters.boards:
        return False
    if filters.years and entry.year not in filters.years:
        return False
    types = filters.types
    given = plan and Origin.COUNCIL in plan.criteria.origins
    if plan and given and (len(types) > 1 or re.search(CITY_BUDGET, plan.standalone.lower())):
        types = tuple(kind for kind in types if kind != "budget")  # "från stadens budget" names the giver
    return not types or sort_of(entry) in types or (entry.part == 0 and entry.document_type in types)


def _fits(entry: AssignmentEntry, criteria: Criteria, register: Register) -> bool:
    if criteria.statuses and status_of(entry, register) not in criteria.statuses:
        return False
    if criteria.origins and entry.origin not in criteria.origins:
        return False
    if criteria.years and entry.year not in criteria.years:
        return False
    if criteria.document_years and register.year_of.get(entry.document) not in criteria.document_years:
        return False
    if criteria.kind and entry.kind != criteria.kind:
        return False
    if criteria.expected and not falls_in(time_of(entry.expected or ""), criteria.expected):
        return False
    if criteria.status_words and not any(word in entry.status_text.lower() for word in criteria.status_words):
        return False
    if criteria.report_to and not _reports_to(entry, criteria.report_to):
        return False
    if criteria.reported and not entry.report_to:
        return False
    if criteria.decision and not all(part in (entry.decision or "") for part in _decision_parts(criteria.decision)):
        return False
    if criteria.decided and not falls_in(time_of(entry.decision or ""), criteria.decided):
        return False
    if criteria.addressees:
        given = (*entry.addressees[:1], *(name for name in entry.addressees[1:] if name.lower() in criteria.addressees))
        return any(name in " ".join(given).lower() for name in criteria.addressees)
    return True


def _decision_parts(decision: str) -> list[str]:
    match = re.match(r"([\d-]*)\s*(§ \d+)?$", decision)
    return [part for part in (match.groups() if match else (decision,)) if part]


def _reports_to(entry: AssignmentEntry, who: str) -> bool:
    asked = stems(who)
    return bool(entry.report_to) and bool(asked) and meets(asked[0], stems(entry.report_to or "")) >= _SAME


def on_topic(found: Sequence[AssignmentEntry], plan: Plan, terms: Sequence[Term]) -> list[AssignmentEntry]:
    """The entries that are about the plan's topic; all when it has none."""
    if plan.criteria.decision or plan.criteria.addressees or plan.criteria.report_to:
        return list(found)
    terms = _topical(plan, terms, found)
    if not terms:
        return list(found)
    phrase = shared_phrase(plan.standalone, [entry.text for entry in found])
    if phrase:
        literal = [entry for entry in found if f" {phrase} " in f" {' '.join(WORD.findall(entry.text.lower()))} "]
        if len(phrase.split()) >= 2 and _carries(phrase, terms):
            return literal
    plainly = [entry for entry in found if coverage(terms, entry.text) >= _PLAINLY]
    scored = [(about(entry, terms), entry) for entry in (plainly if len(terms) == 1 and plainly else found)]
    best = max((score for score, _ in scored), default=0.0)
    if best < _NAMED:
        return []
    floor = min(_ON_TOPIC, best) if best < _ON_TOPIC else max(_ON_TOPIC, _NEAR_BEST * best * 0.75)
    return [entry for score, entry in scored if score >= floor or _meets_a_phrase(entry, plan, terms)]


def _topical(plan: Plan, terms: Sequence[Term], found: Sequence[AssignmentEntry]) -> list[Term]:
    """The terms that tell some assignments from others: those that one meets, and those that the question names as
    its topic ("uppdrag om rymdfart"): when none meets such a one, none is about it."""
    words = [word.lower() for word in WORD.findall(plan.standalone)]
    texts = [f"{entry.text} {entry.comment}" for entry in found]
    kept = []
    for term in terms:
        at = words.index(term.word) if term.word in words else -1
        named = at > 0 and any(word in TOPIC_OPENS for word in words[max(0, at - 2) : at])
        if not named and re.fullmatch(VERB, term.word):
            continue
        if named or any(coverage([term], text) >= 0.7 for text in texts):
            kept.append(term)
    return kept


def _carries(phrase: str, terms: Sequence[Term]) -> bool:
    """Whether a phrase holds most of the topic's weight."""
    said = stems(phrase)
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if term.forms & set(said)) >= 0.6 * total


def _meets_a_phrase(entry: AssignmentEntry, plan: Plan, terms: Sequence[Term]) -> bool:
    """Whether an entry meets all of one of the topics that a question joins ("prostitution, människohandel och …")."""
    by_word = {term.word: term for term in terms}
    pieces = re.split(r",|\boch\b|\beller\b|\bsamt\b", plan.standalone.lower())
    groups = [[by_word[word] for word in re.findall(r"[^\W_]+", piece) if word in by_word] for piece in pieces]
    groups = [group for group in groups if group]
    if len(groups) < 2:
        return False
    heavy = max(term.weight for term in terms) * 0.6
    return any(coverage(group, entry.text) >= 0.75 and max(term.weight for term in group) >= heavy for group in groups)


def about(entry: AssignmentEntry, terms: Sequence[Term]) -> float:
    """How much of a topic an assignment is about: its words count most, its comment a little."""
    text = coverage(terms, entry.text)
    return max(text, 0.75 * coverage(terms, f"{entry.text} {entry.comment}"))


def the_one(
    plan: Plan, register: Register, terms: Sequence[Term], hits: Mapping[str, float] | None = None
) -> AssignmentEntry | None:
    """The assignment that a question is about, in the document that tells its status; None when none stands out.

    `hits` gives, by assignment, how well the search found its words, 0 to 1.
    """
    return next(iter(the_likeliest(plan, register, terms, hits)), None)


def the_likeliest(
    plan: Plan, register: Register, terms: Sequence[Term], hits: Mapping[str, float] | None = None
) -> list[AssignmentEntry]:
    """The assignment that a question is about, and a second one where it is about that as much: "planen mot heder"."""
    scope = [entry for entry in register.entries if _in_filters(entry, replace(plan.filters, types=()))]
    origins = plan.criteria.origins
    families: dict[str, float] = {}
    for entry in scope:
        score = about(entry, terms) + 0.35 * (hits or {}).get(entry.id, 0.0) + (0.1 if entry.origin in origins else 0.0)
        families[entry.group] = max(families.get(entry.group, 0.0), score)
    ranked = sorted(families.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < _FAINT:
        return []
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if ranked[0][1] < _NAMED and ranked[0][1] < _AHEAD * second:
        return []
    alike = [group for group, score in ranked if score >= _ALIKE * ranked[0][1]]
    told = alike if len(alike) <= _MOST_ALIKE else alike[:1]
    anywhere = not plan.filters.boards
    groups = [[one for one in register.groups.get(group, ()) if anywhere or one in scope] for group in told]
    return [min(_telling(family), key=teller) for family in groups if family]


def _telling(family: Sequence[AssignmentEntry]) -> Sequence[AssignmentEntry]:
    """The entries of an assignment that tell how far it has come, or what is done about it; all where none does."""
    told = [entry for entry in family if entry.status is not Status.UNKNOWN]
    return told or [entry for entry in family if entry.comment] or family
