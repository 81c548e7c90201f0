"""A question and what was said before, to a plan: what is asked for, about what, where to look."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app import phrases
from app.model import Criteria, Kind, Plan, Turn
from app.scope import Scope, scope_of, unscoped
from app.spelling import mend
from app.times import month_of, time_of
from app.topic import WORD
from index.model import DocumentEntry, Filters
from index.sparse import STOP_WORDS, stem
from ingest.model import Origin, Status

_ENGLISH = frozenset(phrases.ENGLISH)
_FRAME = frozenset(phrases.FRAME) | _ENGLISH | STOP_WORDS
_MONTHS = {
    name: number + 1
    for number, name in enumerate(
        [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ]
    )
}


class Planner:
    """Plans questions about the documents that are loaded."""

    def __init__(self, documents: Sequence[DocumentEntry], vocabulary: Mapping[str, int]) -> None:
        self.documents = documents
        self.vocabulary = vocabulary
        self._keep = frozenset(word.lower() for d in documents for word in WORD.findall(d.board or "")) | _FRAME

    def plan(self, question: str, history: Sequence[Turn] = (), chosen: Filters | None = None) -> Plan:
        """The plan for a question; `chosen` are the reader's own filters."""
        question = " ".join(question.split())
        language = language_of(question)
        mended = question if language == "en" else mend(question, self.vocabulary, self._keep)
        one = _pointed_out(mended.lower(), history)
        if one:
            plan = self._read(question, f"Hur långt har det kommit: {one}", language)
            return replace(plan, kind=Kind.STATUS, about_assignments=True, criteria=Criteria(), filters=Filters())
        standalone = self._whole(mended, history)
        plan = self._read(question, standalone, language)
        if history and (standalone != mended or re.match(r"^och\b", mended.lower())):
            plan = _inherit(plan, mended, history[-1].plan)
            own = topic_of(mended, scope_of(mended, self.documents), self.documents)
            plan = replace(plan, inherited=tuple(word for word in plan.topic if own and word not in own))
        return _narrow(plan, chosen) if chosen else plan

    def _read(self, question: str, standalone: str, language: str) -> Plan:
        low = standalone.lower()
        scope = scope_of(re.sub(f"{phrases.INSIDE_BUDGET}|{phrases.OUTSIDE_BUDGET}", " ", standalone), self.documents)
        criteria = _criteria(low, standalone, scope, self.documents)
        about = bool(re.search(phrases.ASSIGNMENT_NOUNS, low)) or bool(_decision(low))
        about = about or (bool(criteria.statuses) and bool(re.search(phrases.SET_BY_STATUS, low)))
        about = about or (bool(criteria.statuses) and bool(re.search(phrases.STEPS, low)))
        kind = kind_of(low, about)
        if len(scope.boards) > 1 and re.search(phrases.EACH, low):
            kind = Kind.COMPARE
        topic = topic_of(standalone, scope, self.documents)
        return Plan(
            question=question,
            standalone=standalone,
            kind=kind,
            language=language,
            topic=topic,
            filters=scope.filters,
            years=scope.years,
            about_assignments=about,
            criteria=criteria,
            searches=(unscoped(standalone, scope),),
            notes=_notes(criteria),
        )

    def _whole(self, question: str, history: Sequence[Turn]) -> str:
        """A follow-up made a question of its own: what it leaves out is taken from the question before it."""
        if not history:
            return question
        before = history[-1].plan
        low = question.lower()
        follows = bool(re.search(phrases.FOLLOW_UP, low)) or bool(re.search(phrases.COUNT_AGAIN, low))
        own = topic_of(question, scope_of(question, self.documents), self.documents)
        whole = bool(re.search(phrases.ASSIGNMENT_NOUNS, low)) and len(low.split()) > 3
        follows = (
            follows or (len(own) <= 3 and bool(re.search(phrases.PRONOUNS, low)) and not whole) or not (own or whole)
        )
        scope = scope_of(question, self.documents)
        if not (follows or _points_back(low, scope)):
            return question
        base = before.standalone
        whole = whole or bool(re.search(phrases.ASKS, low))
        points = re.search(phrases.PRONOUNS, low.split(" om ")[0])
        if len(own) >= 2 and whole and re.match(r"^och\b", low) and not points:
            return question  # "Och uppdraget om …?": another thing asked of in the same way
        compared = re.search(phrases.COMPARED, low)
        if scope.boards and not compared:
            base = _without_boards(base, before.filters.boards)
        if scope.years and not compared:
            base = re.sub(r"\b20\d\d\b", "", base)
        return " ".join(f"{base.rstrip('?. ')}? {question}".split())


