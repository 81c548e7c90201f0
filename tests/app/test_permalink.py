"""Addresses of quotes: what is written is read back, and what is no address is refused."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import permalink
from app.errors import NotFoundError
from app.permalink import Place
from ingest.model import Span

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)
VERSIONS = st.from_regex(r"[a-f0-9]{12}(-[2-9])?", fullmatch=True)
SPANS = st.builds(lambda start, long: Span(start, start + long), st.integers(0, 10**6), st.integers(1, 500))


@given(NAMES, VERSIONS, st.integers(1, 9999), st.lists(SPANS, max_size=5))
def test_an_address_is_read_as_it_was_written(name: str, version: str, page: int, spans: list[Span]) -> None:
    place = Place(name, version, page, tuple(spans))
    named, _, rest = unquote(permalink.written(place)).removeprefix(permalink.START).rpartition("@")
    after = rest.removeprefix(version).removeprefix("/")
    assert permalink.parse(f"{named}@{version}", after) == place


@pytest.mark.parametrize(
    ("named", "rest"),
    [
        ("utan-version", "1"),
        ("@v1", "1"),  # no document
        ("plan@", "1"),  # no version
        ("plan@../..", "1"),  # a way out of the folder
        ("plan@v1", ""),
        ("plan@v1", "ett"),
        ("plan@v1", "1/abc"),
        ("plan@v1", "1234567"),  # no document has a million pages
        ("pl\nan@v1", "1"),
    ],
)
def test_what_is_no_address_is_refused(named: str, rest: str) -> None:
    with pytest.raises(NotFoundError, match="går inte att tolka"):
        permalink.parse(named, rest)


def test_spans_the_wrong_way_round_mark_nothing() -> None:
    assert permalink.parse("plan@v1", "3/20-10,5-9").spans == (Span(5, 9),)
