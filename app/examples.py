"""Questions that the loaded documents can answer: examples to start with, and suggestions while one types."""

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.model import AssignmentEntry, AssignmentFilter, DocumentEntry
from ingest.model import Status

if TYPE_CHECKING:
    from index.index import Index

LONGEST_TOPIC = 90  # a heading longer than this is a paragraph read as one


def examples(index: "Index", most: int = 4) -> list[str]:
    """A few questions of different sorts about what is loaded; none when nothing is."""
    documents = index.documents()
    if not documents:
        return []
    assignments = index.assignments(AssignmentFilter())
    found = [
        question for question in (_open(assignments), _about_board(assignments), _counted(assignments)) if question
    ]
    found += [_summary(document) for document in documents]
    return list(dict.fromkeys(found))[:most]


class Suggestions:
    """Questions while one types; what there is to ask is gathered once for the documents that are loaded."""

    def __init__(self) -> None:
        self._loaded: tuple[tuple[str, str], ...] = ()
        self._known: dict[str, str] = {}  # the folded words of each question

    def suggest(self, index: "Index", typed: str, most: int = 8) -> list[str]:
        """Questions that hold every word typed, those that begin so first; examples when nothing is typed."""
        words = _folded(typed).split()
        if not words:
            return examples(index, most)
        loaded = tuple((entry.name, entry.version) for entry in index.documents())
        if loaded != self._loaded:
            self._known = {text: _folded(text) for text in _vocabulary(index)}
            self._loaded = loaded
        known = self._known
        fits = [text for text, folded in known.items() if all(word in folded for word in words)]
        return sorted(fits, key=lambda text: (not known[text].startswith(words[0]), len(text)))[:most]


def _vocabulary(index: "Index") -> Iterator[str]:
    yield from examples(index, 20)
    for document in index.documents():
        yield _summary(document)
        for section in index.document(document.name).sections:
            if section.title and len(section.title) <= LONGEST_TOPIC:
                yield f"Vad står det om {_lower_first(section.title)}?"
    for entry in index.assignments(AssignmentFilter()):
        if len(entry.text) <= 2 * LONGEST_TOPIC:
            yield f"Hur går det med uppdraget ”{entry.text.rstrip('.')}”?"


def _open(assignments: list[AssignmentEntry]) -> str | None:
    entry = next((entry for entry in assignments if entry.status is Status.NOT_STARTED), None)
    return f"Vilka uppdrag är ej påbörjade enligt {_lower_first(entry.title)}?" if entry else None


def _about_board(assignments: list[AssignmentEntry]) -> str | None:
    entry = next((entry for entry in reversed(assignments) if entry.board), None)
    when = f" {entry.year}" if entry and entry.year else ""
    return f"Vilka uppdrag har {entry.board}{when}?" if entry else None


def _counted(assignments: list[AssignmentEntry]) -> str | None:
    entry = next((entry for entry in assignments if entry.status is Status.ONGOING), None)
    return f"Hur många uppdrag är pågående enligt {_lower_first(entry.title)}?" if entry else None


def _summary(document: DocumentEntry) -> str:
    return f"Sammanfatta {_lower_first(document.title)}"


def _lower_first(text: str) -> str:
    """The text inside a sentence: "Årsrapport 2024" → "årsrapport 2024"; "SNC" stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _folded(text: str) -> str:
    """Lower case without accents, so that "arsrapport" finds "årsrapport"."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
