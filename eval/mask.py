"""Takes out of a text what looks like a person: numbers that identify, addresses, names.

A name is a common given name with the words after it that have a capital, or words with a capital that the documents
themselves never use: inside a sentence any of them, first in a sentence those that end as surnames do or have another
after them. Too much rather than too little: somebody reads every candidate anyway.
"""

import re
from collections.abc import Collection

NUMBER, NAME, ADDRESS = "[nummer]", "[namn]", "[adress]"
_PATTERNS = (
    (re.compile(r"\S+ ?(?:@|[(\[]at[)\]]) ?\S+\.\w+"), ADDRESS),
    (re.compile(r"https?://\S+"), ADDRESS),
    (re.compile(r"\b(?:19|20)?\d{6}[-+ ]?\d{4}\b"), NUMBER),  # personnummer: 19121212-1212
    (re.compile(r"(?<!\d)(?:\+46|0046|0)(?:[ -]?\d){7,11}(?!\d)"), NUMBER),  # telephone: 070-123 45 67
    (re.compile(r"\b[A-HJ-PR-UW-Z]{3} ?\d{2}[A-HJ-PR-UW-Z\d]\b"), NUMBER),  # a car: ABC 123
    (re.compile(r"\b[A-ZÅÄÖ]{2,4}[ -]?\d{2,}[-/]\d{2,}\b"), NUMBER),  # a case: SN 2024/123, N160-0123/24
    (re.compile(r"\b[A-ZÅÄÖ][a-zåäö]+(?:gatan|vägen|gränd|torget|stigen) \d+\w?\b"), ADDRESS),
)
# The most common given names in Sweden (Statistics Sweden), less those that are words ("Björn", "Stig", "Sten").
_GIVEN = (
    "anna maria margareta elisabeth eva birgitta kristina karin elisabet marie ingrid christina linnéa sofia kerstin "
    "marianne lena helena emma johanna inger sara cecilia elin anita ulla louise gunilla viktoria susanne monica "
    "katarina jenny hanna malin annika amanda julia carina irene camilla ida matilda lisa sofie agneta britt erik lars "
    "karl anders johan per nils jan mikael lennart hans olof peter gunnar sven fredrik bengt daniel bo gustav "
    "alexander åke göran magnus martin andreas john stefan leif thomas mats ulf henrik jonas axel robert mattias "
    "david emil christer roger håkan arne joakim mohammed ali ahmed fatima amina hassan omar yusuf zahra "
    "åsa ulrika pernilla therese josefin elsa alice maja ebba wilma alva astrid saga klara agnes ella frida ellinor "
    "elias hugo liam noah oskar oscar filip viktor anton simon sebastian kevin mustafa ibrahim maryam leila"
)
# First in a sentence: "Lundgrens ärende", "Karlssons bidrag".
_SURNAME = re.compile(r"(?:sson|gren|ström|berg|lund|[qk]vist|quist|stedt|feldt|dahl|holm|blom|dotter)s?")
_PARTICLES = ("von", "af", "de", "al")
GIVEN = frozenset(_GIVEN.split())
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def mask(text: str, known: Collection[str]) -> str:
    """The text with numbers, addresses and names replaced; `known` are the documents' own words in lower case.

    >>> mask("Hej, jag heter Anna Berg (070-123 45 67). När får Socialnämnden svar?", {"socialnämnden", "berg"})
    'Hej, jag heter [namn] ([nummer]). När får Socialnämnden svar?'
    """
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    pieces, at, inside = [], 0, False
    words = list(_WORD.finditer(text))
    for number, word in enumerate(words):
        gap = text[at : word.start()]
        after = words[number + 1] if number + 1 < len(words) else None
        named = _is_named(text, word, after, known, after_name=inside and gap.isspace())
        if named and inside and gap.isspace():
            pass  # the same name goes on
        else:
            pieces += [gap, NAME if named else word.group()]
        at, inside = word.end(), named
    return "".join([*pieces, text[at:]])


def _is_named(
    text: str, word: re.Match[str], after: re.Match[str] | None, known: Collection[str], after_name: bool
) -> bool:
    written = word.group()
    low = written.lower()
    if text[word.start() - 1 : word.start()] == "[":  # already taken out
        return False
    if low.split("-")[0] in GIVEN and (written[0].isupper() or low not in known):
        return True
    if after_name and (low.split("-")[0] in _PARTICLES or (written.isupper() and len(written) > 3)):
        return True
    if not _is_capitalised(written):
        return False
    if after_name:
        return True
    if _is_known(low, known):
        return False
    inside = re.search(r"[^\s.!?:]\s+$|[,(]\s*$", text[: word.start()])
    return bool(inside or _SURNAME.search(low[-6:]) or (after and _is_next_name(text, word, after, known)))


def _is_next_name(text: str, word: re.Match[str], after: re.Match[str], known: Collection[str]) -> bool:
    """Whether the word after is a name too: "Åsa Öhman"."""
    follows, low = text[word.end() : after.start()].isspace(), after.group().lower()
    return follows and _is_capitalised(after.group()) and (low in GIVEN or not _is_known(low, known))


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and not word.isupper()  # abbreviations are offices, not people


def _is_known(low: str, known: Collection[str]) -> bool:
    return low in known or low.removesuffix("s") in known
