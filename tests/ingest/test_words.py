"""What is Swedish, and what is a bad reading of it."""

import json
import os
import time
from pathlib import Path

import pytest

from ingest.words import FEWEST_WORDS, LEAST_SHARE, WORD, count_words, is_swedish, known, lexicon, swedish_share

SHARED = Path(os.environ.get("STYRSVAR_SHARED", Path(__file__).parents[2].parent / "shared"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("nämnden", True),
        ("Nämnden", True),  # capitals do not matter
        ("förvaltningarnas", True),  # a rare form of a common word
        ("kvällsöppettider", True),  # a compound that stands in no list
        ("skolbiblioteksutredningen", True),  # of three parts, bound by s
        ("parklekstillsynens", True),  # its genitive
        ("ndmnden", False),
        ("fran", False),  # common on the net, and no word
        ("forslag", False),
        ("vräknings", True),  # how a word that a line has broken begins: known as part of words...
        ("xqz", False),
    ],
)
def test_known(word: str, expected: bool) -> None:
    assert known(word) is expected


def test_swedish_share_of_a_good_and_a_bad_reading() -> None:
    assert swedish_share("Nämnden får i uppdrag att följa upp arbetet under året.") == 1.0
    assert swedish_share("Ndmnden fér 1 uppdrag att folja upp arbetet undcr dret.") < LEAST_SHARE
    assert swedish_share("") == 1.0
    assert swedish_share("HVB, LSS, se www.exempelstad.se/namnd eller namnd@exempelstad.se") == 1.0


def test_too_few_words_tell_nothing() -> None:
    assert is_swedish("Xyzzy Plugh")


def test_counted_words_and_neighbours() -> None:
    counts = count_words(["Nära relationer 2024. Nära hamnen"])
    assert counts["nära"] == 2
    assert counts["nära relationer"] == 1
    assert counts["relationer #"] == 1
    assert counts["# ."] == 1


def test_words_of_other_documents_become_known_to_the_lexicon() -> None:
    assert not lexicon().is_word("kvarterskolet")
    assert lexicon().with_words({"kvarterskolet": 3, "i kvarterskolet": 2}).is_word("kvarterskolet")


def test_loads_quickly() -> None:
    lexicon.cache_clear()
    start = time.process_time()
    lexicon()
    assert time.process_time() - start < 1.0


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the real documents are not beside this checkout")
def test_real_pages_are_told_apart() -> None:
    for path in sorted((SHARED / "corpus").glob("*.pages.json")):
        bad = path.name.startswith("yrkande") and "inskannad" in path.name
        for number, text in enumerate(json.loads(path.read_text("utf-8"))["pages"], start=1):
            if len(WORD.findall(text)) >= FEWEST_WORDS:
                assert is_swedish(text) is not bad, (path.name, number, swedish_share(text))
