"""Lists that documents write out: bullets, headings of one sort, and what a sentence enumerates and counts itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.compounds import first_half
from app.model import Draft, DraftItem, Evidence, Kind, Plan, Statement
from app.reading import reading_of
from app.topic import WORD, Term, coverage, folded_stem, meets, stems
from app.wording import number_word
from index.sparse import STOP_WORDS
from ingest.model import Document, Listing, Section, Spans

_FITS = 0.7  # share of the topic that a list's heading and lead must meet
_MEETS = 0.7  # how well a word must be met by a heading's
_HEADING = 4  # words of a heading; what is longer may be a sentence that the reader took for one
_LAST = 12  # words of a lead that say what its items are
_ASIDE = 0.4  # what a list loses whose heading and last words of the lead do not say what is asked for
_ABOVE = 0.8  # what a list counts whose headings above say what its own does not
_CITED = 30  # places that a count rests on
_SHOWN = 110  # words of items that a count shows
_FEWEST = 2  # items of an enumeration
_FEWEST_OPENED = 3  # headings that open with the same word, to be a list
_PASSIVE = r"\w{3,}(?:as|ats)"  # "planeras": a verb, which no heading has
_ASKED = re.compile(r"\b(?:vilka|hur många|lista|antal)\s+(?:(?:av|alla|är|de|övergripande)\s+)*(?P<rest>[^?]*)")
_DIRECTIONS = re.compile(r"\binriktning(?:ar|arna|en)?\b")
_NUMBERED = re.compile(r"^(?:[\d.]+|§ \d+)\s+")


@dataclass(frozen=True, slots=True)
class Found:
    """A list with what it is of and how well that is what is asked for."""

    name: str
    lead: str
    lead_spans: Spans
    items: tuple[tuple[str, Spans], ...]
    score: float
    told_apart: bool = True  # its own words and the headings above say all that is asked
    elsewhere: int = 0  # lists under the same heading that are left out though the question does not tell them apart
    what: str = ""  # the items, where the lead is no sentence of the document's: "mål", "punkter"


def answer_listed(plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document]) -> Draft | None:
    """The list that a question asks for, whole; None when none surely is the one."""
    if not terms:
        return None
    headed = _headed(plan, terms, documents)
    listed = [found for name, document in documents.items() for found in _listed(plan, terms, name, document)]
    if _DIRECTIONS.search(plan.standalone.lower()):
        listed += [found for name, document in documents.items() for found in _directions(terms, name, document)]
    best = max((*headed, *listed), key=lambda found: found.score, default=None)
    if best is None or best.score < _FITS:
        return None
    return _told(plan, best)


def answer_headings(plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document]) -> Draft | None:
    """The headings of the sort that a question names; None when the documents have none, or several sets as well."""
    found = _headed(plan, terms, documents)
    return _told(plan, found[0]) if len(found) == 1 else None


def _headed(plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document]) -> list[Found]:
    return [found for name, document in documents.items() if (found := _of_headings(plan, terms, name, document))]


def _told(plan: Plan, found: Found) -> Draft:
    items = tuple(DraftItem(text, (Evidence(found.name, spans),)) for text, spans in found.items)
    evidence = (Evidence(found.name, found.lead_spans),) if found.lead_spans else ()
    kind = plan.kind if plan.kind in (Kind.LIST, Kind.COUNT) else Kind.LIST
    number = number_word(len(items)).capitalize()
    opening = f"**{number} {found.what}** {found.lead}:" if found.what else f"{found.lead}:"
    if kind is Kind.COUNT and not found.what:
        opening = f"**{number}** ({len(items)}). {opening}"
    if kind is Kind.LIST or sum(len(item.text.split()) for item in items) <= _SHOWN:
        return Draft(kind, True, (Statement(opening, evidence),), items, len(items), closing=_limits(found))
    places = tuple(place for item in items for place in item.evidence)
    counted = Statement(f"{opening.rstrip(':')}.", places[:_CITED])
    return Draft(kind, True, (counted,), items, len(items), closing=_limits(found), show_items=False)


def _limits(found: Found) -> tuple[Statement, ...]:
    """What is said when the heading stands elsewhere too and nothing asked for tells the one place from the others."""
    if not found.elsewhere:
        return ()
    places = "ett ställe" if found.elsewhere == 1 else f"{number_word(found.elsewhere)} ställen"
    return (Statement(f"Listan kan ha fler delar: samma rubrik finns på {places} till i handlingen.", ()),)


def _listed(plan: Plan, terms: Sequence[Term], name: str, document: Document) -> Iterator[Found]:
    """The document's bullet lists and enumerations with how well their headings and leads fit; lists that go by the
    same heading and fit as well are one."""
    found: dict[tuple[str, float], Found] = {}
    titles: dict[str, int] = {}
    joined: dict[tuple[str, float], int] = {}
    for listing in reading_of(document).lists:
        one = _of_listing(plan, terms, name, document, listing)
        title = _bare(document.sections[listing.section].title) if document.sections else one.lead
        key = (title, one.score) if one.score >= _FITS else (str(listing.span.start), one.score)
        found[key] = _joined(found[key], one) if key in found else one
        titles[title] = titles.get(title, 0) + 1
        joined[key] = joined.get(key, 0) + 1
    for (title, score), one in found.items():
        left = titles.get(title, 0) - joined[title, score]
        yield one if one.told_apart or not left else replace(one, elsewhere=left)
    for listing in reading_of(document).enumerations:
        yield _of_sentence(terms, name, document, listing)


def _directions(terms: Sequence[Term], name: str, document: Document) -> Iterator[Found]:
    """What a board wants under each goal: the paragraphs, with how well the goal is the one that is asked for."""
    topic = [term for term in terms if not _DIRECTIONS.search(term.word)]
    for listing in document.directions:
        section = document.sections[listing.section]
        score = coverage(topic, f"{' '.join(section.trail)} {_part_title(document, section)}") if topic else 0.0
        goal = next(
            (title for title in reversed(section.trail) if not _DIRECTIONS.search(title.lower())), section.title
        )
        items = tuple((document.read(item), item) for item in listing.items)
        what = "inriktningar" if len(items) > 1 else "inriktning"
        yield Found(name, f"står under ”{_bare(goal)}” i {document.title}", listing.lead, items, score, what=what)


def _joined(one: Found, two: Found) -> Found:
    return replace(one, items=(*one.items, *two.items))


def _of_listing(plan: Plan, terms: Sequence[Term], name: str, document: Document, listing: Listing) -> Found:
    """A bullet list; where its own heading and lead say what its items are, the headings above may say the rest."""
    section = document.sections[listing.section] if document.sections else None
    headings = _headings_of(document, listing)
    own = f"{document.read(listing.lead)} {headings}"
    trail = f"{' '.join(section.trail)} {_part_title(document, section)}" if section else ""
    met = coverage(terms, own)
    score = met + 0.2 * coverage(terms, f"{own} {trail} {document.title}")
    nouns = [term for term in terms if term.word in _nouns(plan)]
    whole = coverage(terms, f"{own} {trail}") == 1
    if nouns and coverage(nouns, own) == 1 and whole:
        score = max(score, _ABOVE + 0.2 * met)
    if nouns and not coverage(nouns, f"{headings} {_end(document.read(listing.lead))}"):
        score -= _ASIDE
    others = [term for term in terms if term not in nouns]
    if others and not coverage(others, f"{own} {trail} {document.title}"):
        score -= _ASIDE  # the noun alone is met: "vilka inriktningar gäller rymdfart"
    items = tuple((document.read(item), item) for item in listing.items)
    lead = document.read(listing.lead).rstrip(": ")
    if section and (not lead or lead == section.title.rstrip(": ")):
        under = f"står under rubriken ”{_bare(section.title)}” i {document.title}"
        what = "punkter" if len(items) > 1 else "punkt"
        return Found(name, under, listing.lead, items, score, whole, what=what)
    return Found(name, lead, listing.lead, items, score, whole)


def _headings_of(document: Document, listing: Listing) -> str:
    """A list's own heading; with the one above where it is but the sentence that leads the list in."""
    if not document.sections:
        return ""
    trail, lead = document.sections[listing.section].trail, document.read(listing.lead).rstrip(": ")
    is_sentence = len(trail) > 1 and trail[-1].rstrip(": ") == lead and len(lead.split()) > _HEADING
    return " ".join(trail[-2:] if is_sentence else trail[-1:])


