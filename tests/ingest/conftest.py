"""Text laid out by hand, and PDF files made letter by letter."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest import clean
from ingest.clean import Layout
from ingest.paper import Paper

Lay = Callable[..., Layout]
Write = Callable[..., Path]


def lay_out(*pages: str) -> Layout:
    """A layout of lines as they stand; `*Rubrik` is bold, `a | b | c` are cells side by side."""
    paper = Paper()
    for number, page in enumerate(pages):
        if number:
            paper.page_break()
        for line in page.strip("\n").splitlines():
            words = line.strip()
            if "|" in words:
                paper.table([[cell.strip() for cell in words.split("|")]], bold_first=False)
            elif words:
                paper.line(words.lstrip("*"), bold=words.startswith("*"))
            else:
                paper.gap()
    return clean.clean(paper.pages())


@pytest.fixture
def lay() -> Lay:
    """Makes a layout: `lay("*1 Inledning\\nText.", "Sida två.")`."""
    return lay_out


def objects(parts: Sequence[bytes]) -> bytes:
    """A PDF of the objects given, the first being its root."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, table)
    return bytes(out)


@pytest.fixture
def write_pdf(tmp_path: Path) -> Write:
    """Writes a PDF with lines of text: `write_pdf("namn.pdf", [(72, 700, "Ord")], [(72, 700, "Sida två")])`."""

    def write(name: str, *pages: Sequence[tuple[float, float, str]]) -> Path:
        kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
        parts = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        for number, lines in enumerate(pages):
            body = b"BT /F1 10 Tf\n"
            for left, bottom, text in lines:
                words = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
                body += b"1 0 0 1 %.1f %.1f Tm (%s) Tj\n" % (left, bottom, words)
            body += b"ET"
            parts += [
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number),
                b"<< /Length %d >>\nstream\n" % len(body) + body + b"\nendstream",
            ]
        path = tmp_path / name
        path.write_bytes(objects(parts))
        return path

    return write
