"""A read document's rows for the register."""

import pytest

from index.entries import assignment_entries
from tests.conftest import Read

# sample document, words of the assignment, the headings that it stands under
TRAILS = [
    # a numbered heading that is the assignment stands under those above it, not under itself
    (
        "verksamhetsplan-2024-vaster.pdf",
        "inrätta fältgrupper",
        ("3 Mål och uppdrag", "3.2 Målområde: Trygghet", "3.2.2 Uppdrag"),
    ),
    # a table's row stands under its table's heading
    (
        "arsrapport-2024-norr.pdf",
        "inrätta fältgrupper",
        ("6 Redovisning av uppdrag", "6.1 Uppdrag från kommunfullmäktige och kommunstyrelsen"),
    ),
    ("statusrapport-2024-tornvik.pdf", "solceller", ("1 Statusrapport december 2024", "1.3 Lokaler")),
]


@pytest.mark.parametrize(("file", "words", "trail"), TRAILS)
def test_an_assignment_keeps_its_headings(file: str, words: str, trail: tuple[str, ...], read_sample: Read) -> None:
    found = [entry for entry in assignment_entries(read_sample(file), "v") if words in entry.text]
    assert [entry.trail for entry in found] == [trail]
