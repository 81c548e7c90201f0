"""What units stand under: the headings above them, and those that begin a paragraph."""

import pytest

from app.reading import reading_of
from tests.app.prose import prose

BATHS = "Bad och bastu: Nämnden har rustat badet. Besöken ökar varje år."
BOATS = "Båtar: Klubben har köpt två båtar. Bryggan målades av föreningen."


@pytest.mark.parametrize(
    ("text", "sentence", "heading"),
    [
        (f"{BATHS} {BOATS}", "Besöken ökar varje år.", "Bad och bastu"),
        (f"{BATHS} {BOATS}", "Bryggan målades av föreningen.", "Båtar"),
        (f"{BATHS} {BOATS}", "Båtar: Klubben har köpt två båtar.", ""),  # the next one
        (BATHS, "Besöken ökar varje år.", ""),  # one alone is no such style
    ],
)
def test_a_heading_that_runs_in_to_its_paragraph(text: str, sentence: str, heading: str) -> None:
    reading = reading_of(prose(text))
    number = next(number for number, unit in enumerate(reading.units) if unit.text == sentence)
    assert reading.above(number).split() == f"Verksamhet {heading}".split()
