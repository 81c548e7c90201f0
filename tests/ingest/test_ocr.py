"""Reading of pages that are pictures."""

import difflib
import json
import os
from pathlib import Path

import pypdfium2
import pytest
import typst
from PIL import Image

from ingest import ocr
from ingest.model import Span

SHARED = Path(os.environ.get("STYRSVAR_SHARED", Path(__file__).parents[2].parent / "shared"))
MISSING = ocr.available()
needs_tesseract = pytest.mark.skipif(MISSING is not None, reason=f"no text recognition: {MISSING}")
LINES = ["Nämnden får i uppdrag att öka tryggheten", "kring sjön och återrapportera till rådet", "före årets slut"]


@pytest.fixture
def picture() -> Image.Image:
    """A page of 600 by 300 points at 300 dpi, its words from 48 points left and top."""
    page = '#set page(width: 600pt, height: 300pt, margin: 48pt)\n#set text(size: 20pt, font: "Libertinus Serif")\n'
    pdf = typst.compile((page + " \\\n".join(LINES)).encode())
    return pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72, grayscale=True).to_pil()


@pytest.fixture
def scan(picture: Image.Image, tmp_path: Path) -> Path:
    """The picture as a PDF of three pages, the second lying on its side, the third empty."""
    path = tmp_path / "inskannad.pdf"
    rest = [picture.transpose(Image.Transpose.ROTATE_90), Image.new("L", picture.size, 255)]
    picture.save(path, "PDF", resolution=300, save_all=True, append_images=rest)
    return path


def test_table_of_words_becomes_text() -> None:
    table = "\n".join(
        [
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
            "4\t1\t1\t1\t1\t0\t10\t20\t90\t10\t-1\t",
            "5\t1\t1\t1\t1\t1\t10\t20\t30\t10\t96.5\tGröna",
            "5\t1\t1\t1\t1\t2\t50\t20\t40\t10\t40.0\tparken",
            "5\t1\t1\t1\t1\t3\t95\t20\t5\t10\t10.0\t ",  # a speck
            "5\t1\t1\t1\t2\t1\t10\t40\t30\t10\t95.0\tväxer",
        ]
    )
    reading = ocr.parse(table)
    assert reading.text == "Gröna parken\nväxer"
    assert reading.spans == [Span(0, 5), Span(6, 12), Span(13, 18)]
    assert reading.boxes[1] == (50, 20, 90, 30)
    assert reading.confidences == [96.5, 40.0, 95.0]


@pytest.mark.parametrize("missing", ["program", "language"])
def test_says_what_is_missing(missing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if missing == "language":
        program = tmp_path / ocr.PROGRAM
        program.write_text("#!/bin/sh\necho List of available languages\necho eng\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    said = ocr.available()
    assert said is not None
    assert "tesseract-ocr-swe" in said
    assert said.startswith("Programmet" if missing == "program" else "Svenska")


@needs_tesseract
def test_reads_words_and_where_they_stand(scan: Path) -> None:
    told: list[tuple[int, int]] = []
    pages = ocr.recognise(scan, [2, 1, 3], lambda done, of: told.append((done, of)))
    assert list(pages) == [1, 2, 3]
    assert told == [(1, 3), (2, 3), (3, 3)]
    first = pages[1]
    assert first.text.split("\n") == LINES
    assert (round(first.width), round(first.height)) == (600, 300)
    assert first.confidence > 80
    left, top, right, low = first.words[0].box  # drawn at 200, 200 pixels: 48 points
    assert first.text[first.words[0].span.start : first.words[0].span.end] == "Nämnden"
    assert 46 < left < 52
    assert 46 < top < 60
    assert left < right < 150
    assert top < low < 75
    assert " ".join(pages[2].text.split()) == " ".join(LINES)  # whatever way up it lies
    assert pages[3].words == ()
    assert pages[3].problem == ""


@needs_tesseract
@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270])
def test_a_page_on_its_side_or_head(picture: Image.Image, turn: Image.Transpose) -> None:
    lying = picture.transpose(turn)
    reading = ocr.read_picture(lying, 60)
    assert reading.text.split() == " ".join(LINES).split()
    for left, top, right, low in reading.boxes:  # every box has ink in it, and lies on the page
        assert 0 <= left < right <= lying.width
        assert 0 <= top < low <= lying.height
        assert lying.crop((int(left), int(top), int(right), int(low))).getextrema()[0] < 128


@needs_tesseract
def test_a_page_that_takes_too_long_is_left(scan: Path) -> None:
    page = ocr.recognise(scan, [1], seconds=0.01)[1]
    assert page.words == ()
    assert "Sida 1" in page.problem


@needs_tesseract
@pytest.mark.skipif(not (SHARED / "ocr").is_dir(), reason="the real scan is not beside this checkout")
def test_the_real_scan() -> None:
    path = SHARED / "ocr/yrkande-nordost-skannad-bild.pdf"
    truth = json.loads(path.with_suffix(".pages.json").read_text("utf-8"))["pages"]
    pages = ocr.recognise(path, range(1, len(pypdfium2.PdfDocument(path)) + 1))
    right, read = (" ".join(" ".join(texts).split()) for texts in (truth, [page.text for page in pages.values()]))
    assert difflib.SequenceMatcher(None, right, read, autojunk=False).ratio() >= 0.99