def _points_back(low: str, scope: Scope) -> bool:
    """Whether a question without a board or document is too short to stand alone, or says "ökningen", "beslutet"."""
    words = low.split()
    if scope.boards or scope.filters.documents:
        return False
    pointing = len(words) <= phrases.LONGEST_ANAPHORA and re.search(phrases.ANAPHORA, low)
    return len(words) <= phrases.SHORT or bool(pointing)


def _pointed_out(low: str, history: Sequence[Turn]) -> str:
    """The item of the list before that a follow-up points at ("den andra"), or ""."""
    match = re.search(phrases.ORDINAL, low)
    items = history[-1].answer.items if history and history[-1].answer else ()
    if not match or not items:
        return ""
    place = phrases.ORDINALS.index(match["which"]) if match["which"] in phrases.ORDINALS else len(items) - 1
    return items[place].text if place < len(items) else ""


def language_of(question: str) -> str:
    """ "en" when the question is in English, else "sv"."""
    words = [word.lower() for word in WORD.findall(question)]
    english = sum(word in _ENGLISH for word in words)
    return "en" if english >= max(2, len(words) * 0.3) and not re.search(r"[åäö]", " ".join(words[:2])) else "sv"


def kind_of(low: str, about_assignments: bool) -> Kind:
    """What a question, in lower case, asks for."""
    said = _said_kind(low, about_assignments)
    plain = re.search(phrases.ASKS, low) or not low.endswith("?") or not re.match(phrases.BEGINS_WITH_VERB, low)
    return said or (Kind.FACT if plain else Kind.YESNO)


def _said_kind(low: str, about_assignments: bool) -> Kind | None:
    """The kind that a question's words say, or None."""
    if re.search(phrases.COUNTABLE, low) or (about_assignments and re.search(phrases.COUNTED_ASSIGNMENTS, low)):
        return Kind.COUNT
    if re.search(r"^(?:vad|vilka)\b.*\b(?:har|hade|fick|fått|avslutade|la|lade)\b", low) and about_assignments:
        return Kind.LIST
    if about_assignments and re.search(phrases.SET_BY_STATUS, low) and not re.search(r"\buppdraget\b", low):
        return Kind.COUNT if re.search(phrases.COUNTED_STATUS, low) else Kind.LIST
    for pattern, kind in phrases.KINDS:
        if re.search(pattern, low):
            if kind in (Kind.STATUS, Kind.YESNO) and re.search(r"^[^.?]*\buppdrag(?:en)?\s+som\b", low):
                return Kind.LIST
            if kind is Kind.FIGURE and about_assignments and re.search(r"\bvilka\b", low):
                return Kind.LIST
            return kind
    if about_assignments and (_decision(low) or re.search(r"\buppdrag(?:en)?\b", low)) and "uppdraget" not in low:
        return Kind.LIST
    return None


def topic_of(question: str, scope: Scope, documents: Sequence[DocumentEntry]) -> tuple[str, ...]:
    """The content words of a question in order, without what frames it and without the boards it names."""
    places = {word.lower() for board in scope.boards for word in WORD.findall(board)}
    named = [d for d in documents if d.name in scope.filters.documents]
    places |= {word.lower() for d in named for word in WORD.findall(f"{d.city} {d.title} {d.board}") if len(word) > 3}
    found = []
    for word in WORD.findall(question.lower()):
        bare = word[:-1] if word.endswith("s") else word
        if word in _FRAME or bare in places or word in places or re.fullmatch(r"20\d\d|\d", word) or len(word) < 2:
            continue
        if (stem(word) in _FRAME and len(word) < 7) or re.fullmatch(phrases.ASSIGNMENT_NOUNS, word):
            continue
        found.append(word)
    return tuple(dict.fromkeys(found))


