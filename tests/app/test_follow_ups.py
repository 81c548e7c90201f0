"""What questions keep of those before them."""

import pytest

from app.follow_ups import boards_before, plan_of
from app.model import Answer, Item, Kind, Plan, Turn
from app.plan import Planner
from index.model import Filters
from ingest.model import Status
from tests.app.planned import made_planner


@pytest.fixture
def planner() -> Planner:
    return made_planner()


def turn(plan: Plan, *items: str) -> Turn:
    listed = tuple(Item(text, (1,)) for text in items)
    answer = Answer(plan.standalone, True, plan.kind, "", listed, len(listed), (), (), 1.0, plan)
    return Turn(plan.question, plan, answer)


def test_a_follow_up_changes_the_board(planner: Planner) -> None:
    before = planner.plan("Vilka uppdrag är ej påbörjade i Norr?")
    after = plan_of(planner, "Och i Öster?", [turn(before)])
    assert after.kind is Kind.LIST
    assert after.filters.boards == ("Socialnämnden Öster",)
    assert after.criteria.statuses == (Status.NOT_STARTED,)


def test_a_comparison_keeps_the_board_before(planner: Planner) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    after = plan_of(planner, "Jämför med Öster 2025", [turn(before)])
    assert after.kind is Kind.COMPARE
    assert set(after.filters.boards) == {"Socialnämnden Norr", "Socialnämnden Öster"}
    assert set(after.years) == {2024, 2025}


def test_a_follow_up_counts(planner: Planner) -> None:
    before = planner.plan("Vilka uppdrag är ej påbörjade i Norr?")
    after = plan_of(planner, "Hur många är det?", [turn(before)])
    assert (after.kind, after.filters.boards) == (Kind.COUNT, ("Socialnämnden Norr",))


def test_a_follow_up_points_at_an_item(planner: Planner) -> None:
    before = planner.plan("Vilka uppdrag är ej påbörjade i Norr?")
    after = plan_of(planner, "Vad säger kommentaren om den andra?", [turn(before, "Utreda husdjur", "Utreda läxhjälp")])
    assert after.kind is Kind.STATUS
    assert "läxhjälp" in after.topic


def test_a_whole_question_is_no_follow_up(planner: Planner) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    after = plan_of(planner, "Vilka uppdrag är ej påbörjade?", [turn(before)])
    assert after.standalone == "Vilka uppdrag är ej påbörjade?"


@pytest.mark.parametrize("question", ["Vad ska ökningen användas till?", "Var alla överens?"])
def test_a_follow_up_points_back_without_a_pronoun(planner: Planner, question: str) -> None:
    before = planner.plan("Hur mycket får läxhjälpen i Norr?")
    after = plan_of(planner, question, [turn(before)])
    assert after.filters.boards == ("Socialnämnden Norr",)
    assert "läxhjälpen" in after.topic
    assert "läxhjälpen" in after.inherited


def test_another_thing_keeps_the_kind_and_the_place(planner: Planner) -> None:
    before = planner.plan("Hur går det med läxhjälpen i Norr?")
    after = plan_of(planner, "Och det där om att måla om bryggorna?", [turn(before)])
    assert "läxhjälpen" not in after.topic
    assert (after.kind, after.filters.boards) == (before.kind, ("Socialnämnden Norr",))


def test_a_question_of_its_own_keeps_its_own_topic(planner: Planner) -> None:
    before = planner.plan("Hur mycket får läxhjälpen i Norr?")
    after = plan_of(planner, "Vilka risker ser Socialnämnden Öster när det gäller skyddat boende?", [turn(before)])
    assert after.filters.boards == ("Socialnämnden Öster",)
    assert "läxhjälpen" not in after.topic


@pytest.mark.parametrize(
    ("question", "kind", "statuses"),
    [
        ("Och hur många är avslutade?", Kind.COUNT, (Status.DONE,)),
        ("Och vilka är inte påbörjade?", Kind.LIST, (Status.NOT_STARTED,)),
        ("Vilka av dem är från 2022?", Kind.LIST, (Status.ONGOING,)),
    ],
)
def test_a_follow_ups_status_takes_the_place_of_the_old(
    planner: Planner, question: str, kind: Kind, statuses: tuple[Status, ...]
) -> None:
    before = planner.plan("Vilka uppdrag är pågående i Norr?")
    after = plan_of(planner, question, [turn(before)])
    assert (after.kind, after.criteria.statuses) == (kind, statuses)
    assert after.filters.boards == ("Socialnämnden Norr",)


def test_why_after_a_number_asks_for_the_cause(planner: Planner) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    after = plan_of(planner, "Varför?", [turn(before)])
    assert (after.kind, after.topic, after.filters.boards) == (Kind.FACT, ("sjukfrånvaron",), ("Socialnämnden Norr",))


