"""Invented documents of sentences, and what a search would find in them."""

from app.model import Kind, Plan
from app.topic import Term, terms
from index.model import Filters, Passage, UnitKind
from index.units import units
from ingest.model import Chunk, Document, Page, Part, Section, Span

WORDS = {"och": 9, "nämnden": 9, "ska": 8}


def prose(text: str, *, heading: str = "Verksamhet", year: int | None = 2024, title: str = "Plan Norr") -> Document:
    """A document of one page, one section and one chunk; `heading` is its first line."""
    whole = f"{heading}\n{text}"
    all_of_it = Span(0, len(whole))
    section = Section("", heading, 1, Span(0, len(heading)), all_of_it, (heading,), 0)
    return Document(
        "plan", title, "verksamhetsplan", "Socialnämnden Norr", "Staden", year, whole,
        (Page(1, "1", all_of_it, 595.0, 842.0),), (Part(0, title, "verksamhetsplan", all_of_it),), (section,),
        chunks=(Chunk(Span(len(heading) + 1, len(whole)), 0),),
    )  # fmt: skip


def passages(document: Document, cosine: float = 0.86) -> list[Passage]:
    """Every unit of a document as found, all as near as each other."""
    return [
        Passage(
            document.name, "v1", unit.kinds[0], unit.span, unit.chunk, unit.section, unit.part, unit.page, unit.text,
            unit.trail, 1.0 if UnitKind.CHUNK in unit.kinds else 0.5, cosine, 20.0,
        )
        for unit in units(document)
    ]  # fmt: skip


def plan(question: str, *topic: str, kind: Kind = Kind.FACT, years: tuple[int, ...] = (), language: str = "sv") -> Plan:
    """A plan with a given topic."""
    return Plan(question, question, kind, language, topic, Filters(), years)


def wanted(*topic: str) -> tuple[Term, ...]:
    """The topic's words as terms."""
    return terms(topic, WORDS, {})
