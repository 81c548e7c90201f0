"""Questions as people ask them, and the plans they get."""

import pytest

from app.kinds import language_of
from app.model import Answer, Item, Kind, Plan, Turn
from app.plan import Planner
from index.model import DocumentEntry
from ingest.model import Origin, Status


def entry(name: str, title: str, kind: str, board: str, year: int, city: str = "Almvik") -> DocumentEntry:
    return DocumentEntry(name, "v1", title, kind, board, city, year, 10, (), {}, (), "", "", "application/pdf", {})


DOCUMENTS = (
    entry("rapport-norr", "Årsrapport 2024 Socialnämnden Norr", "årsrapport", "Socialnämnden Norr", 2024),
    entry("plan-norr", "Genomförandeplan 2025 Socialnämnden Norr", "genomförandeplan", "Socialnämnden Norr", 2025),
    entry("budget-oster", "Budget 2025 Socialnämnden Öster", "budget", "Socialnämnden Öster", 2025),
    entry("granby", "Uppföljning 2024, Omsorgsnämnden Granby", "uppföljning", "Omsorgsnämnden Granby", 2024, "Granby"),
)
VOCABULARY = dict.fromkeys("resultat familjehem sjukfrånvaro husdjur skyddat boende kommunbidrag läxhjälp".split(), 3)  # noqa: SIM905


@pytest.fixture
def planner() -> Planner:
    return Planner(DOCUMENTS, VOCABULARY)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Vilka uppdrag är ej påbörjade i Norr?", Kind.LIST),
        ("Räkna upp uppdragen från nämnden i Öster", Kind.LIST),
        ("Nämndens egna uppdrag som fortfarande pågår, Norr", Kind.LIST),  # no question word
        ("Hur många uppdrag är avslutade?", Kind.COUNT),
        ("Hur många hushåll fick bistånd 2024?", Kind.FIGURE),  # counts people, not a register
        ("Hur stor var sjukfrånvaron i Norr 2024?", Kind.FIGURE),
        ("Hur har det gått med uppdraget om läxhjälp?", Kind.STATUS),
        ("Är besöksrummen klara?", Kind.STATUS),
        ("Sammanfatta avsnittet om trygghet", Kind.SUMMARY),
        ("Jämför sjukfrånvaron i Norr och Öster", Kind.COMPARE),
        ("Får man ta med husdjur på skyddat boende?", Kind.YESNO),
        ("Vem samordnar läxhjälpen?", Kind.FACT),
        ("Vad tänker Norr göra åt väntetiderna?", Kind.SUMMARY),
        ("Hur vill partierna få stopp på skolket?", Kind.SUMMARY),
        ("Vad tänker Norr göra åt väntetiderna och vem ansvarar?", Kind.FACT),  # two things, each told shortly
        ("Varför minskade andelen sena utredningar?", Kind.FACT),  # a cause, no number
        ("Which groups will the meeting place reach?", Kind.LIST),
    ],
)
def test_kind(planner: Planner, question: str, kind: Kind) -> None:
    assert planner.plan(question).kind is kind


@pytest.mark.parametrize(
    ("question", "statuses", "origins"),
    [
        ("Vilka uppdrag är inte påbörjade?", (Status.NOT_STARTED,), ()),
        ("Vilka uppdrag är fortfarande öppna?", (Status.NOT_STARTED, Status.ONGOING, Status.UNKNOWN), ()),
        ("Vilka uppdrag pågår?", (Status.ONGOING,), ()),
        ("Vilka uppdrag från nämnden är klara?", (Status.DONE,), (Origin.BOARD,)),
        ("Vilka uppdrag från KF/KS har Norr?", (), (Origin.COUNCIL, Origin.EXECUTIVE)),
        ("Vilka uppdrag har kommunfullmäktige gett?", (), (Origin.COUNCIL,)),
        ("Hur många av fullmäktiges och nämndens egna uppdrag finns sammanlagt?", (), ()),
        ("Hur många uppdrag pågår? Räkna inte dem som inte är påbörjade.", (Status.ONGOING,), ()),
    ],
)
def test_criteria(planner: Planner, question: str, statuses: tuple[Status, ...], origins: tuple[Origin, ...]) -> None:
    criteria = planner.plan(question).criteria
    assert criteria.statuses == statuses
    assert criteria.origins == origins


