"""What an assignment says of itself: who gives it, who gets it, when it ends, to whom it is reported, the decision."""

import re

from ingest.columns import KINDS
from ingest.model import Origin

_ADDRESSED = re.compile(
    r"^(?P<who>.{3,260}?)\s+(?:f[åa]r|f\wr(?=\s+(?:i|1|l)\s)|ges|fick|har fått|har(?: också)? i uppdrag|"
    r"tilldelas|ska få|uppdras)\b"
    r"(?=.{0,90}?\b(?:i\s+)?(?:särskilt\s+)?uppdrag\b)",
    re.S,
)
_ORDERED = re.compile(
    r"^(?P<issuer>[^.]{3,120}?)\s+(?:ger|beslutar att ge|gav|uppdrar (?:till|åt))\s+"
    r"(?P<who>[^.]{3,160}?)(?:\s+(?:i uppdrag|uppdraget)|\s+att)\b",
    re.S,
)
STARTS = re.compile(
    r"^[A-ZÅÄÖ][^.!?:]{2,260}?\s(?:(?:f\wr|ges|fick|tilldelas)\s[^.]{0,90}?\bi\s+(?:särskilt\s+)?uppdrag\b"
    r"|ger\s[^.]{2,120}?\bi\s+uppdrag\b|har\s+tilldelats\b|har\s+fått\s+i\s+uppdrag\b)",
    re.S,
)
"""How an assignment begins: "Socialnämnden Norr får i uppdrag att", "Nämnden ger direktören i uppdrag att".

In a scan "får" may be misread: "för", "far"."""

_DECISION = re.compile(r"(20\d\d-\d\d-\d\d)(?:\s*,)?\s*§\s*(\d+)")
_DECISION_REVERSED = re.compile(r"§\s*(\d+)\s*(?:,|den|vid sammanträdet|\()?\s*(20\d\d-\d\d-\d\d)")
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_DECISION_IN_WORDS = re.compile(rf"\b(\d{{1,2}}) ({_MONTHS}) (20\d\d)(?:\s*,)?\s*\(?§\s*(\d+)", re.I)
_TIME = (  # a time as officials write it, its preposition left out
    rf"(?P<time>(?:\d{{1,2}} )?(?:{_MONTHS}) 20\d\d|20\d\d-\d\d-\d\d|halvår(?:et)? [12] 20\d\d|kvartal [1-4] 20\d\d|"
    r"(?:första|andra|tredje|fjärde) (?:halvåret|kvartalet|tertialet) 20\d\d|"
    r"(?:Q|kv\.? ?)[1-4] 20\d\d|tertial [1-3] 20\d\d|vecka \d{1,2},? 20\d\d|"
    r"(?:hösten|våren|sommaren|vintern|höstterminen|vårterminen|årsskiftet|halvårsskiftet|"
    r"(?:slutet|början|mitten|utgången) av) (?:år )?"
    r"20\d\d(?:[/–-](?:20)?\d\d)?|20\d\d)(?!-?\d)(?!\s*,?\s*§)"
)
_ENDS = (  # words of ending, handing over or being in place; never of beginning or going on
    r"klart?a?|färdig[at]?|avslutas|slutför(?:as|s|t)|slutredovis\w+|slutrapport\w*|"
    r"[åa]ter(?:rapport|redovis)\w+|redovisas|"
    r"[åa]terkomma|genomföra uppdraget|uppdraget (?:kommer att )?genomför(?:s|as)|"
    r"rapporter(?:as|ing\w*)|senast|i (?:bruk|drift|kraft)|beräknas|förväntas|bedöms|väntas|omhändertas|nästa \w+ görs"
)
_EXPECTED = re.compile(rf"\b(?:{_ENDS})\b(?:(?!påbörjas|starta|sedan|\d{{4}})[^.]){{0,70}}?\b{_TIME}", re.I)
_UNTIL = re.compile(rf"\btill och med\s+{_TIME}")
_AT_REPORT = re.compile(  # "senast i samband med delårsrapporten i augusti"
    r"\bsenast\b[^.]{0,30}?\b(?P<time>(?:delårs|tertial|års)rapport(?:en)?(?: i (?:mars|april|augusti))?(?: 20\d\d)?)"
)
_STATUS_TOLD = re.compile(r"\bUppdraget\b[^.]{0,50}?\bär (pågående|avslutat|påbörjat|ej påbörjat|slutfört)\b")
_YEAR_GIVEN = re.compile(
    r"\b[Uu]ppdraget\s+(?:hänför sig till|är från|kommer från|gavs|beslutades|lämnades)\s+"
    r"(?:[a-zåäö]+\s+){0,3}(20\d\d)\b"
)
_REPORT = re.compile(
    r"(?:(?:[ÅåAa]terrapporter\w*|[Rr]edovisas|[ÅåAa]terredovis\w+|[Rr]apporteras|[Rr]apportering|avrapporteras)\s+"
    r"(?:(?:ska|förväntas|beräknas)\s+)?(?:ske\s+)?(?:i|till)|[ÅåAa]terkomma\s+till|"
    r"[Uu]ppdraget\s+(?:ska\s+)?redovisas\s+för)\s+"
    r"((?:[Ss]ocialn[äa]mnd\w*|[Kk]ommun\w+|[Nn][äa]mnd(?:en)?\b(?: för [a-zåäö]+)?|[A-ZÅÄÖ]?[a-zåäö]+n[äa]mnden)"
    r"(?:\s+(?!senast\b|under\b|i\b|och\b)[A-ZÅÄÖ][a-zåäö]+)?)",
)


