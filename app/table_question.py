"""What a question asks of a table as a whole: which rows, the highest, a sum, a share, a difference, all of them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.model import Kind
from app.phrases import DENIES


class Op(StrEnum):
    """What is done with a table's rows."""

    ABOVE = "above"  # those over a number
    BELOW = "below"
    MINUS = "minus"  # those that show a deficit, or a number below zero
    PLUS = "plus"
    FELL = "fell"  # those whose number is lower than the year before
    ROSE = "rose"
    EXTREME = "extreme"  # the first ones in order
    SUM = "sum"
    SHARE = "share"
    BETWEEN = "between"  # how much more one row has than another
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """An operation with what it needs. `of` says what is compared: the rows' numbers (ALL), or by how much they are
    under or over (MINUS, PLUS), fell or rose."""

    op: Op
    of: Op = Op.ALL
    limit: float = 0.0
    unit: str = ""  # of the limit, as said: "miljoner"
    or_equal: bool = False
    least: bool = False
    both: bool = False  # the highest and the lowest
    first: int = 1
    counted: bool = False  # "hur många"
    by_header: bool = False  # the table's own header must call its rows what the question calls them
    plain: bool = False  # all rows, for no other reason than that "vilka" asks for some
    said: str = ""  # the limit as said: "fler än 40 platser"


_NUMBERS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
_NUMBER = rf"(?P<number>\d+(?: \d{{3}})*(?:,\d+)?|en|{'|'.join(_NUMBERS)})"
_LIMIT = re.compile(
    r"\b(?P<how>mer än|mera än|över|fler än|större än|högre än|minst|mindre än|under|färre än|lägre än|högst)\s+"
    rf"{_NUMBER}"
    r"(?:\s*(?P<unit>%|[a-zåäö]+)(?:\s+kronor)?)?"
)
_OVER = frozenset(("mer än", "mera än", "över", "fler än", "större än", "högre än", "minst"))
_OR_EQUAL = frozenset(("minst", "högst"))
_YEAR = re.compile(r"20\d\d")
# (pattern in the question, lower case; what it asks for); the first that fits counts
_SIGNS = (
    (
        r"\bunderskott\w*|\b(?:gick|gått|går)\b[^?]{0,25}\b(?:back|minus|sämst)\b|\bminus(?:post\w*|belopp\w*)?\b|\bnegativ\w*"
        r"|\bneddragning\w*|\bavdrag\w*|\bdra(?:r|gs|s|git)? (?:ner|ned)\b|\b(?:drog|dragit|drar) över\b"
        r"|\böverskr[ei]d\w*"
        r"|\b(?:klara|håll|höll)\w*\b[^?]{0,25}\binte\b[^?]{0,25}\bbudget\w*"
        r"|\binte\b[^?]{0,15}\b(?:klara|håll|höll)\w*\b[^?]{0,25}\bbudget\w*",
        Op.MINUS,
    ),
    (
        r"\böverskott\w*|\b(?:gick|gått|går)\b[^?]{0,25}\b(?:plus|bäst)\b|\bplus(?:post\w*|belopp\w*)?\b|\bpositiv\w*"
        r"|\b(?:klara|håll|höll)\w*\b[^?]{0,25}\bbudget\w*",
        Op.PLUS,
    ),
)
_SINCE = r"(?=[^?]*\b(?:än|jämfört|mellan|sedan|från)\b)"
_TRENDS = (
    (
        r"\bminska\w*|\bminskning\w*|\bsjunk\w*|\bsjönk\w*|\bsänk\w*|\bkrymp\w*|\btappa\w*|\b(?:gick|gått) ner\b"
        rf"|\b(?:mindre|färre|lägre)\b{_SINCE}",
        Op.FELL,
    ),
    (
        r"\böka\w*|\bökning\w*|\bstig(?:er|it)\b|\bsteg\b|\bhöj(?:s|des|ts|ning\w*)\b|\bväx\w*|\b(?:gick|gått) upp\b"
        r"|\btillskott\w*"
        rf"|\b(?:mer|fler|högre|större)\b{_SINCE}",
        Op.ROSE,
    ),
)
_MOST = r"\bmest\b|\bgick (?:bäst|sämst)\b|\bstörsta?\b|\bhögsta?\b|\bflesta?\b|\bdyrasta?\b"
_LEAST = r"\bminsta?\b|\blägsta?\b|\bfärst\b|\bbilligasta?\b"
_FIRST = re.compile(rf"\b(?:de|vilka) (?P<number>två|tre|fyra|fem|sex|[2-9]) (?:\w+ ){{0,4}}?(?:{_MOST}|{_LEAST})")
_SUM = r"\btillsammans\b|\bsammanlagt\b|\bsammantaget\b|\blägg(?:er)?\b[^?]*\bihop\b|\bsummera\w*"
_SHARE = r"\bandel(?:en)?\b|\bhur stor del\b|\bhur många procent\b"
_BETWEEN = r"\bhur mycket (?:mer|mindre|större|dyrare|billigare|högre|lägre)\b|\bskillnad\w*"
_ALL = (
    r"\bfördel(?:ade?|as|ats?|ar|ning\w*)\b|\blägg(?:er|s)\b[^?]*\bpå\b|\bbestår\b"
    r"|\b(?:vad|vart) går pengarna\b|\bdelar? på\b"
)
_NOT_HELD = r"\b(?:klara|håll|höll)\w*\b[^?]{0,25}\binte\b|\binte\b[^?]{0,15}\b(?:klara|håll|höll)\w*"
_COUNTED = r"\bhur många\b|^antal(?:et)?\b"
_ROWS_ASKED = re.compile(
    r"(?:\b(?P<how>vilka|vilken|vilket|hur många|lista|räkna upp)|^antal(?:et)?)\s+"
    r"(?:(?:av|alla|de|som)\s+)*(?P<rest>[^?]*)"
)


