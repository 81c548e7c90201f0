"""Whether a sentence that a language model wrote is said by the words it cites. Each check gives a reason to drop it.

Words alone cannot prove a meaning, so the checks lean one way: a sentence that may be right is dropped rather than one
that may be wrong kept, since the composed answer stands ready.
"""

import re
from collections.abc import Callable, Iterable

from app.binding import misbound
from app.topic import folded_stem, meets, stems
from app.values import NUMBER, YEAR, dates, numbers, paragraphs, plain_number, units_of
from index.sentences import sentences
from index.sparse import STOP_WORDS, WORD

_COVERED = 0.7  # share of a sentence's content words that must stand in what it cites
_NEAR = 3  # content words that a negation reaches in the source: "har inte ännu under året påbörjats"
_NEGATIONS = frozenset(
    ["inte", "ej", "icke", "aldrig", "ingen", "inget", "inga", "ingenting", "varken", "utan", "saknas", "saknar"]
)
_ADDRESS = re.compile(r"\S*(?://|www\.|@|\]\(|[<>`{}])\S*", re.I)
_CLAUSE = re.compile(r"[;()]|,(?!\d)|\b(?:och|samt|från|till|mot|jämfört|medan|respektive|men)\b")
# A sentence that says one of a row must cite a text that says one of the same row: weight, direction, unit, force
_WEIGHTY = tuple(
    re.compile(rf"(?<![^\W\d_])(?:{row})", re.I)
    for row in (
        r"ök|tillväxt|växt",
        r"minsk|sjunk|sjönk|nedgång",
        r"högre|höj",
        r"lägre|sänk",
        r"fler\b|mer\b|större",
        r"färre|mindre\b",
        r"bättre|förbättr",
        r"sämre|försämr",
        r"alla\b|samtliga|alltid|hela\b|varje\b",
        r"endast|bara\b|enbart",
        r"högst|max|som mest|upp till",
        r"minst|lägst",
        r"cirka|ca\b|omkring|ungefär|drygt|knappt|nära\b",
        r"ska\b|skall\b|måste|uppdrag|uppdra\b|åligg",
        r"bör\b|borde",
        r"beslut|besluta|fastställ|antag|antog",
        r"föreslå|förslag|yrka",
        r"avslut|slutför|färdig|klar\b|klart\b|genomför",
        r"pågå|påbörj",
        r"avsl[åo]|avslag",
        r"bifall|biföll|tillstyrk",
        r"upphör|lägg\w* ned|nedlagd|nedlägg|avveckl|stäng",
        r"först\b|första",
        r"senast|innan",
        r"före\b|innan",
        r"efter\b|tidigast|sedan\b",
        r"procentenhet",
        r"procent\b|%",
        r"mnkr|mkr|miljon|msek",
        r"tkr|tusen",
        r"miljard",
        r"kronor|kr\b|mnkr|mkr|tkr|sek\b",
        r"därför|eftersom|beror|orsak|på grund av|leder till|till följd|tack vare",
        r"dubb|fördubbl",
        r"hälft|halv",
        r"tredjedel|fjärdedel|majoritet|merpart|flesta",
    )
)
# What frames a fact without saying anything of its own
_FRAMING = frozenset(
    stems("framgår uppgår uppgick innebär enligt även samt dessutom totalt anges visar gäller finns år procent kronor")
)  # fmt: skip
_OPENERS = frozenset(
    ["enligt", "dessutom", "även", "samtidigt", "totalt", "vidare", "därutöver", "under", "året", "antalet"]
)


def fault(sentence: str, cited: str, names: str = "") -> str:
    """Why a sentence cannot stand on the words it cites; empty when it can. `names` are words that may be used as names
    beside the cited ones: the document's title and headings."""
    checks: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
        ("address", lambda: _addresses(sentence, cited)),
        ("number", lambda: numbers(sentence) - numbers(cited)),
        ("number of another year", lambda: _mispaired(sentence, cited)),
        ("unit of another number", lambda: _misunited(sentence, cited)),
        ("date", lambda: [d for d in dates(sentence) if not any(other.endswith(d) for other in dates(cited))]),
        ("paragraph", lambda: paragraphs(sentence) - paragraphs(cited)),
        ("name", lambda: _strange_names(sentence, f"{cited} {names}")),
        ("weighty word", lambda: _unweighed(sentence, cited)),
        ("negation", lambda: _misnegated(sentence, cited)),
        ("said of something else", lambda: misbound(sentence, cited, names)),
        ("words", lambda: _uncovered(sentence, f"{cited} {names}")),
    )
    for name, check in checks:
        found = sorted(check())
        if found:
            return f"{name}: {', '.join(found)}"
    return ""


def names(text: str) -> set[str]:
    """The stems of the capitalised words inside a text's sentences."""
    found: set[str] = set()
    for start, end in sentences(text):
        found |= {folded_stem(word) for word in WORD.findall(text[start:end])[1:] if word[:1].isupper()}
    return found


