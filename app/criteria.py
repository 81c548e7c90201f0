"""Which assignments a question asks for: how far they have come, who gave them, when and by whom it was decided."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app import phrases
from app.model import Criteria
from app.scope import Scope, scope_of
from app.times import MONTHS, month_of, time_of
from index.model import DocumentEntry, Filters
from ingest.model import Origin, Status

_YEARS = 15  # before or since a year, whose assignments are still told of


def criteria_of(low: str, question: str, scope: Scope, documents: Sequence[DocumentEntry]) -> Criteria:
    """What assignments must be to belong to the set that a question asks for; `low` is the question in lower case."""
    statuses = statuses_of(low)
    origins = origins_of(
        re.sub(rf"{phrases.LEFT_OUT}|{phrases.REPORT_TO}(?: själva?)?|{phrases.REPORTED_BACK}", " ", low)
    )
    expected = _expected(low)
    if expected and statuses == (Status.DONE,):
        statuses = ()
    everyone = re.search(phrases.EVERYONE, low)
    report = re.search(phrases.REPORT_TO, low)
    back = "nämnden" if re.search(phrases.REPORTED_BACK, low) else ""
    kind = "utanför budgetbeslut" if re.search(phrases.OUTSIDE_BUDGET, low) else ""
    kind = kind or ("inom budgetbeslut" if re.search(phrases.INSIDE_BUDGET, low) else "")
    without = _without(low, question, scope, documents)
    named = tuple(y for y in scope.years if not expected.startswith(str(y)) and not decision_of(low))
    reported = {d.year for d in documents if not scope.boards or d.board in scope.boards}
    own = tuple(
        y for y in named if _year_of_assignment(low, y) or (y not in reported and not _year_of_document(low, y))
    )
    return Criteria(
        statuses=statuses,
        origins=() if kind and origins == (Origin.COUNCIL,) else origins,
        years=tuple(dict.fromkeys(year for one in own for year in _span_of_years(low, one))),
        document_years=tuple(y for y in named if y not in own and y in reported),
        addressees=("alla nämnder", "samtliga nämnder") if everyone else _addressees(low, scope),
        report_to=phrases.BODIES.get(report["who"], report["who"]) if report else back,
        reported=bool(re.search(phrases.REPORTED, low)),
        decision=decision_of(low),
        decided="" if expected or decision_of(low) else _decided(low, statuses, scope),
        kind=kind,
        expected=expected,
        status_words=_status_words(low),
        without=without,
        apart=len(scope.boards) > 1 and bool(re.search(phrases.APART, low)),
        common=len(scope.boards) > 1 and bool(re.search(phrases.COMMON, low)),
    )


def notes_of(criteria: Criteria) -> tuple[str, ...]:
    """What was understood, for the reader."""
    told = tuple(status.value.lower() for status in criteria.statuses if status is not Status.UNKNOWN)
    return told + tuple(f"från {origin.value}" for origin in criteria.origins)


def statuses_of(low: str) -> tuple[Status, ...]:
    """How far the assignments asked for have come; none when the question does not say."""
    wanted = re.sub(f"{phrases.LEFT_OUT}|{phrases.OPEN_HOURS}", " ", low)
    statuses = next((found for pattern, found in phrases.STATUS_PHRASES if re.search(pattern, wanted)), ())
    return (Status.ONGOING,) if Status.UNKNOWN in statuses and re.search(phrases.STARTED_ONLY, low) else statuses


def _status_words(low: str) -> tuple[str, ...]:
    """Parts of the status as written that a question asks for: "försena"."""
    return tuple(word for pattern, word in phrases.STATUS_WRITTEN if re.search(pattern, low))


def origins_of(low: str) -> tuple[Origin, ...]:
    """Who gave the assignments asked for; "KF/KS" is two, "både … och …" is everyone."""
    found = tuple(dict.fromkeys(origin for pattern, origin in phrases.ORIGIN_PHRASES if re.search(pattern, low)))
    if re.search(phrases.OWN_TOO, low) or (len(found) > 1 and re.search(phrases.EVERY_ORIGIN, low)):
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
    if len(_span_of_years(low, year)) > 1:
        return True
    given = rf"\b(?:fick|gav|gavs|fått|gett|beslutade\w*|beställde|lade|la)\b[^?]*\bunder\s+(?:år\s+)?{year}\b"
    if re.search(given, low):
        return True
    return bool(
        re.search(
            rf"\buppdrag\w*\s+(?:som\s+)?(?:gavs\s+|beslutades\s+)?från\s+(?:år\s+)?(?:20\d\d\s*(?:,|och|eller)\s*)*{year}\b",
            low,
        )
    )


def _span_of_years(low: str, year: int) -> tuple[int, ...]:
    """The years that a question means by one: those before it ("äldre än från 2024"), those since, or it alone."""
    before = low[: low.find(str(year))]
    if re.search(rf"{phrases.DENIES}|\b(?:avsluta|redovisa|klara?\b|slutför|påbörja)", before):
        return (year,)  # when they were to be done, not when they were given
    if re.search(phrases.YEARS_BEFORE, before):
        return tuple(range(year - _YEARS, year))
    return tuple(range(year, year + _YEARS)) if re.search(phrases.YEARS_SINCE, before) else (year,)


def _year_of_document(low: str, year: int) -> bool:
    """Whether a year belongs to a document's name ("årsrapport 2024", "genomförandeplanen för 2025")."""
    return any(re.search(rf"(?:{pattern})\s+(?:för\s+|från\s+)?{year}\b", low) for pattern, _ in phrases.TYPE_PHRASES)


def decision_of(low: str) -> str:
    """A meeting's date and paragraph as the register writes them: "2024-03-26 § 86", either alone."""
    paragraph = re.search(r"§\s*(\d+)|\bparagraf\s+(\d+)", low)
    date = re.search(r"\b(20\d\d-\d\d-\d\d)\b", low)
    written = re.search(rf"\b(\d{{1,2}})(?:\s*:?e)?\s+({'|'.join(MONTHS)})(?:\s+(20\d\d))?", low)
    parts = []
    if date:
        parts.append(date[1])
    elif written:
        year = written[3] or "20"
        parts.append(
            f"{year}-{MONTHS.index(written[2]) + 1:02d}-{int(written[1]):02d}"
            if written[3]
            else f"-{MONTHS.index(written[2]) + 1:02d}-{int(written[1]):02d}"
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


def with_status(criteria: Criteria, low: str) -> Criteria:
    """The criteria of a follow-up: how far it asks for takes the place of what the question before asked for."""
    statuses, words = statuses_of(low), _status_words(low)
    return replace(criteria, statuses=statuses, status_words=words) if statuses or words else criteria
