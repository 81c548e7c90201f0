"""Answers about sets of assignments, from the complete register: lists, counts, what is open, how one has come."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.model import Criteria, Draft, DraftItem, Evidence, Kind, Plan, Statement
from app.phrases import DENIES, RESPONSIBLE, TOPIC_OPENS, VERB
from app.times import falls_in, time_of
from app.topic import WORD, Term, coverage, meets, shared_phrase, stems
from app.wording import number_word, status_word
from index.model import AssignmentEntry, DocumentEntry, Filters
from index.sentences import sentences
from ingest.acts import act
from ingest.metadata import OTHER, type_of
from ingest.model import Origin, Status

_OPEN = (Status.NOT_STARTED, Status.ONGOING, Status.UNKNOWN)
# Which document tells best how far an assignment has come, and how it was worded
_TELLS = {
    "årsrapport": 0,
    "delårsrapport": 1,
    "uppföljning": 2,
    "statusrapport": 2,
    "genomförandeplan": 3,
    "budget": 4,
    "verksamhetsplan": 5,
}
_ASKS_DECISION = r"\bparagraf\b|§|\bsammanträdesdatum\b|\bvilket datum\b|\bvilket (?:möte|sammanträde)\b"
MOTION = "yrkande"  # the sort of document that proposes and decides nothing
_PROPOSES = (MOTION,)
_ON_TOPIC = 0.62  # share of a topic's weight that an assignment must meet to be about it
_SAME = 0.7  # how well a body's name must be met: "nämnden" by "Socialnämnden Norr"
_PLAINLY = 0.95  # share that an assignment's own words meet: then no other's comment counts
_NEAR_BEST = 0.8  # and the share of what the best one meets
_NAMED = 0.45  # share that a single assignment must meet for its status to be told
_FAINT = 0.3  # less than that never points one out
_AHEAD = 1.3  # between the two: so much better than the next one


@dataclass(frozen=True, slots=True)
class Register:
    """Every assignment, grouped: `groups` gives all entries of the same assignment, best teller first."""

    entries: tuple[AssignmentEntry, ...]
    documents: tuple[DocumentEntry, ...]
    groups: Mapping[str, tuple[AssignmentEntry, ...]]
    year_of: Mapping[str, int | None]  # the year of each document

    @classmethod
    def of(cls, entries: Sequence[AssignmentEntry], documents: Sequence[DocumentEntry]) -> "Register":
        """The register of some entries."""
        groups: dict[str, list[AssignmentEntry]] = {}
        for entry in entries:
            groups.setdefault(entry.group, []).append(entry)
        ordered = {key: tuple(sorted(found, key=_teller)) for key, found in groups.items()}
        return cls(tuple(entries), tuple(documents), ordered, {d.name: d.year for d in documents})


def _teller(entry: AssignmentEntry) -> tuple[int, int]:
    kind = _sort_of(entry)
    return (_TELLS.get(kind, 6) + (10 if kind in _PROPOSES else 0), entry.part)


def is_proposal(entry: AssignmentEntry) -> bool:
    """Whether an assignment is only proposed: it stands in a motion, which decides nothing."""
    return _sort_of(entry) in _PROPOSES


def _sort_of(entry: AssignmentEntry) -> str:
    """The sort of document that an entry stands in: its attachment's where it stands in one."""
    inner = type_of(entry.part_title) if entry.part else OTHER
    return inner if inner != OTHER else entry.document_type


def select(plan: Plan, register: Register, terms: Sequence[Term]) -> list[AssignmentEntry]:
    """The entries that a plan asks for, in document order, each assignment once."""
    found = [entry for entry in register.entries if _in_scope(entry, plan) and _fits(entry, plan.criteria, register)]
    found, named = _responsible(found, plan)
    found = on_topic(found, plan, [term for term in terms if term.word not in named])
    if plan.criteria.without:
        elsewhere = {
            entry.group
            for entry in register.entries
            if _in_filters(entry, plan.criteria.without) and entry not in found
        }
        found = [entry for entry in found if entry.group not in elsewhere]
    if plan.criteria.common:
        shared = _with_all(found, plan.filters.boards)
        return list({entry.group: entry for entry in reversed(shared)}.values())[::-1]
    return _once(found, by_board=plan.kind is Kind.COMPARE)


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


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _with_all(found: Sequence[AssignmentEntry], boards: Sequence[str]) -> list[AssignmentEntry]:
    """The entries of assignments that every one of some boards has."""
    having: dict[str, set[str | None]] = {}
    for entry in found:
        having.setdefault(entry.group, set()).add(entry.board)
    return [entry for entry in found if having[entry.group] >= set(boards)]


