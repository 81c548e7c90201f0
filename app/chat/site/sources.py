"""`/k/…`: one quote on its page, in the version that it was quoted from, and what has come of the document since."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from app import permalink
from app.api.desk import Desk
from app.chat.site.shell import failure, page
from app.cite import is_on_page
from app.errors import NotFoundError
from app.permalink import Place
from ingest.errors import StyrsvarError
from ingest.model import Document, Page, Reading, Span

GONE = 410
PICTURE_WIDTH = 1400


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a page's words; `marked` is the quote."""

    text: str
    marked: bool


def source(desk: Desk, request: Request) -> Response:
    """The page of a link. Raises StyrsvarError for one that names nothing."""
    place = permalink.parse(request.path_params["named"], request.path_params["rest"])
    index = desk.engine.index
    entry = index.entry(place.document)
    if entry is None:
        return failure("Handlingen är borttagen", _removed(place), GONE)
    try:
        document = index.document(place.document, place.version)
    except StyrsvarError:
        raise NotFoundError(
            f"Version {place.version} av {entry.title} finns inte. Sök citatet på nytt i den version som gäller."
        ) from None
    if not 1 <= place.page <= len(document.pages):
        raise NotFoundError(f"Sidan {place.page} finns inte. Handlingen har {len(document.pages)} sidor.")
    shown = document.pages[place.page - 1]
    spans = tuple(inside for span in place.spans if (inside := _inside(span, shown)))
    now = index.document(entry.name) if entry.version != place.version else None
    return page(
        "source.html",
        place=place,
        title=document.title,
        section=_section(document, spans, shown),
        label=shown.label if shown.label and shown.label != str(shown.number) else "",
        scanned=shown.reading is not Reading.TEXT,
        quote=" (…) ".join(document.original(span) for span in spans),
        pieces=pieces(document, shown, spans),
        picture=_picture(place, spans) if entry.media_type.startswith("application/pdf") else "",
        file=_file(place),
        pdf=entry.media_type.startswith("application/pdf"),
        newer=entry if now else None,
        still=_still(now, document, spans) if now else "",
        around=[number for number in (place.page - 1, place.page + 1) if 1 <= number <= len(document.pages)],
    )


def pieces(document: Document, shown: Page, spans: tuple[Span, ...]) -> list[list[Piece]]:
    """A page's words, paragraph by paragraph, with the quote marked."""
    made: list[list[Piece]] = [[]]
    at = shown.span.start
    for span in (*sorted(spans, key=lambda one: one.start), None):
        end = span.start if span else shown.span.end
        _append(made, document.text[at : max(at, end)], marked=False)
        if span:
            _append(made, document.text[max(at, span.start) : span.end], marked=True)
            at = max(at, span.end)
    return [paragraph for paragraph in made if any(piece.text.strip() for piece in paragraph)]


def _append(made: list[list[Piece]], text: str, marked: bool) -> None:
    for at, line in enumerate(text.split("\n")):
        if at:
            made.append([])
        if line:
            made[-1].append(Piece(line, marked))


def _inside(span: Span, shown: Page) -> Span | None:
    start, end = max(span.start, shown.span.start), min(span.end, shown.span.end)
    return Span(start, end) if start < end else None


def _section(document: Document, spans: tuple[Span, ...], shown: Page) -> str:
    at = document.section_at(spans[0].start if spans else shown.span.start)
    return " › ".join(document.sections[at].trail) if at is not None else ""


def _picture(place: Place, spans: tuple[Span, ...]) -> str:
    query = {"version": place.version, "width": PICTURE_WIDTH, "highlight": permalink.spans_written(spans)}
    return f"/api/documents/{quote(place.document, safe='')}/pages/{place.page}.png?{urlencode(query)}"


def _file(place: Place) -> str:
    version = urlencode({"version": place.version})
    return f"/api/documents/{quote(place.document, safe='')}/file?{version}#page={place.page}"


def _still(now: Document, then: Document, spans: tuple[Span, ...]) -> str:
    """The address of the same words in the version that counts now; empty when they do not stand there."""
    words = " … ".join(then.original(span) for span in spans)
    if not words:
        return ""
    found = next((one for one in now.pages if is_on_page(words, now, one)), None)
    return f"/handling/{quote(now.name, safe='')}/sida/{found.number}" if found else ""


def _removed(place: Place) -> str:
    return (
        f"Länken går till {place.document}, sida {place.page}. Handlingen och alla dess versioner är borttagna ur "
        "Styrsvar, och citatet går inte längre att visa. Fråga den som ansvarar för handlingarna om du behöver den."
    )
