"""Lists that were cut in two are one again."""

from dataclasses import replace

import pytest

from app.listings import extent, list_at, whole_lists
from ingest.model import Document, Listing, Section, Span
from tests.app.prose import prose

FIRST, TAIL, SECOND = "• Måla taket.\n• Laga dörren.", "\nDen har hängt snett i flera år.\n", "• Byta lås."


def cut(heading: bool = False, lead: bool = False) -> Document:
    """A list whose second item has a sentence more, read as two lists."""
    made = prose(f"Under våren ska vi:\n{FIRST}{TAIL}{SECOND}\nSedan är allt klart.")
    one, two = made.text.index(FIRST), made.text.index(SECOND)
    between = made.text.index("Den har")

    def item(words: str) -> tuple[Span, ...]:
        start = made.text.index(words)
        return (Span(start, start + len(words)),)

    more = item("Den har hängt snett i flera år.") if lead else ()
    first = (item("Måla taket."), item("Laga dörren."))
    lists = (
        Listing(item("Under våren ska vi:"), first, 0, Span(one, one + len(FIRST))),
        Listing(more, (item("Byta lås."),), 0, Span(two, two + len(SECOND))),
    )
    own = Section("", "Den har", 2, Span(between, between + 7), Span(between, two), ("Den har",), 0)
    return replace(made, lists=lists, sections=(*made.sections, own) if heading else made.sections)


def test_joined() -> None:
    document = cut()
    (listing,) = whole_lists(document)
    assert [document.read(item) for item in listing.items] == [
        "Måla taket.", "Laga dörren. Den har hängt snett i flera år.", "Byta lås.",
    ]  # fmt: skip
    assert document.read(extent(listing)).startswith("Under våren ska vi: • Måla")
    assert document.read(extent(listing)).endswith("Byta lås.")


@pytest.mark.parametrize("how", [{"heading": True}, {"lead": True}])
def test_not_over_a_heading_or_another_lead(how: dict[str, bool]) -> None:
    assert len(whole_lists(cut(**how))) == 2


def test_list_at() -> None:
    document = cut()
    lists = whole_lists(document)
    at = document.text.index("Byta lås.")
    assert list_at(lists, Span(at, at + 9)) == lists[0]
    assert list_at(lists, Span(len(document.text) - 5, len(document.text))) is None
