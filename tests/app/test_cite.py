"""Quotes are found on their page, numbered once, cut at pages; what has none is dropped."""

import pytest

from app.cite import Citer, answer, is_on_page
from app.model import Draft, DraftItem, Evidence, Kind, Plan, Statement
from index.model import Filters
from ingest.model import Document, Span
from tests.app.made import made_document

PAGES = ("Rubrik\nNämnden ska spara pengar.", "Andra\nFörvaltningen utreder frågan om vräkningsförebyggande arbete.")


@pytest.fixture
def document() -> Document:
    return made_document("norr", PAGES)


def span_of(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def test_a_quote_stands_on_its_page(document: Document) -> None:
    citer = Citer(lambda name: (document, "v1"))
    assert citer.cite([Evidence("norr", (span_of(document, "spara pengar"),))]) == (1,)
    citation = citer.citations[0]
    assert (citation.page, citation.page_label, citation.quote) == (1, "4", "spara pengar")
    assert citation.boxes


def test_the_same_place_has_one_number(document: Document) -> None:
    citer = Citer(lambda name: (document, "v1"))
    place = Evidence("norr", (span_of(document, "spara"),))
    assert citer.cite([place]) == citer.cite([place]) == (1,)


def test_a_span_over_two_pages_is_two_citations(document: Document) -> None:
    citer = Citer(lambda name: (document, "v1"))
    whole = Span(document.text.index("spara"), document.text.index("utreder"))
    assert citer.cite([Evidence("norr", (whole,))]) == (1, 2)
    assert [one.page for one in citer.citations] == [1, 2]


def test_two_parts_of_a_page_are_joined_visibly(document: Document) -> None:
    citer = Citer(lambda name: (document, "v1"))
    citer.cite([Evidence("norr", (span_of(document, "Förvaltningen"), span_of(document, "arbete")))])
    assert citer.citations[0].quote == "Förvaltningen (…) arbete"


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Nämnden ska spara", True),
        ("nämnden   ska\nspara", True),  # blanks and capitals folded
        ("Nämnden (…) pengar", True),  # two parts
        ("Nämnden ska inte spara", False),  # never fuzzy
        ("", False),
    ],
)
def test_is_on_page(document: Document, quote: str, expected: bool) -> None:
    assert is_on_page(quote, document, document.pages[0]) is expected


def test_a_statement_without_its_quote_is_dropped(document: Document) -> None:
    plan = Plan("?", "?", Kind.FACT, "sv", (), Filters())
    blank = Evidence("norr", (Span(0, 0),))
    draft = Draft(Kind.FACT, True, (Statement("Påhittat.", (blank,)),), (DraftItem("Påhittat", (blank,)),))
    made = answer(plan, draft, lambda name: (document, "v1"), {}, 1.0)
    assert (made.answer, made.items, made.citations) == ("", (), ())


def test_a_heading_stands_by_itself_over_what_it_is_of(document: Document) -> None:
    said = Statement("Pengar sparas.", (Evidence("norr", (span_of(document, "spara pengar"),)),))
    nothing = Statement("*Sägs inte i handlingarna.*", ())
    north, west = (Statement(board, (), is_heading=True) for board in ("Norr", "Väst"))
    draft = Draft(Kind.COMPARE, True, (north, said, said, west, nothing))
    found = answer(Plan("?", "?", Kind.COMPARE, "sv", (), Filters()), draft, lambda name: (document, "v1"), {}, 0.0)
    assert found.answer.split("\n\n") == [
        "### Norr",
        "Pengar sparas. [1] Pengar sparas. [1]",
        "### Väst",
        "*Sägs inte i handlingarna.*",
    ]


def test_a_long_list_is_complete_and_every_item_has_its_place() -> None:
    pages = ["\n".join(f"Uppdrag {page}-{line} ska göras." for line in range(10)) for page in range(30)]
    document = made_document("norr", pages)
    texts = [line for page in pages for line in page.split("\n")]
    items = tuple(DraftItem(text, (Evidence("norr", (span_of(document, text),)),)) for text in texts)
    draft = Draft(Kind.LIST, True, (), items, len(items))
    found = answer(Plan("?", "?", Kind.LIST, "sv", (), Filters()), draft, lambda name: (document, "v1"), {}, 0.0)
    assert [item.text for item in found.items] == texts
    quotes = {citation.number: citation.quote for citation in found.citations}
    assert all(quotes[item.citations[0]] == item.text for item in found.items)
