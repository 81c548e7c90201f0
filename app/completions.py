"""Answers in the form of OpenAI's chat completions: the sources as a list under the text and as url_citation
annotations, and the earlier messages of a conversation as turns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app import permalink
from app.assistant import Assistant
from app.model import Answer, Citation, Item, Turn

MODEL = "styrsvar"
MOST_TURNS = 20  # earlier questions that are looked at, as many as a conversation of our own keeps
LONGEST_EARLIER = 2000  # characters of an earlier question, as many as a question may have
_SOURCES = {"sv": "**Källor**", "en": "**Sources**"}
_REFERENCE = re.compile(r"\[(\d{1,3})\]")
_LISTED = re.compile(r"^\d{1,3}\. (?P<text>.+?)(?: \*\([^*\n]*\)\*)?(?: ?\[\d{1,3}\])*$", re.M)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&])")


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier message: `role` is "user" or "assistant"."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What a client of chat completions gets: the text, the list of sources under it, and where each is cited."""

    text: str
    sources: str
    annotations: tuple[dict[str, Any], ...]

    @property
    def content(self) -> str:
        """The whole message; the annotations' indices count its characters."""
        return self.text + self.sources


def completion(answer: Answer, base: str) -> Completion:
    """The answer; `base` is where the server is reached, since a client elsewhere needs whole addresses."""
    base = base.rstrip("/")
    found = {citation.number: citation for citation in answer.citations}
    lines = [f"- [{number}] [{_plain(_place(one))}]({base}{permalink.of(one)})" for number, one in found.items()]
    heading = _SOURCES[answer.plan.language if answer.plan and answer.plan.language in _SOURCES else "sv"]
    sources = f"\n\n{heading}\n\n" + "\n".join(lines) if lines else ""
    places = [match for match in _REFERENCE.finditer(answer.answer) if int(match[1]) in found]
    annotations = tuple(_annotation(found[int(match[1])], match.start(), match.end(), base) for match in places)
    return Completion(answer.answer, sources, annotations)


def turns(assistant: Assistant, earlier: Sequence[Said]) -> tuple[Turn, ...]:
    """The earlier messages as turns: each question planned again, each answer's list read back from its words."""
    history: tuple[Turn, ...] = ()
    for question, said in list(_pairs(earlier))[-MOST_TURNS:]:
        plan = assistant.plan(question, history)
        items = tuple(Item(match["text"], ()) for match in _LISTED.finditer(_without_sources(said)))
        answer = Answer(plan.standalone, bool(said), plan.kind, said, items, len(items) or None, (), (), 0.0)
        history = (*history, Turn(question, plan, answer))
    return history


def _pairs(earlier: Sequence[Said]) -> Iterator[tuple[str, str]]:
    """Each question with what was said after it, before the next."""
    question, said = "", ""
    for message in earlier:
        if message.role == "assistant":
            said = message.text
            continue
        if question:
            yield question, said
        question, said = message.text[:LONGEST_EARLIER].strip(), ""
    if question:
        yield question, said


def _without_sources(said: str) -> str:
    for heading in _SOURCES.values():
        said = said.split(f"\n\n{heading}\n\n")[0]
    return said


def _annotation(citation: Citation, start: int, end: int, base: str) -> dict[str, Any]:
    cited = {"start_index": start, "end_index": end, "title": _place(citation), "url": base + permalink.of(citation)}
    return {"type": "url_citation", "url_citation": cited}


def _place(citation: Citation) -> str:
    """ "Årsrapport 2024, 6.1 Uppdrag, s. 39"."""
    parts = (citation.title, citation.attachment, citation.section, f"s. {citation.page}")
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _plain(text: str) -> str:
    """Words of a document as Markdown that shows them as they are."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
