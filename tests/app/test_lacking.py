"""What is asked for by its form, and whether texts have just that."""

from dataclasses import replace

import pytest

from app.asked import Asked
from app.lacking import (
    Witness,
    counts_money,
    denies_premise,
    instead_of_end,
    is_only_ordered,
    lacks_count,
    lacks_ending,
    lacks_name,
    lacks_sum,
    lacks_vote,
)
from app.topic import terms
from tests.app.prose import wanted


def witness(
    text: str, *, covered: float = 0.8, ordered: bool = False, planned: bool = False, row: bool = False
) -> Witness:
    return Witness(text, text, "", 2024, covered, ordered, planned, row)


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("vad heter leverantören av systemet?", "Leverantören av systemet är försenad.", True),
        ("vad heter leverantören av systemet?", "Systemet köps av leverantören Norrdata.", False),
        ("vem är direktör i norr?", "Direktören i Socialförvaltningen Norr leder arbetet.", True),
        ("vem är direktör i norr?", "Direktör är Alva Brandt.", False),
        ("vem ansvarar för systemet?", "Förvaltningen ansvarar.", False),  # asks for no name
        ("vilka personer står bakom yrkandet?", "Bakom yrkandet står partierna.", True),
        ("vilka ledamöter reserverade sig?", "Alva Brandt och Nils Ek reserverade sig.", False),
    ],
)
def test_names(question: str, text: str, lacking: bool) -> None:
    assert lacks_name(question, [witness(text)]) is lacking


@pytest.mark.parametrize(
    ("text", "covered", "lacking"),
    [
        ("Ombyggnaden kostar 410 tkr.", 0.9, False),
        ("Ombyggnaden blir klar i juni.", 0.9, True),
        ("Kostnaden för ombyggnaden har inte beräknats.", 0.9, False),  # says that it is not known
    ],
)
def test_sums(text: str, covered: float, lacking: bool) -> None:
    elsewhere = witness("Taket kostade 900 tkr.", covered=0.2)  # a sum, of something else
    assert lacks_sum(Asked.AMOUNT, [witness(text, covered=covered), elsewhere]) is lacking


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("I skolorna går 412 elever.", False),
        ("Andelen elever som klarade provet var 83 procent.", True),
        ("Tolv nya elever började.", False),
        ("År 2024 var eleverna nöjda.", True),
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


def test_an_order_has_no_outcome() -> None:
    order = witness("Nämnden får i uppdrag att välja ut platser.", ordered=True)
    told = witness("Fyra platser valdes ut.")
    assert is_only_ordered("vilka platser har nämnden valt ut?", [order])
    assert not is_only_ordered("vilka platser har nämnden valt ut?", [told, order])
    assert not is_only_ordered("vilka platser ska nämnden välja ut?", [order])


@pytest.mark.parametrize(
    ("question", "text", "denied"),
    [
        ("varför lade man ned nattcaféet?", "Nattcaféet fortsätter att utvecklas.", True),
        ("varför lade man ned nattcaféet?", "Nattcaféet stängdes eftersom lokalen såldes.", False),
        ("varför flyttade nattcaféet?", "Nattcaféet fortsätter att utvecklas.", False),  # takes no end for granted
        ("när stängde nattcaféet?", "Nattcaféet fortsätter att utvecklas.", False),
    ],
)
def test_a_premise(question: str, text: str, denied: bool) -> None:
    assert denies_premise(question, [witness(text)]) is denied


def test_who_voted_how_is_told_where_a_vote_is() -> None:
    asked = "vilka partier röstade emot planen?"
    assert lacks_vote(asked, [witness("Planen lades fram av tre partier.")])
    assert not lacks_vote(asked, [witness("Två partier röstade nej till planen.")])
    assert not lacks_vote("vilka partier står bakom planen?", [witness("Planen lades fram av tre partier.")])


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


def test_what_became_of_what_is_taken_for_ended() -> None:
    texts = ["Biblioteken lånar ut böcker.", "De två biblioteken slås samman i mars."]
    assert instead_of_end("varför lades biblioteket ned?", texts) == 1
    assert instead_of_end("varför lades biblioteket ned?", texts[:1]) is None
    assert instead_of_end("varför lades biblioteket ned?", [*texts, "Biblioteket stängs i maj."]) is None
    assert instead_of_end("varför lånar biblioteket ut böcker?", texts) is None


def test_several_names() -> None:
    one = witness("Leverantörerna granskades av Norrdata.")
    two = witness("Leverantörerna är Norrdata, Sydkod och Västnät.")
    assert lacks_name("vad heter de tre leverantörerna?", [one])
    assert not lacks_name("vad heter de tre leverantörerna?", [two])


def test_a_share_counts_nothing() -> None:
    shares = witness("Av 75 procent av eleverna saknas svar.")
    assert lacks_count("hur många elever saknas?", wanted("elever"), [shares])


def test_a_refusal_that_nobody_made() -> None:
    assert denies_premise("varför sa norr nej till projektet?", [witness("Norr deltar i projektet.")])
    assert not denies_premise("varför sa norr nej till projektet?", [witness("Norr avstår från projektet.")])


def test_a_share_may_be_told_as_a_sum() -> None:
    told = witness("Kommunbidraget betalar 5 miljoner kronor av enheten.")
    assert not lacks_sum(Asked.SHARE, [told])
    assert lacks_sum(Asked.SHARE, [witness("Frånvaron ska minska.")])


@pytest.mark.parametrize(
    ("question", "years", "planned", "lacking"),
    [
        ("blev sjukfrånvaron under 7 procent 2024?", (2024,), True, True),  # the plan for 2024 was made before
        ("blev sjukfrånvaron under 7 procent 2024?", (2024,), False, False),
        ("blev sjukfrånvaron under 7 procent 2023?", (2023,), True, False),  # which a plan for 2024 may tell
        ("blir sjukfrånvaron under 7 procent 2024?", (2024,), True, False),
        ("vilka förslag vann?", (), True, True),
    ],
)
def test_a_plan_tells_no_ending(question: str, years: tuple[int, ...], planned: bool, lacking: bool) -> None:
    said = witness("Sjukfrånvaron ska understiga 7 procent.", planned=planned)
    assert lacks_ending(question, years, [said]) is lacking