def test_a_meeting_is_read_as_the_register_writes_it(planner: Planner) -> None:
    assert planner.plan("Vad avslutade SNN den 26 mars 2024, § 86?").criteria.decision == "2024-03-26 § 86"


def test_a_month_of_meetings(planner: Planner) -> None:
    assert planner.plan("Vilka uppdrag avslutades i mars 2024?").criteria.decided == "2024-03"
    assert planner.plan("Vilka uppdrag väntas bli klara i mars 2025?").criteria.decided == ""
    assert planner.plan("Vilka uppdrag pågick i mars 2024?").criteria.decided == ""


def test_what_each_board_has_alone(planner: Planner) -> None:
    assert planner.plan("Vilka egna uppdrag har bara Norr respektive bara Öster?").criteria.apart
    assert not planner.plan("Vilka uppdrag har Norr respektive Öster?").criteria.apart


def test_what_both_boards_have(planner: Planner) -> None:
    assert planner.plan("Vilket uppdrag har både Norr och Öster fått?").criteria.common


def test_a_due_time_is_not_a_year(planner: Planner) -> None:
    criteria = planner.plan("Vilka pågående uppdrag väntas bli klara under första halvåret 2025?").criteria
    assert (criteria.expected, criteria.years, criteria.document_years) == ("2025-H1", (), ())


@pytest.mark.parametrize(
    ("question", "years", "document_years"),
    [
        ("Vilka uppdrag från 2022 pågår i Norr?", (2022,), ()),  # the assignments' own year
        ("Vilka uppdrag avslutade Norr 2024?", (), (2024,)),  # the report's year
        ("Vilka uppdrag står i genomförandeplanen 2025 i Norr?", (), (2025,)),
    ],
)
def test_years(planner: Planner, question: str, years: tuple[int, ...], document_years: tuple[int, ...]) -> None:
    criteria = planner.plan(question).criteria
    assert (criteria.years, criteria.document_years) == (years, document_years)


def test_scope(planner: Planner) -> None:
    plan = planner.plan("Vad säger Norrs årsrapport om familjehem?")
    assert plan.filters.boards == ("Socialnämnden Norr",)
    assert plan.filters.types == ("årsrapport",)
    assert plan.topic == ("familjehem",)


def test_the_search_leaves_out_what_filters(planner: Planner) -> None:
    """Else sentences that name a board would be found before those that answer."""
    assert planner.plan("Vad gör Socialnämnden Norr mot vräkning 2024?").searches == ("Vad gör mot vräkning ?",)
    assert planner.plan("Hur gick Norrs resultat?").searches == ("Hur gick resultat?",)
    assert planner.plan("Sjukfrånvaron 2024 enligt Norr respektive Öster?").searches == ("Sjukfrånvaron ?",)
    assert planner.plan("Norr 2024").searches == ("Norr 2024",)  # nothing would be left


def test_another_citys_document_by_its_name(planner: Planner) -> None:
    assert planner.plan("Vilka uppdrag är försenade i Granby?").filters.boards == ("Omsorgsnämnden Granby",)


def test_missing_letters_are_mended(planner: Planner) -> None:
    assert "sjukfrånvaro" in planner.plan("sjukfranvaro norr").standalone


@pytest.mark.parametrize(
    ("question", "language"),
    [("How many assignments are open?", "en"), ("Hur många uppdrag är öppna?", "sv"), ("budget norr 2024", "sv")],
)
def test_language(question: str, language: str) -> None:
    assert language_of(question) == language


def turn(plan: Plan, *items: str) -> Turn:
    listed = tuple(Item(text, (1,)) for text in items)
    answer = Answer(plan.standalone, True, plan.kind, "", listed, len(listed), (), (), 1.0, plan)
    return Turn(plan.question, plan, answer)


def test_a_follow_up_changes_the_board(planner: Planner) -> None:
    before = planner.plan("Vilka uppdrag är ej påbörjade i Norr?")
    after = planner.plan("Och i Öster?", [turn(before)])
    assert after.kind is Kind.LIST
    assert after.filters.boards == ("Socialnämnden Öster",)
    assert after.criteria.statuses == (Status.NOT_STARTED,)