@pytest.mark.parametrize(
    ("question", "year"), [("Och året innan?", 2023), ("Och året därpå?", 2025), ("Och nästa år?", 2025)]
)
def test_the_year_beside(planner: Planner, question: str, year: int) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    after = plan_of(planner, question, [turn(before)])
    assert (after.years, after.topic) == ((year,), ("sjukfrånvaron",))


def test_the_same_of_another_board(planner: Planner) -> None:
    before = planner.plan("Vad säger Norr om läxhjälp?")
    after = plan_of(planner, "Gäller samma sak i Öster?", [turn(before)])
    assert (after.kind, after.topic) == (before.kind, ("läxhjälp",))
    assert after.filters.boards == ("Socialnämnden Öster",)


def test_a_follow_up_puts_the_item_in_its_place(planner: Planner) -> None:
    """Of a list of risks no status is told: the item stands for "den första", and the next question goes on from it."""
    before = planner.plan("Vilka risker ser Norr?")
    measures = plan_of(
        planner, "Vilka åtgärder finns mot den första?", [turn(before, "Brist på läxhjälp", "Få husdjur")]
    )
    assert measures.kind is Kind.LIST
    assert "läxhjälp" in measures.topic
    assert measures.filters.boards == ("Socialnämnden Norr",)
    then = plan_of(planner, "Vem ansvarar?", [turn(before), turn(measures)])
    assert "läxhjälp" in then.topic


def test_what_adds_nothing_is_not_gone_on_from(planner: Planner) -> None:
    first = planner.plan("Vad gör läxhjälpen i Norr?")
    second = plan_of(planner, "Var ligger den?", [turn(first)])
    third = plan_of(planner, "Vad kostar den?", [turn(first), turn(second)])
    assert third.kind is Kind.FIGURE
    assert "ligger" not in third.standalone


def test_articles_point_nowhere(planner: Planner) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    assert (
        plan_of(planner, "Vilka är de viktigaste målen för familjehemmen?", [turn(before)]).topic[0] != "sjukfrånvaron"
    )
    assert plan_of(planner, "Vad kostar de?", [turn(before)]).topic[0] == "sjukfrånvaron"


def test_how_many_of_what_was_told(planner: Planner) -> None:
    before = planner.plan("Hur många familjehem finns i Norr?")
    assert "familjehem" in plan_of(planner, "Hur många ledde till ett beslut om vård?", [turn(before)]).topic
    assert "familjehem" not in plan_of(planner, "Hur många platser har läxhjälpen i staden?", [turn(before)]).topic


def test_a_whole_why_is_no_follow_up(planner: Planner) -> None:
    before = planner.plan("Hur mycket får läxhjälpen i Norr?")
    after = plan_of(planner, "Varför minskade antalet familjehem i Öster under våren?", [turn(before)])
    assert "läxhjälpen" not in after.topic


def test_the_board_without_a_name_is_the_one_before(planner: Planner) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    after = plan_of(planner, "Vilka mål har nämnden satt upp för läxhjälpen i skolorna?", [turn(before)])
    assert after.filters.boards == ("Socialnämnden Norr",)
    assert "sjukfrånvaron" not in after.topic


def test_words_of_the_question_before_are_known(planner: Planner) -> None:
    """They count less than a follow-up's own, where it has any."""
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    assert plan_of(planner, "Och kostnaden för den?", [turn(before)]).inherited == ("sjukfrånvaron",)
    assert plan_of(planner, "Varför?", [turn(before)]).inherited == ()


@pytest.mark.parametrize(
    ("question", "chosen", "boards"),
    [
        ("Hur många familjehem fick tillsyn under våren?", Filters(), ("Socialnämnden Norr",)),
        ("Hur många familjehem fick tillsyn i Öster under våren?", Filters(), ()),  # names one
        ("Hur många familjehem fick tillsyn i alla nämnder?", Filters(), ()),  # asks of all
        ("Hur många familjehem fick tillsyn enligt budgeten?", Filters(), ()),  # and of a sort of document
        (
            "Hur många familjehem fick tillsyn under våren?",
            Filters(boards=("Socialnämnden Öster",)),
            (),
        ),  # the reader's
    ],
)
def test_the_boards_talked_of(planner: Planner, question: str, chosen: Filters, boards: tuple[str, ...]) -> None:
    before = [turn(planner.plan("Hur stor var sjukfrånvaron i Norr 2024?"))]
    assert boards_before(plan_of(planner, question, before, chosen), before, chosen) == boards
    assert boards_before(plan_of(planner, question, (), chosen), (), chosen) == ()


def test_an_assignment_pointed_at_is_asked_for_wherever_it_is_told(planner: Planner) -> None:
    before = planner.plan("Vilka uppdrag är ej påbörjade i Norr?")
    after = plan_of(planner, "Hur går det med den sista?", [turn(before, "Utreda husdjur", "Utreda läxhjälp")])
    assert (after.kind, after.filters) == (Kind.STATUS, Filters())
    assert after.standalone.endswith("Utreda läxhjälp")
