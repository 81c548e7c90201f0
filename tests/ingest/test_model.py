"""Questions that a document answers of itself."""

import pytest

from ingest.model import Document, Page, Repair, Section, Span, Word, fold

TEXT = "Första sidan.\nNämnden får.\nAndra sidan.\n"
PAGES = (
    Page(1, "3", Span(0, 27), 595, 842, words=(
        Word(Span(0, 6), (72, 70, 110, 80)),
        Word(Span(7, 13), (113, 70, 150, 80)),
        Word(Span(14, 21), (72, 84, 110, 94)),
    )),
    Page(2, "4", Span(27, 40), 595, 842),
)  # fmt: skip
SECTIONS = (
    Section("1", "1 A", 1, Span(0, 6), Span(0, 27), ("1 A",), 0),
    Section("1.1", "1.1 B", 2, Span(14, 21), Span(14, 27), ("1 A", "1.1 B"), 0),
    Section("2", "2 C", 1, Span(27, 32), Span(27, 40), ("2 C",), 0),
)


def make(**given: object) -> Document:
    return Document("a", "A", "plan", None, None, 2025, TEXT, PAGES, sections=SECTIONS, **given)  # type: ignore[arg-type]


def test_words_of_spans() -> None:
    assert make().read(Span(7, 21)) == "sidan. Nämnden"
    assert make().read((Span(0, 6), Span(27, 32))) == "Första Andra"
    assert fold(" a \n b ") == "a b"


def test_pages_of_spans() -> None:
    assert make().pages_of(Span(7, 33)) == (1, 2)
    assert make().pages_of((Span(27, 30),)) == (2,)
    assert [piece for _, piece in make().by_page(Span(22, 30))] == [Span(22, 27), Span(27, 30)]


def test_original_words_of_a_mended_scan() -> None:
    assert make(repairs=(Repair(Span(14, 21), "Ndmnden"),)).original(Span(7, 25)) == "sidan. Ndmnden får"


def test_boxes_are_one_a_line() -> None:
    assert make().boxes(Span(0, 21)) == ((72, 70, 150, 80), (72, 84, 110, 94))


@pytest.mark.parametrize(("offset", "expected"), [(0, 0), (15, 1), (26, 1), (30, 2), (40, None)])
def test_section_at(offset: int, expected: int | None) -> None:
    assert make().section_at(offset) == expected
