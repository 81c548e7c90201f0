"""Stand-ins for development: an index over a few documents made here, and an assistant that says what it is told."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from app.answer_llm import Writer
from app.assistant import Assistant
from app.files import digest
from app.model import Answer, Citation, Item, Kind, Plan, Turn
from app.stop import Stop
from index.dialogue import Dialogue
from index.index import Index
from index.model import AssignmentEntry, AssignmentFilter, DocumentEntry, Filters, Passage, Search, UnitKind
from index.tables import metadata
from ingest.errors import StyrsvarError, UnreadableFileError
from ingest.model import Document, Reading, Span
from tests.app.made import made_document


@dataclass(frozen=True)
class Kept:
    """A stored document."""

    document: Document
    original: Path
    version: str


class FakeIndex(Index):
    """Keeps documents in a dict; finds by shared words."""

    def __init__(self, assignments: Sequence[AssignmentEntry] = ()) -> None:
        self.kept: dict[str, Kept] = {}
        self.listed = list(assignments)
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        metadata.create_all(engine)
        self.dialogue = Dialogue(engine)
        self.closed = False

    def close(self) -> None:
        self.closed = True

    def add(self, document: Document, original: Path, progress: Callable[[str, float], None] | None = None) -> str:
        if "VÄGRA" in document.text:
            raise StyrsvarError("Indexet är upptaget. Stäng den andra processen.")
        if progress:
            progress("Bäddar in", 0.5)
        folder = original.parent / ".kept"
        folder.mkdir(exist_ok=True)
        copy = folder / original.name
        copy.write_bytes(original.read_bytes())
        self.kept[document.name] = Kept(document, copy, f"v{document.sha256[:8] or '1'}")
        return self.kept[document.name].version

    def remove(self, name: str) -> bool:
        return self.kept.pop(name, None) is not None

    def documents(self) -> list[DocumentEntry]:
        return sorted((entry for name in self.kept if (entry := self.entry(name))), key=lambda entry: entry.title)

    def entry(self, name: str) -> DocumentEntry | None:
        if name not in self.kept:
            return None
        kept = self.kept[name]
        document = kept.document
        readings: dict[str, int] = {}
        for page in document.pages:
            readings[page.reading] = readings.get(page.reading, 0) + 1
        media = "application/pdf" if kept.original.suffix == ".pdf" else "text/plain"
        return DocumentEntry(
            name, kept.version, document.title, document.type, document.board, document.city, document.year,
            len(document.pages), tuple(part.title for part in document.parts if part.number), readings,
            document.warnings, "2026-01-01T00:00:00+00:00", document.sha256, media,
            {"sections": len(document.sections), "chunks": len(document.chunks)},
        )  # fmt: skip

    def is_current(self, name: str, original: Path) -> bool:
        kept = self.kept.get(name)
        return kept is not None and kept.document.sha256 == digest(original)

    def document(self, name: str, version: str | None = None) -> Document:
        return self._version(name, version).document

    def original(self, name: str, version: str | None = None) -> Path:
        return self._version(name, version).original

    def _version(self, name: str, version: str | None) -> Kept:
        kept = self.kept[name]
        if version not in (None, kept.version):
            raise StyrsvarError(f"Versionen {version} av {name} finns inte.")
        return kept

    def search(self, search: Search) -> list[Passage]:
        words = {word.lower() for word in re.findall(r"\w+", search.text) if len(word) > 3}
        found = []
        for name, kept in self.kept.items():
            entry = self.entry(name)
            if not entry or not fits(search.filters, name, entry.board, entry.year, entry.type):
                continue
            for chunk in kept.document.chunks:
                text = kept.document.read(chunk.span)
                score = sum(word in text.lower() for word in words)
                if score:
                    section = kept.document.sections[chunk.section]
                    found.append(
                        Passage(
                            name,
                            kept.version,
                            UnitKind.CHUNK,
                            chunk.span,
                            chunk.span,
                            chunk.section,
                            0,
                            kept.document.page_at(chunk.span.start).number,
                            text,
                            section.trail,
                            float(score),
                            dense=0.9,
                        )
                    )
        return sorted(found, key=lambda hit: -hit.score)[: search.limit]

    def assignments(self, wanted: AssignmentFilter | None = None) -> list[AssignmentEntry]:
        wanted = wanted or AssignmentFilter()
        return [
            entry
            for entry in self.listed
            if fits(wanted.filters, entry.document, entry.board, entry.year, entry.document_type)
            and (not wanted.statuses or entry.status in wanted.statuses)
            and all(word in entry.text.lower() for word in wanted.text.lower().split())
            and all(word in " ".join(entry.trail).lower() for word in wanted.heading.lower().split())
        ]

    def assignment(self, id: str) -> AssignmentEntry | None:  # noqa: A002
        return next((entry for entry in self.listed if entry.id == id), None)

    def vocabulary(self) -> dict[str, int]:
        counted: dict[str, int] = {}
        for kept in self.kept.values():
            for word in set(re.findall(r"[^\W_]+", kept.document.text.lower())):
                counted[word] = counted.get(word, 0) + 1
        return counted

    def abbreviations(self) -> dict[str, str]:
        return {short: full for one in self.kept.values() for short, full in one.document.abbreviations}

    def embed_query(self, texts: Sequence[str]) -> list[list[float]]:
        return [[0.0] for _ in texts]


class ScriptedAssistant(Assistant):
    """Answers from the first hit; refuses, fails or lists when the question says so."""

    def __init__(self, index: FakeIndex, writer: Writer | None = None) -> None:
        super().__init__(index, writer)
        self.histories: list[int] = []

    def steps(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        stop: Stop | None = None,
    ) -> Iterator[Answer]:
        yield self._scripted(question, history, filters)

    def _scripted(self, question: str, history: Sequence[Turn], filters: Filters | None) -> Answer:
        self.histories.append(len(history))
        if "krascha" in question:
            raise StyrsvarError("Språkmodellen svarar inte. Försök igen.")
        hits = self.index.search(Search(question, filters or Filters(), limit=40 if "alla" in question else 2))
        citations = tuple(self._citation(number, hit) for number, hit in enumerate(hits, start=1))
        plan = Plan(
            question,
            question,
            Kind.FACT,
            "sv",
            (),
            filters or Filters(),
            notes=("ej påbörjade",) if "alla" in question else (),
        )
        coverage = {
            "documents": len(self.index.kept),
            "pages": sum(len(kept.document.pages) for kept in self.index.kept.values()),
        }
        if not hits:
            text = "**Det framgår inte av handlingarna.**"
            return Answer(
                question, False, Kind.NONE, text, (), None, (), ("Vilka uppdrag finns?",), 3.0, plan, coverage
            )
        items: tuple[Item, ...] = ()
        if "alla" in question:
            text = f"**{len(hits)}** ställen passar:\n\n" + "\n".join(
                f"{n}. {hit.text[:90]} [{n}]" for n, hit in enumerate(hits, 1)
            )
            items = tuple(Item(hit.text, (n,)) for n, hit in enumerate(hits, 1))
        else:
            text = f"{hits[0].text[:240]} [1]." + (" Det står också på annan plats [2]." if len(hits) > 1 else "")
        kind = Kind.LIST if items else Kind.FACT
        total = len(items) if items else None
        return Answer(
            question, True, kind, text, items, total, citations, ("Och i Norr?", "Vem ansvarar?"), 12.0, plan, coverage
        )

    def _citation(self, number: int, hit: Passage) -> Citation:
        document = self.index.document(hit.document)
        page = document.page_at(hit.span.start)
        span = Span(hit.span.start, min(hit.span.end, hit.span.start + 240))
        return Citation(
            number, hit.document, hit.version, document.title, None, hit.trail[-1], page.number, page.label,
            document.read(span), f"/api/documents/{hit.document}/file#page={page.number}", document.boxes(span),
            page.reading is not Reading.TEXT,
        )  # fmt: skip


def fits(filters: Filters, name: str, board: str | None, year: int | None, sort: str) -> bool:
    """Whether a document passes the filters."""
    return (
        (not filters.documents or name in filters.documents)
        and (not filters.boards or board in filters.boards)
        and (not filters.years or year in filters.years)
        and (not filters.types or sort in filters.types)
    )


def fake_read(path: Path) -> Document:
    """Reads a text file as one page a form feed; a PDF made by `made_pdf` from the text file beside it."""
    if "trasig" in path.stem:
        raise UnreadableFileError(f"{path.name} är trasig. Spara om den som PDF.")
    if "krasch" in path.stem:
        raise ValueError("oväntat")
    beside = path.with_suffix(".source")
    text = beside.read_text(encoding="utf-8") if beside.exists() else path.read_bytes().decode("utf-8", "replace")
    return made_document(path.stem, text.split("\f"), digest(path))
