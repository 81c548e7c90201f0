"""Answers about sets of assignments, from the complete register: lists, counts, what is open, how one has come."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app import english
from app.model import Criteria, Draft, DraftItem, Evidence, Kind, Plan, Statement
from app.phrases import ASSIGNMENT_NOUNS, DENIES, HEADING
from app.select_assignments import in_scope, once, select, the_likeliest
from app.times import month_name
from app.told_assignments import Register, says_status, status_of
from app.topic import Term, coverage
from app.wording import NUMBER_WORDS, and_list, number_word, status_word
from index.model import AssignmentEntry
from index.sentences import sentences
from ingest.acts import act
from ingest.model import Status

_FOUND = 0.6  # how well the search must find an assignment that a question does not call one
_ABOUT = 0.6  # share of a topic that an assignment meets in a question that does not speak of assignments
_MOST_SHOWN, _MOST_WORDS = 5, 120  # assignments, and words of them, that are told under their number
_COMMENT, _WHOLE = 85, 75  # words of a comment that are told, and of one that is told whole
_SHORT_ANSWER, _SHORTEST = 105, 40  # words of an answer to another question than how far it has come; of its comment
_ASKS_DECISION = r"\bparagraf\b|§|\bsammanträdesdatum\b|\bvilket datum\b|\bvilket (?:möte|sammanträde)\b"


def answer_list(plan: Plan, register: Register, terms: Sequence[Term]) -> Draft | None:
    """The complete list, or None when the question is not about a set of assignments that can be told."""
    found = select(plan, register, terms)
    if not found:
        return _nothing(plan, register, terms)
    if not _is_of_assignments(plan, found, terms):
        return None
    if re.search(DENIES, plan.standalone.lower()) and plan.criteria == Criteria(
        document_years=plan.criteria.document_years
    ):
        return None  # something is left out that no criterion says: the whole set would be a wrong list
    if _other_number(plan, len(found)):
        return None
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


def _is_of_assignments(plan: Plan, found: Sequence[AssignmentEntry], terms: Sequence[Term]) -> bool:
    """Whether a question is about assignments: it says so or names their heading, or what it is about is what some of
    those found are about ("vad återstår mot vräkning?")."""
    if not terms or re.search(rf"{ASSIGNMENT_NOUNS}|{HEADING}", plan.standalone.lower()) or plan.criteria.decision:
        return True
    return any(coverage(terms, entry.text) >= _ABOUT for entry in found)


def _other_number(plan: Plan, count: int) -> bool:
    """Whether a question says itself how many there are ("vilka tre uppdrag"), and the set is another."""
    match = re.search(r"\bvilka (?:de )?(?P<number>[a-zåäö]+)\b", plan.standalone.lower())
    number = match["number"] if match else ""
    return number in NUMBER_WORDS[2:] and NUMBER_WORDS.index(number) != count


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
    scope = [e for e in register.entries if in_scope(e, replace(plan, criteria=replace(plan.criteria, without=None)))]
    if len({entry.document for entry in found}) == 1:
        scope = [entry for entry in scope if entry.document == found[0].document]
    whole = len(once([e for e in scope if not plan.criteria.origins or e.origin in plan.criteria.origins]))
    statuses = plan.criteria.statuses
    told = " och ".join(status_word(status, count) for status in statuses) if statuses and len(statuses) < 3 else ""
    where = _where(plan, found)
    if plan.language == "en":
        return english.listed(plan.criteria, plan.filters.boards, count, whole, where)
    verb = "är" if told else "finns"
    number = number_word(count).capitalize()
    if plan.criteria.common:
        return f"**{number}** uppdrag finns hos både {and_list(plan.filters.boards)}:"
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
    if plan.language == "en":
        boards = list(dict.fromkeys(entry.board for entry in found if entry.board))
        return english.place(names, boards, plan.criteria.decided)
    when = f" med beslut i {month_name(plan.criteria.decided)}" if plan.criteria.decided else ""
    if len(names) == 1:
        return f"{when} enligt {names[0]}"
    boards = list(dict.fromkeys(entry.board for entry in found if entry.board))
    return f"{when} i handlingarna för {and_list(boards)}" if boards else when


def _limits(plan: Plan, found: Sequence[AssignmentEntry], register: Register) -> list[Statement]:
    """What the list does not know: assignments that no report follows up."""
    open_asked = Status.UNKNOWN in plan.criteria.statuses
    unknown = [entry for entry in found if status_of(entry, register) is Status.UNKNOWN]
    if not open_asked or not unknown:
        return []
    years = sorted({entry.year for entry in unknown if entry.year})
    if plan.language == "en":
        return [Statement(english.unknown(len(unknown), years), ())]
    which = f" från {and_list([str(year) for year in years])}" if years else ""
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
    decided = criteria.decision or criteria.decided
    defined = criteria.statuses or decided or criteria.report_to or criteria.years or criteria.expected
    scope = once([entry for entry in register.entries if in_scope(entry, plan)])
    if not defined or not scope or terms:
        return None
    place = (Evidence(scope[0].document, scope[0].spans),)
    known = sum(status_of(entry, register) is not Status.UNKNOWN for entry in scope)
    if criteria.statuses and known < len(scope):  # what is not followed up may be any
        said = f"De {len(scope)} uppdragen{_where(plan, scope)} har ingen redovisad status."
        if known:
            said = (
                f"Av de {len(scope)} uppdragen{_where(plan, scope)} har {number_word(known)} en redovisad status, och "
                "inget av dem stämmer in på det."
            )
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
    if len({entry.document for entry in found}) == 1:  # "av 32" is said of the document that the count is by
        scope = [entry for entry in scope if entry.document == found[0].document]
    told = (
        f" är {' eller '.join(status_word(s, len(found)) for s in statuses if s is not Status.UNKNOWN)}"
        if statuses
        else ""
    )
    of = f" av {len(scope)}" if statuses and len(scope) != len(found) else ""
    evidence = tuple(Evidence(entry.document, entry.spans) for entry in found)
    said = f"**{len(found)}{of} uppdrag**{told}{_where(plan, found)}."
    if plan.language == "en":
        said = english.counted(statuses, len(found), len(scope), _where(plan, found))
    lead = Statement(said, evidence[:60])
    words = sum(len((item.shown or item.text).split()) for item in draft.items)
    return replace(draft, kind=Kind.COUNT, lead=(lead,), show_items=len(found) <= _MOST_SHOWN and words <= _MOST_WORDS)


def answer_status(
    plan: Plan, register: Register, terms: Sequence[Term], hits: Mapping[str, float] | None = None
) -> Draft | None:
    """How far the one assignment that a question is about has come, with what its comment says; None when unclear."""
    likeliest = the_likeliest(plan, register, terms, hits) if terms else []  # of nothing in particular none is the one
    entry = next(iter(likeliest), None)
    if entry and not plan.about_assignments and (hits or {}).get(entry.id, 0.0) < _FOUND:
        entry = None  # "hur gick det för …" may ask of anything: then the search must find it too
    if entry is None:
        return None
    if not entry.decision and re.search(_ASKS_DECISION, plan.standalone.lower()):
        return _undecided(entry)
    drafts = [tell(one, register, terms, Kind.STATUS, plan.language) for one in likeliest]
    return replace(drafts[0], lead=tuple(statement for draft in drafts for statement in draft.lead))


def tell(entry: AssignmentEntry, register: Register, terms: Sequence[Term], kind: Kind, language: str = "sv") -> Draft:
    """How far an assignment has come, with what its comment says of the question."""
    source = says_status(entry, register)
    status = source.status
    subject = f"Uppdraget att {_act(entry)}"
    evidence: tuple[Evidence, ...] = (Evidence(entry.document, (*entry.spans, *entry.status_spans)),)
    if source is not entry:
        evidence = (*evidence, Evidence(source.document, (*source.spans, *source.status_spans)))
    if language == "en":
        told = english.status(_act(entry), status, source.title, source.decision or "")
    elif status is Status.UNKNOWN and entry.comment:
        told = f"{subject} står i {entry.title} utan redovisad status. Om det sägs där:"
    elif status is Status.UNKNOWN:
        told = f"{subject} finns i {entry.title}; handlingarna säger inte hur långt det har kommit."
    else:
        decided = f" ({source.decision})" if source.decision else ""
        told = f"{subject} är **{status_word(status, 1)}**{decided} enligt {source.title}."
    room = _COMMENT if kind is Kind.STATUS else max(_SHORTEST, _SHORT_ANSWER - len(told.split()))
    return Draft(kind, True, (Statement(told, evidence), *_comment(entry, terms, room)))


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


def _comment(entry: AssignmentEntry, terms: Sequence[Term], room: int) -> list[Statement]:
    """The comment's sentences: all of a short one; of a long one those that the question is about and the last, in at
    most so many words."""
    if not entry.comment:
        return []
    found = [entry.comment[start:end] for start, end in sentences(entry.comment)]
    evidence = (Evidence(entry.document, entry.comment_spans),)
    if len(entry.comment.split()) <= min(room, _WHOLE):
        return [Statement(" ".join(found), evidence)]
    ranked = sorted(range(len(found)), key=lambda i: -coverage(terms, found[i]))
    chosen, words = {len(found) - 1}, len(found[-1].split())
    for index in ranked:
        if words + len(found[index].split()) > room:
            continue
        chosen.add(index)
        words += len(found[index].split())
    return [Statement(" ".join(found[index] for index in sorted(chosen)), evidence)]
