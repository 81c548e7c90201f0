"""Times as documents and people say them, in one form: "halvår 1 2025", "första halvåret 2025", "mars 2025"."""

import re
from collections.abc import Sequence

MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december".split()  # noqa: SIM905
)
_HALF = re.compile(
    r"\b(?:halvår(?:et)?\s*(?P<number>[12])|(?P<word>första|andra)\s+halvåret)\s*(?:av\s+|under\s+)?(?P<year>20\d\d)"
)
_QUARTER = re.compile(
    r"\b(?:kvartal\s*(?P<number>[1-4])|(?P<word>första|andra|tredje|fjärde)\s+kvartalet)\s*(?P<year>20\d\d)"
)
_MONTH = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})\s+(?P<year>20\d\d)")
_DATE = re.compile(r"\b(20\d\d)-(\d\d)(?:-\d\d)?\b")
_MONTH_ALONE = re.compile(rf"\bi (?P<month>{'|'.join(MONTHS)})\b")
_SEASON = re.compile(r"\b(?P<season>våren|hösten|sommaren|årsskiftet)\s+(?P<year>20\d\d)")
_YEAR = re.compile(r"\b20\d\d\b")
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}


def time_of(words: str) -> str:
    """The first time that words name: "2025-H1", "2025-Q3", "2025-03", "2025-våren", "2025", or "".

    >>> time_of("Uppdraget väntas vara klart under första halvåret 2025.")
    '2025-H1'
    """
    low = words.lower()
    for pattern, letter in ((_HALF, "H"), (_QUARTER, "Q")):
        match = pattern.search(low)
        if match:
            number = match["number"] or _ORDINALS[match["word"]]
            return f"{match['year']}-{letter}{number}"
    match = _MONTH.search(low)
    if match:
        return f"{match['year']}-{MONTHS.index(match['month']) + 1:02d}"
    match = _DATE.search(low)
    if match:
        return f"{match[1]}-{match[2]}"
    match = _SEASON.search(low)
    if match:
        return f"{match['year']}-{match['season']}"
    match = _YEAR.search(low)
    return match[0] if match else ""


def month_of(words: str, years: Sequence[int]) -> str:
    """The month that words name, "i april 2024" or "i april" of the one year that is asked for, or ""."""
    match = _MONTH.search(words.lower())
    if match:
        return time_of(match[0])
    alone = _MONTH_ALONE.search(words.lower())
    return f"{years[0]}-{MONTHS.index(alone['month']) + 1:02d}" if alone and len(years) == 1 else ""


def month_name(month: str) -> str:
    """A month as people write it.

    >>> month_name("2025-03")
    'mars 2025'
    """
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def falls_in(said: str, asked: str) -> bool:
    """Whether a time lies in another: "2025-03" in "2025-H1" and in "2025"."""
    if not said or said[:4] != asked[:4]:
        return False
    if asked == said or len(asked) == 4:
        return True
    months = _months(said)
    return bool(months) and months <= _months(asked)


def _months(time: str) -> set[int]:
    span = time[5:]
    if span.startswith("H"):
        return set(range(1, 7)) if span == "H1" else set(range(7, 13))
    if span.startswith("Q"):
        first = 3 * (int(span[1]) - 1) + 1
        return set(range(first, first + 3))
    if span.isdigit():
        return {int(span)}
    return {"våren": set(range(1, 7)), "hösten": set(range(8, 13)), "sommaren": {6, 7, 8}}.get(span, set())
