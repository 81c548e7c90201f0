"""`/handling/NAME`: what one document holds, reading it again, and taking it away with a receipt."""

import shutil
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from app import permalink
from app.api.desk import Desk
from app.api.documents import entry_of, original
from app.api.job import job_body
from app.chat.site.shell import page
from app.chat.tables import READ_AS, STATUS_CLASS, assignment_url
from app.loading import Outcome, Told, load
from app.permalink import Place
from index.index import Index
from index.model import AssignmentFilter, DocumentEntry, Filters, Search
from ingest.model import Document, Figure, Reading, Span, Spans

DEEPEST = 3  # of headings shown in the contents
MOST_ROWS = 400  # of figures and headings; a budget has thousands of cells
PROBES = 12  # sentences of a removed document that are searched for


@dataclass(frozen=True, slots=True)
class Linked:
    """Words with the address of where they stand."""

    text: str
    url: str
    page: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row of a table of figures: what it measures, and its columns as (heading, value)."""

    label: Linked
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk with what is done against it."""

    title: Linked
    description: str
    consequence: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was taken away, and what a search found of it afterwards."""

    entry: DocumentEntry
    moment: str
    searches: tuple[tuple[str, int], ...]  # (words searched for, hits in the document)
    assignments: int  # left in the register
    files: bool  # whether the folder of the document is gone

    @property
    def clean(self) -> bool:
        """Whether nothing of the document can be found."""
        return self.files and not self.assignments and not any(hits for _, hits in self.searches)


def view(desk: Desk, request: Request) -> Response:
    """What the document holds."""
    entry = entry_of(desk, request.path_params["name"])
    index = desk.engine.index
    document = index.document(entry.name, entry.version)
    link = partial(_linked, document, entry)
    found = index.assignments(AssignmentFilter(Filters(documents=(entry.name,))))
    headings = [section for section in document.sections if section.title and section.level <= DEEPEST]
    return page(
        "document.html",
        entry=entry,
        kind=entry.type,
        readings=[(READ_AS.get(Reading(how), how), count) for how, count in entry.readings.items() if count],
        contents=[link((one.heading,), one.title, level=one.level) for one in headings[:MOST_ROWS]],
        assignments=[(one, assignment_url(one), STATUS_CLASS[one.status]) for one in found],
        figures=_figures(document, link),
        risks=[
            RiskLine(
                link(risk.title),
                document.read(risk.description),
                document.read(risk.consequence),
                tuple(document.read(measure.title) for measure in risk.measures),
            )
            for risk in document.risks
        ],
        file=f"/api/documents/{quote(entry.name, safe='')}/file",
    )


def at_page(desk: Desk, request: Request) -> Response:
    """On to a page of the version that counts now."""
    entry = entry_of(desk, request.path_params["name"])
    return RedirectResponse(permalink.written(Place(entry.name, entry.version, request.path_params["page"])))


def read_again(desk: Desk, request: Request) -> Response:
    """Reads the original once more, as a job to be followed."""
    entry = entry_of(desk, request.path_params["name"])
    index = desk.engine.index
    kept = original(index, entry, None)
    folder = desk.settings.data / "uploads" / uuid.uuid4().hex
    folder.mkdir(parents=True)
    path = Path(shutil.copyfile(kept, folder / f"{entry.name}{kept.suffix}"))  # a document is named by its file

    def work(told: Told) -> list[Outcome]:
        try:
            return load(index, [path], told, read=desk.read, again=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return JSONResponse(job_body(desk.jobs.add(work)), 202)


def remove(desk: Desk, request: Request) -> Response:
    """Takes the document away, and tells what a search finds afterwards."""
    entry = entry_of(desk, request.path_params["name"])
    index = desk.engine.index
    folder = original(index, entry, None).parent.parent
    probes = _probes(index.document(entry.name, entry.version))
    index.remove(entry.name)
    searches = tuple((words, _hits(index, entry.name, words)) for words in probes)
    left = sum(one.document == entry.name for one in index.assignments())
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    receipt = Receipt(entry, moment, searches, left, not folder.exists())
    return page("receipt.html", receipt=receipt, days=desk.settings.conversation_days)


def _linked(document: Document, entry: DocumentEntry, spans: Spans, text: str = "", level: int = 1) -> Linked:
    first = next(iter(spans), Span(0, 1))
    number = document.page_at(first.start).number
    url = permalink.written(Place(entry.name, entry.version, number, spans))
    return Linked(text or document.read(spans), url, number, level)


def _figures(document: Document, link: "partial[Linked]") -> list[FigureLine]:
    rows: dict[tuple[int, int], list[Figure]] = {}
    for figure in document.figures:
        if figure.table is not None and figure.row is not None:
            rows.setdefault((figure.table, figure.row), []).append(figure)
    made = []
    for row in list(rows.values())[:MOST_ROWS]:
        spans = (*row[0].label, *(figure.value for figure in row))
        values = tuple((figure.heading, _value(document, figure)) for figure in row)
        made.append(FigureLine(link(spans, row[0].label_text), values))
    return made


def _value(document: Document, figure: Figure) -> str:
    value = document.read(figure.value)
    return value if not figure.unit or value.endswith(figure.unit) else f"{value} {figure.unit}"


def _probes(document: Document) -> tuple[str, ...]:
    """The title, and sentences spread over the document: what somebody would search for."""
    chunks = [document.read(chunk.span)[:160] for chunk in document.chunks]
    step = max(1, len(chunks) // PROBES)
    return (document.title, *chunks[::step][: PROBES - 1])


def _hits(index: Index, name: str, words: str) -> int:
    everywhere = index.search(Search(words, limit=50))
    there = index.search(Search(words, Filters(documents=(name,)), limit=50))
    return sum(hit.document == name for hit in (*everywhere, *there))
