"""Whether a number counts what is asked for."""

from dataclasses import replace

import pytest

from app.counted import counts_money, lacks_count
from app.lacking import Witness
from app.topic import terms
from tests.app.prose import wanted


def witness(text: str, *, row: bool = False, above: str = "") -> Witness:
    return Witness(text, text, above, 2024, 0.8, False, False, row)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("I skolorna går 412 elever.", False),
        ("Andelen elever som klarade provet var 83 procent.", True),
        ("Tolv nya elever började.", False),
        ("År 2024 var eleverna nöjda.", True),
        ("Till hösten blir det 70 färre elever.", True),  # a difference
        ("Två elevråd valdes.", True),  # something else that begins with the word
        ("En elev gick i skolorna.", True),  # an article
    ],
)
def test_counts(text: str, lacking: bool) -> None:
    assert lacks_count("hur många elever går i skolorna?", wanted("elever", "skolorna"), [witness(text)]) is lacking


def test_the_head_of_an_unknown_compound_is_counted() -> None:
    """As `terms` parts it when only its halves stand in the documents."""
    parted = terms(("familjeutredningar",), {"familje": 3, "utredningar": 3, "och": 9}, {})
    asked = "hur många familjeutredningar blev sena?"
    assert not lacks_count(asked, parted, [witness("Vi gjorde 41 utredningar av familjer.")])
    assert lacks_count(asked, parted, [witness("Några utredningar blev sena 2024.")])


def test_money_counts_nothing_else() -> None:
    assert counts_money("hur många handläggare räcker det till?", ["mnkr"])
    assert not counts_money("hur många handläggare finns?", ["st"])
    assert not counts_money("hur mycket kostar handläggarna?", ["mnkr"])


def test_the_number_of_a_step_counts_nothing() -> None:
    words = terms(("guider",), {"guider": 1}, {})
    row = Witness("Utbildning steg 1 för anställda guider", "", "", 2024, 0.8, False, False, True)
    assert lacks_count("hur många guider är anställda?", words, [row])
    assert not lacks_count("hur många guider är anställda?", words, [replace(row, own="Anställda guider 12")])


def test_a_row_of_sums_counts_nothing() -> None:
    words = terms(("handläggare",), {"handläggare": 1}, {})
    row = Witness("Fler handläggare 2", "Fler handläggare 2", "Belopp (miljoner kronor)", 2024, 0.8, False, False, True)
    assert lacks_count("hur många stöd-handläggare räcker pengarna till?", words, [row])
    assert not lacks_count("hur många stöd-handläggare finns?", words, [replace(row, above="Antal anställda")])


def test_a_share_counts_nothing() -> None:
    shares = witness("Av 75 procent av eleverna saknas svar.")
    assert lacks_count("hur många elever saknas?", wanted("elever"), [shares])


def test_a_difference_where_it_is_asked_for() -> None:
    said = [witness("Det blir 70 färre elever.")]
    assert not lacks_count("hur många färre elever blir det?", wanted("färre", "elever"), said[:1])


def test_a_compound_said_apart() -> None:
    words = terms(("barnutredningar",), {"barnutredning": 1}, {})
    row = "Antalet utredningar barn och unga 184"
    assert not lacks_count("hur många barnutredningar blev sena?", words, [witness(row, row=True)])
    assert lacks_count("hur många barnutredningar blev sena?", words, [witness("Antal andra mål 184", row=True)])


def test_whose_they_are_is_not_what_is_counted() -> None:
    said = [witness("Andel chefer med fler än 30 medarbetare 9", row=True)]
    assert lacks_count("hur många av norrs avdelningar har fler?", wanted("avdelningar", "fler"), said)


def test_said_again_in_other_words() -> None:
    said = [witness("Under året betalades 1 307 dygn.")]
    assert lacks_count("hur många nätter betalades?", wanted("nätter"), said)
    assert not lacks_count("hur många nätter betalades, alltså dygn?", wanted("nätter", "dygn"), said)


def test_a_row_under_what_is_counted() -> None:
    month = witness("December: 207", row=True, above="Antal ärenden under hösten:")
    assert not lacks_count("hur många ärenden kom i december?", wanted("ärenden", "december"), [month])
    assert lacks_count("hur många ärenden kom i december?", wanted("ärenden", "december"), [replace(month, above="")])


def test_nobody_is_counted_in_parts() -> None:
    row = witness("Barn i familjehem 299,4 16,4 %", row=True)
    assert lacks_count("hur många barn bor i familjehem?", wanted("barn", "familjehem"), [row])
    whole = replace(row, own="Barn i familjehem 137")
    assert not lacks_count("hur många barn bor i familjehem?", wanted("barn", "familjehem"), [whole])


def test_an_ordinal_and_a_day_count_nothing() -> None:
    words = wanted("lärare")
    assert lacks_count("hur många lärare finns det?", words, [witness("Frågan bevakas av 1:e lärare.")])
    assert lacks_count("hur många lärare finns det?", words, [witness("Lärare anställdes 2024-03-26 § 90.")])
    assert lacks_count("antal lärare", words, [witness("Lärare är nöjda.")])
