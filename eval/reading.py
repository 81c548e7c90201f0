"""How rightly pages are read: their characters and words against those known to stand there, and the register's fields
against the sample corpus's truth. Asked by `python -m eval reading`."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.files import find
from eval import metrics
from eval.bench import fields
from eval.cache import read
from eval.corpora import SAMPLE, shared
from eval.metrics import SetScore
from ingest.model import Document, Reading, Span

_BROKEN = re.compile(r"-\s*\n\s*(?=[a-zåäö])|\N{SOFT HYPHEN}\s*")  # a word that goes on on the next line
_PAGES = ".pages.json"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Read:
    """How one document was read. `characters` and `words` count in reading order, `found` wherever they stand on the
    page; running heads and page numbers, which are left out on purpose, are missed words too."""

    document: str
    pages: int
    how: str
    characters: float
    words: float
    found: SetScore


def measure() -> list[Read]:
    """Every document whose true words are known: the scans of the sample corpus, and those beside the checkout."""
    measured: list[Read] = []
    with read(find([SAMPLE])) as index:
        measured += [compare(index.document(name), pages) for name, pages in sorted(_clean_pages().items())]
    for folder in _known():
        with read(find([folder])) as index:
            for path in sorted(folder.glob(f"*{_PAGES}")):
                document = index.document(path.name.removesuffix(_PAGES))
                measured.append(compare(document, json.loads(path.read_text("utf-8"))["pages"], _as_in_the_file))
    return measured


def register() -> Mapping[str, fields.Score]:
    """Precision and recall of what is read out of the sample documents, field by field."""
    scores: fields.Scores = defaultdict(fields.Score)
    with read(find([SAMPLE])) as index:
        for path in sorted((SAMPLE / "truth").glob("*.json")):
            truth = json.loads(path.read_text("utf-8"))
            fields.compare(index.document(truth["document"]), truth, scores)
    return scores


def compare(
    document: Document, truth: Sequence[str], words_of: Callable[[Document, Span], str] = Document.slice
) -> Read:
    """How a document was read against the known words of its pages. Where those are the words of a bad text layer, as
    they stand in the file, `words_of` gives the words before they were mended."""
    own = [_plain(words_of(document, page.span)) for page in document.pages]
    true = [_plain(text) for text in truth]
    own_words, true_words = ([_WORD.findall(text.lower()) for text in texts] for texts in (own, true))
    return Read(
        document.name,
        len(truth),
        ", ".join(dict.fromkeys(_HOW[page.reading] for page in document.pages)),
        metrics.accuracy(list(zip(own, true, strict=True))),
        metrics.accuracy(list(zip(own_words, true_words, strict=True))),
        metrics.bags(list(zip(own_words, true_words, strict=True))),
    )


_HOW = {
    Reading.TEXT: "text layer",
    Reading.OCR: "recognised",
    Reading.REPAIRED: "repaired layer",
    Reading.UNREAD: "unread",
}


def _as_in_the_file(document: Document, span: Span) -> str:
    """The words of a page; a mended one's before they were mended."""
    mended = document.page_at(span.start).reading is Reading.REPAIRED
    return document.original(span) if mended else document.slice(span)


def _known() -> list[Path]:
    """The folders beside the checkout that tell their pages' words."""
    folder = shared()
    places = [folder / name for name in ("corpus", "ocr")] if folder else []
    return [place for place in places if any(place.glob(f"*{_PAGES}"))]


def _clean_pages() -> dict[str, list[str]]:
    truths = (json.loads(path.read_text("utf-8")) for path in sorted((SAMPLE / "truth").glob("*.json")))
    return {truth["document"]: truth["clean_pages"] for truth in truths if truth.get("clean_pages")}


def _plain(text: str) -> str:
    """Words joined over line ends, blanks single."""
    return " ".join(_BROKEN.sub("", text).split())
