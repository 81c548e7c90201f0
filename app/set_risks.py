"""Risks with what is done against them and to watch them: all, those of an area, those that a question is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.model import Draft, DraftItem, Evidence, Kind, Plan, Statement
from app.phrases import TOPIC_OPENS
from app.topic import WORD, Term, coverage
from app.wording import number_word
from index.model import Passage
from ingest.model import Document, Measure, Risk

RISKS = re.compile(r"\brisk(?:er|erna|en)?\b(?!bild)|\brisks?\b")
_MEASURES = re.compile(
    r"\b(?:mot)?åtgärd(?:er|erna|en)?\b|\bmotdrag\w*|\bgör(?:s|a)?\b[^?]{0,20}\b(?:åt|mot)\b|\bmeasures?\b"
    r"|\bgör\b[^?]*\bför att (?:minska|förebygga|undvika|hantera|motverka)\b"
)
_PICTURE = re.compile(r"\briskbild\w*")
_PLAN = re.compile(r"\b(?:intern(?:a)? ?)?kontrollplan\w*")
_NOT_PICTURE = re.compile(
    r"\binte\b[^?.]*\briskbild\w*|^av [^?,:–-]*\briskbild\w*"
)  # "av alla risker i … vilka står i"
_AREA = re.compile(r"\b(?:under|område\w*|riskområde\w*|inom)\b")
_CONTROLS = re.compile(r"\bkontroll(?:er|erna|aktivitet\w*)?\b|\bcontrols?\b")
# Words of such questions that name no risk
_GENERIC = frozenset(
    (
        *("risk", "risker", "risken", "riskerna", "åtgärd", "åtgärder", "åtgärderna", "riskbild", "riskbilden"),
        *(
            "samlad",
            "internkontrollplan",
            "intern",
            "interna",
            "kontrollplan",
            "kontroll",
            "kontroller",
            "kontrollerna",
            "mot",
            "hör",
            "tillhör",
        ),
        *("sorterar", "sorteras", "ligger", "tänker", "göra", "listas", "nämns", "ingår", "riskområde"),
        *("riskområdet", "tog", "själva", "åt", "minska", "förebygga", "undvika", "hantera", "motverka", "handlar"),
    )
)
_MET = 0.7  # how well a word must be met to tell some risks from others
_FITS = 0.6  # share of the topic that a risk's title, or its area, must meet
_AREA_FITS, _AREA_AHEAD = 0.3, 1.5  # share of the topic that an area must meet, and how much more than the next one
_HITS = 12  # best passages that tell which risk is meant in other words
_AHEAD = 1.25  # how much more of them the risk must have than the next one


@dataclass(frozen=True, slots=True)
class _Placed:
    """A risk and the document that it stands in."""

    name: str
    document: Document
    risk: Risk

    @property
    def watched(self) -> bool:
        """Whether it stands in an internal control plan: controls watch it."""
        return any(measure.control for measure in self.risk.measures)

    @property
    def title(self) -> str:
        """What the risk is called."""
        return self.document.read(self.risk.title)


def answer_risks(
    plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document], passages: Sequence[Passage]
) -> Draft | None:
    """The risks that a question asks for, or what is done about them; None when it is about neither."""
    low = plan.standalone.lower()
    about_risks, plan_only = bool(RISKS.search(low)), bool(_PLAN.search(low))
    controls = bool(_CONTROLS.search(_PLAN.sub("", low)))
    measures = bool(_MEASURES.search(low)) or controls or not about_risks
    if not (about_risks or plan_only or controls or _MEASURES.search(low)):
        return None
    watched = controls or plan_only
    placed = [_Placed(name, document, risk) for name, document in documents.items() for risk in document.risks]
    scope = [one for one in placed if one.watched is watched]
    if plan_only and _PICTURE.search(_NOT_PICTURE.sub("", low)):
        scope = placed
    asked = [term for term in terms if term.word not in _GENERIC]
    topic = _topical(scope, low, asked) or ([] if plan_only else asked)  # a plan is told whole, whatever it is called
    found = _of_area(scope, topic) if about_risks and _AREA.search(low) else []
    found = found or _on_topic(scope, topic, measures)
    nearest = [] if found or plan.kind is Kind.SUMMARY else _searched(scope, passages)
    if not found and not nearest:
        return None
    if measures:
        return _told_measures(plan, found or nearest, bool(topic), watched)
    return _told_risks(plan, found, watched) if found else _told_nearest(plan, nearest)


def _topical(scope: Sequence[_Placed], low: str, terms: Sequence[Term]) -> list[Term]:
    """The words that tell some risks from others: those that a risk or its area says, and those that the question
    names as its topic ("risker om rymdfart"): when no risk says such a one, none is about it."""
    words = WORD.findall(low)
    said = " ".join(f"{one.title} {one.risk.area} {one.document.read(one.risk.description)}" for one in scope)
    kept = []
    for term in terms:
        at = words.index(term.word) if term.word in words else 0
        named = any(word in TOPIC_OPENS for word in words[max(0, at - 2) : at])
        if named or coverage([term], said) >= _MET:
            kept.append(term)
    return kept


def _of_area(scope: Sequence[_Placed], terms: Sequence[Term]) -> list[_Placed]:
    """The risks of the area that meets the topic best, when it is well ahead of the others."""
    met = {area: coverage(terms, area) for area in {one.risk.area for one in scope}} if terms else {}
    ordered = sorted(met.values(), reverse=True)
    if not ordered or ordered[0] < _AREA_FITS or (len(ordered) > 1 and ordered[0] < _AREA_AHEAD * ordered[1]):
        return []
    return [one for one in scope if met[one.risk.area] == ordered[0]]


def _on_topic(scope: Sequence[_Placed], terms: Sequence[Term], measures: bool) -> list[_Placed]:
    """The risks that meet the topic by their words, or by their area's when risks are asked for."""
    if not terms:
        return list(scope)
    found = [one for one in scope if coverage(terms, one.title) >= _FITS]
    if not found and not measures:
        found = [one for one in scope if coverage(terms, f"{one.title} {one.risk.area}") >= _FITS]
    return found