def told(statement: str, sentences_of_it: str) -> float:
    """The share of a statement's content words that the sentences written from it take up."""
    wanted = content(statement)
    have = stems(sentences_of_it)
    return sum(1 for word in wanted if meets(word, have)) / len(wanted) if wanted else 1.0


def _addresses(sentence: str, cited: str) -> list[str]:
    """Addresses, links and markup that the cited words do not hold."""
    return [match[0] for match in _ADDRESS.finditer(sentence) if match[0].strip(".,;:()") not in cited]


def _years_of(text: str) -> dict[str, set[str]]:
    """Each number with the year said in its clause: "7,2 2024 (2023: 7,9)" → {"7,2": {"2024"}, "7,9": {"2023"}}."""
    found: dict[str, set[str]] = {}
    for clause in _CLAUSE.split(text):
        said = [plain_number(match[0]) for match in NUMBER.finditer(clause)]
        years = {number for number in said if YEAR.fullmatch(number)}
        if len(years) == 1:
            for number in set(said) - years:
                found.setdefault(number, set()).update(years)
    return found


def _mispaired(sentence: str, cited: str) -> list[str]:
    known = _years_of(cited)
    return [f"{n} {y}" for n, ys in _years_of(sentence).items() for y in ys if n in known and y not in known[n]]


def _misunited(sentence: str, cited: str) -> list[str]:
    """Numbers with a unit that the cited text gives another one everywhere."""
    known = units_of(cited)
    return [
        f"{number} {unit}"
        for number, units in units_of(sentence).items()
        for unit in units - {""}
        if number in known and not known[number] & {unit, ""}
    ]


def _strange_names(sentence: str, known: str) -> set[str]:
    """Capitalised words that stand nowhere in what is known; a sentence's first word may be an everyday one."""
    have = set(stems(known))
    found = set()
    for number, word in enumerate(WORD.findall(sentence)):
        everyday = word.lower() in STOP_WORDS or word.lower() in _OPENERS or folded_stem(word) in _FRAMING
        if not word[:1].isupper() or (number == 0 and everyday):
            continue
        own = folded_stem(word)
        # The first word of a sentence is capital whatever it is: a compound or an inflection of a known word will do
        if own not in have and not (number == 0 and meets(own, tuple(have))):
            found.add(word)
    return found


def _unweighed(sentence: str, cited: str) -> list[str]:
    return [match[0] for row in _WEIGHTY if (match := row.search(sentence)) and not row.search(cited)]


def content(text: str) -> list[str]:
    """The stems of the words that say something, each once, in order."""
    words = [word for word in WORD.findall(text.lower()) if word not in STOP_WORDS and not word.isdigit()]
    return [own for word in dict.fromkeys(words) if (own := folded_stem(word)) not in _FRAMING]


def _uncovered(sentence: str, cited: str) -> list[str]:
    """The content words that the cited text does not hold, when they are too many."""
    words = content(sentence)
    have = stems(cited)
    missing = [word for word in words if not meets(word, have)]
    return missing if len(missing) > (1 - _COVERED) * len(words) else []


def _negated(text: str, reach: int) -> set[str]:
    """The stems of the content words that follow a negation; of the one before it when none follows."""
    words = WORD.findall(text.lower())
    found: set[str] = set()
    for place, word in enumerate(words):
        if word not in _NEGATIONS:
            continue
        after = [folded_stem(w) for w in words[place + 1 :] if w not in STOP_WORDS and w not in _NEGATIONS]
        before = [folded_stem(w) for w in words[:place] if w not in STOP_WORDS and w not in _NEGATIONS]
        found.update(after[:reach] or before[-1:])
        if word.startswith("sakn"):  # what is missing stands before it as often as after
            found.update(before[-reach:])
    return found


def is_negated(text: str) -> bool:
    """Whether a text denies something."""
    return not _NEGATIONS.isdisjoint(WORD.findall(text.lower()))


def _denials(text: str) -> int:
    return sum(word in _NEGATIONS for word in WORD.findall(text.lower()))


def _misnegated(sentence: str, cited: str) -> list[str]:
    """Words denied in the sentence and not in the text, or in the text and not in the sentence."""
    own = set(stems(sentence))
    said = [cited[start:end] for start, end in sentences(cited)] or [cited]
    shared = [len(own & set(content(one))) for one in said]
    near = [one for one, count in zip(said, shared, strict=True) if count >= max(1, 0.5 * max(shared))]
    best = [one for one, count in zip(said, shared, strict=True) if count == max(shared)]
    if is_negated(sentence):
        if not any(is_negated(one) for one in near):
            return ["denied in the sentence alone"]
        if _denials(sentence) > sum(map(_denials, near)):
            return ["denied twice"]  # "det är inte så att … inte …" says the opposite
        reached = set().union(*(_negated(one, _NEAR) for one in near))
        return sorted(word for word in _negated(sentence, 1) if not meets(word, tuple(reached)))
    if any(is_negated(one) for one in best):
        return ["denied in the text alone"]
    denied = set().union(*(_negated(one, 1) for one in near))
    affirmed = {word for one in said if not is_negated(one) for word in stems(one)}
    return sorted(word for word in denied & own if word not in affirmed and word not in _FRAMING)
