"""The words of tables as data: column names with what they hold, status words, labels. Extend here, not in code."""

import re

from ingest.model import Column, Status

COLUMN_NAMES: tuple[tuple[str, Column], ...] = (
    # (pattern for the whole name, lower case; what the column holds), the longest first
    (r"kort beskrivning av (?:insats(?:en|er)?|aktivitet(?:en|er)?|åtgärd(?:en|er)?)", Column.MEASURE),
    (
        r"(?:planerade? )?(?:insats(?:er)?|aktivitet(?:er)?|åtgärd(?:er)?)(?:/(?:insats(?:er)?|aktivitet(?:er)?))?"
        r"(?: och| ?[–-]) målgrupp(?:er)?|planerade (?:insatser|aktiviteter|åtgärder)(?:/aktiviteter)?|insats(?:er)?",
        Column.MEASURE,
    ),
    (r"del\s?mål|målsättning(?:ar)?|målområden?|mål|syfte", Column.GOAL),
    (r"målgrupp(?:er|/er)?", Column.TARGET),
    (r"samverkansparter|samverkanspart|samverkansaktörer|samverkar med|samverkan med|samverkan", Column.PARTNER),
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
    (r"klart? senast|klart|tids?plan|tidpunkt|tidsram|tid|när|slutdatum|beräknas klart?|sluttid|deadline", Column.DUE),
    (
        r"planerat resultat|(?:förväntad |önskad )?effekt(?:er)?(?:/resultat|/uppföljning)?|(?:förväntat )?resultat",
        Column.RESULT,
    ),
    (r"nr|#|id", Column.NUMBER),
)
TEXT_COLUMNS = (Column.COMMENT, Column.DESCRIPTION, Column.STATUS_AND_COMMENT, Column.ACTOR)
"""Columns that never hold figures."""
NAME_COLUMNS = (Column.ACTOR, Column.PARTNER, Column.ISSUER, Column.DUE, Column.STATUS)
"""Columns of names and other short words; the others hold sentences."""
PART_COLUMNS = frozenset((Column.ACTOR, Column.TARGET, Column.PARTNER, Column.RESULT))
"""Columns that a plan's table has beside what is to be done."""
_GOALS_NEED = {Column.MEASURE, Column.ACTOR, Column.ASSIGNMENT}  # "Mål | Resultat" may as well be a table of figures
LABELS: tuple[tuple[str, Column], ...] = (
    # (pattern for the words that open a cell or a part of one, lower case; what follows them)
    (r"målgrupp(?:er|/er)?:", Column.TARGET),
    (r"(?:planerade )?(?:insats(?:er)?|aktivitet(?:er)?|åtgärd(?:er)?):", Column.MEASURE),
    (r"[\w-]*ansvar(?:ig|iga|igt)?\b[^:.•]{0,70}:", Column.ACTOR),
    (r"(?:samverkanspart(?:er)?|samverkansaktörer|samverkan med|i samverkan)\b[^:•]{0,30}:", Column.PARTNER),
    (r"(?:på )?(?:kort|lång) ?sikt(?:igt)?:|(?:förväntad )?effekt:|(?:förväntat )?resultat:", Column.RESULT),
    (r"(?:tids?plan|tidpunkt|klart senast):", Column.DUE),
)
CODE_NAMES = re.compile(r"kod\b|\bkonto\b|\bdiarie|\bprojektn|\bnr\b|nummer\b", re.I)
"""Columns whose numbers name something and measure nothing: "Speckod", "Konto"."""
_NAMES = [(re.compile(rf"(?:{pattern})(?=\s|$)"), column) for pattern, column in COLUMN_NAMES]
_LABELS = [(re.compile(pattern), column) for pattern, column in LABELS]


def parse_header(words: str) -> tuple[Column, ...]:
    """The columns that a header line names; empty when it is not a header of two columns or more.

    >>> [column.value for column in parse_header("Uppdrag Omhändertagande")]
    ['assignment', 'comment']
    """
    return tuple(column for _, column in header_names(words))


def opens_header(words: str) -> bool:
    """Whether a line may begin a header: with the name of a column."""
    lower = words.lower()
    return any(pattern.match(lower) for pattern, _ in _NAMES)


def header_names(words: str) -> list[tuple[str, Column]]:
    """The columns of a header line with their names as written.

    >>> header_names("Insats Aktör/er")[1][0]
    'Aktör/er'
    """
    rest, found = " ".join(words.split()), list[tuple[str, Column]]()
    while rest:
        match = next(((m, column) for pattern, column in _NAMES if (m := pattern.match(rest.lower()))), None)
        if not match:
            return []
        end = match[0].end()
        found.append((rest[:end], match[1]))
        rest = rest[end:].lstrip()
    columns = {column for _, column in found}
    whole = 1 < len(found) == len(columns) and (Column.GOAL not in columns or columns & _GOALS_NEED)
    return found if whole else []


def label_of(words: str) -> tuple[str, Column] | None:
    """The label that opens a cell or a part of one, its colon included, and what follows it.

    >>> label_of("Ansvarig: Alla samordnare")[0]
    'Ansvarig:'
    """
    lower = words.lower()
    return next(((words[: m.end()], column) for pattern, column in _LABELS if (m := pattern.match(lower))), None)


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
DIRECTIONS = re.compile(
    r"(?:nämndens |styrelsens |förvaltningens |övergripande |strategiska |politiska |prioriterade |gemensamma )*"
    r"(?:mål(?:en)?|inriktning(?:ar|arna)?|målområden?|målsättning(?:ar)?|prioritering(?:ar)?|fokusområden|"
    r"utvecklingsområden)(?: (?:och|samt) (?:inriktningar|mål|prioriteringar|strategier))?(?:[: ]+(?:för )?20\d\d)?"
    r"|(?:mål|målområde|inriktning|fokusområde)(?: \d+)?: .+"
)
"""Headings, without their number and in lower case, of goals and directions."""
NO_DIRECTIONS = re.compile(r"\buppdrag|\bprogram och planer\b|\bindikator|^uppföljning")
"""Headings of something else below one of these."""