def test_a_comparison_keeps_the_board_before(planner: Planner) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    after = planner.plan("Jämför med Öster 2025", [turn(before)])
    assert after.kind is Kind.COMPARE
    assert set(after.filters.boards) == {"Socialnämnden Norr", "Socialnämnden Öster"}
    assert set(after.years) == {2024, 2025}


def test_what_one_has_and_another_has_not(planner: Planner) -> None:
    plan = planner.plan("Vilka uppdrag finns i Norrs genomförandeplan men inte i Östers?")
    assert plan.criteria.without and plan.criteria.without.boards == ("Socialnämnden Öster",)


def test_a_follow_up_counts(planner: Planner) -> None:
    before = planner.plan("Vilka uppdrag är ej påbörjade i Norr?")
    after = planner.plan("Hur många är det?", [turn(before)])
    assert (after.kind, after.filters.boards) == (Kind.COUNT, ("Socialnämnden Norr",))


def test_a_follow_up_points_at_an_item(planner: Planner) -> None:
    before = planner.plan("Vilka uppdrag är ej påbörjade i Norr?")
    after = planner.plan("Vad säger kommentaren om den andra?", [turn(before, "Utreda husdjur", "Utreda läxhjälp")])
    assert after.kind is Kind.STATUS
    assert "läxhjälp" in after.topic


def test_a_whole_question_is_no_follow_up(planner: Planner) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    after = planner.plan("Vilka uppdrag är ej påbörjade?", [turn(before)])
    assert after.standalone == "Vilka uppdrag är ej påbörjade?"


@pytest.mark.parametrize(
    ("question", "kind", "about"),
    [
        ("Hur många av 2024 års fullmäktigeuppdrag har Norr avslutat?", Kind.COUNT, True),
        ("I hur många av placeringarna stämde planen med uppdraget?", Kind.FIGURE, True),  # not assignments are counted
        ("Antal program och planer inom kultur", Kind.COUNT, False),
        ("Har Norr och Öster något uppdrag gemensamt?", Kind.YESNO, True),
        ("Hur arbetar Norr mot hemlöshet?", Kind.SUMMARY, False),
        ("Gjorde Norr någon anmälan under hösten?", Kind.YESNO, False),  # begins with its verb, whichever it is
        ("Has Norr started the talks about housing?", Kind.STATUS, False),
    ],
)
def test_what_is_asked_for(planner: Planner, question: str, kind: Kind, about: bool) -> None:
    plan = planner.plan(question)
    assert (plan.kind, plan.about_assignments) == (kind, about)


def test_begun_and_not_finished_is_ongoing(planner: Planner) -> None:
    plan = planner.plan("Vilka uppdrag har påbörjats men är inte färdiga?")
    assert plan.criteria.statuses == (Status.ONGOING,)


@pytest.mark.parametrize("question", ["Vad ska ökningen användas till?", "Var alla överens?"])
def test_a_follow_up_points_back_without_a_pronoun(planner: Planner, question: str) -> None:
    before = planner.plan("Hur mycket får läxhjälpen i Norr?")
    after = planner.plan(question, [turn(before)])
    assert after.filters.boards == ("Socialnämnden Norr",)
    assert "läxhjälpen" in after.topic
    assert "läxhjälpen" in after.inherited


def test_a_question_of_its_own_keeps_its_own_topic(planner: Planner) -> None:
    before = planner.plan("Hur mycket får läxhjälpen i Norr?")
    after = planner.plan("Vilka risker ser Socialnämnden Öster när det gäller skyddat boende?", [turn(before)])
    assert after.filters.boards == ("Socialnämnden Öster",)
    assert "läxhjälpen" not in after.topic


def test_english_words_are_no_topic(planner: Planner) -> None:
    plan = planner.plan("Is Norr going to try out shorter working hours according to its plan?")
    assert plan.language == "en"
    assert set(plan.topic) <= {"shorter", "working", "hours", "try"}


@pytest.mark.parametrize(
    "question",
    ["Vilka uppdrag har Norr inte ens hunnit börja med?", "Vilka uppdrag har Norr aldrig satt i gång?"],
)
def test_not_begun_in_other_words(planner: Planner, question: str) -> None:
    assert planner.plan(question).criteria.statuses == (Status.NOT_STARTED,)


