"""The committed sample documents and the truth beside them agree."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from eval.corpus import build
from eval.corpus.scan import misread, misread_word
from eval.corpus.truth import fold, pages_of

FOLDER = Path(build.__file__).parent
TRUTHS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((FOLDER / "truth").glob("*.json"))}
PDFS = [name for name, truth in TRUTHS.items() if truth["file"].endswith(".pdf")]
WITH_WORDS = [name for name in PDFS if name != build.PICTURE]


@cache
def pages(name: str) -> list[str]:
    """The words of each page as pypdf reads them."""
    return [page.extract_text() for page in PdfReader(FOLDER / f"{name}.pdf").pages]


def test_every_document_has_its_truth_and_its_file() -> None:
    assert set(TRUTHS) == {*build.SET, build.SCANNED, build.PICTURE, *build.EXTRACTS}
    assert all((FOLDER / truth["file"]).exists() for truth in TRUTHS.values())


@pytest.mark.parametrize("name", PDFS)
def test_pdf_opens_with_title_and_language(name: str) -> None:
    reader = PdfReader(FOLDER / f"{name}.pdf")
    assert len(reader.pages) == TRUTHS[name]["pages"]
    assert reader.metadata is not None
    assert reader.metadata.title == TRUTHS[name]["title"]
    assert str(reader.root_object["/Lang"]).startswith("sv")


@pytest.mark.parametrize("name", WITH_WORDS)
def test_assignments_stand_on_their_pages(name: str) -> None:
    read = pages(name)
    for item in TRUTHS[name]["assignments"]:
        text = misread(item["text"]) if name == build.SCANNED else item["text"]
        assert pages_of(text, read, item["pages"][0]) == item["pages"], text


@pytest.mark.parametrize("name", WITH_WORDS)
def test_figures_and_risks_stand_on_their_pages(name: str) -> None:
    read = [fold(page) for page in pages(name)]
    for figure in TRUTHS[name]["figures"]:
        assert fold(figure["value"]) in read[figure["page"] - 1], figure
    for risk in TRUTHS[name]["risks"]:
        whole = read[risk["page"] - 1] + read[min(risk["page"], len(read) - 1)]
        assert all(fold(words) in whole for words in [risk["title"], *risk["measures"], *risk["controls"]]), risk


def test_the_picture_has_no_words_and_is_small() -> None:
    assert not "".join(pages(build.PICTURE)).strip()
    assert (FOLDER / f"{build.PICTURE}.pdf").stat().st_size < 400_000


def test_a_scan_keeps_the_clean_words_in_its_truth() -> None:
    for item in TRUTHS[build.PICTURE]["assignments"]:
        assert pages_of(item["text"], TRUTHS[build.PICTURE]["clean_pages"], item["pages"][0]) == item["pages"]


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("i", "1"),  # a lone i looks like a one
        ("stad", "stad"),  # nothing to misread
        ("nämnden", misread_word("nämnden,")[:-1]),  # a comma does not change the reading
    ],
)
def test_misread_word(word: str, read: str) -> None:
    assert misread_word(word) == read


def test_statuses_of_the_report() -> None:
    report: list[dict[str, Any]] = TRUTHS["arsrapport-2024-norr"]["assignments"]
    council = [item["status"] for item in report if item["issuer"] == "KF/KS"]
    # the numbers that the report's own summary gives
    assert [council.count(word) for word in ("Avslutad", "Pågående", "Ej påbörjad")] == [13, 9, 4]
    assert len(report) - len(council) == 6


def test_committed_files_match_their_sources() -> None:
    assert build.main(["--check"]) == 0