def _criteria(low: str, question: str, scope: Scope, documents: Sequence[DocumentEntry]) -> Criteria:
    statuses = _statuses(low)
    origins = _origins(low)
    expected = _expected(low)
    if expected and statuses == (Status.DONE,):
        statuses = ()
    everyone = re.search(phrases.EVERYONE, low)
    report = re.search(phrases.REPORT_TO, low)
    kind = "utanför budgetbeslut" if re.search(phrases.OUTSIDE_BUDGET, low) else ""
    kind = kind or ("inom budgetbeslut" if re.search(phrases.INSIDE_BUDGET, low) else "")
    without = _without(low, question, scope, documents)
    named = tuple(y for y in scope.years if not expected.startswith(str(y)) and not _decision(low))
    reported = {d.year for d in documents if not scope.boards or d.board in scope.boards}
    own = tuple(
        y for y in named if _year_of_assignment(low, y) or (y not in reported and not _year_of_document(low, y))
    )
    return Criteria(
        statuses=statuses,
        origins=() if kind and origins == (Origin.COUNCIL,) else origins,
        years=own,
        document_years=tuple(y for y in named if y not in own and y in reported),
        addressees=("alla nämnder", "samtliga nämnder") if everyone else _addressees(low, scope),
        report_to=phrases.BODIES.get(report["who"], report["who"]) if report else "",
        reported=bool(re.search(phrases.REPORTED, low)),
        decision=_decision(low),
        decided="" if expected or _decision(low) else _decided(low, statuses, scope),
        kind=kind,
        expected=expected,
        status_words=_status_words(low),
        without=without,
        common=len(scope.boards) > 1 and bool(re.search(phrases.COMMON, low)),
    )


def _notes(criteria: Criteria) -> tuple[str, ...]:
    """What was understood, for the reader."""
    told = tuple(status.value.lower() for status in criteria.statuses if status is not Status.UNKNOWN)
    return told + tuple(f"från {origin.value}" for origin in criteria.origins)


def _statuses(low: str) -> tuple[Status, ...]:
    """How far the assignments asked for have come; none when the question does not say."""
    wanted = re.sub(phrases.LEFT_OUT, " ", low)
    statuses = next((found for pattern, found in phrases.STATUS_PHRASES if re.search(pattern, wanted)), ())
    return (Status.ONGOING,) if Status.UNKNOWN in statuses and re.search(phrases.STARTED_ONLY, low) else statuses


def _status_words(low: str) -> tuple[str, ...]:
    """Parts of the status as written that a question asks for: "försena"."""
    return tuple(word for pattern, word in phrases.STATUS_WRITTEN if re.search(pattern, low))


def _origins(low: str) -> tuple[Origin, ...]:
    """Who gave the assignments asked for; "KF/KS" is two, "både … och …" is everyone."""
    found = tuple(dict.fromkeys(origin for pattern, origin in phrases.ORIGIN_PHRASES if re.search(pattern, low)))
    if len(found) > 1 and re.search(phrases.EVERY_ORIGIN, low):
        return ()
    if re.search(phrases.BOTH_ORIGINS, low):
        return (Origin.COUNCIL, Origin.EXECUTIVE)
    return found[:1]


def _expected(low: str) -> str:
    """When the assignments asked for are expected to be finished, or ""."""
    match = re.search(phrases.EXPECTED, low)
    return time_of(match["when"] or match["when_en"] or "") if match else ""


def _year_of_assignment(low: str, year: int) -> bool:
    """Whether a year is when the assignments were given ("uppdrag från 2020 eller 2021")."""
    if re.search(rf"\b{year}\s+års\s+(?:\w+\s+)?\w*uppdrag", low):
        return True
    return bool(
        re.search(
            rf"\buppdrag\w*\s+(?:som\s+)?(?:gavs\s+|beslutades\s+)?från\s+(?:år\s+)?(?:20\d\d\s*(?:,|och|eller)\s*)*{year}\b",
            low,
        )
    )


def _year_of_document(low: str, year: int) -> bool:
    """Whether a year belongs to a document's name ("årsrapport 2024", "genomförandeplanen för 2025")."""
    return any(re.search(rf"(?:{pattern})\s+(?:för\s+|från\s+)?{year}\b", low) for pattern, _ in phrases.TYPE_PHRASES)


def _decision(low: str) -> str:
    """A meeting's date and paragraph as the register writes them: "2024-03-26 § 86", either alone."""
    paragraph = re.search(r"§\s*(\d+)|\bparagraf\s+(\d+)", low)
    date = re.search(r"\b(20\d\d-\d\d-\d\d)\b", low)
    written = re.search(rf"\b(\d{{1,2}})(?:\s*:?e)?\s+({'|'.join(_MONTHS)})(?:\s+(20\d\d))?", low)
    parts = []
    if date:
        parts.append(date[1])
    elif written:
        year = written[3] or "20"
        parts.append(
            f"{year}-{_MONTHS[written[2]]:02d}-{int(written[1]):02d}"
            if written[3]
            else f"-{_MONTHS[written[2]]:02d}-{int(written[1]):02d}"
        )
    if paragraph:
        parts.append(f"§ {paragraph[1] or paragraph[2]}")
    return " ".join(parts)


