"""The words of tables as data: column names with what they hold, status words, labels. Extend here, not in code."""

import re
from enum import StrEnum

from ingest.model import Status


class Column(StrEnum):
    """What a table column holds."""

    ASSIGNMENT = "assignment"
    STATUS = "status"
    STATUS_AND_COMMENT = "status and comment"
    COMMENT = "comment"
    MEASURE = "measure"
    CONTROL = "control"
    DESCRIPTION = "description"
    ACTOR = "actor"
    DUE = "due"
    RESULT = "result"
    YEAR = "year"
    KIND = "kind"
    NUMBER = "number"
    ISSUER = "issuer"


COLUMN_NAMES: tuple[tuple[str, Column], ...] = (
    # (pattern for the whole name, lower case; what the column holds), the longest first
    (r"kort beskrivning av insats", Column.MEASURE),
    (r"insats(?:er)?(?: och målgrupp)?", Column.MEASURE),
    (r"uppdragets status och kommentar|status och kommentar|lägesbeskrivning", Column.STATUS_AND_COMMENT),
    (r"(?:beslutat )?uppdrag(?: från [\wåäö/]+(?: och [\wåäö/]+)?)?", Column.ASSIGNMENT),
    (r"uppdragsår|beslutsår|år", Column.YEAR),
    (r"typ(?: av [\wåäö/-]+)?", Column.KIND),
    (r"uppdragsgivare|beslutat av|givet av", Column.ISSUER),
    (r"status|läge|lägesrapport|nuläge", Column.STATUS),
    (r"omhändertagande|hantering|genomförande|kommentar(?:er)?|redovisning|uppföljning", Column.COMMENT),
    (r"kontrollaktivitet(?:er)?|kontrollmoment", Column.CONTROL),
    (r"åtgärd(?:er)?|aktivitet(?:er)?", Column.MEASURE),
    (r"beskrivning", Column.DESCRIPTION),
    (r"aktörer|aktör/er|aktör|ansvarig(?:a|t)?(?: förvaltning| avdelning| nämnd)?|ansvar", Column.ACTOR),
    (r"klart? senast|klart|tidplan|slutdatum|beräknas klart?|sluttid|deadline", Column.DUE),
    (r"planerat resultat|förväntad effekt/resultat|förväntat resultat|förväntad effekt|resultat", Column.RESULT),
    (r"nr|#|id", Column.NUMBER),
)
TEXT_COLUMNS = (Column.COMMENT, Column.DESCRIPTION, Column.STATUS_AND_COMMENT, Column.ACTOR)
"""Columns that never hold figures."""
CODE_NAMES = re.compile(r"kod\b|\bkonto\b|\bdiarie|\bprojektn|\bnr\b|nummer\b", re.I)
"""Columns whose numbers name something and measure nothing: "Speckod", "Konto"."""
_NAMES = [(re.compile(rf"(?:{pattern})(?=\s|$)"), column) for pattern, column in COLUMN_NAMES]


def parse_header(words: str) -> tuple[Column, ...]:
    """The columns that a header line names; empty when it is not a header of two columns or more.

    >>> [column.value for column in parse_header("Uppdrag Omhändertagande")]
    ['assignment', 'comment']
    """
    rest, columns = " ".join(words.lower().split()), list[Column]()
    while rest:
        match = next(((m, column) for pattern, column in _NAMES if (m := pattern.match(rest))), None)
        if not match:
            return ()
        columns.append(match[1])
        rest = rest[match[0].end() :].lstrip()
    return tuple(columns) if len(columns) > 1 and len(set(columns)) == len(columns) else ()


def column_of(label: str) -> Column | None:
    """The column that a label names when it is that and nothing else.

    >>> column_of("Uppdragsgivare").value
    'issuer'
    """
    bare = " ".join(label.lower().split())
    return next((column for pattern, column in _NAMES if (m := pattern.match(bare)) and m.end() == len(bare)), None)


