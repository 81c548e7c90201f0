"""The words of every page of a corpus, known or read without the product's own reading, so that it cannot agree
with itself: `NAME.pages.json`, or the file's own text layer and, of a scan, what `truth/NAME.json` says is printed."""

import json
import re
import zipfile
from pathlib import Path

from pypdf import PdfReader

from eval.model import Where


def pages_of(files: list[Path]) -> dict[Where, str]:
    """Every page's words as (document, page) → text."""
    return {(path.stem, number): text for path in files for number, text in enumerate(_texts(path), 1)}


def _texts(path: Path) -> list[str]:
    known = path.with_name(f"{path.stem}.pages.json")
    if known.is_file():
        return [str(text) for text in json.loads(known.read_text("utf-8"))["pages"]]
    truth = path.parent / "truth" / f"{path.stem}.json"
    texts = _layer(path)
    printed = json.loads(truth.read_text("utf-8"))["clean_pages"] if truth.is_file() else []
    return [f"{text}\n{page}" for text, page in zip(texts, printed, strict=True)] if printed else texts


def _layer(path: Path) -> list[str]:
    if path.suffix.lower() == ".pdf":
        return [page.extract_text() for page in PdfReader(path).pages]
    if path.suffix.lower() == ".docx":
        with zipfile.ZipFile(path) as archive:
            words = archive.read("word/document.xml").decode("utf-8")
        return [re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:tab/>|<w:br/>", " ", words))]
    return [path.read_text("utf-8")]
