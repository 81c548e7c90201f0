"""What reading finds in each sample document, kept as a file: a change shows as a diff to be looked through.

`pytest tests/test_golden.py --update-golden` rewrites them.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from index.versions import READER
from ingest.model import Document, Measure, Spans
from tests.conftest import CORPUS, Read

FOLDER = Path(__file__).parent / "golden"
READER_NOTED = FOLDER / "reader.txt"
SCANS = ("yrkande-2025-oster-bild.pdf", "yrkande-genomforandeplan-2025-oster-inskannad.pdf")  # other tests' matter
FILES = [path.name for path in sorted(CORPUS.iterdir()) if path.suffix in (".pdf", ".docx", ".txt")]
READ = [name for name in FILES if name not in SCANS]


def as_golden(document: Document) -> dict[str, Any]:
    """A document's finds as words and pages, so that a diff can be read."""

    def place(spans: Spans) -> str:
        return f"s. {', '.join(map(str, document.pages_of(spans)))}: {document.read(spans)}"

    def measure(item: Measure) -> str:
        return f"{'kontroll' if item.control else 'åtgärd'} {place(item.title)} / {document.read(item.description)}"

    return {
        "title": document.title,
        "type": document.type,
        "board": document.board,
        "city": document.city,
        "year": document.year,
        "labels": [page.label for page in document.pages],
        "parts": [
            f"s. {document.page_at(part.span.start).number}: {part.title} ({part.type})" for part in document.parts
        ],
        "sections": [
            f"{'  ' * (section.level - 1)}{section.title} (s. {document.page_at(section.span.start).number})"
            for section in document.sections
        ],
        "assignments": [
            {
                "text": place(item.text),
                "who": f"{item.origin} / {item.issuer} → {', '.join(item.addressees)}",
                "what": f"{item.year} {item.kind} {item.status} ({item.status_text})",
                "when": f"{item.decision} / {item.expected} / {item.report_to}",
                "comment": document.read(item.comment)[:200],
            }
            for item in document.assignments
        ],
        "figures": [
            f"s. {document.page_at(item.value.start).number}: {item.label_text[:100]} | "
            f"{item.heading} | {document.read(item.value)} | {item.number} {item.unit} | {item.period}"
            f"{'' if item.table is None else f' | {item.table}:{item.row}'}"
            for item in document.figures
        ],
        "risks": [
            {
                "risk": f"{item.area} / {place(item.title)}",
                "description": document.read(item.description),
                "consequence": document.read(item.consequence),
                "measures": [measure(one) for one in item.measures],
            }
            for item in document.risks
        ],
        "matrices": [
            {
                "columns": [f"{name} ({holds})" for name, holds in zip(item.names, item.holds, strict=True)],
                "rows": [[place(cell) if cell else "" for cell in row.cells] for row in item.rows],
            }
            for item in document.matrices
        ],
        "lists": [
            {"lead": document.read(item.lead), "items": [place(one) for one in item.items]} for item in document.lists
        ],
        "directions": [
            {"lead": document.read(item.lead), "items": [place(one) for one in item.items]}
            for item in document.directions
        ],
        "instructions": [document.read(span) for span in document.instructions],
        "abbreviations": [" = ".join(pair) for pair in document.abbreviations],
    }


@pytest.mark.parametrize("name", READ)
def test_reads_as_before(name: str, read_sample: Read, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{Path(name).stem}.json"
    found = as_golden(read_sample(name))
    if request.config.getoption("--update-golden"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(path.read_text("utf-8"))


def test_every_golden_file_has_its_document() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {Path(name).stem for name in READ}


def test_a_better_reading_raises_the_readers_number(request: pytest.FixtureRequest) -> None:
    """Or what is stored would never be read in the better way: an unchanged file is left alone."""
    found = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.json")))).hexdigest()[:16]
    number, noted = READER_NOTED.read_text("utf-8").split()
    assert found == noted or number != READER, "what is read has changed: raise READER in index/versions.py"
    if request.config.getoption("--update-golden"):
        READER_NOTED.write_text(f"{READER} {found}\n", "utf-8")
    else:
        assert (READER, found) == (number, noted), "note it with --update-golden"


def test_golden_files_are_not_being_rewritten(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        pytest.skip("the flag is on: somebody rewrites them by hand")
    assert not request.config.getoption("--update-golden")