STATUS_WORDS: tuple[tuple[str, Status], ...] = (
    # (pattern for the whole word, lower case; what it means)
    (r"ej påbörja[dt]|inte påbörja[dt]|ej startad|ej startat|planera[dt]|vilande|kommande", Status.NOT_STARTED),
    (
        r"pågående|pågår(?: enligt plan)?|enligt plan|påbörja[dt]|försena[dt]|"
        r"delvis (?:klar[t]?|genomför[dt]|uppfyll[dt])|under arbete|löpande|avviker(?: från plan)?",
        Status.ONGOING,
    ),
    (  # said, but none of the three: what a colour or a sign means is the writer's choice
        r"(?:ej|inte|icke) (?:genomför[dt]|uppfyll[dt]|klar[t]?|avsluta[dt])|avbru(?:ten|tet)|pausa[dt]|utgår|utgått|"
        r"(?:grön|gul|röd|orange|blå|grå)t?|[●◐○◑◔◕✓✔✗✘■□▲▼►⬤🟢🟡🔴]",
        Status.UNKNOWN,
    ),
    (r"avsluta[dt]|klar[t]?|slutför[dt]|genomför[dt]|färdig[t]?|uppfyll[dt]", Status.DONE),
)
_STATUSES = [(re.compile(pattern), status) for pattern, status in STATUS_WORDS]


def status_of(words: str) -> Status | None:
    """The status that words stand for when they are a status and nothing else.

    >>> status_of("Ej påbörjad").value
    'Ej påbörjad'
    """
    bare = " ".join(words.lower().strip(" .,:;()[]–-").split())
    return next((status for pattern, status in _STATUSES if pattern.fullmatch(bare)), None)


SIGNS = str.maketrans("●■▪◦⬤", "•••••")
_LEGEND = re.compile(
    r"(?P<sign>[•●◐○◑◔◕✓✔✗✘■▲▼⬤]|\b(?:grön|gul|röd|orange|blå|grå)t?\b)\s*[=:–-]?\s*"
    r"(?P<words>[^\W\d]+(?: [^\W\d]+)?)",
    re.I,
)


def legend_of(text: str) -> dict[str, Status]:
    """What signs or colours stand for, where a document says so of two or more.

    >>> legend_of("● Klar ○ Ej påbörjad")["○"].value
    'Ej påbörjad'
    """
    found: dict[str, Status] = {}
    for match in _LEGEND.finditer(text):
        words = match["words"].split()
        known = next((s for n in (2, 1) if (s := status_of(" ".join(words[:n]))) and s is not Status.UNKNOWN), None)
        if known:
            found.setdefault(match["sign"].translate(SIGNS).lower(), known)
    return found if len(found) > 1 else {}


YEAR_LABELS = ("uppdragsår", "beslutsår")
KIND_LABELS = ("typ av uppdrag", "typ av kf/ks-uppdrag", "typ av")
KINDS: tuple[tuple[str, str], ...] = (
    (r"utanför budget", "utanför budgetbeslut"),
    (r"inom budget|i budget", "inom budgetbeslut"),
)
EVERYONE = ("alla nämnder", "samtliga nämnder")
INSTRUCTION_OPENINGS: tuple[str, ...] = (
    # what a template says to whoever fills it in
    r"Beskriv (?:kort(?:fattat)?|målgrupp|hur|vad|vilka|verksamhetens)\b",
    r"Skriv (?:en|ett|här|kort)\b",
    r"Extra utrymme\b",
    r"Om det är relevant, (?:redogör|beskriv)\b",
    r"Berätta (?:hur|vad|vilka)\b",
    r"I (?:matrisen|tabellen) går det bra att\b",
    r"Fyll i\b",
    r"Ange (?:här|kort|vilka|vilken|hur)\b",
    r"Klicka (?:här|på)\b",
    r"Infoga (?:text|rader|tabell)\b",
    r"Ta bort (?:denna|texten|raden|rader)\b",
    r"Redogör (?:kort|för|här)\b",
    r"Lägg till (?:eller ta bort |fler |nya )?(?:rader|text|rubriker|punkter)\b",
    r"(?:Instruktion(?:er)?|Anvisning(?:ar)?|Hjälptext):",
)
INSTRUCTION = re.compile("|".join(f"(?:{opening})" for opening in INSTRUCTION_OPENINGS))
