"""Whether a sentence is said by a text: tables of (sentence, what is wrong with it)."""

import pytest

from app.support import fault
from app.values import dates, numbers

FIGURES = "Total sjukfrånvaro: 7,2 % 2024 (2023: 7,9 %; 2022: 8,4 %).\nTotal sjukfrånvaro (%) 8,4 7,9 7,2"
PROSE = (
    "Uppdraget att utreda husdjur på boenden är inte påbörjat. Nämnden beslutade 2024-09-24 § 112 att planen för "
    "familjehem redovisas senast 5 mars 2025. Kostnaden var högst 1 234,5 tkr. Rutin för tillsyn saknas."
)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Den totala sjukfrånvaron var 7,2 procent 2024.", ""),
        ("År 2023 var sjukfrånvaron 7,9 procent och 2022 var den 8,4 procent.", ""),
        ("Den totala sjukfrånvaron var 7,9 procent 2024.", "number of another year: 7,9 2024"),  # a neighbour's year
        ("Den totala sjukfrånvaron var 6,2 procent 2024.", "number: 6,2"),
        ("Den totala sjukfrånvaron var sju procent 2024.", "number: 7"),
        ("Sjukfrånvaron minskade till 7,2 procent.", "weighty word: minsk"),  # a conclusion of its own
        ("Sjukfrånvaron var 7,2 procentenheter.", "weighty word: procentenhet"),  # another unit
        ("Göteborg har total sjukfrånvaro 7,2 procent.", "name: Göteborg"),  # the sentence's first word
    ],
)
def test_figures(sentence: str, wrong: str) -> None:
    assert fault(sentence, FIGURES) == wrong


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Uppdraget att utreda husdjur på boenden har ej påbörjats.", ""),
        ("Uppdraget att utreda husdjur är påbörjat.", "negation"),
        ("Det är inte så att uppdraget att utreda husdjur på boenden inte är påbörjat.", "negation"),
        ("Planen för familjehem redovisas inte senast 5 mars 2025.", "negation"),
        ("Rutin för tillsyn finns.", "negation"),
        ("Det finns ingen rutin för tillsyn.", ""),
        ("Nämnden beslutade den 24 september 2024 att planen för familjehem redovisas.", ""),
        ("Nämnden beslutade 2024-09-24 (§ 112) att planen för familjehem redovisas.", ""),
        ("Nämnden beslutade § 24 att planen för familjehem redovisas.", "paragraph: § 24"),  # the number of a day
        ("Planen för familjehem redovisas senast 24 mars 2025.", "date: 2025-03-24"),  # two dates' parts
        ("Kostnaden var högst 1234,5 tkr.", ""),
        ("Kostnaden var minst 1 234,5 tkr.", "weighty word: minst"),
        ("Kostnaden var högst 1 234,5 miljoner kronor.", "unit of another number: 1234,5 miljoner kronor"),
        ("Enligt Anna Svensson redovisas planen för familjehem.", "name: Anna, Svensson"),
        ("Uppdraget att utreda husdjur på boenden är avslutat.", "weighty word: avslut"),
        ("Läs mer på www.exempel.se om planen för familjehem.", "address: www.exempel.se"),
        ("Planen för skolbarnens simning redovisas 2025.", "words"),
    ],
)
def test_prose(sentence: str, wrong: str) -> None:
    found = fault(sentence, PROSE)
    assert found.startswith(wrong)
    assert bool(found) == bool(wrong)


def test_names_of_the_place_may_be_used() -> None:
    assert fault("I Socialnämnden Norr var sjukfrånvaron 7,2 procent.", FIGURES, "Årsrapport Socialnämnden Norr") == ""


def test_numbers_and_dates_are_written_one_way() -> None:
    assert numbers("1 234,5 och 12.4, tre samt 05") == {"1234,5", "12,4", "3", "5"}
    assert dates("2024-09-24, 5 mars 2025 och 1 maj") == {"2024-09-24", "2025-03-05", "-05-01"}
