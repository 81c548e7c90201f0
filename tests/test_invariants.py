"""What holds for every document, whatever stands in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ingest import clean, pipeline
from ingest.model import Document, Span
from ingest.paper import Paper
from tests.conftest import CORPUS, Read

FILES = [path.name for path in sorted(CORPUS.iterdir()) if path.suffix in (".pdf", ".docx", ".txt")]
FILES = [name for name in FILES if not name.endswith("-bild.pdf")]  # a picture; its words need text recognition
ADAPTER = TypeAdapter(Document)


def all_spans(document: Document) -> Iterator[Span]:
    """Every place that the document points to."""
    for page in document.pages:
        yield from (word.span for word in page.words)
    yield from (part.span for part in document.parts)
    for section in document.sections:
        yield from (section.heading, section.span)
    yield from (chunk.span for chunk in document.chunks)
    for item in document.assignments:
        yield from (*item.text, *item.status_span, *item.comment)
    for figure in document.figures:
        yield from (*figure.label, figure.value)
    for risk in document.risks:
        yield from (*risk.title, *risk.description, *risk.consequence)
        for measure in risk.measures:
            yield from (*measure.title, *measure.description)
    for table in document.tables:
        yield from (table.span, *table.header, *(span for row in table.rows for cell in row.cells for span in cell))
    for matrix in document.matrices:
        assert all(len(row.cells) == len(matrix.names) == len(matrix.holds) for row in matrix.rows)
        yield from (matrix.span, *matrix.header, *(span for row in matrix.rows for cell in row.cells for span in cell))
    for listing in (*document.lists, *document.directions):
        yield from (listing.span, *listing.lead, *(span for item in listing.items for span in item))
    yield from document.instructions


def check(document: Document) -> None:
    """All that must hold."""
    length = len(document.text)
    ends = [page.span.end for page in document.pages]
    assert [page.span.start for page in document.pages] == [0, *ends[:-1]]  # pages tile the text
    assert ends[-1:] == [length]
    assert [part.span.start for part in document.parts][:1] == [0]
    assert [part.span.end for part in document.parts] == [*(p.span.start for p in document.parts[1:]), length]
    assert all(0 <= span.start <= span.end <= length for span in all_spans(document))
    for page in document.pages:
        assert all(page.span.covers(word.span) and document.slice(word.span).strip() for word in page.words)
    starts = [chunk.span.start for chunk in document.chunks]
    assert starts == sorted(starts)
    assert not any(one.span.meets(two.span) for one, two in zip(document.chunks, document.chunks[1:], strict=False))
    for chunk in document.chunks:
        section = document.sections[chunk.section] if chunk.section >= 0 else None
        assert section is None or section.span.start <= chunk.span.start < section.span.end
    for at, section in enumerate(document.sections):
        assert section.span.covers(section.heading)
        assert at == 0 or document.sections[at - 1].span.start <= section.span.start
    for item in document.assignments:
        assert document.read(item.text)
        folded = " ".join(document.slice(page.span) for page in document.pages)
        assert all(document.slice(span) in folded for span in item.text)
    for figure in document.figures:
        assert re.search(r"\d", document.read(figure.value))


@pytest.mark.parametrize("name", FILES)
def test_holds_for_the_sample_documents(name: str, read_sample: Read) -> None:
    check(read_sample(name))


@pytest.mark.parametrize("name", FILES)
def test_saving_and_loading_gives_the_same(name: str, read_sample: Read) -> None:
    document = read_sample(name)
    assert ADAPTER.validate_json(ADAPTER.dump_json(document)) == document


_MIXED = """
        Socialnämnden Norr får i uppdrag att utreda kostnaden nämnden Uppdragsår 2024 Avslutad Pågående Åtgärd
        Beskrivning 1 1.1 2 3.2.1 12,5 245 % tkr mnkr § 88 • » - – Bilaga Bilagor Beslut Risk: Riskområde:
        Uppdrag Omhändertagande Status kommentar Budget Utfall samverk- och ansvars- områden åäö . : ; ( )
"""
WORDS = st.sampled_from(_MIXED.split())
LINES = st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=40)
quick = settings(
    max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read(path: Path, heading: str, pages: list[list[str]]) -> Document:
    """A text file of a heading and pages of lines, as it is read."""
    path.write_text(f"{heading}\n" + "\f".join("\n".join(lines) for lines in pages), "utf-8")
    return pipeline.read(path)


@quick
@given(pages=st.lists(LINES, min_size=1, max_size=4))
def test_holds_for_any_text(pages: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    check(read(tmp_path_factory.mktemp("any") / "godtycklig-2024.txt", "Rubrik", pages))


_OF_TABLES = """
Insats Aktör Planerat resultat|Delmål Insatser Ansvar Förväntad effekt|Uppdrag Omhändertagande|Uppdrag Status Kommentar
Åtgärd Beskrivning|Kontrollaktivitet Beskrivning|Planerade insatser Ansvar|Förväntad effekt|2024 2023|Budget Utfall
1.|2.|1 Mål|1.1 Trygghet|Målgrupp: Alla barn|Insatser:|• Öppna en park|Ansvarig: Anna|Samverkansparter: BVC|fortsätter
SF NO, GSF|Norr|Nämnden ska göra något bra.|Uppdragsår|2024|Avslutad|Summa 12 13|450 000|Inriktningar|Risk: Brist
Nämnden får i uppdrag att utreda en park.|Kortsiktigt: bättre
"""
TABLE_LINES = st.lists(st.sampled_from(_OF_TABLES.strip().replace("\n", "|").split("|")), max_size=60)


@quick
@given(pages=st.lists(TABLE_LINES, min_size=1, max_size=3))
def test_holds_for_pieces_of_tables(pages: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    check(read(tmp_path_factory.mktemp("pieces") / "handlingsplan-2025.txt", "Handlingsplan 2025", pages))


@quick
@given(pages=st.lists(LINES, min_size=1, max_size=2))  # three alike would be a running header and its page
def test_cleaning_twice_is_cleaning_once(pages: list[list[str]]) -> None:
    # A word broken twice ("sam-", "verkans-", "ansvar") is put together one break at a time.
    assume(not any(line.split()[0].endswith("-") for lines in pages for line in lines if line.strip()))
    once = clean.clean(_paper(pages).pages())
    lines = [
        [once.words(line) for line in once.lines if line.page == page.number]
        for page in once.pages
        if page.span.end > page.span.start
    ]
    again = clean.clean(_paper(lines).pages())
    assert again.text.split() == once.text.split()


def _paper(pages: list[list[str]]) -> Paper:
    paper = Paper()
    for number, lines in enumerate(pages):
        if number:
            paper.page_break()
        for line in lines:
            paper.line(line)
    return paper


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".pdf")])
def test_cleaning_a_sample_twice_changes_nothing(name: str, read_sample: Read) -> None:
    document = read_sample(name)
    pages = [document.slice(page.span).splitlines() for page in document.pages]
    again = clean.clean(_paper(pages).pages())
    assert again.text.split() == document.text.split()


def test_every_span_stands_on_its_page(read_sample: Read) -> None:
    document = read_sample("arsrapport-2024-norr.pdf")
    for item in document.assignments:
        found = [piece for span in item.text for _, piece in document.by_page(span)]
        assert " ".join(document.slice(piece) for piece in found).split() == document.read(item.text).split()
    assert Path(document.name).suffix == ""