def _once(found: Sequence[AssignmentEntry], *, by_board: bool = False) -> list[AssignmentEntry]:
    """Each assignment once: the entry that tells best, in the place of the first. What boards order themselves, and
    what is compared, once a board."""
    best: dict[tuple[str, str], AssignmentEntry] = {}
    for entry in found:
        key = (entry.group, str(entry.board) if by_board or entry.origin is Origin.BOARD else "")
        if key not in best or _teller(entry) < _teller(best[key]):
            best[key] = entry
    return list(best.values())


def _in_scope(entry: AssignmentEntry, plan: Plan) -> bool:
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
    if plan and Origin.COUNCIL in plan.criteria.origins and len(types) > 1:
        types = tuple(kind for kind in types if kind != "budget")  # "från stadens budget" names the giver
    return not types or _sort_of(entry) in types or (entry.part == 0 and entry.document_type in types)


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


def status_of(entry: AssignmentEntry, register: Register) -> Status:
    """How far an assignment has come by the document that says it last."""
    told = [other for other in register.groups.get(entry.group, (entry,)) if other.status is not Status.UNKNOWN]
    own = entry if entry.status is not Status.UNKNOWN else None
    latest = max(told, key=lambda other: other.year or 0, default=None)
    return (own or latest or entry).status


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


def answer_list(plan: Plan, register: Register, terms: Sequence[Term]) -> Draft | None:
    """The complete list, or None when the question is not about a set of assignments that can be told."""
    found = select(plan, register, terms)
    if not found:
        return _nothing(plan, register, terms)
    if re.search(DENIES, plan.standalone.lower()) and plan.criteria == Criteria(
        document_years=plan.criteria.document_years
    ):
        return None  # something is left out that no criterion says: the whole set would be a wrong list
    boards = {entry.board for entry in found}
    common = plan.criteria.common
    items = tuple(_item(e, register, name_board=len(boards) > 1 and not common, anywhere=common) for e in found)
    return Draft(
        kind=plan.kind if plan.kind in (Kind.LIST, Kind.COUNT, Kind.COMPARE, Kind.YESNO) else Kind.LIST,
        answered=True,
        lead=(Statement(("**Ja.** " if plan.kind is Kind.YESNO else "") + _lead(plan, found, register), ()),),
        items=items,
        total=len(items),
        closing=tuple(_limits(plan, found, register)),
        suggestions=_suggestions(plan, found),
    )


def _item(entry: AssignmentEntry, register: Register, *, name_board: bool, anywhere: bool = False) -> DraftItem:
    status = status_of(entry, register)
    shown = entry.text if len(entry.text) < 330 else entry.text[: entry.text.rfind(" ", 0, 320)] + " …"
    notes = []
    if status is not Status.UNKNOWN:
        notes.append(status.value.lower())
    if entry.expected and status is not Status.DONE:
        notes.append(f"väntas klart {entry.expected}" if not entry.expected.startswith("efter") else entry.expected)
    places = [Evidence(entry.document, (*entry.spans, *entry.status_spans))]
    for other in register.groups.get(entry.group, ()):
        elsewhere = (other.document, other.part) != (entry.document, entry.part)
        if elsewhere and (anywhere or other.board == entry.board) and len(places) < 5:
            places.append(Evidence(other.document, other.spans))
    board = f"**{entry.board}**: " if name_board and entry.board else ""
    return DraftItem(
        text=entry.text,
        evidence=tuple(places),
        status=status.value,
        year=entry.year,
        board=entry.board,
        shown=f"{board}{shown}" + (f" *({', '.join(notes)})*" if notes else ""),
    )