def asked_of_rows(question: str, kind: Kind) -> Asked | None:
    """What a question asks of a table's rows; None when it asks nothing of the sort, or for what rows do not have."""
    low = question.lower()
    low = re.sub(r"\b(?:och|,) inte \w+", " ", low)
    if re.search(DENIES, low) and not re.search(_NOT_HELD, low):
        return None
    rows, counted = bool(rows_called(question)), bool(re.search(_COUNTED, low))
    without = _LIMIT.sub(" ", low)  # "mer än 300" says no growth
    of = next((op for pattern, op in (*_SIGNS, *_TRENDS) if re.search(pattern, without)), Op.ALL)
    limit = _limited(low, of, counted) if rows else None
    if limit:
        return limit
    most, least = re.search(_MOST, low), re.search(_LEAST, low)
    if (most or least) and rows:
        match = _FIRST.search(low)
        first = int(_number(match["number"])) if match else 1
        return Asked(Op.EXTREME, of, least=not most, both=bool(most and least), first=first)
    for pattern, op in ((_SUM, Op.SUM), (_SHARE, Op.SHARE), (_BETWEEN, Op.BETWEEN)):
        if re.search(pattern, low):
            return Asked(op)
    if of is not Op.ALL:
        return Asked(of, of, counted=counted) if rows else None
    if re.search(_ALL, low):
        return Asked(Op.ALL, counted=counted)
    return Asked(Op.ALL, plain=True, counted=counted) if rows and (counted or kind is Kind.LIST) else None


def _limited(low: str, of: Op, counted: bool) -> Asked | None:
    for match in _LIMIT.finditer(low):
        if _YEAR.fullmatch(match["number"]):
            continue  # "under 2025"
        how, unit = match["how"], match["unit"] or ""
        op = Op.ABOVE if how in _OVER else Op.BELOW
        inclusive = how in _OR_EQUAL
        return Asked(op, of, _number(match["number"]), unit, inclusive, counted=counted, said=match[0])
    return None


def _number(words: str) -> float:
    if words in _NUMBERS:
        return float(_NUMBERS.index(words))
    return 1.0 if words == "en" else float(words.replace(" ", "").replace(",", "."))


def asks_for_one(question: str) -> bool:
    """Whether a question asks for one row: "vilken avdelning"."""
    match = _ROWS_ASKED.search(question.lower())
    return match is not None and match["how"] in ("vilken", "vilket")


def rows_called(question: str) -> str:
    """The words after what asks for rows, lower case: "avdelningar fick mest pengar"; "" when none are asked for."""
    match = _ROWS_ASKED.search(question.lower())
    return match["rest"] if match else ""
