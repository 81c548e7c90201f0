"""A conversation in the form that is asked for."""

from app.brief.write import Form
from app.transcript.as_markdown import as_markdown
from app.transcript.model import Transcript


def written(talk: Transcript, form: Form) -> bytes:
    """The file's bytes."""
    match form:
        case Form.MD:
            return as_markdown(talk).encode()
        case Form.DOCX:
            from app.transcript.as_docx import as_docx  # here: only who wants Word pays for it

            return as_docx(talk)
        case Form.PDF:
            from app.transcript.as_pdf import as_pdf

            return as_pdf(talk)


def file_name(talk: Transcript, form: Form) -> str:
    """A name for the file: "samtal-hur-stor-var-sjukfrånvaron.pdf"."""
    words = "-".join("".join(sign if sign.isalnum() else " " for sign in talk.title.lower()).split())
    return f"samtal-{words[:50].rstrip('-')}.{form}"
