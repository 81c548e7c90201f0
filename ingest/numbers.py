"""Numbers as Swedish documents write them: thousands blanks, decimal commas, minus signs in all their forms."""

import itertools
import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?<![\w.,])(?<!\d[-–])(?P<sign>[-–−+]\s?)?(?P<digits>\d+(?:[.,]\d+)?)(?P<percent>\s?%)?(?![\w]|[.,]\d)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands in the words that it was read from."""

    value: float
    start: int
    end: int
    percent: bool
    year: bool = False  # four digits that may be a year


def value_of(words: str) -> float | None:
    """The number that words are, or None when they are more or less than one number.

    >>> value_of("–1 349,5")
    -1349.5
    """
    bare = words.strip().rstrip("%").strip()
    sign = -1.0 if bare[:1] in "-–−" else 1.0
    digits = re.sub(r"[\s\u00a0]", "", bare.lstrip("-–−+ "))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    return sign * float(digits.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", digits) else None


def trailing_numbers(words: str, columns: int | None = None) -> list[Number]:
    """The numbers that a table row ends in, cut into as many columns as the table has where that is known.

    >>> [number.value for number in trailing_numbers("Nettokostnad 1 245 294 1 191 275", 2)]
    [1245294.0, 1191275.0]
    """
    run = _trailing_run(words)
    if not run:
        return []
    groups = _partition(run, columns) if columns else None
    return [_number(words, group) for group in (groups or _greedy(run))]


def _trailing_run(words: str) -> list[re.Match[str]]:
    """The number tokens at the end of a line, with nothing but blanks between them."""
    run: list[re.Match[str]] = []
    tokens = list(_TOKEN.finditer(words))
    end = len(words.rstrip())
    for token in reversed(tokens):
        if words[token.end() : end].strip():
            break
        run.insert(0, token)
        end = token.start()
    return run


def leading_numbers(words: str, columns: int | None = None) -> list[Number]:
    """The numbers at the start of words, for a cell whose number stands before a text column."""
    run: list[re.Match[str]] = []
    at = 0
    for token in _TOKEN.finditer(words):
        if words[at : token.start()].strip():
            break
        run.append(token)
        at = token.end()
    groups = _partition(run, columns) if columns else None
    return [_number(words, group) for group in (groups or _greedy(run))] if run else []


def _may_follow(group: list[re.Match[str]], token: re.Match[str]) -> bool:
    """Whether a token can be the next thousands of a number ("245" after "1")."""
    first, last = group[0], group[-1]
    plain = token["digits"].split(",")[0]
    if token["sign"] or last["percent"] or "," in last["digits"] or "." in last["digits"] or len(plain) != 3:
        return False
    return len(first["digits"]) <= 3 and (len(group) == 1 or len(last["digits"]) == 3) and first["digits"] != "0"


def _greedy(run: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    groups: list[list[re.Match[str]]] = []
    for token in run:
        if groups and _may_follow(groups[-1], token):
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _partition(run: list[re.Match[str]], columns: int) -> list[list[re.Match[str]]] | None:
    """The cut into `columns` numbers whose sizes differ least; None when there is none."""
    best: tuple[int, list[list[re.Match[str]]]] | None = None

    def cut(at: int, groups: list[list[re.Match[str]]]) -> None:
        nonlocal best
        if len(groups) > columns:
            return
        if at == len(run):
            if len(groups) == columns:
                sizes = [len(group) for group in groups]
                spread = (max(sizes) - min(sizes)) * 100 + sum(abs(a - b) for a, b in itertools.pairwise(sizes))
                if best is None or spread < best[0]:
                    best = (spread, [list(group) for group in groups])
            return
        group = [run[at]]
        if re.match(r"0\d", run[at]["digits"]):
            return  # "052" is the end of a number, never a number
        cut(at + 1, [*groups, group])
        for following in range(at + 1, min(len(run), at + 4)):
            if not _may_follow(group, run[following]):
                break
            group = [*group, run[following]]
            cut(following + 1, [*groups, group])

    if len(run) <= 24:  # a row of eight columns in millions
        cut(0, [])
    return best[1] if best and best[0] < 200 else None  # "1 075 000 2 185 182" is two numbers, not four


def _number(words: str, group: list[re.Match[str]]) -> Number:
    start, end = group[0].start(), group[-1].end()
    value = value_of(words[start:end]) or 0.0
    digits = group[0]["digits"]
    is_year = len(group) == 1 and len(digits) == 4 and digits.startswith("20") and not group[0]["sign"]
    return Number(value, start, end, bool(group[-1]["percent"]), is_year)
