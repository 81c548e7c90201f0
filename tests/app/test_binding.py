"""Values that stand in the cited text, told of something else: each row is a cited text, then sentences with whether
they may stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.support import fault
from app.values import units_of

NAMES = "Socialnämnden Norr; Socialnämnden Öster"

TABLE: list[tuple[str, dict[str, bool]]] = [
    (
        "Antalet placerade barn var 212 och antalet familjehem var 198.",
        {
            "Antalet placerade barn var 212.": True,
            "Antalet familjehem var 198.": True,
            "Antalet familjehem var 198 och antalet placerade barn 212.": True,
            "Antalet familjehem var 212.": False,
            "Antalet placerade barn var 198.": False,
            "Antalet familjehem var 212 och antalet placerade barn 198.": False,
        },
    ),
    (  # the board's name stands with both; the nearer word decides
        "I Norr var antalet barn 212 och antalet familjehem 198.",
        {"I Norr var antalet familjehem 198.": True, "I Norr var antalet familjehem 212.": False},
    ),
    (
        "Kostnaden för köpt vård ökade med 12,4 miljoner kronor (9,6 procent) från 2023 till 2024, "
        "från 129,2 till 141,6 miljoner kronor.",
        {
            "Kostnaden för köpt vård ökade med 12,4 miljoner kronor från 2023 till 2024.": True,
            "Kostnaden för köpt vård ökade med 9,6 procent.": True,
            "Kostnaden för köpt vård ökade från 129,2 till 141,6 miljoner kronor.": True,
            "Kostnaden för köpt vård ökade med 12,4 procent.": False,  # the unit of the other
            "Kostnaden för köpt vård ökade med 12 miljoner kronor.": False,  # rounded
            "Kostnaden för köpt vård ökade från 141,6 till 129,2 miljoner kronor.": False,
            "Kostnaden för köpt vård ökade från 2024 till 2023.": False,
        },
    ),
    (
        "Kostnaden ökade men antalet placeringar minskade.",
        {
            "Kostnaden ökade.": True,
            "Antalet placeringar minskade.": True,
            "Antalet placeringar minskade men kostnaden ökade.": True,
            "Kostnaden minskade.": False,
            "Antalet placeringar ökade.": False,
            "Antalet placeringar ökade men kostnaden minskade.": False,
        },
    ),
    (
        "Socialnämnden Norr beslutade om planen, medan Socialnämnden Öster avslog den.",
        {
            "Norr beslutade om planen.": True,
            "Öster avslog planen.": True,
            "Öster beslutade om planen.": False,  # another board
            "Norr avslog planen.": False,
        },
    ),
    (  # names with nothing but words
        "I Norr ansvarar enheten för barn och i Öster för vuxna.",
        {"I Norr ansvarar enheten för barn.": True, "I Öster ansvarar enheten för barn.": False},
    ),
    (
        "Planen redovisas till nämnden senast 5 mars 2025. Rutinen beslutades den 24 september 2024.",
        {
            "Planen redovisas till nämnden senast den 5 mars 2025.": True,
            "Senast den 5 mars 2025 redovisas planen till nämnden.": True,
            "Planen redovisas senast 24 september 2024.": False,
            "Rutinen beslutades den 5 mars 2025.": False,
        },
    ),
    (  # a table's row, the words of the statement before it
        "Antal placerade barn: 212 2024 (2023: 198; 2022: 187).\nAntal placerade barn 187 198 212",
        {
            "Antalet placerade barn var 212 år 2024.": True,
            "Antalet var 198 år 2023.": True,
            "Antalet placerade barn var 198 år 2024.": False,
        },
    ),
    (
        "Uppdraget gavs 2023 och ska vara klart 2025.",
        {
            "Uppdraget gavs 2023.": True,
            "Uppdraget ska vara klart 2025.": True,
            "Uppdraget gavs 2025.": False,
            "Uppdraget gavs 2025 och ska vara klart 2023.": False,
        },
    ),
    (
        "Nämnden ska utreda husdjur och bör informera boende.",
        {
            "Nämnden ska utreda husdjur.": True,
            "Nämnden bör utreda husdjur.": False,
            "Nämnden ska informera boende.": False,
        },
    ),
    (
        "Minst 40 platser ska finnas i Norr och högst 25 i Öster.",
        {
            "I Norr ska minst 40 platser finnas.": True,
            "I Öster ska högst 25 platser finnas.": True,
            "I Öster ska minst 25 platser finnas.": False,
            "I Öster ska minst 40 platser finnas.": False,
        },
    ),
]


@pytest.mark.parametrize(
    ("cited", "sentence", "may_stand"),
    [(cited, sentence, may) for cited, sentences in TABLE for sentence, may in sentences.items()],
)
def test_values_stay_with_their_words(cited: str, sentence: str, may_stand: bool) -> None:
    assert (fault(sentence, cited, NAMES) == "") is may_stand


def test_units() -> None:
    assert units_of("7,2 % av 12,4 mnkr och 7,2 procent; 3 år, 40") == {
        "7,2": {"procent"},
        "12,4": {"miljoner kronor"},
        "3": {"år"},
        "40": {""},
    }


SUBJECTS = ("Antalet familjehem", "Antalet akutplatser", "Kostnaden för köpt vård", "Andelen hemlösa vuxna")
AMOUNTS = some.integers(13, 1899).filter(lambda n: not n > 1850).map(str)
TWO_SUBJECTS = some.lists(some.sampled_from(SUBJECTS), min_size=2, max_size=2, unique=True)
TWO_AMOUNTS = some.lists(AMOUNTS, min_size=2, max_size=2, unique=True)
JOINED = some.sampled_from(["{0} och {1}.", "{0}, medan {1}.", "{0}. {1}.", "{0}; {1}."])
VERBS = some.sampled_from(["var", "uppgick till"])


@settings(deadline=None)
@given(TWO_SUBJECTS, TWO_AMOUNTS, JOINED, VERBS)
def test_two_figures_are_never_swapped(subjects: list[str], amounts: list[str], joined: str, verb: str) -> None:
    said = [f"{subject} {verb} {amount}" for subject, amount in zip(subjects, amounts, strict=True)]
    cited = joined.format(said[0], said[1][0].lower() + said[1][1:] if ". " not in joined else said[1])
    for own, other in ((0, 1), (1, 0)):
        assert fault(f"{subjects[own]} {verb} {amounts[own]}.", cited) == ""
        assert fault(f"{subjects[own]} {verb} {amounts[other]}.", cited) != ""


@settings(deadline=None)
@given(TWO_SUBJECTS, JOINED, some.sampled_from([("ökade", "minskade"), ("sjönk", "steg"), ("höjdes", "sänktes")]))
def test_what_rose_is_never_told_as_fallen(subjects: list[str], joined: str, verbs: tuple[str, str]) -> None:
    said = [f"{subject} {verb}" for subject, verb in zip(subjects, verbs, strict=True)]
    cited = joined.format(said[0], said[1][0].lower() + said[1][1:] if ". " not in joined else said[1])
    for own, other in ((0, 1), (1, 0)):
        assert fault(f"{subjects[own]} {verbs[own]}.", cited) == ""
        assert fault(f"{subjects[own]} {verbs[other]}.", cited) != ""
