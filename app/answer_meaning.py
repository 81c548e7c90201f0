"""What a word means: what an abbreviation is short for, or the sentence that tells what a thing is; else a no."""

import re
from dataclasses import replace

from app.answer_extract import Found, answer_extract
from app.answer_none import answer_none
from app.looking import Looked, Looking
from app.model import Draft, Evidence, Plan, Statement
from app.rank import Ranked

_THING = r"[\"”]?(?P<thing>[\w-]+(?: (?:och )?[\w-]+){0,2}?)[\"”]?"
_ASKED = tuple(
    re.compile(rf"^(?:och )?{before}{_THING}{after}\s*\??$", re.I)
    for before, after in (
        (r"vad (?:betyder|innebär|menas med|avses med) (?:en |ett |ordet |begreppet |förkortningen )?", ""),
        (r"vad står (?:förkortningen )?", " för"),
        (r"vad är (?:en |ett )?", "(?: för (?:något|nåt))?"),
        (r"what (?:is|are|does) (?:an? )?", "(?: mean| stand for)?"),
    )
)
_DEFINITE = re.compile(r"\w{2}(?:en|et|on|an|ån|na)s?$")  # "vad är sjukfrånvaron?" asks how high it is
_TELLS = r"(?:är|innebär|betyder|avser|handlar om|syftar|består av|kallas|definieras|utgörs av)"
_IS = r"(?:vill|är|har|ska|kan|behöver|får|ger|erbjuder|arbetar|ordnar|riktar)"
_LOOKED_AT = 40
_ENDING = 2  # letters of a long word that an inflection may change
_SHORT = {"sv": "är en förkortning av", "en": "is short for"}


def of_meaning(looking: Looking, looked: Looked) -> Draft | None:
    """What a word means, or that the documents do not say; None for other questions, and for the names of things, which
    documents describe without defining them."""
    plan, thing = looking.plan, thing_asked_of(looking.plan)
    if not thing:
        return None
    full = looking.known.abbreviations.get(thing.lower(), "")
    found = looked.found
    if full:
        found = looking.for_plan(replace(plan, searches=(f"{full} ({thing})",))).look().found
    tells = _first(found, rf"\({re.escape(thing)}\)") or _first(found, _defined(thing))
    if tells is None:
        return answer_none(looking, looked.found) if thing.islower() or thing.isupper() else None
    drafted = answer_extract(plan, _led_by(tells, found))
    if not full or full.lower() not in " ".join(tells.passage.text.lower().split()):
        return drafted
    place = (Evidence(tells.passage.document, (tells.passage.span,)),)
    said = Statement(f"**{thing}** {_SHORT[plan.language]} {full}.", place)
    return replace(drafted, lead=(said, *drafted.lead))


def thing_asked_of(plan: Plan) -> str:
    """The word whose meaning a question asks for; "" for other questions."""
    match = next((found for pattern in _ASKED if (found := pattern.match(plan.standalone))), None)
    thing = match["thing"] if match else ""
    other = plan.filters.boards or plan.years or (thing.islower() and _DEFINITE.search(thing))
    return "" if other else thing


def _defined(thing: str) -> str:
    """How a text says what a thing is: "stödboende är …", "avhoppare som vill …", "med stödboende avses …"."""
    stem = thing[:-_ENDING] if len(thing) > 3 * _ENDING else thing
    word = rf"\b{re.escape(stem)}\w{{0,{2 * _ENDING}}}\b"
    return rf"{word}(?: \([^)]*\))? {_TELLS}\b|{word},? som {_IS}\b|\bmed (?:en |ett )?{word} (?:menas|avses)\b"


def _first(found: Found, pattern: str) -> Ranked | None:
    return next((one for one in found.ranked[:_LOOKED_AT] if re.search(pattern, one.passage.text, re.I)), None)


def _led_by(first: Ranked, found: Found) -> Found:
    rest = [one for one in found.ranked if one is not first]
    return replace(found, ranked=(replace(first, score=found.ranked[0].score), *rest))
