"""Sets of assignments from the register: which belong, which do not, and what is said of the set."""

from dataclasses import replace

import pytest

from app.answer_register import answer_count, answer_list, answer_status, tell
from app.model import Criteria, Kind, Plan
from app.select_assignments import select
from app.told_assignments import Register
from app.topic import terms
from index.model import AssignmentEntry, Filters
from ingest.model import Origin, Span, Status
from tests.app.made import made_assignment

VOCABULARY = {"husdjur": 2, "boenden": 3, "läxhjälp": 2, "skolor": 3, "barn": 9}


def entry(number: int, text: str, **more: object) -> AssignmentEntry:
    made = replace(made_assignment(number, text), decision=None)
    return replace(made, spans=(Span(10 * number, 10 * number + 5),), group=f"g{number}", **more)  # type: ignore[arg-type]


ENTRIES = (
    entry(1, "Socialnämnden får i uppdrag att utreda husdjur på boenden.", status=Status.ONGOING, expected="mars 2025"),
    entry(2, "Socialnämnden får i uppdrag att införa läxhjälp.", status=Status.DONE, decision="2024-03-26 § 86"),
    entry(3, "Förvaltningen får i uppdrag att utreda barn i skolor.", status=Status.NOT_STARTED, origin=Origin.BOARD),
    entry(4, "Alla nämnder får i uppdrag att spara.", addressees=("Alla nämnder",), report_to="kommunstyrelsen"),
)


def plan(kind: Kind = Kind.LIST, topic: tuple[str, ...] = (), question: str = "", **criteria: object) -> Plan:
    asked = question or f"Vilka uppdrag om {' '.join(topic)}?"
    return Plan(asked, asked, kind, "sv", topic, Filters(), (), True, Criteria(**criteria))  # type: ignore[arg-type]


@pytest.fixture
def register() -> Register:
    return Register.of(ENTRIES, ())


@pytest.mark.parametrize(
    ("criteria", "numbers"),
    [
        ({"statuses": (Status.ONGOING,)}, [1]),
        ({"statuses": (Status.DONE,)}, [2]),
        ({"origins": (Origin.BOARD,)}, [3]),
        ({"decision": "2024-03-26"}, [2]),
        ({"decision": "§ 86"}, [2]),
        ({"decision": "§ 87"}, []),
        ({"addressees": ("alla nämnder",)}, [4]),
        ({"report_to": "kommunstyrelsen"}, [4]),
        ({"expected": "2025-H1"}, [1]),
        ({"expected": "2025-H2"}, []),
    ],
)
def test_criteria_choose(register: Register, criteria: dict[str, object], numbers: list[int]) -> None:
    found = select(plan(**criteria), register, ())
    assert [ENTRIES.index(one) + 1 for one in found] == numbers


def test_a_topic_chooses(register: Register) -> None:
    asked = plan(topic=("husdjur",))
    assert select(asked, register, terms(asked.topic, VOCABULARY, {})) == [ENTRIES[0]]


def test_a_topic_that_no_assignment_has_gives_none(register: Register) -> None:
    asked = plan(topic=("rymdfart",))
    assert select(asked, register, terms(asked.topic, VOCABULARY, {})) == []


def test_words_that_frame_the_question_are_no_topic(register: Register) -> None:
    asked = plan(topic=("satte",), question="Vilka uppdrag satte nämnden?")
    assert len(select(asked, register, terms(asked.topic, VOCABULARY, {}))) == 4


def test_the_same_assignment_in_two_documents_is_one_item() -> None:
    twin = replace(ENTRIES[0], id="twin", document="budget", status=Status.UNKNOWN)
    found = select(plan(), Register.of((ENTRIES[0], twin), ()), ())
    assert found == [ENTRIES[0]]  # the one that tells its status


def test_a_list_is_complete_and_says_of_how_many(register: Register) -> None:
    draft = answer_list(plan(statuses=(Status.ONGOING,)), register, ())
    assert draft is not None
    assert (draft.total, len(draft.items)) == (1, 1)
    assert "Ett av 4" in draft.lead[0].text


def test_open_without_follow_up_says_what_is_not_known() -> None:
    lone = Register.of((replace(ENTRIES[0], status=Status.UNKNOWN, year=2025),), ())
    asked = plan(statuses=(Status.NOT_STARTED, Status.ONGOING, Status.UNKNOWN))
    draft = answer_list(asked, lone, ())
    assert draft is not None
    assert "ingen uppföljning" in draft.closing[0].text


def test_a_status_that_nobody_reports_is_no_answer() -> None:
    lone = Register.of((replace(ENTRIES[0], status=Status.UNKNOWN),), ())
    draft = answer_list(plan(statuses=(Status.DONE,)), lone, ())
    assert draft is not None
    assert not draft.answered


