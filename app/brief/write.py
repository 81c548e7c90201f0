"""A brief in the form that is asked for."""

from enum import StrEnum
from pathlib import Path

from app.brief.model import Brief
from app.errors import BadValueError


class Form(StrEnum):
    """The forms of a brief, named as the files end."""

    MD = "md"
    DOCX = "docx"
    PDF = "pdf"


MEDIA_TYPES = {
    Form.MD: "text/markdown; charset=utf-8",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.PDF: "application/pdf",
}


def written(brief: Brief, form: Form) -> bytes:
    """The file's bytes."""
    match form:
        case Form.MD:
            from app.brief.as_markdown import as_markdown

            return as_markdown(brief).encode()
        case Form.DOCX:
            from app.brief.as_docx import as_docx  # here: only who wants Word pays for it

            return as_docx(brief)
        case Form.PDF:
            from app.brief.as_pdf import as_pdf

            return as_pdf(brief)


def file_name(brief: Brief, form: Form) -> str:
    """A name for the file: "underlag-bostad-först.pdf"."""
    words = "-".join("".join(sign if sign.isalnum() else " " for sign in brief.topic.lower()).split())
    return f"underlag-{words[:60].rstrip('-')}.{form}"


def form_of(path: Path) -> Form:
    """The form that a file's name asks for. Raises BadValueError."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in list(Form):
        raise BadValueError(f"Filen {path.name} ska sluta på .md, .docx eller .pdf. Till exempel: -o underlag.pdf")
    return Form(ending)


def save(brief: Brief, form: Form, path: Path) -> None:
    """Writes the file. Raises BadValueError when it cannot be written there."""
    try:
        path.write_bytes(written(brief, form))
    except OSError as error:
        raise BadValueError(f"{path} går inte att skriva ({error.strerror}). Välj en annan fil med -o.") from None