def _end(lead: str) -> str:
    """The last words of what leads a list in: they say what its items are; a long sentence's first ones need not."""
    return " ".join(lead.split()[-_LAST:])


def _of_sentence(terms: Sequence[Term], name: str, document: Document, listing: Listing) -> Found:
    lead = document.read(listing.lead)
    trail = " ".join(document.sections[listing.section].trail) if document.sections else ""
    score = coverage(terms, lead) + 0.2 * coverage(terms, f"{lead} {trail} {document.title}")
    items = tuple((document.read(item), item) for item in listing.items)
    return Found(name, lead[:1].upper() + lead[1:], listing.lead, items, score)


def _of_headings(plan: Plan, terms: Sequence[Term], name: str, document: Document) -> Found | None:
    """The headings under one that says what is asked for ("Mål"), or those that open with it and a colon."""
    words = {folded_stem(word) for word in WORD.findall(plan.standalone.lower())}
    noun = next((term for term in terms if term.word in _nouns(plan)), None)
    if noun is None:
        return None
    rest = [replace(term, forms=term.forms | first_half(term.word)) for term in terms if term is not noun]
    rest = [term for term in rest if not re.fullmatch(_PASSIVE, term.word)]
    chosen: list[Section] = []
    opened: list[Section] = []
    for section in document.sections:
        around = stems(f"{' '.join(section.trail)} {_part_title(document, section)} {document.title} {document.type}")
        if all(max(meets(form, around) for form in term.forms) >= _MEETS for term in rest):
            chosen += _called(document, section, noun, words)
            opened += [section] if _opens_with(section, noun) else []
    chosen = list(dict.fromkeys(chosen)) or (opened if len(opened) >= _FEWEST_OPENED else [])
    if len(chosen) < _FEWEST or len({section.part for section in chosen}) > 1:
        return None  # none, or those of two attachments, of which the question names neither
    items = tuple((_without(_bare(section.title), noun), (section.heading,)) for section in chosen)
    return Found(name, f"enligt {document.title}", (), items, 1.0 + 0.1 * len(rest), what=noun.word)


