"""Sets the sample documents and writes the truth beside them.

python -m eval.corpus.build            sets all documents anew
python -m eval.corpus.build --check    says whether the committed files match their sources; exit 1 when not
"""

import io
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from pypdf import PdfReader

from eval.corpus.extract import docx, plain
from eval.corpus.scan import scanned
from eval.corpus.truth import Marks, Truth, fold, truth

HERE = Path(__file__).parent
SOURCES = HERE / "source"
TRUTHS = HERE / "truth"
STAMP = datetime(2025, 3, 31, 12, tzinfo=UTC)  # fixed, so that a build gives the same bytes

SET = (
    "arsrapport-2024-norr",
    "verksamhetsplan-2024-vaster",
    "budget-2025-oster",
    "genomforandeplan-2025-norr",
    "uppfoljning-2024-granby",
    "handlingsplan-2025-lidsele",
    "statusrapport-2024-tornvik",
)
SCANNED = "yrkande-genomforandeplan-2025-oster-inskannad"  # pictures with a misread text layer
PICTURE = "yrkande-2025-oster-bild"  # pictures alone, of the same paper
EXTRACTS = {"protokollsutdrag-2025-soder": ".docx", "protokoll-2024-12-10-oster": ".txt"}


@dataclass(frozen=True, slots=True)
class Built:
    """A document ready to be written: the file's bytes and the truth about it."""

    content: bytes
    truth: Truth

    @property
    def path(self) -> Path:
        """Where the document lies."""
        return HERE / self.truth.file


def set_pdf(name: str) -> bytes:
    """The PDF of a typst source, in typst's own fonts."""
    pdf: bytes = typst.compile(
        str(SOURCES / f"{name}.typ"), root=str(SOURCES), ignore_system_fonts=True, timestamp=STAMP
    )
    return pdf


def marks_of(name: str) -> Marks:
    """The marks that a typst source sets beside its words."""
    answer = typst.query(
        str(SOURCES / f"{name}.typ"), "<truth>", field="value", root=str(SOURCES), ignore_system_fonts=True
    )
    marks: list[dict[str, Any]] = json.loads(answer)
    return marks


def read_pages(pdf: bytes) -> tuple[list[str], list[str]]:
    """The text of each page, and what is printed as its number: in the running header, else the PDF's own label."""
    reader = PdfReader(io.BytesIO(pdf))
    texts = [page.extract_text() for page in reader.pages]
    printed = [re.search(r"(\d+) \(\d+\)$", text.partition("\n")[0]) for text in texts]
    return texts, [found.group(1) if found else label for found, label in zip(printed, reader.page_labels, strict=True)]


def build_pdf(name: str) -> Built:
    """A document with a text layer."""
    pdf = set_pdf(name)
    return Built(pdf, truth(f"{name}.pdf", marks_of(name), *read_pages(pdf)))


def build_scans() -> list[Built]:
    """The motion as scanned paper, with a misread text layer and as pictures alone."""
    clean, marks = set_pdf(SCANNED), marks_of(SCANNED)
    words, labels = read_pages(clean)
    title = next(mark["title"] for mark in marks if mark["mark"] == "document")
    return [
        Built(
            scanned(clean, title, STAMP, text_layer=name == SCANNED),
            truth(f"{name}.pdf", marks, words, labels, clean_pages=words),
        )
        for name in (SCANNED, PICTURE)
    ]


def build_extract(name: str, suffix: str) -> Built:
    """An extract of minutes, as .docx or .txt; it counts as one page."""
    source = json.loads((SOURCES / f"{name}.json").read_text("utf-8"))
    marks = [{"mark": "document", **source}, *({"mark": "assignment", **item} for item in source["assignments"])]
    text = plain(source["blocks"])
    content = docx(source["title"], source["blocks"]) if suffix == ".docx" else text.encode()
    return Built(content, truth(name + suffix, marks, [text], ["1"]))


def build() -> list[Built]:
    """All documents."""
    extracts = [build_extract(name, suffix) for name, suffix in EXTRACTS.items()]
    return [*map(build_pdf, SET), *build_scans(), *extracts]


def truth_json(built: Built) -> str:
    """The truth as it lies on disk."""
    return json.dumps(asdict(built.truth), ensure_ascii=False, indent=1) + "\n"


def truth_path(built: Built) -> Path:
    """Where the truth about a document lies."""
    return TRUTHS / f"{built.truth.document}.json"


def words_of(path: Path, content: bytes) -> list[str]:
    """What is compared: the folded words of a PDF's pages, the bytes of other files."""
    return [fold(page) for page in read_pages(content)[0]] if path.suffix == ".pdf" else [repr(content)]


def stale(built: Built) -> str | None:
    """What is wrong with the committed file, or None."""
    path = built.path
    if not path.exists():
        return f"{path.name} is missing"
    if words_of(path, path.read_bytes()) != words_of(path, built.content):
        return f"{path.name} does not match its source"
    known = truth_path(built)
    if not known.exists() or known.read_text("utf-8") != truth_json(built):
        return f"truth/{known.name} does not match its source"
    return None


def write(built: Built) -> None:
    """Writes a document and its truth."""
    built.path.write_bytes(built.content)
    truth_path(built).write_text(truth_json(built), "utf-8")


def main(arguments: Sequence[str]) -> int:
    """Builds or checks; the exit status."""
    documents = build()
    if "--check" in arguments:
        problems = [problem for problem in map(stale, documents) if problem]
        sys.stdout.write("".join(f"{problem}. Run: python -m eval.corpus.build\n" for problem in problems))
        return 1 if problems else 0
    TRUTHS.mkdir(exist_ok=True)
    for built in documents:
        write(built)
        found = built.truth
        sys.stdout.write(
            f"{found.file}: {found.pages} pages, {len(found.assignments)} assignments, "
            f"{len(found.risks)} risks, {len(found.figures)} figures, {len(built.content) // 1024} kB\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
