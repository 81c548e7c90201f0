"""Loaded documents: listed, shown, added, removed."""

import shutil
import uuid
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from app import files
from app.api.desk import Desk, TheDesk
from app.api.job import job_body
from app.api.replies import ONE_OF, READS, WRITES, DocumentsBody, DocumentWithSectionsBody, JobBody, problems
from app.api.samples import DOCUMENT_NAME, VERSION, binary, given
from app.errors import BadValueError, NotFoundError
from app.loading import Outcome, Told, load
from app.register import page_url
from index.index import Index
from index.model import DocumentEntry
from ingest.errors import StyrsvarError

router = APIRouter(prefix="/api/documents", tags=["Handlingar"])
MOST_FILES = 50  # in one upload
Version = Annotated[
    str | None,
    Query(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$", description="En äldre version", examples=[VERSION]),
]
Name = Annotated[str, InPath(description="Filnamnet utan ändelse", examples=[DOCUMENT_NAME])]
_ORIGINALS = given("Filen", binary("application/pdf"), binary(files.MEDIA_TYPES[".docx"]), binary("text/plain"))
FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
            }
        },
    }
}


@router.get("", response_model=DocumentsBody, summary="Lista inlästa handlingar", responses=READS)
def documents(
    desk: TheDesk,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> dict[str, Any]:
    """Handlingar i titelordning, med hur sidorna lästes och vad som bör granskas."""
    found = desk.engine.index.documents()
    items = [document_body(entry) for entry in found[offset : offset + limit]]
    return {"items": items, "total": len(found), "limit": limit, "offset": offset}


@router.post(
    "",
    status_code=202,
    response_model=JobBody,
    summary="Ladda upp en handling",
    openapi_extra=FORM,
    responses={**WRITES, **problems(415)},
)
async def upload(request: Request, response: Response, desk: TheDesk) -> dict[str, Any]:
    """PDF, DOCX eller TXT. Svarar genast med ett jobb; följ det på /api/jobs/{id}."""
    index = desk.engine.index
    async with request.form(max_files=MOST_FILES) as form:
        sent = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        if not sent:
            raise BadValueError("Ingen fil skickades. Skicka ett formulär med fältet file.")
        folder = desk.settings.data / "uploads" / uuid.uuid4().hex
        try:
            saved = await run_in_threadpool(_save, folder, sent)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def work(told: Told) -> list[Outcome]:
        try:
            return load(index, saved, told, read=desk.read, workers=desk.settings.number_of_readers())
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    job = desk.jobs.add(work)
    response.headers["Location"] = f"/api/jobs/{job.id}"
    return job_body(job)


@router.get(
    "/{document}",
    response_model=DocumentWithSectionsBody,
    summary="En handling med innehållsförteckning",
    responses=ONE_OF,
)
def document(document: Name, desk: TheDesk) -> dict[str, Any]:
    """Rubrikerna i ordning, med sida."""
    entry = entry_of(desk, document)
    read = desk.engine.index.document(entry.name)
    sections = [
        {
            "number": section.number,
            "title": section.title,
            "level": section.level,
            "page": read.page_at(section.heading.start).number,
        }
        for section in read.sections
    ]
    return {**document_body(entry), "sections": sections}


@router.get(
    "/{document}/file",
    summary="Originalfilen",
    response_class=FileResponse,
    responses={**_ORIGINALS, **ONE_OF},
)
def file(document: Name, desk: TheDesk, version: Version = None) -> FileResponse:
    """Filen som den kom in; lägg till #page=n för en sida."""
    entry = entry_of(desk, document)
    path = original(desk.engine.index, entry, version)
    shown_inside = entry.media_type.startswith(("application/pdf", "text/plain"))
    name = entry.name + path.suffix
    return FileResponse(
        path,
        media_type=entry.media_type,
        filename=name,
        content_disposition_type="inline" if shown_inside else "attachment",
    )


@router.delete("/{document}", status_code=204, summary="Ta bort en handling", responses={**ONE_OF, **problems(403)})
def remove(document: Name, desk: TheDesk) -> Response:
    """Handlingen, dess uppdrag och siffror försvinner ur sökning och svar."""
    entry = entry_of(desk, document)
    desk.engine.index.remove(entry.name)
    return Response(status_code=204)


def entry_of(desk: Desk, document: str) -> DocumentEntry:
    """A published document's row. Raises NotFoundError."""
    found = desk.engine.index.entry(document) if document.isprintable() and len(document) <= 200 else None
    if found is None:
        raise NotFoundError(f"Dokumentet ”{document[:60]}” finns inte. Se listan på /api/documents.")
    return found


def original(index: Index, entry: DocumentEntry, version: str | None) -> Path:
    """The file of a version. Raises NotFoundError."""
    try:
        path = index.original(entry.name, version)
    except StyrsvarError as error:
        if version is None:
            raise
        raise NotFoundError(str(error)) from None
    if not path.is_file():
        raise NotFoundError(f"Originalfilen till {entry.name} saknas. Läs in den igen: styrsvar ingest FIL")
    return path


def document_body(entry: DocumentEntry) -> dict[str, Any]:
    """A document as callers see it."""
    return {
        "document": entry.name,
        "version": entry.version,
        "title": entry.title,
        "type": entry.type,
        "board": entry.board,
        "city": entry.city,
        "year": entry.year,
        "pages": entry.pages,
        "attachments": list(entry.parts),
        "readings": dict(entry.readings),
        "warnings": list(entry.warnings),
        "added": entry.added,
        "media_type": entry.media_type,
        "counts": dict(entry.counts),
        "url": page_url(entry.name, 1).removesuffix("#page=1"),
    }


def _save(folder: Path, sent: list[UploadFile]) -> list[Path]:
    folder.mkdir(parents=True)
    saved: list[Path] = []
    for one in sent:
        path = folder / files.safe_name(one.filename or "")
        if path in saved:
            raise BadValueError(f"Två filer heter {path.name}. Byt namn på en av dem.")
        with path.open("wb") as out:
            shutil.copyfileobj(one.file, out)
        files.check_content(path, path.name)
        saved.append(path)
    return saved
