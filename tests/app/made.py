"""Documents, PDFs and register rows made for tests."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from index.model import AssignmentEntry
from ingest.model import Chunk, Document, Origin, Page, Part, Section, Span, Status, Word

HERE = "http://localhost"  # where clients in this process find the server
LINE = 16.0  # points a line on the made pages
TOP = 72.0
LEFT = 72.0


def made_document(name: str, pages: Sequence[str], sha256: str = "", **more: Any) -> Document:
    """A document of a section and a chunk a page, its words where `made_pdf` sets them."""
    text = "\n".join(pages)
    made, sections, chunks, at = [], [], [], 0
    for number, page in enumerate(pages, start=1):
        span = Span(at, at + len(page) + (number < len(pages)))
        words = tuple(_words(page, at))
        made.append(Page(number, str(number + 3), span, 595.0, 842.0, words=words))
        title = page.splitlines()[0]
        sections.append(
            Section(
                str(number), title, 1, Span(at, at + len(title)), Span(at, at + len(page)), (f"{number} {title}",), 0
            )
        )
        chunks.append(Chunk(Span(at, at + len(page)), number - 1))
        at = span.end
    document = Document(
        name, name.replace("-", " ").capitalize(), "årsrapport", "Socialnämnden Norr", "Staden", 2024, text,
        tuple(made), (Part(0, name, "årsrapport", Span(0, len(text))),), tuple(sections), chunks=tuple(chunks),
        sha256=sha256,
    )  # fmt: skip
    return replace(document, **more)


def _words(page: str, at: int) -> list[Word]:
    found = []
    for row, line in enumerate(page.splitlines(keepends=True)):
        for match in re.finditer(r"\S+", line):
            top = TOP + row * LINE
            left = LEFT + match.start() * 6.0
            found.append(
                Word(Span(at + match.start(), at + match.end()), (left, top, left + len(match.group()) * 6.0, top + 12))
            )
        at += len(line)
    return found


def made_pdf(pages: Sequence[str]) -> bytes:
    """A PDF in 10-point Courier (6 points a sign), words where `made_document` says."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        lines = page.splitlines()
        escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
        stream = (
            f"BT /F1 10 Tf {LINE} TL {LEFT} {842 - TOP - 10} Td "
            + " ".join(f"({line}) Tj T*" for line in escaped)
            + " ET"
        )
        size = len(stream.encode("cp1252"))
        objects.append(f"<< /Length {size} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        resources = "<< /Font << /F1 3 0 R >> >>"
        page_of = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
        objects.append(f"<< {page_of} /Resources {resources} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size, start = len(objects) + 1, len(out)
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def made_assignment(number: int, text: str, **more: Any) -> AssignmentEntry:
    """A register row."""
    entry = AssignmentEntry(
        f"norr-{number}", "arsrapport-norr", "v1", "Arsrapport norr", "årsrapport", 0, "", 0, "1 Uppdrag",
        ("1 Uppdrag",), text, (), (1,), "Socialnämnden Norr", Origin.COUNCIL, "Kommunfullmäktige", ("Socialnämnderna",),
        2024, "inom budgetbeslut", Status.NOT_STARTED, "Ej påbörjad", (), "", (), "2024-01-01 § 1", None, None,
        f"g{number}",
    )  # fmt: skip
    return replace(entry, **more)