def _lead(plan: Plan, found: Sequence[AssignmentEntry], register: Register) -> str:
    """The answer in a sentence: how many, of how many, from where."""
    count = len(found)
    scope = [e for e in register.entries if _in_scope(e, replace(plan, criteria=replace(plan.criteria, without=None)))]
    if len({entry.document for entry in found}) == 1:
        scope = [entry for entry in scope if entry.document == found[0].document]
    whole = len(_once([e for e in scope if not plan.criteria.origins or e.origin in plan.criteria.origins]))
    statuses = plan.criteria.statuses
    told = " och ".join(status_word(status, count) for status in statuses) if statuses and len(statuses) < 3 else ""
    where = _where(plan, found)
    verb = "är" if told else "finns"
    number = number_word(count).capitalize()
    if plan.criteria.common:
        return f"**{number}** uppdrag finns hos både {_and(plan.filters.boards)}:"
    if told:
        of = f" av {whole}" if whole > count else ""
        return f"**{number}{of}** uppdrag {verb} {told}{where}:"
    if statuses:
        return (
            f"**{number}** uppdrag är inte rapporterade som avslutade{where}:"
            if count > 1
            else f"**Ett** uppdrag är inte rapporterat som avslutat{where}:"
        )
    return f"Det finns **{number_word(count)}** uppdrag{where}:"


def _where(plan: Plan, found: Sequence[AssignmentEntry]) -> str:
    names = list(dict.fromkeys(entry.title for entry in found))
    if len(names) == 1:
        return f" enligt {names[0]}"
    boards = list(dict.fromkeys(entry.board for entry in found if entry.board))
    return f" i handlingarna för {_and(boards)}" if boards else ""


def _and(names: Sequence[str]) -> str:
    return " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _limits(plan: Plan, found: Sequence[AssignmentEntry], register: Register) -> list[Statement]:
    """What the list does not know: assignments that no report follows up."""
    open_asked = Status.UNKNOWN in plan.criteria.statuses
    unknown = [entry for entry in found if status_of(entry, register) is Status.UNKNOWN]
    if not open_asked or not unknown:
        return []
    years = sorted({entry.year for entry in unknown if entry.year})
    which = f" från {_and([str(year) for year in years])}" if years else ""
    them = "dem" if len(unknown) > 1 else "det"
    none = "Inget av dem" if len(unknown) > 1 else "Det"
    return [
        Statement(
            f"{none} är {'' if len(unknown) > 1 else 'inte '}rapporterat som avslutat: ingen uppföljning av "
            f"uppdrag{which} finns bland handlingarna, så läget för {them} är inte känt.",
            (),
        )
    ]


def _suggestions(plan: Plan, found: Sequence[AssignmentEntry]) -> tuple[str, ...]:
    boards = [b for b in dict.fromkeys(entry.board for entry in found if entry.board) if b not in plan.filters.boards]
    asked = tuple(f"Och bara för {board}?" for board in boards[:2]) if len(boards) > 1 else ()
    return (*asked, *(("Vilka av dem är inte avslutade?",) if not plan.criteria.statuses else ()))


def _nothing(plan: Plan, register: Register, terms: Sequence[Term]) -> Draft | None:
    """An empty set, said as such, when the set is well defined; None when the topic may stand elsewhere."""
    criteria = plan.criteria
    defined = criteria.statuses or criteria.decision or criteria.report_to or criteria.years or criteria.expected
    scope = _once([entry for entry in register.entries if _in_scope(entry, plan)])
    if not defined or not scope or terms:
        return None
    place = (Evidence(scope[0].document, scope[0].spans),)
    if criteria.statuses and all(status_of(entry, register) is Status.UNKNOWN for entry in scope):
        said = f"De {len(scope)} uppdragen{_where(plan, scope)} har ingen redovisad status."
        return Draft(Kind.NONE, False, (Statement("**Det framgår inte av handlingarna.**", ()), Statement(said, place)))
    said = f"**Inget** av de {len(scope)} uppdragen{_where(plan, scope)} stämmer in på det."
    return Draft(plan.kind, True, (Statement(said, place),), total=0)


def answer_count(plan: Plan, register: Register, terms: Sequence[Term]) -> Draft | None:
    """How many, of how many, with the list behind it."""
    draft = answer_list(plan, register, terms)
    if draft is None or not draft.items:
        return draft
    found = select(plan, register, terms)
    statuses = plan.criteria.statuses
    scope = select(replace(plan, criteria=replace(plan.criteria, statuses=())), register, terms)
    told = (
        f" är {' eller '.join(status_word(s, len(found)) for s in statuses if s is not Status.UNKNOWN)}"
        if statuses
        else ""
    )
    of = f" av {len(scope)}" if statuses and len(scope) != len(found) else ""
    evidence = tuple(Evidence(entry.document, entry.spans) for entry in found)
    lead = Statement(f"**{len(found)}{of} uppdrag**{told}{_where(plan, found)}.", evidence[:60])
    return replace(draft, kind=Kind.COUNT, lead=(lead,), show_items=len(found) <= 5)