def _nouns(plan: Plan) -> list[str]:
    """The first words after what asks for a list."""
    low = plan.standalone.lower()
    match = _ASKED.search(low)
    return [word for word in WORD.findall(match["rest"] if match else low) if word not in STOP_WORDS][:1]


def _called(document: Document, section: Section, noun: Term, words: set[str]) -> list[Section]:
    """A section's children when its heading is just the noun; itself when it opens with the noun and a colon."""
    title = _bare(section.title)
    opening, _, rest = title.partition(":")
    if rest.strip() and set(stems(opening)) <= noun.forms:
        return [section]
    own = {stem for stem in stems(title) if stem not in STOP_WORDS}
    if not own & noun.forms or not own <= words | noun.forms:
        return []
    below = [
        other
        for other in document.sections
        if other.level == section.level + 1 and section.span.covers(other.span) and other.part == section.part
    ]
    return below if len({bool(other.number) for other in below}) == 1 else []


def _opens_with(section: Section, noun: Term) -> bool:
    """Whether a heading is of one thing of the sort: "Förstudie Ny simhall" of "förstudier"."""
    own = stems(_bare(section.title))
    return len(own) > 1 and own[0] in noun.forms and not re.search(r"[.?!]$", section.title)


def _without(title: str, noun: Term) -> str:
    """A heading without the noun that opens it: "Trygghet" of "Målområde: Trygghet"."""
    opening, colon, rest = title.partition(":")
    return rest.strip() if colon and set(stems(opening)) <= noun.forms else title


def _part_title(document: Document, section: Section) -> str:
    return next((part.title for part in document.parts if part.number == section.part), "")


def _bare(title: str) -> str:
    return _NUMBERED.sub("", title).strip()
