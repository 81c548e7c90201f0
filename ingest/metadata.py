"""What a document is: its title, type, board, city and year, and the attachments inside the file."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.clean import Layout

TYPES: tuple[tuple[str, str], ...] = (
    # (pattern in the title, type); the first that fits counts
    (r"\byrkande|\byttrande fr[åa]n|\bmotion\b", "yrkande"),
    (r"\bdel[åa]rsrapport|\btertialrapport", "delårsrapport"),
    (r"\b[åa]rsrapport|\bverksamhetsber[äa]ttelse|\b[åa]rsredovisning", "årsrapport"),
    (r"\bgenomf[öo6]randeplan", "genomförandeplan"),
    (r"\bverksamhetsplan", "verksamhetsplan"),
    (r"\binternkontrollplan", "internkontrollplan"),
    (r"\briskbild|\bintern kontrollplan", "riskbild"),
    (r"\bhandlingsplan|\b[åa]tg[äa]rdsplan", "handlingsplan"),
    (r"\bbudget", "budget"),
    (r"\bprotokoll", "protokoll"),
    (r"\bstatusrapport", "statusrapport"),
    (r"\buppf[öo]ljning|\bl[äa]gesrapport|\bredovisning av uppdrag|\buppdrags(?:lista|redovisning)", "uppföljning"),
    (r"\btj[äa]nsteutl[åa]tande", "tjänsteutlåtande"),
    (r"\bpolicy|\briktlinje|\bprogram\b|\breglemente|\bplan\b", "styrdokument"),
)
OTHER, REPORT = "övrigt", "årsrapport"
# Sorts that say what is to be done, not how it went
PLANS = frozenset(("yrkande", "genomförandeplan", "verksamhetsplan", "handlingsplan", "budget"))

_BOARD = re.compile(  # its two words on one line: below a table's "Fritidsnämnden" may stand a "Klar"
    r"\b((?:[A-ZÅÄÖ][a-zåäö]*|[a-zåäö]+)nämnd)(?:en)?s?[^\S\n]+(?!och\b|får\b|ska\b|har\b|i\b)"
    r"([A-ZÅÄÖ][a-zåäö]{2,}?)(?:s)?\b"
)
_OPENING = 8  # lines that may name a document's own board; further down many are named
_LARGER = 1.2  # times the usual type: a title
_BOARD_ALONE = re.compile(
    r"\b([A-ZÅÄÖ][a-zåäö]+nämnden|[Nn]ämnden för [a-zåäö]+(?: och [a-zåäö]+)?|[Kk]ommunstyrelsen)\b"
)
_CITY = re.compile(r"\b([A-ZÅÄÖ][a-zåäö]+)\s+([Ss]tad|[Kk]ommun)(?:en)?s?\b")
_NOT_A_CITY = {"Från", "För", "Inom", "Till", "Om", "Vår", "Varje", "Denna", "Sveriges", "Landets", "Hela", "En", "Den"}
_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of a document as a whole."""

    title: str
    type: str
    board: str | None
    city: str | None
    year: int | None


def type_of(title: str) -> str:
    """The sort of document that a title names, OTHER when none.

    >>> type_of("Årsrapport 2024 Socialnämnden Norr")
    'årsrapport'
    """
    return next((name for pattern, name in TYPES if re.search(pattern, title, re.I)), OTHER)


