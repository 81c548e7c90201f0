"""PDF files good and bad. Each bad one is refused in a sentence, in bounded time and memory."""

import re
import zlib
from pathlib import Path

import pypdf
import pytest

from ingest import pdf, pipeline
from ingest.errors import UnreadableFileError
from ingest.model import Reading
from tests.conftest import CORPUS
from tests.ingest.conftest import Write, objects

SAMPLE = CORPUS / "uppfoljning-2024-granby.pdf"
ROOT = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
ONE_PAGE = [
    ROOT,
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
]
SENTENCES = re.compile(r"^\S.*[.!]\s[A-ZÅÄÖ].*\.$")  # what is wrong, then what to do


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def stream(data: bytes, filters: bytes) -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n" % (len(data), filters) + data + b"\nendstream"


def locked(path: Path, password: str) -> None:
    writer = pypdf.PdfWriter(clone_from=SAMPLE)
    writer.encrypt(password, owner_password=f"{password}2", algorithm="RC4-128")
    writer.write(path)


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    return objects([ROOT, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), *[PAGE] * count])


def test_words_stand_where_they_are_drawn(write_pdf: Write) -> None:
    path = write_pdf("två rader å ä ö.pdf", [(72, 742, "Nämnden beslutar"), (72, 728, "att följa upp.")])
    (page,) = pdf.load(path).pages
    assert [line.text for line in page.lines] == ["Nämnden beslutar", "att följa upp."]
    left, top, right, bottom = page.lines[0].words[0].box
    assert left == pytest.approx(72, abs=1.5)
    assert top < bottom <= 842 - 742 + 3
    assert right < page.lines[0].words[1].box[0]


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    locked(tmp_path / "skyddad.pdf", "")
    assert len(pipeline.read(tmp_path / "skyddad.pdf").assignments) == 12


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "tom (0 byte)"),
        ("bara text, åäö".encode(), "inte en PDF-fil"),  # text renamed
        (b"PK\x03\x04 en Word-fil", "inte en PDF-fil"),
        (b"%PDF-1.7\ninget mer", "skadad"),
        (SAMPLE.read_bytes()[:20_000], "avkortad"),  # half of the file
        (SAMPLE.read_bytes()[:-400], "avkortad"),  # all but the end, where the table of contents stands
        (objects([ROOT, b"<< /Type /Pages /Kids [] /Count 0 >>"]), "inga sidor"),
        (
            objects([ROOT, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]),
            "skadad",
        ),  # a page tree that bites its tail
        (many_pages(10_000), "har 10000 sidor, fler än gränsen 5000"),
        (objects([*ONE_PAGE, stream(zeros(400), b"/FlateDecode")]), "uppackat"),
        (objects([*ONE_PAGE, stream(zlib.compress(zeros(400), 9), b"[/FlateDecode /FlateDecode]")]), "uppackat"),
    ],
)
def test_a_bad_file_is_refused_in_words(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "årsrapport å ä ö.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=re.escape(says)) as refused:
        pipeline.read(path)
    assert path.name in str(refused.value)
    assert SENTENCES.match(str(refused.value))


def test_a_password_is_asked_for_in_words(tmp_path: Path) -> None:
    locked(tmp_path / "låst.pdf", "hemligt")
    with pytest.raises(UnreadableFileError, match="lösenord"):
        pipeline.read(tmp_path / "låst.pdf")


def test_objects_inside_objects_do_not_exhaust_the_stack(tmp_path: Path) -> None:
    deep = b"[" * 200_000 + b"]" * 200_000
    path = tmp_path / "djup.pdf"
    path.write_bytes(objects([ROOT, ONE_PAGE[1], PAGE.replace(b" >>", b" /X %s >>" % deep)]))
    assert len(pipeline.read(path).pages) == 1


def test_a_page_without_words_or_picture_is_an_empty_page(write_pdf: Write) -> None:
    document = pipeline.read(write_pdf("tom sida.pdf", [(72, 700, "Text.")], []))
    assert [page.reading for page in document.pages] == [Reading.TEXT, Reading.TEXT]
    assert document.slice(document.pages[1].span) == ""
