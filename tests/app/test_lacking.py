"""What is asked for by its form, and whether texts have just that."""

import pytest

from app.asked import Asked
from app.lacking import (
    Witness,
    denies_premise,
    instead_of_end,
    is_only_ordered,
    lacks_doer,
    lacks_ending,
    lacks_name,
    lacks_ranking,
    lacks_sum,
    lacks_value,
    lacks_vote,
    left_open,
    only_changed,
)


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
        ("vad heter hamnchefen i norr?", "De två hamncheferna i Norr delar kontor med SF Norr.", True),  # a person
        ("vilken arkitektbyrå ritade bryggan?", "En anlitad arkitektbyrå ritade bryggan.", True),
        ("vilken arkitektbyrå ritade bryggan?", "Bryggan ritades av Nordvik Arkitekter.", False),
        ("vad heter programmet?", "Arbetet följer stadens bryggprogram.", False),  # written small
        ("vilken byrå ritade bryggan?", "Bryggan ritades enligt Hamnmyndigheten.", True),  # an authority is no firm
        ("vilken byrå ritade bryggan?", "Bryggan ritades enligt HVB.", True),  # nor are letters
        ("vad heter leverantören av systemet?", "Systemet granskas av Datainspektionen.", True),
        ("vad heter leverantören av systemet?", "Systemet köps av NORRDATA AB.", False),
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


def test_a_row_of_persons_is_no_sum() -> None:
    def row(text: str) -> Witness:
        return witness(text, row=True)

    assert lacks_sum(Asked.AMOUNT, [row("Antal årsarbetare 870 839")])
    assert not lacks_sum(Asked.AMOUNT, [row("Nettokostnad vuxna 423 405")])
    assert not lacks_sum(Asked.SHARE, [row("Antal årsarbetare 870 839")])


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


def test_several_things_asked_are_not_all_lacking() -> None:
    said = witness("Projektet fortsätter 2025.", planned=True)
    assert lacks_ending("hur gick det 2024?", (2024,), [said])
    assert not lacks_ending("vad är projektet, hur gick det 2024?", (2024,), [said])


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("vem har överklagat köpet?", "Köpet dröjer sedan det överklagats.", True),
        ("vem har överklagat köpet?", "Köpet dröjer sedan det överklagats av Norrdata.", False),
        ("vem har överklagat köpet?", "Norrdata överklagade köpet.", False),
        ("när överklagades köpet?", "Köpet dröjer sedan det överklagats.", False),
    ],
)
def test_who_did_it(question: str, text: str, lacking: bool) -> None:
    assert lacks_doer(question, [witness(text)]) is lacking


@pytest.mark.parametrize(
    ("asked", "question", "text", "lacking"),
    [
        (Asked.TIME, "när senast ska uppdraget rapporteras?", "Uppdraget ska rapporteras till nämnden.", True),
        (Asked.TIME, "när senast ska uppdraget rapporteras?", "Uppdraget ska rapporteras i maj.", False),
        (Asked.TIME, "när bildades nämnden?", "Nämnden bildades av två andra.", True),
        (Asked.TIME, "när betalar man?", "Man betalar vid besöket.", False),  # an occasion, not a day
        (Asked.TIME, "vad händer när uppdraget rapporteras?", "Uppdraget ska rapporteras till nämnden.", False),
        (Asked.NUMBER, "hur hög var frånvaron?", "3.5.2 Frånvaron ska utredas.", True),  # a heading's number
        (Asked.NUMBER, "hur hög var frånvaron?", "Frånvaron var 8 procent.", False),
        (Asked.NUMBER, "hur hög var frånvaron?", "Frånvaron har inte beräknats.", False),  # says that it is not known
        (Asked.NUMBER, "hur stor är flottan?", "Flottan beslutades 2024-03-26 § 90.", True),  # a meeting's numbers
        (Asked.NUMBER, "hur lång är väntetiden?", "Väntetiden är lång för 200 personer.", True),  # no time
        (Asked.NUMBER, "hur lång är väntetiden?", "Väntetiden är sju veckor.", False),
        (Asked.TIME, "hur länge pågår försöket?", "Försöket pågår i hamnen.", True),
        (Asked.TIME, "hur länge pågår försöket?", "Försöket pågår till och med våren.", False),
        (Asked.TIME, "hur länge får försöket dröja?", "Försöket avslutas senast i vår.", False),
    ],
)
def test_values(asked: Asked, question: str, text: str, lacking: bool) -> None:
    assert lacks_value(asked, question, [witness(text)]) is lacking


@pytest.mark.parametrize(
    ("text", "row", "lacking"),
    [
        ("Frånvaron ska vara högst 7 procent.", False, True),
        ("Av våra avdelningar har Vuxen högst frånvaro.", False, False),
        ("Vuxen 7,5 6,1", True, False),  # a table of them
    ],
)
def test_which_has_most(text: str, row: bool, lacking: bool) -> None:
    assert lacks_ranking("vilken avdelning har högst frånvaro?", [witness(text, row=row)]) is lacking


@pytest.mark.parametrize(
    ("asked", "texts", "place"),
    [
        (Asked.AMOUNT, [("Badet öppnar i maj.", 0.8), ("Uppgift om kostnaden saknas ännu.", 0.9)], 1),
        (Asked.AMOUNT, [("Badet kostar 4 mnkr.", 0.9), ("Uppgift om kostnaden saknas ännu.", 0.9)], None),
        (Asked.AMOUNT, [("Vägen kostar 4 mnkr.", 0.6), ("Uppgift om kostnaden saknas ännu.", 0.9)], 1),
        (Asked.AMOUNT, [("Uppgift om kostnaden saknas ännu.", 0.2)], None),  # of something else
        (Asked.TIME, [("Uppgift om kostnaden saknas ännu.", 0.9)], None),
    ],
)
def test_a_sum_that_the_text_says_is_not_known(asked: Asked, texts: list[tuple[str, float]], place: int | None) -> None:
    assert left_open(asked, texts) == place


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        ([("Badet har en bastu.", 0.3), ("Antalet besök har ökat något.", 0.8)], 1),
        ([("Antalet besök har ökat något sedan 2023.", 0.8)], 0),  # a year is no number of them
        ([("Antalet besök har ökat något.", 0.8), ("Badet hade 340 besök.", 0.9)], None),
        ([("Vägen är 340 meter.", 0.2), ("Antalet besök har minskat.", 0.8)], 1),  # a number of something else
        ([("Antalet besök har ökat till 340.", 0.8)], None),
        ([("Antalet båtar har ökat något.", 0.3)], None),  # of something else
        ([("Badet har många besök.", 0.8)], None),  # tells of no change
    ],
)
def test_a_number_of_which_only_the_change_is_told(texts: list[tuple[str, float]], place: int | None) -> None:
    assert only_changed(texts) == place
