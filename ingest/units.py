"""What a number counts: the unit that a label, a column or a caption names."""

import re

UNITS: tuple[tuple[str, str], ...] = (
    # (pattern in lower case, unit); the first that fits counts
    (r"\bmnkr\b|\bmkr\b|miljoner kronor|\bmsek\b|miljoner kr\b", "mnkr"),
    (r"\btkr\b|tusen kronor|\bkkr\b", "tkr"),
    (r"(?<!\d)(?<!\d\s)(?:\bprocent\b|%)", "%"),  # "50 % av tiden" is a value of its own
    (r"\bkronor\b|\bkr\b|\bsek\b", "kr"),
    (r", index\b|\bindex(?:värde)?$", "index"),
)
COUNTED = (
    # what is counted; the end of a compound counts too ("orosanmälningar", "vårddygn")
    "anmälningar", "anställda", "ansökningar", "avtal", "barn", "beslut", "besök", "besökare", "brukare", "chefer",
    "dagar", "deltagare", "domar", "dygn", "elever", "fall", "hushåll", "incidenter", "invånare", "klagomål",
    "kontrakt", "lägenheter", "medarbetare", "månader", "personer", "placeringar", "platser", "rapporter", "timmar",
    "tjänster", "ungdomar", "uppdrag", "utredningar", "veckor", "årsarbetare", "ärenden",
)  # fmt: skip


def unit_of(words: str) -> str:
    """The unit that words name, "" when none.

    >>> unit_of("Avdelning (mnkr)")
    'mnkr'
    """
    low = words.lower()
    return next((unit for pattern, unit in UNITS if re.search(pattern, low)), "")


def counted_in(label: str) -> str:
    """What a label counts: the word after "Antal", or the word that it opens with; "" when neither is known.

    >>> counted_in("Antal orosanmälningar för barn")
    'anmälningar'
    """
    words = re.findall(r"[a-zåäö]+", label.lower())
    counts = next((at for at, word in enumerate(words) if word in ("antal", "antalet")), -1)
    first = words[counts + 1 : counts + 2]
    return next((unit for word in first for unit in sorted(COUNTED, key=len, reverse=True) if word.endswith(unit)), "")