def addressees(text: str) -> tuple[str, ...]:
    """Who an assignment is for, name by name as written; each sentence of it may order somebody.

    >>> addressees("Socialnämnden Norr och skolnämnden får i uppdrag att samverka.")
    ('Socialnämnden Norr', 'skolnämnden')
    """
    first, *rest = _SENTENCE_BEGINS.split(text)
    found = [name for sentence in [first, *filter(STARTS.match, rest)] for name in _addressees(sentence)]
    return tuple(dict.fromkeys(_mended(name) for name in found))


def _mended(name: str) -> str:
    """A name without the hyphen that a lost line end left ("social-nämnderna"), with the blank that one needs."""
    return re.sub(r"-och\b", "- och", re.sub(r"(?<=[a-zåäö])-(?=nämnd)", "", name))


def _addressees(sentence: str) -> list[str]:
    match = _ADDRESSED.match(sentence) or _ORDERED.match(sentence)
    if not match:
        granted = re.match(r"^(.{3,120}?)\s+har\s+tilldelats\b", sentence)
        return [granted[1]] if granted else []
    who = re.sub(r"\s+att,? .*$", "", match["who"])
    if re.match(r"(?:alla|samtliga)\b", who, re.I):
        return [who.strip(" ,")]
    together = _TOGETHER.match(sentence, match.end())
    return [*_names(who), *(name for name in _names(together["who"]) if "nämnd" in name)] if together else _names(who)


_SENTENCE_BEGINS = re.compile(r"(?<=[a-zåäö)][.!?])\s+(?=[A-ZÅÄÖ])")
_BOARD = r"(?:övriga |andra )?(?:[a-zåäö]+-\s?och )?[\wåäöÅÄÖ-]*nämnd\w*(?: [A-ZÅÄÖ][a-zåäö]+)?"
_COMPANY = r"(?:AB [A-ZÅÄÖ]\w+|[A-ZÅÄÖ][\w&]+(?: [A-ZÅÄÖ&][\w&]*)* AB)"
_TOGETHER = re.compile(  # boards that share the order: "i uppdrag att tillsammans med kulturnämnden förlänga …"
    r"[^.]{0,20}?\buppdrag(?:\s+att)?,?\s+(?:tillsammans|i samverkan|i samarbete)\s+med\s+"
    rf"(?P<who>{_BOARD}(?:(?:, | och | samt )(?:{_COMPANY}|{_BOARD}))*)"
)
_ORGANISATION = re.compile(
    r"[Nn][äa]mnd|\bAB\b|bolag|styrelse|direktör|avdelning|förvaltning|kontor|enhet|fullmäktige|kommunen"
)


def _goes_on(name: str, piece: str, after: str) -> bool:
    """Whether "omsorg" belongs to "nämnden för stöd"; "äldre" before "vård- och omsorgsnämnden" begins a new name."""
    named_for = re.search(r"\bför [a-zåäö-]+$", name)
    piece = re.sub(r"^(?:och|samt) ", "", piece)
    whole = len(piece.split()) == 1 and not piece.endswith("-") and not after.rstrip().endswith("-")
    return bool(named_for) and whole and not _ORGANISATION.search(piece)


def _names(who: str) -> list[str]:
    """A list of names cut at commas and "och", but not inside a name ("äldre samt vård- och omsorgsnämnden")."""
    names: list[str] = []
    open_name = ""
    who = re.sub(r"\bsamt ([a-zåäö]+) och (?=[a-zåäö]+nämnden\b)", r"samt \1- och ", who)  # its hyphen left out
    pieces = re.split(r"(,\s*(?:och\s+|samt\s+)?|\s+och\s+|\s+samt\s+)", who)
    following = [*pieces[2::2], ""]
    for separator, piece, after in zip(["", *pieces[1::2]], pieces[::2], following, strict=True):
        open_name += separator + piece
        bare = open_name.strip(" ,")
        place = re.fullmatch(r"(?:och |samt )?([A-ZÅÄÖ][a-zåäö]+)", bare)
        if place and names and re.match(r"[A-ZÅÄÖ]?[a-zåäö]+nämnd(?:erna|en)? [A-ZÅÄÖ]", names[-1]):
            names[-1] = names[-1].replace("nämnderna ", "nämnden ")
            names.append(re.sub(r"nämnd(?:en)? .*", "nämnden ", names[-1]) + place[1])
            open_name = ""
        elif names and bare.islower() and _goes_on(names[-1], bare, after):
            names[-1] += separator + piece.rstrip(" ,")  # "nämnden för stöd" and "omsorg"
            open_name = ""
        elif _ORGANISATION.search(bare) and not bare.endswith("-"):
            names.append(re.sub(r"^(?:och|samt) ", "", bare))
            open_name = ""
    rest = open_name.strip(" ,")
    return [*names, rest] if rest and not names else names


