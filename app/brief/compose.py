"""A topic to a brief."""

from datetime import date

from app.brief.material import Material
from app.brief.model import Brief, Group, Line, Section
from app.brief.sections import PLAN
from app.cite import Citer
from app.errors import BadValueError
from app.knowledge import Knowledge
from app.model import Evidence
from index.index import Index

_MOST_CITATIONS = 400  # a brief of more would be read by nobody


def compose(index: Index, known: Knowledge, topic: str, made: date | None = None) -> Brief:
    """The brief on a topic; one that says that it found nothing when the documents are silent."""
    topic = " ".join(topic.split())
    if not topic:
        raise BadValueError("Ämnet är tomt. Skriv vad underlaget ska handla om, till exempel: Bostad först")
    material = Material(index, known, topic)
    citer = Citer(material.open, _MOST_CITATIONS)
    number, pages = len(known.documents), known.pages
    reach = f"{number} {'handling' if number == 1 else 'handlingar'} ({pages} {'sida' if pages == 1 else 'sidor'})"
    sections = tuple(filter(None, (make(material, citer) for make in PLAN)))
    found = bool(sections)
    if not found:
        sections = (_nothing(material, citer),)
    return Brief(topic, made or date.today(), found, reach, sections, tuple(citer.citations))


def nothing_found(brief: Brief) -> str:
    """An empty brief in a sentence."""
    return f"Handlingarna säger inget om ”{brief.topic}”. Sökt i {brief.reach}."


def _nothing(material: Material, citer: Citer) -> Section:
    """What was searched and what comes nearest, without claiming that it is on the topic."""
    lead = "Det framgår inte av handlingarna. Inga uppdrag, siffror, meningar eller risker om ämnet hittades."
    best = material.found.best
    if best is None:
        return Section("Inget hittades", lead)
    sources = citer.cite((Evidence(best.passage.document, (best.passage.span,)),))
    trail = best.passage.trail[-1] if best.passage.trail else material.found.documents[best.passage.document].title
    near = Line(f"Närmast kommer avsnittet ”{trail}”, men det säger inget tydligt om ämnet.", sources)
    return Section("Inget hittades", lead, (Group("", (near,)),) if sources else ())