def test_a_count(register: Register) -> None:
    draft = answer_count(plan(Kind.COUNT, statuses=(Status.DONE,)), register, ())
    assert draft is not None
    assert draft.lead[0].text.startswith("**1 av 4 uppdrag**")


@pytest.mark.parametrize(
    ("count", "words", "shown"),
    [
        (5, 20, True),
        (6, 3, False),  # too many
        (3, 60, False),  # too long
    ],
)
def test_what_was_counted_is_shown_where_it_is_short(count: int, words: int, shown: bool) -> None:
    counted = [entry(number, f"Utreda {'bad ' * (words - 1)}".strip()) for number in range(count)]
    draft = answer_count(plan(Kind.COUNT, statuses=(Status.NOT_STARTED,)), Register.of(counted, ()), ())
    assert draft is not None
    assert (len(draft.items), draft.show_items) == (count, shown)


def test_a_status_with_its_decision(register: Register) -> None:
    asked = plan(Kind.STATUS, ("läxhjälp",))
    draft = answer_status(asked, register, terms(asked.topic, VOCABULARY, {}))
    assert draft is not None
    assert "**avslutat** (2024-03-26 § 86)" in draft.lead[0].text


def test_a_decision_that_the_register_lacks_is_not_made_up(register: Register) -> None:
    asked = plan(Kind.STATUS, ("husdjur",), "Vilken paragraf avslutade uppdraget om husdjur?")
    draft = answer_status(asked, register, terms(asked.topic, VOCABULARY, {}))
    assert draft is not None
    assert not draft.answered


def test_the_board_itself_is_met_by_its_full_name(register: Register) -> None:
    own = replace(ENTRIES[0], report_to="Socialnämnden Norr")
    mine = Register.of((own, ENTRIES[3]), ())
    assert select(plan(report_to="nämnden"), mine, ()) == [own]


def test_a_denial_that_nothing_filters_gives_no_whole_list(register: Register) -> None:
    """The whole register would be a wrong answer to "som inte kräver pengar"."""
    assert answer_list(plan(question="Vilka uppdrag kräver inte pengar?"), register, ()) is None
    assert answer_list(plan(question="Vilka uppdrag finns?"), register, ()) is not None


def test_what_two_boards_share() -> None:
    norr, oster = "Socialnämnden Norr", "Socialnämnden Öster"
    shared = [replace(ENTRIES[0], id=f"s{n}", board=board, group="g1") for n, board in enumerate((norr, oster))]
    alone = replace(ENTRIES[1], board=norr)
    asked = replace(plan(common=True), filters=Filters((), (norr, oster), (), ()))
    found = select(asked, Register.of((*shared, alone), ()), ())
    assert [one.group for one in found] == ["g1"]
    apart = replace(asked, criteria=Criteria(apart=True))
    assert select(apart, Register.of((*shared, alone), ()), ()) == [alone]


def test_the_month_of_the_meeting(register: Register) -> None:
    asked = plan(question="Vilka uppdrag avslutades i mars 2024?", decided="2024-03", statuses=(Status.DONE,))
    assert select(asked, register, ()) == [ENTRIES[1]]
    draft = answer_list(asked, register, ())
    assert draft is not None
    assert "med beslut i mars 2024" in draft.lead[0].text
    assert select(plan(decided="2024-04"), register, ()) == []


def test_a_short_answer_keeps_a_comment_as_far_as_there_is_room(register: Register) -> None:
    long = " ".join(f"Mening nummer {n} handlar om arbetet med lokalerna under året." for n in range(30))
    told = replace(ENTRIES[1], comment=f"{long} Det blir klart i maj.", comment_spans=ENTRIES[1].spans)
    short = tell(told, register, (), Kind.FACT)
    assert sum(len(statement.text.split()) for statement in short.lead) <= 112
    assert "klart i maj" in short.lead[-1].text


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Vilka uppdrag har EC som ansvarig?", [1, 2]),
        ("Vilka uppdrag ansvarar EC natt för?", [2]),
        ("Vilka uppdrag ansvarar direktören för?", [1, 2, 3]),  # names nobody of the register
        ("Vilka uppdrag gäller EC?", [1, 2, 3]),  # asks for no one responsible
    ],
)
def test_who_is_responsible(question: str, numbers: list[int]) -> None:
    names = ("EC stöd", "EC natt", "VC social")
    owned = [replace(entry, addressees=(name,)) for entry, name in zip(ENTRIES, names, strict=False)]
    more = [replace(ENTRIES[3], id=f"m{n}", group=f"m{n}", addressees=("KS",)) for n in range(2)]
    found = select(plan(question=question), Register.of((*owned, *more), ()), ())
    assert [owned.index(one) + 1 for one in found if one in owned] == numbers