def _decided(low: str, statuses: Sequence[Status], scope: Scope) -> str:
    """The month in which a meeting closed or decided the assignments asked for, or ""."""
    closed = tuple(statuses) == (Status.DONE,) or re.search(phrases.MEETING, low)
    return month_of(low, scope.years) if closed else ""


def _addressees(low: str, scope: Scope) -> tuple[str, ...]:
    """Who the assignments asked for are given to: a board that they are "riktade till", or other bodies."""
    if scope.boards and re.search(r"\brikta\w*\s+(?:\w+\s+){0,2}?(?:till|mot)\s+(?:social)?nämnd", low):
        return tuple(board.lower() for board in scope.boards)
    return _organisations(low)


def _organisations(low: str) -> tuple[str, ...]:
    """Other bodies that an assignment may be given to: "AB Framtiden", "stadsmiljönämnden"."""
    if not re.search(r"\bleds\b|\bleder\b|\briktade?s? till\b|\bansvar\w*\b|\bgivits\b|\bfått\b", low):
        return ()
    names = re.findall(r"\b(?!social)([a-zåäö]{4,}nämnden)\b|\b(ab [a-zåäö]+)\b", low)
    return tuple(first or second for first, second in names if (first or second) not in ("nämnden",))


def _without(low: str, question: str, scope: Scope, documents: Sequence[DocumentEntry]) -> Filters | None:
    """Where the set must not be found: "som inte finns i Norrs", "vad saknar budgeten"."""
    match = re.search(phrases.WITHOUT, low)
    if not match:
        return None
    where = match.groupdict().get("where") or ""
    if not where:
        return None
    other = scope_of(where, documents)
    boards = other.boards or scope.boards[:1]
    types = other.filters.types or (scope.filters.types if other.boards else ())
    return Filters((), boards, (), types) if boards or types else None


def _without_boards(question: str, boards: Sequence[str]) -> str:
    for board in boards:
        place = board.split()[-1]
        question = re.sub(
            rf"\b(?:i|för|hos|på)\s+(?:socialnämnden\s+)?{place}s?\b|\b{place}s?\b", "", question, flags=re.I
        )
    return question


def _inherit(plan: Plan, question: str, before: Plan) -> Plan:
    """A follow-up keeps what it does not change of the plan before it."""
    low = question.lower()
    again = bool(re.search(phrases.COUNT_AGAIN, low))
    kind = Kind.COUNT if again and before.about_assignments else plan.kind
    own_kind = kind_of(low, before.about_assignments)
    kind = own_kind if own_kind is not Kind.FACT and not again else (kind if again else before.kind)
    if re.search(phrases.ONE_OF_THEM, low):
        return replace(plan, kind=Kind.LIST, about_assignments=before.about_assignments)
    if re.match(r"^(?:och )?(?:var|när|vem|vilken|vilket|vad|hur)\b", low) and own_kind is Kind.FACT:
        kind = Kind.FACT
    filters = plan.filters
    if not filters.boards and not filters.documents:
        filters = replace(filters, boards=before.filters.boards, documents=before.filters.documents)
    about = plan.about_assignments or before.about_assignments
    criteria = _with_status(plan.criteria, low)
    return replace(plan, kind=kind, filters=filters, about_assignments=about, criteria=criteria, notes=_notes(criteria))


def _with_status(criteria: Criteria, low: str) -> Criteria:
    """The criteria of a follow-up: how far it asks for takes the place of what the question before asked for."""
    statuses, words = _statuses(low), _status_words(low)
    return replace(criteria, statuses=statuses, status_words=words) if statuses or words else criteria


def _narrow(plan: Plan, chosen: Filters) -> Plan:
    """The plan with the reader's own filters: they win over what the question names."""
    merged = Filters(
        chosen.documents or plan.filters.documents,
        chosen.boards or plan.filters.boards,
        chosen.years or plan.filters.years,
        chosen.types or plan.filters.types,
    )
    return replace(plan, filters=merged)
