"""Errors as RFC 9457 problem JSON in plain Swedish: what is wrong, with which value, what to do."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from app.errors import BadValueError, NotFoundError, NotReadyError, UnsupportedFileError
from app.faults import printable, sentence
from ingest.errors import StyrsvarError, UnreadableFileError

log = logging.getLogger(__name__)

# The first class that fits decides.
STATUSES: tuple[tuple[type[StyrsvarError], int], ...] = (
    (NotFoundError, 404),
    (BadValueError, 422),
    (UnsupportedFileError, 415),
    (UnreadableFileError, 422),
    (NotReadyError, 503),
    (StyrsvarError, 503),  # the store says no: in use, unreachable
)
TITLES = {
    400: "Frågan går inte att läsa",
    403: "Inte tillåtet",
    404: "Finns inte",
    405: "Metoden går inte att använda här",
    413: "För stort",
    415: "Fel sorts fil",
    421: "Fel adress",
    422: "Fel i indata",
    500: "Något gick fel hos oss",
    503: "Inte redo",
}
DETAILS = {
    400: "Innehållet går inte att tolka. Skicka giltig JSON, eller ett formulär med en fil.",
    403: "Begäran kom från en annan webbplats. Öppna Styrsvar direkt, eller släpp in den i STYRSVAR_ALLOWED_ORIGINS.",
    404: "Adressen {path} finns inte. Se /openapi.json.",
    405: "{method} går inte att använda på {path}. Se /openapi.json.",
    500: "Ett oväntat fel inträffade. Försök igen; kontakta den som sköter tjänsten om det upprepas.",
}


class TooLargeError(HTTPException):
    """A body larger than its limit, noticed while it is read; an HTTPException passes through FastAPI's own reading."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"Det som skickades är större än {limit / 1_000_000:g} MB. Skicka något mindre.")


def problem(
    request: Request, status: int, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """One problem."""
    path = printable(request.url.path)
    text = detail or DETAILS.get(status, "Det gick inte. Försök igen.").format(path=path, method=request.method)
    title = TITLES.get(status, HTTPStatus(status).phrase)
    body = {"type": "about:blank", "title": title, "status": status, "detail": text, "instance": path, **more}
    if path.startswith("/v1/"):
        body["error"] = openai_error(status, text)
    return JSONResponse(body, status, headers, "application/problem+json")


def openai_error(status: int, detail: str) -> dict[str, str | None]:
    """An error as OpenAI's clients read it: a member of its own beside the problem's."""
    kind = "invalid_request_error" if status < 500 else "server_error"
    return {"message": detail, "type": kind, "param": None, "code": None}


async def foreign(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a call from another site."""
    await problem(Request(scope), 403)(scope, receive, send)


def status_of(error: StyrsvarError) -> int:
    """The HTTP status of an error raised on purpose."""
    return next(status for kind, status in STATUSES if isinstance(error, kind))


def install(app: FastAPI) -> None:
    """Makes every error of an app a problem."""
    app.add_exception_handler(StyrsvarError, _styrsvar)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _styrsvar(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, StyrsvarError):
        raise error
    status = status_of(error)
    return problem(request, status, str(error), headers={"Retry-After": "5"} if status == 503 else None)


def _validation(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    faults = [sentence(dict(fault)) for fault in error.errors()]
    if any(field == "body" for field, _ in faults):
        return problem(request, 400)
    errors = [{"field": field, "message": message} for field, message in faults]
    return problem(request, 422, " ".join(message for _, message in faults), errors=errors)


def _http(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    detail = str(error.detail) if isinstance(error, TooLargeError) else ""  # others' words are English
    return problem(request, error.status_code, detail, headers=dict(error.headers or {}))


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("Unexpected error at %s", request.url.path, exc_info=error)
    return problem(request, 500)