def test_whatever_is_reported_back(register: Register) -> None:
    assert select(plan(reported=True), register, ()) == [ENTRIES[3]]


HEADED = (
    entry(11, "Införa läxhjälp.", trail=("3 Mål", "3.1 Målområde: Barn och unga", "3.1.2 Uppdrag"), status=Status.DONE),
    entry(12, "Rusta upp gården.", trail=("3 Mål", "3.1 Målområde: Barn och unga", "3.1.2 Uppdrag")),
    entry(13, "Utreda barn i skolor.", trail=("3 Mål", "3.2 Målområde: Trygghet", "3.2.2 Uppdrag")),
)


@pytest.mark.parametrize(
    ("question", "topic", "numbers"),
    [
        ("Vilka uppdrag ligger under Barn och unga?", ("barn", "unga"), [11, 12]),
        ("Vilka uppdrag finns inom målområdet Trygghet?", ("målområdet", "trygghet"), [13]),
        ("Vilka uppdrag om trygghet finns?", ("trygghet",), [13]),
        # a heading of two words is not named by one of them
        ("Vilka uppdrag om barn finns?", ("barn",), [13]),
        ("Vilka uppdrag ligger under Barn och unga om läxhjälp?", ("barn", "unga", "läxhjälp"), [11]),
    ],
)
def test_the_heading_that_a_question_names(question: str, topic: tuple[str, ...], numbers: list[int]) -> None:
    asked = plan(topic=topic, question=question)
    found = select(asked, Register.of(HEADED, ()), terms(topic, VOCABULARY, {}))
    assert [one.spans[0].start // 10 for one in found] == numbers


def test_a_count_is_told_of_the_document_that_it_is_by() -> None:
    elsewhere = entry(14, "Utreda barn på boenden.", document="plan-norr")
    draft = answer_count(plan(Kind.COUNT, statuses=(Status.DONE,)), Register.of((*HEADED, elsewhere), ()), ())
    assert draft is not None
    assert draft.lead[0].text.startswith("**1 av 3 uppdrag** är avslutat")


def test_a_set_of_another_number_than_the_question_says_is_not_told(register: Register) -> None:
    assert answer_list(plan(question="Vilka tre uppdrag om läxhjälp?", topic=("läxhjälp",)), register, ()) is None


def test_none_is_said_only_where_all_are_followed_up(register: Register) -> None:
    asked = plan(statuses=(Status.DONE,), question="Vilka uppdrag är avslutade?")
    followed_up = (ENTRIES[0], ENTRIES[2])
    known = Register.of(followed_up, ())
    partly = Register.of((*followed_up, replace(ENTRIES[3], status=Status.UNKNOWN)), ())
    unsaid, said = answer_list(asked, partly, ()), answer_list(asked, known, ())
    assert unsaid and not unsaid.answered and "har två en redovisad status" in unsaid.lead[1].text
    assert said and said.answered and said.lead[0].text.startswith("**Inget** av de 2")


def test_how_far_it_has_come_is_told_by_the_source_that_says_it() -> None:
    own = replace(ENTRIES[0], status=Status.UNKNOWN, title="Plan")
    report = replace(own, id="r", document="rapport", title="Rapport", status=Status.DONE, decision="2024-03-26 § 86")
    for language, said in (
        ("sv", "(2024-03-26 § 86) enligt Rapport."),
        ("en", "(2024-03-26 § 86) according to Rapport."),
    ):
        first, *_ = tell(own, Register.of((own, report), ()), (), Kind.STATUS, language).lead
        assert first.text.endswith(said)
        assert [place.document for place in first.evidence] == [own.document, "rapport"]
    alone, *_ = tell(report, Register.of((own, report), ()), (), Kind.STATUS).lead
    assert [place.document for place in alone.evidence] == ["rapport"]  # once


@pytest.mark.parametrize(
    ("question", "topic", "listed"),
    [
        ("Vad är kvar att göra för simhallen?", "simhallen", False),  # no assignment is about it
        ("Vad är kvar att göra med husdjur?", "husdjur", True),
        ("Vilka uppdrag är kvar för simhallen?", "simhallen", True),  # says what is asked for
        ("Vad är kvar under rubriken simhallen?", "simhallen", True),
    ],
)
def test_what_is_left_is_a_list_where_assignments_are_about_it(
    register: Register, question: str, topic: str, listed: bool
) -> None:
    asked = plan(topic=(topic,), question=question, statuses=(Status.ONGOING, Status.NOT_STARTED))
    assert (answer_list(asked, register, terms((topic,), VOCABULARY, {})) is not None) is listed
