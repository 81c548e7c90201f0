"""The sample questions are well formed and their quotes stand on the pages that they name."""

import json
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from eval.corpus import build
from eval.corpus.truth import fold

FOLDER = Path(build.__file__).parent
LINES = (FOLDER.parent / "cases" / "sample.jsonl").read_text("utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES]
KINDS = {"fact", "figure", "list", "count", "status", "compare", "summary", "yesno", "unanswerable"}
HARD = {"paraphrase", "ocr", "cross", "followup", "table", "typo", "abbrev", "english", "negation", "filter"}


@cache
def pages(document: str) -> tuple[str, ...]:
    """The folded words of each page; a picture's from its truth."""
    known = json.loads((FOLDER / "truth" / f"{document}.json").read_text("utf-8"))
    path = FOLDER / known["file"]
    if document == build.PICTURE:
        texts = known["clean_pages"]
    elif path.suffix == ".pdf":
        texts = [page.extract_text() for page in PdfReader(path).pages]
    elif path.suffix == ".docx":
        texts = [re.sub(r"<[^>]+>", " ", zipfile.ZipFile(path).read("word/document.xml").decode())]
    else:
        texts = [path.read_text("utf-8")]
    return tuple(fold(text) for text in texts)


def test_ids_and_questions_are_unique() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 120
    assert len({tuple(case["turns"]) for case in CASES}) == len(CASES)


def test_all_kinds_and_hardships_occur() -> None:
    assert {case["kind"] for case in CASES} == KINDS
    assert {word for case in CASES for word in case["hard"]} == HARD


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_quotes_stand_on_their_pages(case: dict[str, Any]) -> None:
    assert bool(case["evidence"]) == (case["kind"] != "unanswerable")
    for piece in case["evidence"]:
        assert len(piece["quote"].split()) <= 12
        assert fold(piece["quote"]) in pages(piece["document"])[piece["page"] - 1], piece


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_lists_say_how_many(case: dict[str, Any]) -> None:
    if case["kind"] in {"list", "count"}:
        assert case["total"] > 0
    if case["kind"] == "list":
        assert len(case["items"]) == case["total"]