def _searched(scope: Sequence[_Placed], passages: Sequence[Passage]) -> list[_Placed]:
    """The one risk that most of the best passages tell of, when it is well ahead of the next."""
    best = max((passage.score for passage in passages), default=1.0)
    told: list[tuple[float, int]] = []
    for number, one in enumerate(scope):
        spans = [*one.risk.title, *one.risk.description, *one.risk.consequence]
        spans += [span for measure in one.risk.measures for span in (*measure.title, *measure.description)]
        hits = [
            passage.score / best
            for passage in passages[:_HITS]
            if passage.document == one.name and any(span.meets(passage.span) for span in spans)
        ]
        told.append((sum(hits), number))
    ordered = sorted(told, reverse=True)
    if not ordered or ordered[0][0] < 1.0 or (len(ordered) > 1 and ordered[0][0] < _AHEAD * ordered[1][0]):
        return []
    return [scope[ordered[0][1]]]


def _told_risks(plan: Plan, found: Sequence[_Placed], watched: bool) -> Draft:
    items = tuple(DraftItem(one.title, (Evidence(one.name, one.risk.title),)) for one in found)
    where = "internkontrollplanen" if watched else "riskbilden"
    areas = {one.risk.area for one in found}
    area = f", riskområde ”{areas.pop()}”" if len(areas) == 1 and len(items) > 1 else ""
    what = "risk står" if len(items) == 1 else "risker står"
    number = "En" if len(items) == 1 else number_word(len(items)).capitalize()
    return Draft(plan.kind, True, (Statement(f"**{number} {what}** i {where}{area}:", ()),), items, len(items))


def _told_nearest(plan: Plan, found: Sequence[_Placed]) -> Draft:
    """The risk that the search found in other words: said to be that, since others may be about it too."""
    items = tuple(DraftItem(one.title, (Evidence(one.name, one.risk.title),)) for one in found)
    return Draft(plan.kind, True, (Statement("Närmast det som frågan gäller kommer risken:", ()),), items, len(items))


def _shown(plan: Plan, document: Document, measure: Measure) -> str:
    """A measure as a list tells it; its name alone where the measures are only counted."""
    title = f"**{document.read(measure.title)}**"
    return title if plan.kind is Kind.COUNT else f"{title}: {document.read(measure.description)}"


def _told_measures(plan: Plan, found: Sequence[_Placed], on_topic: bool, watched: bool) -> Draft | None:
    items = tuple(
        DraftItem(
            one.document.read(measure.title),
            (Evidence(one.name, (*measure.title, *measure.description)),),
            shown=_shown(plan, one.document, measure),
        )
        for one in found
        for measure in one.risk.measures
    )
    if not items:
        return None
    what = (
        ("kontrollaktivitet" if len(items) == 1 else "kontrollaktiviteter")
        if watched
        else ("åtgärd" if len(items) == 1 else "åtgärder")
    )
    number = "En" if len(items) == 1 else number_word(len(items)).capitalize()
    titles = ", ".join(f"”{one.title}”" for one in found[:3])
    lead = f"**{number} {what}**" + (f" mot risken {titles}:" if on_topic else ":")
    return Draft(plan.kind, True, (Statement(lead, ()),), items, len(items))
