"""Running headers, page labels, broken words, cells on one baseline."""

from collections import Counter

import pytest

from ingest.clean import clean, join_broken
from ingest.pdf import RawLine, RawPage, RawWord
from tests.ingest.conftest import Lay


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("samver-", "kan", "samverkan"),
        ("idrotts-", "och", None),  # the hyphen stands for a word to come
        ("HVB-", "hem", "HVB-hem"),  # capitals keep it
        ("hbtqi-", "personer", "hbtqi-personer"),  # written so elsewhere in the document
        ("2024-", "2025", None),
        ("slut", "början", None),
    ],
)
def test_join_broken(first: str, second: str, expected: str | None) -> None:
    assert join_broken(first, second, Counter({"hbtqi-personer": 2})) == expected


def test_a_broken_word_is_made_whole(lay: Lay) -> None:
    assert lay("Nämnden ska utveckla samver-\nkan med skolan.").text == "Nämnden ska utveckla samverkan\nmed skolan.\n"


def test_running_lines_and_labels_are_taken_out(lay: Lay) -> None:
    words = ("skolan", "fritid", "vården", "ekonomi")
    pages = [f"Årsrapport 2024 Ekby   {n} (14)\nOm {word}.\n{word} är viktig." for n, word in enumerate(words, 4)]
    layout = lay(*pages)
    assert "Årsrapport" not in layout.text
    assert [page.label for page in layout.pages] == ["4", "5", "6", "7"]
    assert layout.running == ("Årsrapport 2024 Ekby", "")


def test_a_label_is_counted_out_between_two_that_agree(lay: Lay) -> None:
    layout = lay("Ekby 4 (9)\nText ett.", "Bara text här.", "Ekby 6 (9)\nText tre.", "Ekby 7 (9)\nText fyra.")
    assert [page.label for page in layout.pages] == ["4", "5", "6", "7"]


def word(text: str, left: float) -> RawWord:
    return RawWord(text, (left, 100.0, left + 5.0 * len(text), 110.0))


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        ([("Skola", 72), ("12,5", 200)], ["Skola", "12,5"]),  # a wide gap
        ([("Ny", 72), ("skola", 85), ("i", 113), ("Ekby", 121)], ["Ny skola i Ekby"]),  # word spaces
        ([("2.1", 72), ("Ekonomi", 120)], ["2.1 Ekonomi"]),  # a heading's number stays
        ([("137", 72), ("144", 99)], ["137", "144"]),  # numbers stand closer than other cells
        ([("1", 72), ("245", 79)], ["1 245"]),  # but not the thousands of one number
    ],
)
def test_cells_on_one_baseline_are_lines(words: list[tuple[str, float]], cells: list[str]) -> None:
    line = RawLine(tuple(word(*item) for item in words), 10.0, False)
    layout = clean([RawPage(1, "1", 595, 842, (line,))])
    assert [layout.words(item) for item in layout.lines] == cells


def test_odd_letters_are_made_plain(lay: Lay) -> None:
    assert lay("\uf0b7 ef\ufb01cient t\u00adext").text == "• efficient text\n"
