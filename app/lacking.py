"""What a question asks for by its form, a name, a sum, a time, an outcome, and whether the evidence has just that.

The rules look at the units that answer best. Each says "lacking" only when none of them has the thing beside what the
question is about, so that a sum that belongs to something else is no answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.asked import ORDINAL, Asked, says
from app.phrases import ASKS
from app.topic import folded_stem, stems

_PEOPLE = r"\bvilka (?:personer|ledamöter|politiker|tjänstepersoner|tjänstemän)\b"
_FIRM = (  # one of which is known by its name
    r"\w*(?:företag|byrå|firma|bolag|leverantör|entreprenör|konsult|arkitekt|forskare|universitet|högskola)(?:e[nt]|er|et|n)?"
)
_ROLE = (
    r"\w*(?:chef|direktör|ordförande|ledamot|ledare|sekreterare|koordinator|samordnare|rektor|handläggare|utredare"
    r"|kurator|pedagog|ombud|föreståndare|kapten|ansvarig|politiker)\w*"
)
_NAMED = re.compile(
    rf"\bvad heter\b|\bvem (?:heter|är)\b(?! (?:störst|minst|bäst|sämst|ansvarig))"
    rf"|{_PEOPLE}|\bvilk(?:a|et|en) (?:\w+ )?namn\b|\bnamnet på\b|\bnamnge\b"
    rf"|\bwhat is the name\b|\bvilk(?:en|et|a) {_FIRM}\b"
)
_WHO_IS = re.compile(rf"\bvem (?:är|heter)\b|{_PEOPLE}|\bwho is\b|\bvad heter (?:\w+ )?{_ROLE}")
_PERSON = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+ (?:[A-ZÅÄÖ]\.? )?[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\b")
_PROPER = re.compile(  # or a programme's, which is written small
    r"(?<=[\wåäö,:(] )[\"”’']?[A-ZÅÄÖ][\w-]+|[”\"][^”\"]{2,60}[”\"]|\b(?:heter|kallas|namn\w*)\b"
    r"|\b\w{4,}(?:plan|program|riktlinje|strategi|modell)(?:e[nt]|n)?\b"
)
# A firm by its name: no authority, no letters that are short for a sort of care
_ASKS_FIRM = rf"\bvilk(?:en|et|a) {_FIRM}\b|\bvad (?:heter|hette) (?:\w+ )?[\w-]*{_FIRM}"
_FIRMS = re.compile(
    r"(?<=[\wåäö,:(] )(?!\w*(?:myndighet|förvaltning|inspektion|funktion|nämnd|styrelse|region|kommun|stad)\w*\b)"
    r"(?![A-ZÅÄÖ]+\b)[A-ZÅÄÖ][\w-]+|\bAB\b|[”\"][^”\"]{2,60}[”\"]"
)
_BOARD = re.compile(r"\b(?:[Ss]ocial|[Nn]ämnd|[Ff]örvaltning|[Aa]vdelning|[Ss]tad|[Kk]ommun|[Rr]egion)\w*")
# What is asked is how something went that was ordered: "har … valt ut", "vad kostade", "vad blev slutsatsen"
_OUTCOME = re.compile(
    r"\b(?:har|hade)\b[^?]*?\s(?!fått\b|gett\b|givit\b|blivit\b)\w{2,}(?:at|it|tt|lt|nt|rt)\b"
    r"|\bslutsats\w*|\bresultat\w* av\b|\bkom (?:man|ni|de|utredningen|nämnden) fram till\b|\bconclusion\b|\bledde\b"
)
# How something ended, which a plan for that year can't tell; the latter of what is yet to be chosen
_ENDING = re.compile(r"\b(?:blev|gick|nåddes?|uppnåddes?|lyckades|slutade|kostade|vann|became|reached|won)\b")
_CHOSEN = re.compile(r"\b(?:vann|won)\b|\b(?:valdes?|röstades?) (?:ut|fram|in)\b")
MONEY = re.compile(r"\d[\d ,.]*\s*(?:kr\b|kronor|tkr|mnkr|mkr|mdkr|miljon\w*|miljard\w*|tusen\w*|%|procent)", re.I)
_OF_MONEY = re.compile(  # words that make a row's numbers sums
    r"\bm?n?kr\b|\btkr\b|\bkronor\b|kostnad|intäkt|budget|belopp|bidrag|anslag|utfall|avgift|ersättning|resultat|hyra"
    r"|\bpris|lön|ram\b|medel|stöd",
    re.I,
)
_OPEN = re.compile(  # the text itself says that it is not known
    r"\b(?:inte|ej)\s+(?:\w+\s+){0,2}?(?:beräkna\w*|fastställ\w*|känd\w*|klar\w*|bestäm\w*|uppskatta\w*)"
    r"|\bkan inte anges\b|\b(?:uppgift\w*|belopp\w*|kostnad\w*)\b[^.]{0,40}\bsaknas\b"
)
_CHANGED = re.compile(  # a number of which is only told that it has changed
    r"^(?=\D*(?:20\d\d\D*)*$).*\bantalet\b[^.]{0,70}\b(?:öka|minska|sjunk|stig|växt)\w*", re.I | re.S
)
_DIGIT, _YEAR = re.compile(r"\d"), re.compile(r"\b20\d\d\b")
_VALUES = {  # what a text about it must have, by how it is asked for
    # A day or a year; "när betalar du" may as well ask for an occasion
    Asked.TIME: re.compile(r"(?:^|, |\boch )när (?:senast|(?!måste\b)\w+(?:ade|dde|te|de)s?)\b"),
    Asked.NUMBER: re.compile(r"\bh(?:ur|ow) (?:hög|låg|hog|lag|stor|lång|gam+l|high|low|large|long|old)(?!t\b)\w*"),
}
_DURATION_ASKED = re.compile(
    r"\bhur (?:lång\w* (?:tid|är (?:\w+ )?(?:\w*tid|\w*kö|kön|handläggning)\w*)|länge)\b|\bhow long\b"
)
_DURATION = re.compile(
    r"(?:\d|\b(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|några|flera|ytterligare))\s*-?"
    r"(?:dag|dygn|veck|månad|mån\b|år(?!s)|timm|minut|kvartal|termin)\w*"
    r"|\b(?:till och med|t\.o\.m\.|fram till|tills vidare|permanent|senast|inom)\b",
    re.I,
)
_DONE_BY = re.compile(r"^vem (?:har|hade) (\w{3,}(?:at|it|tt))\b")
_RANKED = re.compile(
    r"^vilk(?:en|et|a) (?:(?:två|tre|fyra|fem) )?(\w{4,})\b[^?]*\b(?:högst|lägst|störst|minst|flest|mest)\b"
)
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
_LASTS_AMONG = 6  # units that may say how long something lasts
AROUND = 0.55  # share of a topic's weight that stands around a sum that answers


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
    if re.search(_ASKS_FIRM, low):
        pattern = _FIRMS
    near = [one for one in witnesses[:6] if one.row or one.covered >= AROUND] or witnesses[:3]
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
    near = [one.words for one in witnesses if one.covered >= AROUND]
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
    near = [one for one in witnesses if one.covered >= AROUND]
    near = near or [one for one in witnesses[:2] if one.covered > 0]  # what is about nothing of it gives no sum of it
    return not any(_OPEN.search(one.words) for one in near[:3]) and not any(_has_sum(asked, one) for one in near)


def left_open(asked: Asked, texts: Sequence[tuple[str, float]]) -> int | None:
    """Which text says itself that a sum is not known yet; None where none is asked for, or another text has it.

    `texts` come best first, each with the share of the topic that is met in it and around it.
    """
    if asked is not Asked.AMOUNT:
        return None
    told = max((covered for text, covered in texts if MONEY.search(text)), default=0.0)
    near = (place for place, (text, covered) in enumerate(texts) if covered >= AROUND and _OPEN.search(text))
    place = next(near, None)
    return place if place is not None and texts[place][1] > told else None


def only_changed(texts: Sequence[tuple[str, float]]) -> int | None:
    """Which text only says that a number has changed ("antalet har ökat något"); None where a text has the number.

    `texts` come best first, each with the share of the topic that it says itself.
    """
    told = max((said for text, said in texts if _DIGIT.search(_YEAR.sub(" ", text))), default=0.0)
    near = (place for place, (text, said) in enumerate(texts) if said >= AROUND and _CHANGED.search(text))
    place = next(near, None)
    return place if place is not None and texts[place][1] > told else None


def _has_sum(asked: Asked, one: Witness) -> bool:
    if one.row and re.search(r"\d", one.own):
        return asked is not Asked.AMOUNT or bool(_OF_MONEY.search(f"{one.own} {one.above}"))
    text = f"{one.words} {one.above}"
    return bool(MONEY.search(text)) or (asked is Asked.SHARE and says(asked, text))


def lacks_value(asked: Asked, low: str, witnesses: Sequence[Witness]) -> bool:
    """Whether a time, or how high something is, is asked for, and no text that is about most of it says one."""
    if _DURATION_ASKED.search(low) and not any(_DURATION.search(one.words) for one in witnesses[:_LASTS_AMONG]):
        return True
    pattern = _VALUES.get(asked)
    if pattern is None or not pattern.search(low) or len(re.findall(ASKS, low)) > 1:
        return False
    near = [one for one in witnesses if one.covered >= AROUND] or [one for one in witnesses[:2] if one.covered > 0]
    texts = [one.words if asked is Asked.TIME else one.own for one in near]
    return bool(near) and not any(says(asked, ORDINAL.sub(" ", text)) or _OPEN.search(text) for text in texts)


def lacks_doer(low: str, witnesses: Sequence[Witness]) -> bool:
    """Whether it is asked who has done something, and the texts about it say only that it was done ("överklagades")."""
    match = _DONE_BY.search(low)
    if match is None:
        return False
    verb = match[1].removesuffix("t")
    near = " ".join(one.own.lower() for one in witnesses if one.covered >= AROUND)
    said = re.findall(rf"\b{re.escape(verb)}\w*(?: av\b)?", near)
    return bool(said) and all(word.endswith("s") for word in said)


def lacks_ranking(low: str, witnesses: Sequence[Witness]) -> bool:
    """Whether it is asked which of a kind has most or least, and no text that tells how much names one of the kind."""
    match = _RANKED.search(low)
    if match is None:
        return False
    kind = folded_stem(match[1])
    near = [one for one in witnesses if one.covered >= AROUND]
    return bool(near) and not any(one.row or kind in stems(f"{one.words} {one.above}") for one in near)


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