def describe(layout: Layout, stem: str, given_title: str, running: Sequence[str] = ()) -> Metadata:
    """Title, type, board, city and year from the content; the file's own title and its running header come first."""
    first = [layout.words(line) for line in layout.lines[:13]]
    given = given_title if given_title.lower() != stem.lower() else ""
    title = _title(first, given, running) or _largest(layout) or stem.replace("-", " ").replace("_", " ").capitalize()
    opening = layout.text[:6_000]
    named = _most_common_board(opening) or _board_alone(_running_lines(layout)[:_OPENING], opening)
    board = board_in(title) or named or board_in(stem.replace("-", " ").title())
    years = _YEAR.findall(title) or _YEAR.findall(stem) or _YEAR.findall(opening)
    kind = type_of(title)
    if kind == OTHER:
        kind = type_of(stem.replace("-", " "))
    if kind == OTHER:
        kind = type_of(" ".join(first[:6]))
    opening_words = " ".join([*running, *first])
    city = _city(" ".join([*[opening_words] * 3, layout.text[:60_000]]))  # a letterhead says more than a mention
    if board and city and board.partition(" ")[2] == _place(city):
        board = board.partition(" ")[0]  # "Omsorgsnämnden Granby" in Granby kommun is the only one
    year = int(Counter(years).most_common(1)[0][0]) if years else None
    return Metadata(title, kind, board, city, year)


def _city(text: str) -> str | None:
    """The city that is named most, in the form that it is named most ("Göteborgs Stad", "Granby kommun")."""
    found = [match for match in _CITY.finditer(text) if match[1] not in _NOT_A_CITY]
    places = Counter(_place(match[0]) for match in found)
    if not places:
        return None
    place = places.most_common(1)[0][0]
    forms = Counter(f"{match[1]} {match[2]}" for match in found if _place(match[0]) == place)
    return forms.most_common(1)[0][0]


def _place(city: str) -> str:
    """The bare name in a city's name: "Göteborgs Stad" gives "Göteborg"."""
    return city.split()[0].removesuffix("s")


def _largest(layout: Layout) -> str:
    """The line in the largest type among the first ones, when it is larger than the rest."""
    lines = [line for line in layout.lines[:13] if line.page == 1 and 8 < len(layout.words(line)) < 110]
    usual = median(line.size for line in layout.lines) if layout.lines else 0.0
    best = max(lines, key=lambda line: line.size, default=None)
    return layout.words(best) if best and best.size >= _LARGER * usual else ""


def _title(first: Sequence[str], given: str, running: Sequence[str]) -> str:
    if given and (type_of(given) != OTHER or len(given.split()) > 2):
        return given
    pairs = list(itertools.pairwise(first))
    for words, following in [*pairs[:3], *((header, "") for header in running), *pairs[3:]]:
        prose = following[:1].islower() or words.endswith((".", ","))
        if type_of(words) != OTHER and 8 < len(words) < 110 and not prose:
            return re.sub(r"\s*\d+\s*\(\d+\)$", "", words)
    return ""


def board_in(text: str) -> str | None:
    """The first board that a text names, in its full form.

    >>> board_in("Budget 2025 för socialnämnd Norr")
    'Socialnämnden Norr'
    """
    match = _BOARD.search(text)
    if match:
        return f"{match[1].capitalize()}en {match[2]}"
    alone = _BOARD_ALONE.search(text)
    return alone[1][0].upper() + alone[1][1:] if alone else None


def _most_common_board(text: str) -> str | None:
    boards = Counter(f"{kind.capitalize()}en {name}" for kind, name in _BOARD.findall(text))
    return boards.most_common(1)[0][0] if boards else None


def _running_lines(layout: Layout) -> list[str]:
    """The first lines but for those that stand beside each other: the cells of a table name others' boards."""
    lines = layout.lines[:40]
    rows = Counter((line.page, round(line.top / 3.0)) for line in lines)
    return [layout.words(line) for line in lines if rows[line.page, round(line.top / 3.0)] == 1]


def _board_alone(first: Sequence[str], opening: str) -> str | None:
    """The board without a place that the first lines name, else the one that is named three times and most."""
    for text, least in ((" ".join(first), 1), (opening, 3)):
        alone = Counter(match[0].upper() + match[1:] for match in _BOARD_ALONE.findall(text))
        board, count = next(iter(alone.most_common(1)), (None, 0))
        if board and count >= least:
            return str(board)
    return None
