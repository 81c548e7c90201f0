"""The words of every page of a corpus, known or read without the product's own reading, so that it cannot agree
with itself."""

import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfReader

from eval.model import Where


def pages_of(files: Sequence[Path]) -> dict[Where, str]:
    """Every page's words as (document, page) → text: those known to stand there, from `NAME.pages.json`, or else those
    of the file's own text layer; for a scan also its true words, from `truth/NAME.json`: a quote may have either."""
    return {(path.stem, number): text for path in files for number, text in enumerate(_words(path), 1)}


def layers_of(files: Sequence[Path]) -> dict[Where, str]:
    """Every page's words as the file's own text layer has them; a picture has none."""
    return {(path.stem, number): text for path in files for number, text in enumerate(_layer(path), 1)}


def _words(path: Path) -> list[str]:
    known = path.with_name(f"{path.stem}.pages.json")
    if known.is_file():
        return [str(text) for text in json.loads(known.read_text("utf-8"))["pages"]]
    layer, truth = _layer(path), path.parent / "truth" / f"{path.stem}.json"
    printed = json.loads(truth.read_text("utf-8"))["clean_pages"] if truth.is_file() else []
    return [f"{there}\n{text}" for there, text in zip(layer, printed, strict=True)] if printed else layer


def _layer(path: Path) -> list[str]:
    if path.suffix.lower() == ".pdf":
        return [page.extract_text() for page in PdfReader(path).pages]
    if path.suffix.lower() == ".docx":
        with zipfile.ZipFile(path) as archive:
            words = archive.read("word/document.xml").decode("utf-8")
        return [re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:tab/>|<w:br/>", " ", words))]
    return [path.read_text("utf-8")]
