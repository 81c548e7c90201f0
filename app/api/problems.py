"""Errors as RFC 9457 problem JSON in plain Swedish: what is wrong, with which value, what to do."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.errors import BadValueError, NotFoundError, NotReadyError, UnsupportedFileError
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
    422: "Fel i indata",
    500: "Något gick fel hos oss",
    503: "Inte redo",
}
DETAILS = {
    400: "Innehållet går inte att tolka. Skicka giltig JSON, eller ett formulär med en fil.",
    404: "Adressen {path} finns inte. Se /openapi.json.",
    405: "{method} går inte att använda på {path}. Se /openapi.json.",
    500: "Ett oväntat fel inträffade. Försök igen; kontakta den som sköter tjänsten om det upprepas.",
}
# pydantic's error type → what is wrong; {…} come from its context.
FAULTS = {
    "missing": "saknas",
    "string_type": "ska vara text",
    "string_too_short": "får inte vara tomt",
    "string_too_long": "är för långt: högst {max_length} tecken",
    "string_pattern_mismatch": "har tecken som inte får användas",
    "string_unicode": "har tecken som inte går att läsa",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "int_from_float": "ska vara ett heltal",
    "float_parsing": "ska vara ett tal",
    "bool_parsing": "ska vara true eller false",
    "list_type": "ska vara en lista",
    "too_long": "har för många värden: högst {max_length}",
    "dict_type": "ska vara ett JSON-objekt",
    "model_attributes_type": "ska vara ett JSON-objekt",
    "json_invalid": "är inte giltig JSON",
    "extra_forbidden": "är inte känt",
    "enum": "ska vara ett av {expected}",
    "literal_error": "ska vara ett av {expected}",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than_equal": "ska vara högst {le}",
}


class TooLargeError(HTTPException):
    """A body larger than its limit, noticed while it is read; an HTTPException passes through FastAPI's own reading."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"Det som skickades är större än {limit / 1_000_000:g} MB. Skicka något mindre.")


def problem(
    request: Request, status: int, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """One problem."""
    path = _printable(request.url.path)
    text = detail or DETAILS.get(status, "Det gick inte. Försök igen.").format(path=path, method=request.method)
    title = TITLES.get(status, HTTPStatus(status).phrase)
    body = {"type": "about:blank", "title": title, "status": status, "detail": text, "instance": path, **more}
    return JSONResponse(body, status, headers, "application/problem+json")


def status_of(error: StyrsvarError) -> int:
    """The HTTP status of an error raised on purpose."""
    return next(status for kind, status in STATUSES if isinstance(error, kind))


def install(app: FastAPI) -> None:
    """Makes every error of an app a problem."""
    app.add_exception_handler(StyrsvarError, _styrsvar)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def sentence(fault: dict[str, Any]) -> tuple[str, str]:
    """A validation fault as (field, Swedish sentence)."""
    place: Sequence[object] = fault["loc"]
    field = ".".join(str(part) for part in place[1:]) or "Innehållet"
    if fault["type"] == "json_invalid":
        return "body", "Innehållet är inte giltig JSON."
    pattern = FAULTS.get(fault["type"], "har ett värde som inte går att använda")
    what = pattern.format_map(_Context(fault.get("ctx") or {}))
    value = fault.get("input")
    shown = (
        f" (värdet är ”{_printable(str(value))[:60]}”)" if isinstance(value, str | int | float) and value != "" else ""
    )
    return field, f"{field} {what.replace(' or ', ' eller ')}{shown}."


class _Context(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


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


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
