"""The numbers, units, dates and paragraphs of a text, each written one way so that two texts can be compared."""

import re

from index.sparse import WORD

_SPACE = "[ \u00a0\u202f]"
NUMBER = re.compile(rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,:]\d+)*")
ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTHS = [
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
]  # fmt: skip
DATE = re.compile(rf"\b(\d{{1,2}})(?::e)? ({'|'.join(_MONTHS)})(?: (\d{{4}}))?", re.I)
PARAGRAPH = re.compile(r"§+\s*(\d+)|\b(\d+)\s*§(?!\s*\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
# "ett" is an article more often than a number
_NUMBER_WORDS = {
    "noll": "0", "två": "2", "tre": "3", "fyra": "4", "fem": "5", "sex": "6", "sju": "7", "åtta": "8", "nio": "9",
    "tio": "10", "elva": "11", "tolv": "12",
}  # fmt: skip
# What stands right after a number and says what it counts; the first that fits
_UNITS = {
    unit: re.compile(rf"\s*(?:{words})", re.I)
    for unit, words in {
        "procentenheter": r"procentenhet",
        "procent": r"procent|%",
        "miljarder kronor": r"miljard|mdkr\b",
        "miljoner kronor": r"miljon|mnkr\b|mkr\b|msek\b",
        "tusen kronor": r"tusen kr|tkr\b|ksek\b",
        "kronor": r"kronor|kr\b|sek\b",
        "år": r"år(?:s|ig|en)?\b",
        "månader": r"månad",
        "veckor": r"veck",
        "dagar": r"dag(?:ar|en|s)?\b|dygn",
        "timmar": r"timm|tim\b",
    }.items()
}


def numbers(text: str) -> set[str]:
    """The numbers of a text, written one way: "1 234,5" and "1234.5" are "1234,5", "tre" is "3"."""
    found = {plain_number(match[0]) for match in NUMBER.finditer(text)}
    return found | {number for word in WORD.findall(text) if (number := number_in_words(word))}


def plain_number(number: str) -> str:
    """A number written one way."""
    bare = re.sub(_SPACE, "", number)
    if bare.isdigit():
        return bare.lstrip("0") or "0"  # "05" in a date is "5 mars"
    return bare.replace(".", ",") if bare.count(".") == 1 else bare


def number_in_words(word: str) -> str:
    """The number that a word says; empty when it says none."""
    return _NUMBER_WORDS.get(word.lower(), "")


def dates(text: str) -> set[str]:
    """The dates of a text: "2024-09-24", or "-09-24" where it names no year."""
    return {date_of(match) for pattern in (ISO_DATE, DATE) for match in pattern.finditer(text)}


def date_of(match: re.Match[str]) -> str:
    """The date that one of the patterns found."""
    if match.re is ISO_DATE:
        return match[0]
    return f"{match[3] or ''}-{_MONTHS.index(match[2].lower()) + 1:02}-{int(match[1]):02}"


def paragraphs(text: str) -> set[str]:
    """The paragraphs of decisions that a text names: "§ 112"."""
    return {f"§ {after or before}" for after, before in PARAGRAPH.findall(text)}


def units_of(text: str) -> dict[str, set[str]]:
    """Each number with the units that stand right after it; a number without one has an empty string for a unit.

    >>> units_of("7,2 procent av 12,4 mnkr")
    {'7,2': {'procent'}, '12,4': {'miljoner kronor'}}
    """
    found: dict[str, set[str]] = {}
    for match in NUMBER.finditer(text):
        unit = next((name for name, words in _UNITS.items() if words.match(text, match.end())), "")
        found.setdefault(plain_number(match[0]), set()).add(unit)
    return found