def issuer(text: str) -> str | None:
    """Who gives an assignment when the sentence says so ("Socialnämnden Norr ger direktören i uppdrag …")."""
    match = _ORDERED.match(text)
    return match["issuer"].strip() if match else None


def origin_of(words: str) -> Origin:
    """Which sort of issuer a heading, column or sentence names.

    >>> origin_of("Redovisning av uppdrag från Kommunfullmäktige").value
    'kommunfullmäktige'
    """
    low = words.lower()
    if re.search(r"direktörens uppdrag|uppdrag från (?:förvaltnings)?direktören", low):
        return Origin.DIRECTOR
    if re.search(r"fullmäktige|\bkf\b|stads budget|stadens budget|kommunens budget|budgetuppdrag", low):
        return Origin.COUNCIL
    if re.search(r"kommunstyrelsen|\bks\b", low):
        return Origin.EXECUTIVE
    if re.search(
        r"n[äa]mndens egna|fr[åa]n n\w{0,3}mnd|nämndens uppdrag|egna uppdrag|nämnden/styrelsen|"
        r"ger förvaltningsdirektören",
        low,
    ):
        return Origin.BOARD
    return Origin.UNKNOWN


def decision(text: str) -> str | None:
    """The decision that a comment names, as date and paragraph, or None.

    >>> decision("Uppdraget avslutat SNN 2024-09-24 §231.")
    '2024-09-24 § 231'
    """
    match = _DECISION.search(text)
    if match:
        return f"{match[1]} § {match[2]}"
    match = _DECISION_REVERSED.search(text)
    if match:
        return f"{match[2]} § {match[1]}"
    match = _DECISION_IN_WORDS.search(text)
    if not match:
        return None
    month = _MONTHS.split("|").index(match[2].lower()) + 1
    return f"{match[3]}-{month:02}-{int(match[1]):02} § {match[4]}"


def expected(text: str) -> str | None:
    """When it is expected to be finished, as written, or None.

    >>> expected("Uppdraget beräknas bli klart under halvår 2 2025.")
    'halvår 2 2025'
    """
    match = _EXPECTED.search(text) or _AT_REPORT.search(text)
    return match["time"] if match else None


def lasts_until(text: str) -> str | None:
    """The end that an assignment sets itself, or None.

    >>> lasts_until("Nämnden får i uppdrag att pröva modellen till och med 2026.")
    '2026'
    """
    match = _UNTIL.search(text)
    return match["time"] if match else None


def status_told(text: str) -> re.Match[str] | None:
    """Where a handling says how far the assignment itself has come ("Uppdraget … är pågående"); group 1 is the word."""
    return _STATUS_TOLD.search(text)


def decided(label: str) -> str | None:
    """The date in a label above what was decided, or None.

    >>> decided("Beslutat yrkande 20240206:")
    '2024-02-06'
    """
    match = re.search(r"\b(20\d\d)-?(\d\d)-?(\d\d)\b", label)
    return "-".join(match.groups()) if match else None


def year_given(text: str) -> int | None:
    """The year that an assignment is said to be from, or None.

    >>> year_given("Uppdraget hänför sig till 2022 och pågår.")
    2022
    """
    match = _YEAR_GIVEN.search(text)
    return int(match[1]) if match else None


def report_to(text: str) -> str | None:
    """To whom it is reported back, as written, or None.

    >>> report_to("Uppdraget redovisas till kommunstyrelsen i maj.")
    'kommunstyrelsen'
    """
    match = _REPORT.search(text)
    return match[1].strip() if match else None


def kind(words: str) -> str | None:
    """Whether the assignment stands in the budget decision or outside it, or None."""
    return next((name for pattern, name in KINDS if re.search(pattern, words.lower())), None)


def act(text: str) -> str:
    """What is to be done: what comes after "får i uppdrag att".

    >>> act("Socialnämnden Norr får i uppdrag att utreda vistelsen.")
    'utreda vistelsen.'
    """
    match = re.search(r"\buppdrag(?:\s+att\b|\s+i\b(?=.{3,120}?\batt\b)|,)\s*(.*)", text, re.S)
    return match[1] if match else text
