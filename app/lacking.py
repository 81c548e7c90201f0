"""What a question asks for by its form, a name, a sum, a count, an outcome, and whether the evidence has just that.

The rules look at the units that answer best. Each says "lacking" only when none of them has the thing beside what the
question is about, so that a sum that belongs to something else is no answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.asked import Asked, says
from app.phrases import ASKS
from app.topic import Term, folded_stem, meets, stems

_PEOPLE = r"\bvilka (?:personer|ledamöter|politiker|tjänstepersoner|tjänstemän)\b"
_NAMED = re.compile(
    rf"\bvad heter\b|\bvem (?:heter|är)\b|{_PEOPLE}|\bvilk(?:a|et|en) (?:\w+ )?namn\b|\bnamnet på\b|\bnamnge\b"
    r"|\bwhat is the name\b"
)
_WHO_IS = re.compile(rf"\bvem (?:är|heter)\b|{_PEOPLE}|\bwho is\b")
_PERSON = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+ (?:[A-ZÅÄÖ]\.? )?[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\b")
_PROPER = re.compile(r"(?<=[\wåäö,:(] )[\"”’']?[A-ZÅÄÖ][\w-]+|[”\"][^”\"]{2,60}[”\"]|\b(?:heter|kallas|namn\w*)\b")
_BOARD = re.compile(r"\b(?:[Ss]ocial|[Nn]ämnd|[Ff]örvaltning|[Aa]vdelning|[Ss]tad|[Kk]ommun|[Rr]egion)\w*")
# What is asked is how something went that was ordered: "har … valt ut", "vad kostade", "vad blev slutsatsen"
_OUTCOME = re.compile(
    r"\b(?:har|hade)\b[^?]*?\s(?!fått\b|gett\b|givit\b|blivit\b)\w{2,}(?:at|it|tt|lt|nt|rt)\b"
    r"|\bslutsats\w*|\bresultat\w* av\b|\bkom (?:man|ni|de|utredningen|nämnden) fram till\b|\bconclusion\b|\bledde\b"
)
# How something ended, which a plan for that year can't tell; the latter of what is yet to be chosen
_ENDING = re.compile(r"\b(?:blev|gick|nåddes?|uppnåddes?|lyckades|slutade|kostade|vann|became|reached|won)\b")
_CHOSEN = re.compile(r"\b(?:vann|won)\b|\b(?:valdes?|röstades?) (?:ut|fram|in)\b")
_COUNTED = re.compile(
    r"\b(?:hur m[åa]nga|how many)\s+(?:av\s+)?(?:(?:de|dem|nya|olika|unga|sådana)\s+)*(?:\w{2,}s\s+)?(?!\w+s\b)([\w-]+)"
)
_REWORDED = re.compile(r"\b(?:alltså|dvs\.?|d\.v\.s\.|det vill säga|det är)\s+([\w-]+)")  # what is counted, in other words
_DIFFERENCE = frozenset(("färre", "fler", "flera"))  # "70 färre elever" does not tell how many they are
_OF_CHANGE = re.compile(r"\b(?:fler|färre|nya|ytterligare|öka\w*|minska\w*|tillkom\w*)\b")
MONEY = re.compile(r"\d[\d ,.]*\s*(?:kr\b|kronor|tkr|mnkr|mkr|mdkr|miljon\w*|miljard\w*|tusen\w*|%|procent)", re.I)
_ORDINAL = re.compile(r"\b(?:steg|nr|nummer|kap\w*|bilaga|avsnitt|sida|punkt|fas|del)\s+\d+", re.I)  # no count
_OF_MONEY = re.compile(r"\bbelopp\b|\b(?:miljoner|tusen) kronor\b|\bmnkr\b|\btkr\b|\bmkr\b", re.I)  # a table of sums
_OPEN = re.compile(  # the text itself says that it is not known
    r"\b(?:inte|ej)\s+(?:\w+\s+){0,2}?(?:beräkna\w*|fastställ\w*|känd\w*|klar\w*|bestäm\w*|uppskatta\w*)"
    r"|\bkan inte anges\b|\b(?:uppgift\w*|belopp\w*|kostnad\w*)\b[^.]{0,40}\bsaknas\b"
)
_ANYTHING = frozenset(map(folded_stem, ("personer", "individer", "ärenden", "fall", "stycken", "gånger")))
_MONEY_UNITS = frozenset(("%", "kr", "kronor", "tkr", "mnkr", "mkr", "mdkr"))
_NUMBER_WORDS = (
    "en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo"
)
_MEASURES = frozenset(
    ("%", "procent", "procentenheter", "år", "kr", "kronor", "tkr", "mnkr", "mån", "månader", "timmar")
)
_LINKS = frozenset(("är", "var", "blir", "blev", "till", "uppgår", "uppgick", "uppgått"))
_SEVERAL = re.compile(r"\bvad heter de\b|\bvilka (?:är|heter)\b|\bnamnen\b")
# A change that a "varför" takes for granted: that it ended, and what a text may say instead of that
_ENDED = re.compile(
    r"\b(?:lade?s?|lagts?|läggs?|lägga)\b(?:\s+\w+){0,2}?\s+(?:ner|ned)\b|\bned?lag[dt]\w*|\bstäng(?:de|des|t|ts|da|er|s)\b"
    r"|\bavveckl\w+|\bupphör\w*|\bavskaffa\w*|\b(?:tog|togs|tas|tagits) bort\b|\bskrota\w*|\bclosed\b|\bshut down\b",
    re.I,
)
_MOVED = re.compile(r"\bflytt\w*|\bslå(?:s|tts)\b[^.]*\bsamman\b|\bers[äa]tt\w*|\böverför\w*|\båterinvig\w*", re.I)
_REFUSED = re.compile(
    r"\b(?:sa|sade|säger|tackade?t?|röstade)(?:\s+\w+){0,2}?\s+nej\b|\bavböj\w*|\bavst(?:å|o)\w*"
    r"|\bvägra\w*|\bavslog\w*|\bavslå\w*|\bhoppade av\b",
    re.I,
)
_VOTED = re.compile(r"\bröst(?:ade|at|ar|ades)\b|\breserverade?\b|\bvar (?:för och )?emot\b|\bvoted\b")
_VOTE = re.compile(r"\bröst\w*|\bvotering\w*|\breserv(?:ation|erad)\w*|\b(?:e?mot|nej)\b")
_WHY = re.compile(r"\bvarför\b|\bwhy\b|\borsak\w*|\banledning\w*")
_PREMISES = ((_ENDED, _MOVED), (_REFUSED,))
_HEAD, _FRONT = 5, 3  # letters of a compound's last part and of its first
_BEFORE = 4  # words between a number and what it counts: "37 nya, brukarstyrda platser"
_AROUND = 0.55  # share of a topic's weight that stands around a sum that answers


@dataclass(frozen=True, slots=True)
class Witness:
    """A unit with its neighbours, what stands above them, and how much of the topic is around."""

    own: str
    words: str
    above: str
    year: int | None
    covered: float
    ordered: bool  # it is an assignment's own words, which say what is to be done
    planned: bool  # it stands in a plan, a budget or a motion
    row: bool


def lacks_name(low: str, witnesses: Sequence[Witness]) -> bool:
    """Whether a name is asked for and none stands near the words about it."""
    if not _NAMED.search(low):
        return False
    pattern = _PERSON if _WHO_IS.search(low) else _PROPER
    asked = set(stems(low))
    near = [one for one in witnesses[:6] if one.row or one.covered >= _AROUND] or witnesses[:3]
    least = 2 if _SEVERAL.search(low) else 1
    return not any(_names(pattern, one.own, asked) >= least for one in near)


def _names(pattern: re.Pattern[str], text: str, asked: set[str]) -> int:
    """How many names a text has that the question does not say itself."""
    found = {match[0] for match in pattern.finditer(_BOARD.sub(" ", text))}
    return sum(not set(stems(name)) <= asked for name in found)


def lacks_vote(low: str, witnesses: Sequence[Witness]) -> bool:
    """Whether it is asked who voted how, or who was against, and no text near tells of a vote."""
    return bool(_VOTED.search(low)) and not any(_VOTE.search(one.words.lower()) for one in witnesses)


def denies_premise(low: str, witnesses: Sequence[Witness]) -> bool:
    """Whether a "varför" takes something for granted, an end or a refusal, that no text about it says."""
    if not _WHY.search(low):
        return False
    near = [one.words for one in witnesses if one.covered >= _AROUND]
    return any(
        taken.search(low) and not any(said.search(words) for words in near for said in (taken, *others))
        for taken, *others in _PREMISES
    )


def instead_of_end(low: str, texts: Sequence[str]) -> int | None:
    """Which text says what became of something that a "varför" takes for ended: that it was moved, merged or replaced.
    None when the question takes nothing for ended, when a text says that it ended, and when none says what became."""
    if not _WHY.search(low) or not _ENDED.search(low) or any(_ENDED.search(text) for text in texts):
        return None
    return next((place for place, text in enumerate(texts) if _MOVED.search(text)), None)


def lacks_sum(asked: Asked, witnesses: Sequence[Witness]) -> bool:
    """Whether a sum or share is asked for and none stands in a text that is about most of what is asked."""
    if asked not in (Asked.AMOUNT, Asked.SHARE):
        return False
    near = [one for one in witnesses if one.covered >= _AROUND]
    near = near or [one for one in witnesses[:2] if one.covered > 0]  # what is about nothing of it gives no sum of it
    return not any(_OPEN.search(one.words) for one in near[:3]) and not any(_has_sum(asked, one) for one in near)


def _has_sum(asked: Asked, one: Witness) -> bool:
    if one.row and re.search(r"\d", one.own):
        return True
    text = f"{one.words} {one.above}"
    return bool(MONEY.search(text)) or (asked is Asked.SHARE and says(asked, text))


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
    differs = bool(_OF_CHANGE.search(low))
    return not any(_counts(one, term, differs) for one in witnesses for term in counted)


def _counts(one: Witness, term: Term, differs: bool) -> bool:
    words = re.findall(r"\d+(?: \d{3})*(?:,\d+)?|[^\W\d_]+|%", one.own)
    if one.row and one.covered >= _AROUND and any(_meets(term, word) for word in one.above.split()):
        return says(Asked.NUMBER, _ORDINAL.sub(" ", one.own))  # "December: 207" under "Antal ärenden"
    stemmed = [folded_stem(word) for word in words]
    places = [at for at, word in enumerate(words) if _meets(term, word) or _is_head(stemmed[at], term, stemmed)]
    if one.covered >= _AROUND:
        places += [at for at, word in enumerate(words) if stemmed[at] in _ANYTHING]
    if one.row or "antal" in one.own.lower():
        return bool(places) and says(Asked.NUMBER, _ORDINAL.sub(" ", one.own))
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
    return any(meets(form, (folded_stem(word),)) >= 0.7 for form in term.forms)


def _is_head(word: str, term: Term, words: Sequence[str]) -> bool:
    """Whether a word is the head of a term whose first part stands beside it: "utredningar barn" for "barnutredningar"."""
    whole = folded_stem(term.word)
    front = whole.removesuffix(word).removesuffix("s")
    return len(word) >= _HEAD and whole.endswith(word) and len(front) >= _FRONT and front in words


def _is_count(word: str) -> bool:
    number = re.fullmatch(r"\d+(?: \d{3})*(?:,\d+)?", word) and not re.fullmatch(r"(?:19|20)\d\d", word)
    return bool(number) or bool(re.fullmatch(_NUMBER_WORDS, word.lower()))


def counts_money(low: str, units: Sequence[str | None]) -> bool:
    """Whether "hur många X" would be answered by a row of sums of money and shares of them."""
    known = [unit for unit in units if unit]
    return bool(_COUNTED.search(low)) and bool(known) and all(unit in _MONEY_UNITS for unit in known)


def is_only_ordered(low: str, witnesses: Sequence[Witness]) -> bool:
    """Whether an outcome is asked of what the best evidence only orders to be done."""
    return bool(_OUTCOME.search(low)) and bool(witnesses) and witnesses[0].ordered


def lacks_ending(low: str, years: Sequence[int], witnesses: Sequence[Witness]) -> bool:
    """Whether it is asked how something ended, and only plans for that year speak of it, which were made before."""
    near = witnesses[:3]
    if not near or not all(one.planned for one in near) or len(re.findall(ASKS, low)) > 1:  # the rest may be told
        return False
    if any(_ENDING.search(one.words.lower()) or _CHOSEN.search(one.words.lower()) for one in near):
        return False
    before = bool(years) and all(one.year is not None and one.year <= max(years) for one in near)
    return bool(_CHOSEN.search(low)) or (bool(_ENDING.search(low)) and before)
