"""What sort of thing a question wants to hear, and whether a sentence has it: a number, a cause, a date, a name."""

import re
from enum import StrEnum

from app.model import Kind
from app.phrases import OPEN_HOURS, REGARDLESS


class Asked(StrEnum):
    """What a question word asks for."""

    AMOUNT = "amount"  # money
    NUMBER = "number"
    SHARE = "share"
    CAUSE = "cause"
    EFFECT = "effect"
    TIME = "time"
    DATE = "date"  # a day, or a decision's paragraph
    PLACE = "place"
    AGENT = "agent"
    HOURS = "hours"  # when something is open
    DOING = "doing"  # what somebody does
    HOW = "how"
    ANY = "any"


# (pattern in the question, lower case; what it asks for); the first that fits counts
_QUESTIONS: tuple[tuple[str, Asked], ...] = (
    (OPEN_HOURS, Asked.HOURS),
    (
        r"\b(?:vilket|vilka|vad är) (?:\w+)?(?:datum|dag|paragraf)\b|\bdatum\b|\bparagraf\b|"
        r"§|\bwhich (?:date|day)\b",
        Asked.DATE,
    ),
    (r"\bvarför\b|\bberor\b|\bberodde\b|\borsak\w*|\banledning\w*|\bförklar\w*|\bwhy\b|\breason\b", Asked.CAUSE),
    (
        r"(?<!till )\b(?:på)?följd(?:en|er|erna)?\b|\bkonsekvens\w*|\bvad leder\b|\bled(?:er|de) det till\b"
        r"|\bvad (?:innebär|innebar|betyder|betydde) [^?]+ för\b"
        r"|\bvad händer med\b|\bvad blir effekt\w*|\bhur påverka\w*|\bconsequence\w*",
        Asked.EFFECT,
    ),
    (r"\bhur stor (?:andel|del)\b|\bandel(?:en)?\b|\bprocent\b|\bhow large a share\b|\bpercent\w*", Asked.SHARE),
    (
        r"\bkosta\w*|\bkostnad\w*|\bpris\w*|\bbelopp\w*|\bpengar\b|\bsumma\w*|\bkronor\b|"
        r"\bkommunbidrag\w*|\bbudgetram\w*|\bhow much\b|\bcost\w*|"
        r"\bwhat (?:is|was|will be) the (?:\w+ )?(?:budget|fee|grant|price|rent)\b|"
        r"\bvad (?:får|fick|ska|måste|kommer) [^?]*\bbetala\b|"
        r"\bvad (?:får|fick|betalar|tjänar) [^?]*\bi (?:ersättning|lön|bidrag|arvode|avgift|hyra)\b|"
        r"\bhur (?:stor|hög|låg)[at]? (?:är|var|blir|blev) (?:(?!enligt|i|för|på|av|till)\w+ ){0,2}"
        r"(?:ram|\w*(?:budget|bidrag|anslag|underskott|överskott|hyra|kostnad|avgift))(?:e[nt]|n|s|er|erna)?\b",
        Asked.AMOUNT,
    ),
    (
        r"\bhur (?:m[åa]nga|mycket|mkt|stor\w*|hög\w*|lång(?!t\b)\w*|gamm\w+|ofta)\b|\bantal\w*|"
        r"\bvilket (?:värde|tal|index)\b|\bhow (?:many|large|long|high)\b",
        Asked.NUMBER,
    ),
    (
        r"\bnär\b|\bhur (?:snart|fort|snabbt|länge)\b|\bvilket år\b|\bvilken månad\b|\bwhen\b|\bwhich year\b"
        r"|\bsenast\b",
        Asked.TIME,
    ),
    (
        r"^var\b|\boch var\b|\bvar (?:och|i|på|ligger|finns|sker|är|ska|får|kan|hålls|"
        r"öppnar)\b|\bvart\b|\b(?:i )?(?:vilken|vilka|vilket) (?:stadsdel\w*|område\w*|"
        r"ort\w*|plats\w*|kommun\w*|stad\w*|land\w*)\b|\bwhere\b|\bwhich neighbou?rhoods?\b",
        Asked.PLACE,
    ),
    (
        r"\bvem\b|\bvilka (?:personer|parter|aktörer|partier|myndigheter|organisationer|"
        r"nämnder|avdelningar|förvaltningar)\b|\bvilken (?:nämnd|avdelning|enhet|förvaltning|"
        r"myndighet|organisation|part|roll|chef|funktion|koordinator)\w*|\bwho\b|\bwhich (?:board|"
        r"department|university|party|parties)\b",
        Asked.AGENT,
    ),
    (
        r"\bvad (?:gör|gjorde|görs|gjordes|har (?:\w+ ){1,4}gjort)\b|\bvilka åtgärder\b|"
        r"\bhur (?:ska (?:\w+ ){0,3})?(?:arbet|jobb|motverka|förebygg|stött|hanter)\w*|"
        r"\bwhat (?:is|are|does) (?:\w+ ){1,4}(?:do|doing)\b",
        Asked.DOING,
    ),
    (r"^hur\b|\bpå vilket sätt\b|^how\b", Asked.HOW),
)
_AND_HOW_MANY = r"\bhur m[åa]nga\b(?! procent)|\bi antal\b|\bhow many\b"
ORDINAL = re.compile(  # a number that tells no value: a heading's, a step's, a decision's
    r"^\d+(?:\.\d+)+|\b\d+:[ea]\b|\b20\d\d-\d\d-\d\d\b|§\s*\d+|\b(?:steg|nr|nummer|kap\w*|bilaga|avsnitt|sida|punkt|fas|del)\s+\d+",
    re.I,
)
# What no row of numbers tells
NO_NUMBER = frozenset((Asked.DATE, Asked.TIME, Asked.HOURS, Asked.PLACE, Asked.AGENT, Asked.CAUSE, Asked.EFFECT))
_OF_NUMBERS = (Asked.AMOUNT, Asked.NUMBER, Asked.SHARE)
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_NUMBER = (
    r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|"
    r"elva|tolv|hälften|tredjedel\w*|dubbel\w*|fördubbla\w*|halvera\w*)\b"
)
_PLACE = re.compile(
    r"\b(?:i|på|vid|till|från|in|at) (?:[a-zåäö]+ )?[A-ZÅÄÖ][a-zåäö]+|\b[A-ZÅÄÖ][a-zåäö]+(?:gatan|"
    r"vägen|torget|platsen|gården|dalen|berget|staden)\b|\b(?:lokal|hus|torg|bibliotek|"
    r"skola)\w*"
)
_AGENT = re.compile(
    r"\b(?:ansvar\w*|leder|samordna\w*|beslut\w*|\w*nämnd(?:en|er|erna)?|\w*förvaltning\w*|"
    r"\w*avdelning\w*|\w*enhet(?:en)?|\w*chef\w*|\w*koordinator\w*|\w*styrelse\w*|"
    r"\w*kontoret|direktör\w*|\w*myndighet\w*|polisen|region\w*|\w*partiet)\b|(?<=[a-zåäö,] )[A-ZÅÄÖ][A-Za-zåäö]+"
)
_SAYS: dict[Asked, re.Pattern[str]] = {
    Asked.AMOUNT: re.compile(
        r"\d[\d ,.]*\s*(?:kr\b|kronor|tkr|mnkr|mkr|mdkr|miljon\w*|miljard\w*|tusen|procent|"
        r"%|euro)|\d \d{3}\b|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3}|\b[xX]{2,4}\s*(?:tkr|"
        r"kr\b|mnkr|mkr|kronor|miljoner)",
        re.I,
    ),
    Asked.NUMBER: re.compile(_NUMBER, re.I),
    Asked.SHARE: re.compile(
        r"\d\s*(?:procent|%)|\bprocentenhet\w*|\bhälften\b|\b(?:tredje|fjärde)del\w*|\b(?:var|"
        r"en av) \w+|\(%\)|\d,\d",
        re.I,
    ),
    Asked.CAUSE: re.compile(
        r"\b(?:bero(?:r|tt|dde)|på grund av|eftersom|därför|orsak\w*|förklara\w*|anledning\w*|"
        r"till följd|då|syfte\w*|för att|tack vare|med anledning|leder till|innebär|handlar om|"
        r"medför\w*)\b",
        re.I,
    ),
    Asked.EFFECT: re.compile(
        r"\b(?:leder|ledde|lett|medför\w*|innebär|innebar|påverka\w*|konsekvens\w*|följd\w*|effekt\w*|risk\w*|resultera\w*"
        r"|bidra\w*|gör att|gjort att|försvåra\w*|saknas?|tvingas)\b",
        re.I,
    ),
    Asked.TIME: re.compile(
        rf"\b(?:1[89]|20)\d\d\b|\b(?:{_MONTHS}|halvår\w*|kvartal\w*|hösten|våren|sommaren|vintern|årsskiftet|årligen|dagar|veckor|månader|år|klockan|måndag\w*|dagligen)\b",
        re.I,
    ),
    Asked.DATE: re.compile(rf"\d{{4}}-\d\d-\d\d|\b\d{{1,2}}\s+(?:{_MONTHS})|§\s*\d+", re.I),
    Asked.PLACE: _PLACE,
    Asked.AGENT: _AGENT,
    Asked.HOURS: re.compile(  # or that they are not yet known
        r"\b(?:kl\.?|klockan)\s*\d|\b\d{1,2}[.:]\d\d\b|\b(?:mån|tis|ons|tors|fre|lör|sön)dag\w*|\bdygnet runt\b"
        r"|\binte \w*(?:bestäm|beslut|fastställ)\w*",
        re.I,
    ),
    Asked.DOING: re.compile(
        r"\b(?:åtgärd\w*|insats\w*|arbet(?:ar|et|at|a)|genomför\w*|ta(?:git|r|s) fram|inför\w*|utveckla\w*|ser? över|"
        r"förhandl\w*|samverka\w*|dialog\w*|utbild\w*|starta\w*|stärk\w*|erbjud\w*|följer|planer\w*)\b",
        re.I,
    ),
    Asked.HOW: re.compile(
        r"\b(?:genom|med hjälp av|via|metod\w*|arbetssätt\w*|så att|utifrån|i samverkan|"
        r"tillsammans)\b",
        re.I,
    ),
}


def asked_for(question: str, kind: Kind) -> Asked:
    """What a question asks for."""
    low = re.sub(REGARDLESS, " ", question.lower())
    found = next((asked for pattern, asked in _QUESTIONS if re.search(pattern, low)), Asked.ANY)
    if (
        kind is Kind.YESNO
        and found in _OF_NUMBERS
        and not re.search(r"\bhur (?:m[åa]nga|mycket|stor|hög|låg|lång|ofta)|\bhow\b", low)
    ):
        return Asked.ANY  # "höjs bidraget?" asks for no sum
    if found is Asked.SHARE and re.search(_AND_HOW_MANY, low):
        return Asked.NUMBER  # "hur många, och hur stor andel?": a share is a number too
    return Asked.NUMBER if found is Asked.ANY and kind is Kind.FIGURE else found


def says(asked: Asked, text: str) -> bool:
    """Whether a text has what is asked for; every text has what nothing particular is asked for."""
    pattern = _SAYS.get(asked)
    if asked is Asked.NUMBER:
        text = ORDINAL.sub(" ", text)
    return pattern is None or bool(pattern.search(text))
