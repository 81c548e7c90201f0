"""The words of a bad text layer: what may be mended, and what is a number, a code or an address and stays."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.model import Span
from ingest.words import ADDRESS, LEAST_PART

# What a word may be made of: letters, digits, and signs that letters are misread as ("&r", "§ver", "1dngsiktiga")
PIECE = re.compile(r"[&§]?[^\W_]+(?:[&§][^\W_]+)*")
HYPHEN = re.compile(r"-(?:[ \t]*\n[ \t]*)?")  # inside a line or at its end
SENTENCE_END = re.compile(r"(?:^|[.!?:»•])[\s”\"»•]*$")
# "är", "års", "än", "på", "få", "öka": shorter than that, letters and digits are a code or a measure
SHORT = re.compile(r"[&§4](?:rs?|n)|[pfngds]4|[06](?!st|kg|km|kr|cm|mm|dl|hp)[a-z]{2}")
INNER_CAPITAL = re.compile(r"(?<=[^\W\d_])[B-FHJ-NP-ZÅÄÖ]")  # A, G, I and O are read for small letters: "pA"
LONGEST_ABBREVIATION = 6

# Where a lone 1 is a number, and not the word "i": what is counted, and what has a number
YEAR = re.compile(r"20\d\d")
COUNTED = re.compile(
    r"januari|februari|mars|april|maj|juni|juli|augusti|(septem|okto|novem|decem)ber|jan|feb|mar|apr|aug|sep|okt|nov|dec"
    r"|procent|kr|kronor|krona|tkr|mn?kr|mdkr|miljon|miljard|st|styck|av|till|och|eller|år|månad|vecka|dag|dygn|timme"
    r"|minut|meter|kv?m|person|plats|tjänst|ärende|gång|barn|exempel"
)
NUMBERED = re.compile(
    r"bilaga|kapitel|kap|avsnitt|punkt|tabell|figur|bild|steg|fas|nivå|del|kvartal|tertial|halvår|mål|prioritet"
    r"|paragraf|sida?|nr|nummer|version|alternativ|grupp|etapp|rubrik|fråga|yrkande|uppdrag|ca|cirka|minst|högst"
    r"|endast|bara|totalt|den"
)

OneWord = Callable[[str, str], bool]
"""Whether two pieces that a hyphen or a blank parts are one word."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the layer: where it stands, what its letters are taken for, and whether it begins a sentence."""

    span: Span
    observed: str
    begins: bool
    before: str = ""  # "#" after a number, "." after a sentence, "?" after a code; else "": after the token before it
    after: str = ""


def tokens(text: str, is_one_word: OneWord) -> list[Token]:
    """The words that may be mended, broken ones whole; codes, abbreviations, numbers and addresses are left out."""
    addresses = [match.span() for match in ADDRESS.finditer(text)]
    spans = [span for span in _words(text, is_one_word) if not any(a <= span.start < b for a, b in addresses)]
    found: list[Token] = []
    last = 0
    for place, span in enumerate(spans):
        following = text[span.end : spans[place + 1].start if place + 1 < len(spans) else len(text)]
        observed = re.sub(r"[-\s]", "", text[span.start : span.end])
        begins = bool(SENTENCE_END.search(text[max(0, span.start - 5) : span.start]))
        if _is_word(observed, text, span):
            found.append(Token(span, observed, begins, _mark(text[last : span.start][::-1]), _mark(following)))
            last = span.end
    return found


def _mark(between: str) -> str:
    """The number ("#"), end of a sentence (".") or code ("?") that comes first in what stands between two words."""
    found = re.search(r"[^\W_]|[.!?:]", between)
    if found is None:
        return ""
    return "#" if found.group().isdigit() else "?" if found.group().isalpha() else "."


def _words(text: str, is_one_word: OneWord) -> Iterator[Span]:
    """Where words stand; a word that was broken is one."""
    pieces = list(PIECE.finditer(text))
    place = 0
    while place < len(pieces):
        observed, start, end = pieces[place].group(), pieces[place].start(), pieces[place].end()
        while place + 1 < len(pieces):
            after = pieces[place + 1]
            if not (_may_be_broken(observed, text[end : after.start()], after.group())):
                break
            if not is_one_word(observed, after.group()):
                break
            observed, end, place = observed + after.group(), after.end(), place + 1
        if not observed.isdigit() or observed == "1":
            yield Span(start, end)
        place += 1


def _may_be_broken(left: str, between: str, right: str) -> bool:
    """Whether two pieces stand as parts of a word do: "stads-omraden", "A terrapport"."""
    if HYPHEN.fullmatch(between):
        return min(len(left), len(right)) >= LEAST_PART and left[-3:].islower() and right.islower()
    return between == " " and left in ("A", "O") and right.islower()


def _is_word(observed: str, text: str, span: Span) -> bool:
    """Whether this is a word that may be mended, and no code (5G, HVB, ArbVux)."""
    if observed == "1":
        return _is_lone_i(text, span)
    if SHORT.fullmatch(observed):
        return True
    letters = sum(map(str.isalpha, observed))
    if letters < 2 or letters * 2 <= len(observed) or (observed[0].isdigit() and letters < LEAST_PART):
        return False
    if observed.isupper():  # an abbreviation, unless it is long or stands among others in capitals
        line = text[text.rfind("\n", 0, span.start) + 1 : (text + "\n").index("\n", span.end)]
        return len(observed) > LONGEST_ABBREVIATION or (len(observed) >= LEAST_PART and line.isupper())
    return not INNER_CAPITAL.search(observed)


def _is_lone_i(text: str, span: Span) -> bool:
    """Whether a 1 stands where a sentence goes on, between words that no number goes with."""
    before, after = text[: span.start].split()[-1:], text[span.end : span.end + 40].split()[:1]
    if not before or not after or text[span.start - 1].strip() or text[span.end].strip():
        return False
    word, follower = (part.strip(".,;:()”'\"").lower() for part in (before[0], after[0]))
    goes_on = before[0].rstrip(",)”'\"")[-1:].isalpha() and (after[0][0].isalpha() or YEAR.fullmatch(follower))
    new_line = text[span.start - 1] == "\n" and not after[0].islower()  # "1 Inledning"
    return bool(goes_on) and not new_line and not NUMBERED.fullmatch(word) and not COUNTED.fullmatch(follower)
