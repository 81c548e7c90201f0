"""Questions as people ask them, and the plans they get."""

import pytest

from app.kinds import language_of
from app.model import Kind
from app.plan import Planner, narrow
from index.model import Filters
from ingest.model import Origin, Status
from tests.app.planned import made_planner


@pytest.fixture
def planner() -> Planner:
    return made_planner()


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


@pytest.mark.parametrize(
    ("question", "types", "topic"),
    [
        ("Vad säger årsrapporten om båtar?", ("årsrapport",), ("båtar",)),
        ("Står det i en årsrapport om båtar?", ("årsrapport",), ("båtar",)),
        ("Hur många båtlag hade en årsrapport?", (), ("båtlag", "årsrapport")),  # what it is about
    ],
)
def test_a_paper_asked_of_is_no_place_to_look(
    planner: Planner, question: str, types: tuple[str, ...], topic: tuple[str, ...]
) -> None:
    plan = planner.plan(question)
    assert (plan.filters.types, plan.topic) == (types, topic)


def test_initials(planner: Planner) -> None:
    for question in ("Hur gick resultatet för SNN?", "Hur gick resultatet för SF N?"):
        plan = planner.plan(question)
        assert plan.filters.boards == ("Socialnämnden Norr",)
        assert plan.topic == ("resultatet",)


def test_a_why_is_not_asked_of_the_register(planner: Planner) -> None:
    assert not planner.plan("Varför kom vissa insatser inte i gång?").about_assignments
    assert planner.plan("Varför är uppdraget om båtar inte påbörjat?").about_assignments


def test_open_hours_are_no_status(planner: Planner) -> None:
    assert planner.plan("Vilka tider har baden öppet?").criteria.statuses == ()
    assert Status.ONGOING in planner.plan("Vilka uppdrag är fortfarande öppna?").criteria.statuses


def test_another_citys_document_by_its_name(planner: Planner) -> None:
    assert planner.plan("Vilka uppdrag är försenade i Granby?").filters.boards == ("Omsorgsnämnden Granby",)


def test_missing_letters_are_mended(planner: Planner) -> None:
    assert "sjukfrånvaro" in planner.plan("sjukfranvaro norr").standalone


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How many assignments are open?", "en"),
        ("Which association runs parenting support in Norr through an agreement?", "en"),
        ("Hur många uppdrag är öppna?", "sv"),
        ("budget norr 2024", "sv"),
    ],
)
def test_language(question: str, language: str) -> None:
    assert language_of(question) == language


def test_what_one_has_and_another_has_not(planner: Planner) -> None:
    plan = planner.plan("Vilka uppdrag finns i Norrs genomförandeplan men inte i Östers?")
    assert plan.criteria.without and plan.criteria.without.boards == ("Socialnämnden Öster",)


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
        ("Vad satte nämnden punkt för i april 2024?", Kind.FACT, True),  # closed, and at a meeting
        ("Vad sa nämnden i april 2024?", Kind.FACT, False),
    ],
)
def test_what_is_asked_for(planner: Planner, question: str, kind: Kind, about: bool) -> None:
    plan = planner.plan(question)
    assert (plan.kind, plan.about_assignments) == (kind, about)


@pytest.mark.parametrize(
    "question",
    ["Vilka uppdrag har påbörjats men är inte färdiga?", "Vilka uppdrag är i gång men inte klara?"],
)
def test_begun_and_not_finished_is_ongoing(planner: Planner, question: str) -> None:
    assert planner.plan(question).criteria.statuses == (Status.ONGOING,)


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
    ("question", "standalone"),
    [
        ("Hur gick det ekonomiskt för Norr 2024?", "Vilket resultat redovisade nämnden Norr 2024?"),
        ("Gick Norr plus eller minus 2024?", "Vilket resultat redovisade nämnden Norr 2024?"),
        (
            "Vem gick bäst 2024, Norr eller Öster?",
            "Vilket resultat eller vilken prognos redovisade nämnden Norr respektive Öster 2024?",  # no report
        ),
        ("Gick Norr plus 2025?", "Vilket resultat eller vilken prognos redovisade nämnden Norr 2025?"),  # nor here
        ("Hur gick ekonomin i Norr?", "Vilket resultat redovisade nämnden Norr?"),
        ("Vilken avdelning i Norr gick mest back 2024?", "Vilken avdelning i Norr gick mest back 2024?"),
        ("Hur mycket pengar får Norr 2025?", "Hur stort kommunbidrag har Norr 2025?"),
        ("Hur stor är Norrs budget?", "Hur stort kommunbidrag har Norr?"),
        ("Hur mycket pengar får läxhjälpen i Norr?", "Hur mycket pengar får läxhjälpen i Norr?"),
        ("Hur gick det för läxhjälpen i Norr?", "Hur gick det för läxhjälpen i Norr?"),
        ("Hur många jobbar i Norr?", "Hur många medarbetare har Norr?"),
        ("Hur många jobbar med läxhjälp i Norr?", "Hur många jobbar med läxhjälp i Norr?"),
    ],
)
def test_how_the_money_went(planner: Planner, question: str, standalone: str) -> None:
    assert planner.plan(question).standalone == standalone


def test_the_readers_own_filters_win(planner: Planner) -> None:
    plan = planner.plan("Vad säger Norrs årsrapport om familjehem?")
    narrowed = narrow(plan, Filters(boards=("Socialnämnden Öster",), years=(2025,))).filters
    assert narrowed == Filters(boards=("Socialnämnden Öster",), years=(2025,), types=("årsrapport",))
