"""Takes out of a text what looks like a person: numbers that identify, addresses, names.

A name is a common given name with the capitalised words after it, or words with a capital inside a sentence that the
documents themselves never use. Too much rather than too little: somebody reads every candidate anyway.
"""

import re
from collections.abc import Collection

NUMBER, NAME, ADDRESS = "[nummer]", "[namn]", "[adress]"
_PATTERNS = (
    (re.compile(r"\S+@\S+\.\w+"), ADDRESS),
    (re.compile(r"https?://\S+"), ADDRESS),
    (re.compile(r"\b(?:19|20)?\d{6}[-+ ]?\d{4}\b"), NUMBER),  # personnummer: 19121212-1212
    (re.compile(r"(?<!\d)(?:\+46|0)(?:[ -]?\d){7,11}(?!\d)"), NUMBER),  # telephone: 070-123 45 67
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
    "david emil christer roger håkan arne joakim mohammed ali ahmed fatima amina hassan omar yusuf zahra"
)
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
    for word in _WORD.finditer(text):
        gap = text[at : word.start()]
        named = _is_named(text, word, known, after_name=inside and gap.isspace())
        if named and inside and gap.isspace():
            pass  # the same name goes on
        else:
            pieces += [gap, NAME if named else word.group()]
        at, inside = word.end(), named
    return "".join([*pieces, text[at:]])


def _is_named(text: str, word: re.Match[str], known: Collection[str], after_name: bool) -> bool:
    written = word.group()
    low = written.lower()
    if text[word.start() - 1 : word.start()] == "[":  # already taken out
        return False
    if low.split("-")[0] in GIVEN and (written[0].isupper() or low not in known):
        return True
    if not written[0].isupper() or written.isupper():  # abbreviations are offices, not people
        return False
    opens = not re.search(r"[^\s.!?:]\s+$|[,(]\s*$", text[: word.start()])
    return after_name or (not opens and low not in known and low.removesuffix("s") not in known)
