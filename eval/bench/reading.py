"""How fast files are read, before embedding: `python -m eval.bench.reading [PAGES]`.

Each sample PDF is read once, and a file of PAGES pages (1,000) is made of them and read. Prints pages a second of one
core and the most memory that the process has used.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2
from rich.console import Console
from rich.table import Table

from ingest import pipeline
from ingest.model import Reading

CORPUS = Path(__file__).parent.parent / "corpus"
_LONG = ("arsrapport-2024-norr", "budget-2025-oster", "verksamhetsplan-2024-vaster", "genomforandeplan-2025-norr")


def make_long(pages: int, path: Path) -> Path:
    """Writes a PDF of so many pages, the sample documents one after another."""
    made = pypdfium2.PdfDocument.new()
    while len(made) < pages:
        for name in _LONG:
            source = pypdfium2.PdfDocument(CORPUS / f"{name}.pdf")
            made.import_pages(source, list(range(min(len(source), pages - len(made)))))
            source.close()
            if len(made) >= pages:
                break
    made.save(path)
    made.close()
    return path


def main(arguments: list[str]) -> None:
    """Prints the table."""
    pages = int(arguments[0]) if arguments else 1_000
    table = Table("Fil", "Sidor", "Sekunder", "Sidor/s", "Minne MB", "Uppdrag", "Nyckeltal")
    with tempfile.TemporaryDirectory() as folder:
        files = sorted(CORPUS.glob("*.pdf"))
        for path in [*files, make_long(pages, Path(folder) / "lang-2024.pdf")]:
            started = time.process_time()
            document = pipeline.read(path)
            took = time.process_time() - started
            if any(page.reading is not Reading.TEXT for page in document.pages):
                continue  # scans are measured elsewhere
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            count = len(document.pages)
            found = (str(len(document.assignments)), str(len(document.figures)))
            table.add_row(path.stem, str(count), f"{took:.2f}", f"{count / took:.0f}", str(memory), *found)
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
