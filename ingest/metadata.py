"""What a document is: its title, type, board, city and year, and the attachments inside the file."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean import Layout
from ingest.model import Part, Span
from ingest.sections import Heading

TYPES: tuple[tuple[str, str], ...] = (
    # (pattern in the title, type); the first that fits counts
    (r"\byrkande|\byttrande fr[åa]n|\bmotion\b", "yrkande"),
    (r"\bdel[åa]rsrapport", "delårsrapport"),
    (r"\b[åa]rsrapport|\bverksamhetsber[äa]ttelse|\b[åa]rsredovisning", "årsrapport"),
    (r"\bgenomf[öo6]randeplan", "genomförandeplan"),
    (r"\bverksamhetsplan", "verksamhetsplan"),
    (r"\binternkontrollplan", "internkontrollplan"),
    (r"\briskbild|\bintern kontrollplan", "riskbild"),
    (r"\bhandlingsplan|\b[åa]tg[äa]rdsplan", "handlingsplan"),
    (r"\bbudget", "budget"),
    (r"\bprotokoll", "protokoll"),
    (r"\bstatusrapport", "statusrapport"),
    (r"\buppf[öo]ljning|\bl[äa]gesrapport", "uppföljning"),
    (r"\btj[äa]nsteutl[åa]tande", "tjänsteutlåtande"),
    (r"\bpolicy|\briktlinje|\bprogram\b|\breglemente|\bplan\b", "styrdokument"),
)
OTHER = "övrigt"

_BOARD = re.compile(
    r"\b((?:[A-ZÅÄÖ][a-zåäö]*|[a-zåäö]+)nämnd)(?:en)?s?\s+(?!och\b|får\b|ska\b|har\b|i\b)([A-ZÅÄÖ][a-zåäö]{2,}?)(?:s)?\b"
)
_BOARD_ALONE = re.compile(r"\b([A-ZÅÄÖ][a-zåäö]+nämnden|[Nn]ämnden för [a-zåäö]+(?: och [a-zåäö]+)?|[Kk]ommunstyrelsen)\b")
_CITY = re.compile(r"\b([A-ZÅÄÖ][a-zåäö]+)\s+([Ss]tad|[Kk]ommun)(?:en)?s?\b")
_NOT_A_CITY = {"Från", "För", "Inom", "Till", "Om", "Vår", "Varje", "Denna", "Sveriges", "Landets", "Hela", "En", "Den"}
_YEAR = re.compile(r"\b(20\d\d)\b")
_ATTACHMENT = re.compile(r"^(?:Bilaga\s+)?(\d{1,2})[.:]?\s+(\S.*)$")
_OPENS_ATTACHMENT = re.compile(r"^Bilaga\s+(\d{1,2})\b[.:]?\s*(.*)$")
_SHORTEST_PART = 12  # lines; a title page and the first chapter after it are one attachment
_STOP = {"och", "för", "av", "med", "i", "på", "till", "den", "det", "samt", "inkl", "om"}


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
    title = _title(first, stem, given_title, running)
    opening = layout.text[:6_000]
    board = board_in(title) or _most_common_board(opening) or board_in(stem.replace("-", " ").title())
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


def _title(first: Sequence[str], stem: str, given: str, running: Sequence[str]) -> str:
    if given and (type_of(given) != OTHER or len(given.split()) > 2) and given.lower() != stem.lower():
        return given
    pairs = list(zip(first, first[1:], strict=False))
    for words, following in [*pairs[:3], *((header, "") for header in running), *pairs[3:]]:
        prose = following[:1].islower() or words.endswith((".", ","))
        if type_of(words) != OTHER and 8 < len(words) < 110 and not prose:
            return re.sub(r"\s*\d+\s*\(\d+\)$", "", words)
    return stem.replace("-", " ").replace("_", " ").strip().capitalize()


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
    if boards:
        return boards.most_common(1)[0][0]
    alone = Counter(match[0].upper() + match[1:] for match in _BOARD_ALONE.findall(text))
    return alone.most_common(1)[0][0] if alone else None


def parts(layout: Layout, metadata: Metadata, headings: Sequence[Heading]) -> tuple[Part, ...]:
    """The main document and the attachments inside the same file, in order; they tile the text."""
    listed = _listed_attachments(layout)
    starts = _align(layout, listed, headings) if listed else _announced(layout)
    end = len(layout.text)
    own = metadata.type
    if starts and any(re.fullmatch(r"Tj[äa]nsteutl[åa]tande", layout.words(line)) for line in layout.lines[:6]):
        own = "tjänsteutlåtande"  # the statement that proposes what is attached
    cuts = [(0, metadata.title, own), *((at, title, _part_type(title)) for at, title in starts)]
    return tuple(
        Part(number, title, kind, Span(at, cuts[number + 1][0] if number + 1 < len(cuts) else end))
        for number, (at, title, kind) in enumerate(cuts)
    )


def _part_type(title: str) -> str:
    kind = type_of(title)
    return kind if kind != OTHER else "bilaga"


def _listed_attachments(layout: Layout) -> list[str]:
    """The titles under the heading "Bilagor", in order."""
    for index, line in enumerate(layout.lines):
        if re.fullmatch(r"(?:Bilagor|Bilageförteckning|Bilagsförteckning)\s*:?", layout.words(line)):
            titles: list[str] = []
            for other in layout.lines[index + 1 : index + 40]:
                words = layout.words(other)
                match = _ATTACHMENT.match(words)
                if match and int(match[1]) == len(titles) + 1:
                    titles.append(match[2])
                elif titles and words[:1].islower() and len(titles[-1]) < 160:
                    titles[-1] += " " + words
                else:
                    break
            if titles:
                return titles
    return []


def _announced(layout: Layout) -> list[tuple[int, str]]:
    """Attachments that say so themselves at the top of a page: "Bilaga 2 Riskbild"."""
    found = []
    for index, line in enumerate(layout.lines):
        opens = index == 0 or layout.lines[index - 1].page != line.page
        match = _OPENS_ATTACHMENT.match(layout.words(line)) if opens and index else None
        if match:
            following = layout.words(layout.lines[index + 1]) if index + 1 < len(layout.lines) else ""
            found.append((line.span.start, match[2] or following or f"Bilaga {match[1]}"))
    return found


def _stems(text: str) -> set[str]:
    """Word beginnings, so that "folkhälsoarbete" meets "folkhälsoarbetet"; short words and years left out."""
    return {word[:8] for word in re.findall(r"[a-zåäöé]{3,}", text.lower()) if word not in _STOP}


def _align(layout: Layout, titles: Sequence[str], headings: Sequence[Heading]) -> list[tuple[int, str]]:
    """The place where each listed attachment begins.

    Chooses, for all titles at once, the increasing lines where the opening fits the title and the pages up to the
    next opening speak of it (dynamic programming over title and line). A title that fits nowhere is left out.
    """
    candidates = [
        (index, bonus) for index, bonus in _candidates(layout, titles, headings) if not _within_numbering(headings, index)
    ]
    shared = Counter(stem for title in titles for stem in _stems(title))
    speaks = [_speaking(layout, title, shared) for title in titles]
    best: list[list[_Choice]] = []  # best[title][candidate]: the best way to have title begin at candidate
    for number, title in enumerate(titles):
        row = []
        for at, (index, bonus) in enumerate(candidates):
            page = layout.lines[index].page
            gain = _fit(layout, index, title, shared) + bonus
            before = [
                _Choice(earlier.score + _sum(speaks[last], candidates[place], page, layout), earlier.starts)
                for last in range(number)
                for place, earlier in enumerate(best[last][:at])
                if earlier.starts and index - candidates[place][0] >= _SHORTEST_PART
            ]
            chosen = max([*before, _Choice(0.0, ())], key=lambda choice: choice.score)
            fits = gain > 1.0
            row.append(_Choice(chosen.score + gain, (*chosen.starts, (number, index))) if fits else _Choice(0.0, ()))
        best.append(row)
    ends = [
        _Choice(choice.score + _sum(speaks[number], candidates[at], len(layout.pages) + 1, layout), choice.starts)
        for number, row in enumerate(best)
        for at, choice in enumerate(row)
        if choice.starts
    ]
    winner = max(ends, key=lambda choice: choice.score, default=_Choice(0.0, ()))
    return [(layout.lines[index].span.start, titles[number]) for number, index in winner.starts]


@dataclass(frozen=True, slots=True)
class _Choice:
    score: float
    starts: tuple[tuple[int, int], ...]  # (title, line)


def _speaking(layout: Layout, title: str, shared: Counter[str]) -> list[float]:
    """For each page how much it speaks of a title, 0 to 1, summed up from the first page."""
    wanted = {stem: 1.0 / shared[stem] for stem in _stems(title)}
    total = sum(wanted.values()) or 1.0
    sums = [0.0]
    for page in layout.pages:
        found = _stems(layout.text[page.span.start : page.span.end])
        sums.append(sums[-1] + sum(weight for stem, weight in wanted.items() if stem in found) / total)
    return sums


def _sum(speaks: Sequence[float], candidate: tuple[int, float], end_page: int, layout: Layout) -> float:
    """What the pages from a candidate up to `end_page`, not included, say of a title; a page that is silent costs."""
    first = layout.lines[candidate[0]].page
    pages = end_page - first
    return 0.5 * (speaks[end_page - 1] - speaks[first - 1] - 0.35 * pages)


def _within_numbering(headings: Sequence[Heading], index: int) -> bool:
    """Whether a numbering goes on past a line ("4" before it, "5" after it): no attachment begins there."""
    before = [heading for heading in headings if heading.first < index]
    after = next((heading for heading in headings if heading.first >= index), None)
    return bool(before) and after is not None and after.number != "1"


def _candidates(layout: Layout, titles: Sequence[str], headings: Sequence[Heading]) -> list[tuple[int, float]]:
    """Lines that may open an attachment, each with what speaks for it beside its words."""
    found = []
    restarts = {heading.first for heading in headings if heading.number == "1"}
    after_list = next(
        (i for i, line in enumerate(layout.lines) if layout.words(line).rstrip(":") in ("Bilagor", "Bilageförteckning")), 0
    ) + len(titles)
    for index, line in enumerate(layout.lines):
        if index <= after_list:
            continue
        words = layout.words(line)
        opens_page = layout.lines[index - 1].page != line.page
        before = layout.words(layout.lines[index - 1])
        names_type = type_of(" ".join(words.split()[:2])) != OTHER
        goes_on = words[:1].islower() or words.startswith("•") or (before[-1:].isalpha() and before[-1:].islower() and not opens_page)
        restart = any(at in restarts for at in range(index, index + 8 if names_type else index + 1))
        if (opens_page and words[:1].isupper()) or restart or (not goes_on and names_type and len(words) < 70):
            bonus = (1.5 if restart else 0.0) + (0.6 if opens_page else 0.0)
            bonus -= 0.5 if opens_page and before[-1:].islower() and not restart else 0.0
            found.append((index, bonus))
    return found


def _fit(layout: Layout, index: int, title: str, shared: Counter[str]) -> float:
    """How well what stands at a line fits a title: its first lines count most, then the page after it."""
    wanted = _stems(title)
    if not wanted:
        return 0.0
    weight = {stem: 1.0 / shared[stem] for stem in wanted}
    total = sum(weight.values())
    opening = [layout.words(line) for line in layout.lines[index : index + 2]]
    head = _stems(" ".join(words for words in opening if len(words) < 75 and not words.endswith(".")))
    start = layout.lines[index].span.start
    page_end = layout.pages[layout.lines[index].page - 1].span.end
    body = _stems(layout.text[start:page_end])
    named = sum(weight[stem] for stem in wanted & head) / total
    told = sum(weight[stem] for stem in wanted & body) / total
    return (1.4 * named if named >= 0.5 else 0.0) + told  # a heading that shares one word with the title is no title
