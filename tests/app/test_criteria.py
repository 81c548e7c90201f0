"""Who gave the assignments that are asked for, when, and who is reported to."""

import pytest

from app.criteria import criteria_of
from app.model import Criteria
from app.scope import scope_of
from ingest.model import Origin
from tests.app.planned import DOCUMENTS


def criteria(question: str) -> Criteria:
    return criteria_of(question.lower(), question, scope_of(question, DOCUMENTS), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "years", "document_years"),
    [
        ("Vilka uppdrag fick Norr under 2024?", (2024,), ()),
        ("Vilka uppdrag gav nämnden Norr under år 2024?", (2024,), ()),
        ("Vilka uppdrag hade Norr under 2024?", (), (2024,)),  # the report's year
        ("Vilka uppdrag i Norr är äldre än från 2024?", tuple(range(2009, 2024)), ()),
        ("Vilka uppdrag har Norr haft före år 2024?", tuple(range(2009, 2024)), ()),
        ("Vilka uppdrag har Norr haft sedan 2023?", tuple(range(2023, 2038)), ()),
        ("Vilka uppdrag har Norr haft fr.o.m. 2024?", tuple(range(2024, 2039)), ()),
        ("Vilka uppdrag avslutade Norr före 2024?", (), (2024,)),  # when they were done
        ("Vilka uppdrag har Norr inte redovisat sedan 2024?", (), (2024,)),
    ],
)
def test_the_year_in_which_they_were_given(
    question: str, years: tuple[int, ...], document_years: tuple[int, ...]
) -> None:
    found = criteria(question)
    assert (found.years, found.document_years) == (years, document_years)


@pytest.mark.parametrize(
    ("question", "origins", "report_to"),
    [
        ("Vilka uppdrag har nämnden gett? Räkna inte det som fullmäktige själva gett.", (Origin.BOARD,), ""),
        ("Vilka uppdrag finns? Räkna inte det som direktören själv gett.", (), ""),
        ("Vilka uppdrag ska återrapporteras till kommunfullmäktige?", (), "kommunfullmäktige"),
        ("Vilka uppdrag ska redovisas till nämnden själv?", (), "nämnden"),
        ("Vilka uppdrag ska redovisas till Norrs egen nämnd?", (), "nämnd"),
        ("Vilka uppdrag från fullmäktige ska redovisas till nämnden?", (Origin.COUNCIL,), "nämnden"),
        ("Vilka uppdrag tog nämnden på egen hand?", (Origin.BOARD,), ""),
        ("Vilka uppdrag vill nämnden själv få besked tillbaka om?", (), "nämnden"),
        ("Vilka uppdrag ska Norr rapportera till sin egen nämnd?", (), "nämnd"),
        ("Vilka uppdrag finns, nämndens egna inräknade?", (), ""),
        ("Vilka uppdrag från fullmäktige finns, även nämndens egna?", (), ""),
        ("Vilka uppdrag är fullmäktiges eller styrelsens?", (Origin.COUNCIL, Origin.EXECUTIVE), ""),
    ],
)
def test_givers_and_who_is_reported_to(question: str, origins: tuple[Origin, ...], report_to: str) -> None:
    found = criteria(question)
    assert (found.origins, found.report_to) == (origins, report_to)


@pytest.mark.parametrize(
    ("question", "common"),
    [
        ("Vilka uppdrag ligger på nämnderna i både Norr och Öster?", True),
        ("Vilka uppdrag finns hos både Norr och Öster?", True),
        ("Vilka uppdrag fanns i Norr när båda hade nya chefer, och i Öster?", True),
        ("Vilka uppdrag ligger på nämnderna i Norr och Öster?", False),
    ],
)
def test_what_boards_have_in_common(question: str, common: bool) -> None:
    assert criteria(question).common is common
