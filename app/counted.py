"""Whether "hur många X" is answered: whether a number counts X, beside it or in a row of it."""

import re
from collections.abc import Sequence

from app.asked import ORDINAL, Asked, says
from app.lacking import AROUND, Witness
from app.topic import FRONT, Term, folded_stem, meets

_COUNTED = re.compile(
    r"\b(?:hur m[åa]nga|how many|^antal(?:et)?)\s+(?:av\s+)?(?:(?:de|dem|nya|olika|unga|sådana)\s+)*(?:\w{2,}s\s+)?"
    r"(?!\w+s\b)([\w-]+)"
)
# What is counted, in other words
_REWORDED = re.compile(r"\b(?:alltså|dvs\.?|d\.v\.s\.|det vill säga)\s+([\w-]+)")
_DIFFERENCE = frozenset(("färre", "fler", "flera"))  # "70 färre elever" does not tell how many they are
_OF_CHANGE = re.compile(r"\b(?:fler|färre|nya|ytterligare|öka\w*|minska\w*|tillkom\w*)\b")
_PARTED = re.compile(r"\d[\d ]*(?:,\d+|(?:,\d+)?\s*%)")  # nobody counts in parts
_OF_MONEY = re.compile(r"\bbelopp\b|\b(?:miljoner|tusen) kronor\b|\bmnkr\b|\btkr\b|\bmkr\b", re.I)  # a table of sums
_ANYTHING = frozenset(map(folded_stem, ("personer", "individer", "ärenden", "fall", "stycken", "gånger", "hushåll")))
_MONEY_UNITS = frozenset(("%", "kr", "kronor", "tkr", "mnkr", "mkr", "mdkr"))
_NUMBER_WORDS = (
    "två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo"
)
_MEASURES = frozenset(
    ("%", "procent", "procentenheter", "år", "kr", "kronor", "tkr", "mnkr", "mån", "månader", "timmar")
)
_LINKS = frozenset(("är", "var", "blir", "blev", "till", "uppgår", "uppgick", "uppgått"))
_OF_ANYTHING = 0.45  # share of the topic around a row of persons, cases or households that counts it
_HEAD, _FRONT = 5, 3  # letters of a compound's last part and of its first
_BEFORE = 4  # words between a number and what it counts: "37 nya, brukarstyrda platser"


def lacks_count(low: str, terms: Sequence[Term], witnesses: Sequence[Witness]) -> bool:
    """Whether "hur många X" is asked and no number counts X: neither "37 nya X" nor a row of X."""
    match = _COUNTED.search(low)
    witnesses = [one for one in witnesses if not (one.row and _OF_MONEY.search(f"{one.own} {one.above}"))]
    word = match[1].split("-")[-1] if match else ""  # "SiS-platser": places
    if not any(term.word == word for term in terms):
        return False
    head = folded_stem(word)  # of a compound that no document has, "barnutredningar", its head is counted
    said = {word, *_REWORDED.findall(low)}
    counted = [term for term in terms if term.word in said or (term.word != head and head.endswith(term.word))]
    if match and match[0].startswith("how many"):  # "care homes": the second word is what is counted
        counted = list(terms[:2])
    differs = bool(_OF_CHANGE.search(low))
    return not any(_counts(one, term, differs) for one in witnesses for term in counted)


def _counts(one: Witness, term: Term, differs: bool) -> bool:
    words = re.findall(r"\d+(?: \d{3})*(?:,\d+)?|[^\W\d_]+|%", ORDINAL.sub(" ", one.own))
    if one.row and one.covered >= AROUND and any(_meets(term, word) for word in one.above.split()):
        return says(Asked.NUMBER, one.own)  # "December: 207" under "Antal ärenden"
    stemmed = [folded_stem(word) for word in words]
    met = _meets if one.row else _is_kind_of  # a row's label is short: "Antal barn i familjehem"
    places = [at for at, word in enumerate(words) if met(term, word) or _is_head(stemmed[at], term, stemmed)]
    if one.covered >= (_OF_ANYTHING if one.row else AROUND):
        places += [at for at, word in enumerate(words) if stemmed[at] in _ANYTHING]
    if one.row or "antal" in one.own.lower():
        whole = one.own if "antal" in one.own.lower() else _PARTED.sub(" ", one.own)
        return bool(places) and says(Asked.NUMBER, whole)
    return any(_counted_at(words, at, differs) for at in places)


def _counted_at(words: Sequence[str], at: int, differs: bool) -> bool:
    """Whether the word at a place is counted: "37 nya platser", "platserna är 37"; not "75 procent av platserna", and
    "70 färre platser" only where a question is about a difference."""
    before = range(max(0, at - _BEFORE), at)
    other = _MEASURES if differs else _MEASURES | _DIFFERENCE
    if any(_is_count(words[n]) and words[n + 1].lower() not in other for n in before):
        return True
    after = words[at + 1 : at + _BEFORE + 1]
    return any(_is_count(word) for word in after) and bool(_LINKS & set(map(str.lower, after)))


def _meets(term: Term, word: str) -> bool:
    return any(meets(form, (folded_stem(word),)) >= FRONT for form in term.forms)


def _is_kind_of(term: Term, word: str) -> bool:
    """Whether a word is what is counted: "platser", "boendeplatser", not "platsansvarig"."""
    own = folded_stem(word)
    return _meets(term, word) and any(own == form or not own.startswith(form) for form in term.forms)


def _is_head(word: str, term: Term, words: Sequence[str]) -> bool:
    """Whether a word is a term's last part, its first beside it: "utredningar barn" for "barnutredningar"."""
    whole = folded_stem(term.word)
    front = whole.removesuffix(word)  # with the letter that joins it: "skol-s-", "familj-e-"
    known = front in words or front[:-1] in words
    return len(word) >= _HEAD and whole.endswith(word) and len(front) > _FRONT and known


def _is_count(word: str) -> bool:
    number = re.fullmatch(r"\d+(?: \d{3})*(?:,\d+)?", word) and not re.fullmatch(r"(?:19|20)\d\d", word)
    return bool(number) or bool(re.fullmatch(_NUMBER_WORDS, word.lower()))


def counts_money(low: str, units: Sequence[str | None]) -> bool:
    """Whether "hur många X" would be answered by a row of sums of money and shares of them."""
    known = [unit for unit in units if unit]
    return bool(_COUNTED.search(low)) and bool(known) and all(unit in _MONEY_UNITS for unit in known)