def test_reported_to_the_board_itself(planner: Planner) -> None:
    plan = planner.plan("Vilka uppdrag ska rapporteras tillbaka till den egna nämnden?")
    assert plan.criteria.report_to == "nämnden"


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
    after = planner.plan(question, [turn(before)])
    assert (after.kind, after.criteria.statuses) == (kind, statuses)
    assert after.filters.boards == ("Socialnämnden Norr",)


def test_why_after_a_number_asks_for_the_cause(planner: Planner) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    after = planner.plan("Varför?", [turn(before)])
    assert (after.kind, after.topic, after.filters.boards) == (Kind.FACT, ("sjukfrånvaron",), ("Socialnämnden Norr",))


def test_the_year_before(planner: Planner) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    assert planner.plan("Och året innan?", [turn(before)]).years == (2023,)


def test_the_same_of_another_board(planner: Planner) -> None:
    before = planner.plan("Vad säger Norr om läxhjälp?")
    after = planner.plan("Gäller samma sak i Öster?", [turn(before)])
    assert (after.kind, after.topic) == (before.kind, ("läxhjälp",))
    assert after.filters.boards == ("Socialnämnden Öster",)


def test_a_follow_up_puts_the_item_in_its_place(planner: Planner) -> None:
    """Of a list of risks no status is told: the item stands for "den första", and the next question goes on from it."""
    before = planner.plan("Vilka risker ser Norr?")
    measures = planner.plan("Vilka åtgärder finns mot den första?", [turn(before, "Brist på läxhjälp", "Få husdjur")])
    assert measures.kind is Kind.LIST
    assert "läxhjälp" in measures.topic
    assert measures.filters.boards == ("Socialnämnden Norr",)
    then = planner.plan("Vem ansvarar?", [turn(before), turn(measures)])
    assert "läxhjälp" in then.topic


def test_what_adds_nothing_is_not_gone_on_from(planner: Planner) -> None:
    first = planner.plan("Vad gör läxhjälpen i Norr?")
    second = planner.plan("Var ligger den?", [turn(first)])
    third = planner.plan("Vad kostar den?", [turn(first), turn(second)])
    assert third.kind is Kind.FIGURE
    assert "ligger" not in third.standalone


def test_articles_point_nowhere(planner: Planner) -> None:
    before = planner.plan("Hur stor var sjukfrånvaron i Norr 2024?")
    assert planner.plan("Vilka är de viktigaste målen för familjehemmen?", [turn(before)]).topic[0] != "sjukfrånvaron"
    assert planner.plan("Vad kostar de?", [turn(before)]).topic[0] == "sjukfrånvaron"


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("Hur gick det ekonomiskt för Norr 2024?", "Vilket resultat redovisade nämnden Norr 2024?"),
        ("Gick Norr plus eller minus 2024?", "Vilket resultat redovisade nämnden Norr 2024?"),
        ("Vem gick bäst 2024, Norr eller Öster?", "Vilket resultat redovisade nämnden Norr respektive Öster 2024?"),
        ("Vilken avdelning i Norr gick mest back 2024?", "Vilken avdelning i Norr gick mest back 2024?"),
        ("Hur mycket pengar får Norr 2025?", "Hur stort kommunbidrag har Norr 2025?"),
        ("Hur stor är Norrs budget?", "Hur stort kommunbidrag har Norr?"),
        ("Hur mycket pengar får läxhjälpen i Norr?", "Hur mycket pengar får läxhjälpen i Norr?"),
        ("Hur gick det för läxhjälpen i Norr?", "Hur gick det för läxhjälpen i Norr?"),
    ],
)
def test_how_the_money_went(planner: Planner, question: str, standalone: str) -> None:
    assert planner.plan(question).standalone == standalone


def test_how_many_of_what_was_told(planner: Planner) -> None:
    before = planner.plan("Hur många familjehem finns i Norr?")
    assert "familjehem" in planner.plan("Hur många ledde till ett beslut om vård?", [turn(before)]).topic
    assert "familjehem" not in planner.plan("Hur många platser har läxhjälpen i staden?", [turn(before)]).topic


def test_a_whole_why_is_no_follow_up(planner: Planner) -> None:
    before = planner.plan("Hur mycket får läxhjälpen i Norr?")
    after = planner.plan("Varför minskade antalet familjehem i Öster under våren?", [turn(before)])
    assert "läxhjälpen" not in after.topic