def answer_status(
    plan: Plan, register: Register, terms: Sequence[Term], hits: Mapping[str, float] | None = None
) -> Draft | None:
    """How far the one assignment that a question is about has come, with what its comment says; None when unclear."""
    entry = the_one(plan, register, terms, hits)
    if entry is None:
        return None
    if not entry.decision and re.search(_ASKS_DECISION, plan.standalone.lower()):
        return _undecided(entry)
    return tell(entry, register, terms, Kind.STATUS)


def tell(entry: AssignmentEntry, register: Register, terms: Sequence[Term], kind: Kind) -> Draft:
    """How far an assignment has come, with what its comment says of the question."""
    status = status_of(entry, register)
    subject = f"Uppdraget att {_act(entry)}"
    evidence = (Evidence(entry.document, (*entry.spans, *entry.status_spans)),)
    if status is Status.UNKNOWN and entry.comment:
        told = f"{subject} står i {entry.title} utan redovisad status. Om det sägs där:"
    elif status is Status.UNKNOWN:
        told = f"{subject} finns i {entry.title}; handlingarna säger inte hur långt det har kommit."
    else:
        decided = f" ({entry.decision})" if entry.decision else ""
        told = f"{subject} är **{status_word(status, 1)}**{decided} enligt {entry.title}."
    return Draft(kind, True, (Statement(told, evidence), *_comment(entry, terms)))


def _undecided(entry: AssignmentEntry) -> Draft:
    """The register gives no date and paragraph for an assignment: said so, with what it does say."""
    place = (Evidence(entry.document, entry.spans), Evidence(entry.document, entry.status_spans or entry.spans))
    said = (
        f"Uppdraget att {_act(entry)} står som {entry.status.value.lower()} i {entry.title}, utan datum och paragraf."
    )
    return Draft(Kind.NONE, False, (Statement("**Det framgår inte av handlingarna.**", ()), Statement(said, place)))


def _act(entry: AssignmentEntry) -> str:
    words = act(entry.text).strip(" ,.")
    words = re.split(r"(?<=[a-zåäö])\. ", words)[0]
    words = words[:1].lower() + words[1:]
    return words if len(words) < 240 else words[: words.rfind(" ", 0, 230)] + " …"


def _comment(entry: AssignmentEntry, terms: Sequence[Term]) -> list[Statement]:
    """The comment's sentences: all of a short one; of a long one those that the question is about and the last."""
    if not entry.comment:
        return []
    found = [entry.comment[start:end] for start, end in sentences(entry.comment)]
    evidence = (Evidence(entry.document, entry.comment_spans),)
    if len(entry.comment.split()) <= 75:
        return [Statement(" ".join(found), evidence)]
    ranked = sorted(range(len(found)), key=lambda i: -coverage(terms, found[i]))
    chosen, words = {len(found) - 1}, len(found[-1].split())
    for index in ranked:
        if words + len(found[index].split()) > 85:
            continue
        chosen.add(index)
        words += len(found[index].split())
    return [Statement(" ".join(found[index] for index in sorted(chosen)), evidence)]


def the_one(
    plan: Plan, register: Register, terms: Sequence[Term], hits: Mapping[str, float] | None = None
) -> AssignmentEntry | None:
    """The assignment that a question is about, in the document that tells its status; None when none stands out.

    `hits` gives, by assignment, how well the search found its words, 0 to 1.
    """
    scope = [entry for entry in register.entries if _in_filters(entry, replace(plan.filters, types=()))]
    origins = plan.criteria.origins
    families: dict[str, float] = {}
    for entry in scope:
        score = about(entry, terms) + 0.35 * (hits or {}).get(entry.id, 0.0) + (0.1 if entry.origin in origins else 0.0)
        families[entry.group] = max(families.get(entry.group, 0.0), score)
    ranked = sorted(families.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < _FAINT:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if ranked[0][1] < _NAMED and ranked[0][1] < _AHEAD * second:
        return None
    family = [entry for entry in register.groups.get(ranked[0][0], ()) if entry in scope or not plan.filters.boards]
    told = [entry for entry in family if entry.status is not Status.UNKNOWN]
    handled = [entry for entry in family if entry.comment]
    return min(told or handled or family, key=_teller, default=None)
