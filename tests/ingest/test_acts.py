"""What the words of an assignment say."""

import pytest

from ingest import acts
from ingest.model import Origin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Skolnämnden Ekby får i uppdrag att pröva läxhjälp.", ("Skolnämnden Ekby",)),
        ("Fritidsnämnden och skolnämnden får i uppdrag att samverka.", ("Fritidsnämnden", "skolnämnden")),
        # "för" is no "får"; the police takes no orders
        ("Nämnden för kultur och fritid får i uppdrag att spara.", ("Nämnden för kultur och fritid",)),
        ("Skolnämnden för i uppdrag att bygga.", ("Skolnämnden",)),  # a misread "får"
        ("Vårdnämnden, nämnden för stöd och omsorg samt kulturnämnden får i uppdrag att öva.",
         ("Vårdnämnden", "nämnden för stöd och omsorg", "kulturnämnden")),  # "omsorg" belongs to the name before it
        ("Barnnämnderna, nämnden för stöd och äldre samt vård- och hemnämnden får i uppdrag att öva.",
         ("Barnnämnderna", "nämnden för stöd", "äldre samt vård- och hemnämnden")),  # and "äldre" to the one after
        ("Skolnämnden Öst, Väst och Syd får i uppdrag att dela lokaler.",
         ("Skolnämnden Öst", "Skolnämnden Väst", "Skolnämnden Syd")),  # the sort of board is said once
        ("Samtliga nämnder och styrelser får i uppdrag att spara el.", ("Samtliga nämnder och styrelser",)),
        ("Skolnämnden får i uppdrag att tillsammans med kulturnämnden sjunga.", ("Skolnämnden", "kulturnämnden")),
        ("Skolnämnden får i uppdrag att tillsammans med polisen vandra.", ("Skolnämnden",)),
        ("Skolnämnden får i uppdrag i samverkan med andra skol-nämnder att öva.", ("Skolnämnden", "andra skolnämnder")),
        ("Skolnämnden får i uppdrag att i samverkan med övriga nämnder och idrotts-och kulturnämnden vandra.",
         ("Skolnämnden", "övriga nämnder", "idrotts- och kulturnämnden")),
        ("Ekby Bostads AB får i uppdrag att bygga.", ("Ekby Bostads AB",)),
        ("Nämnden ger förvaltningsdirektören i uppdrag att återkomma.", ("förvaltningsdirektören",)),
        ("Texten handlar om något annat.", ()),
        ("Skolnämnden får i uppdrag att bygga. Kulturnämnden och vårdnämnden får i uppdrag att måla.",
         ("Skolnämnden", "Kulturnämnden", "vårdnämnden")),  # a second sentence orders others
        ("Miljönämnden får i uppdrag att i samverkan med skolnämnderna, Ekby AB och idrotts- och kulturnämnden öva.",
         ("Miljönämnden", "skolnämnderna", "idrotts- och kulturnämnden")),  # a company between the boards
        ("Skolnämnderna Öst och Väst får i uppdrag att öva.", ("Skolnämnden Öst", "Skolnämnden Väst")),
        ("Barnnämnden, nämnden för stöd och äldre samt vård och hemnämnden får i uppdrag att öva.",
         ("Barnnämnden", "nämnden för stöd", "äldre samt vård- och hemnämnden")),  # the hyphen left out
    ],
)  # fmt: skip
def test_addressees(text: str, expected: tuple[str, ...]) -> None:
    assert acts.addressees(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uppdraget beräknas bli klart under halvår 2 2026.", "halvår 2 2026"),  # the preposition is left out
        ("Uppdraget ska redovisas senast den 3 maj 2026.", "3 maj 2026"),
        ("Slutrapport lämnas kvartal 1 2027.", "kvartal 1 2027"),
        ("Arbetet slutredovisas senast 2026-06-30.", "2026-06-30"),
        ("Bedöms kunna avslutas under 2026.", "2026"),
        ("Huset ska vara i bruk hösten 2026.", "hösten 2026"),
        ("Väntas vara klart till årsskiftet 2026/2027.", "årsskiftet 2026/2027"),
        ("Arbetet påbörjas under våren 2026.", None),  # a beginning is no end
        ("Arbetet fortsätter under 2026.", None),
        ("Uppdraget är klart, SNE 2025-03-04 § 12.", None),  # a decision's date
        ("Tjänsten är i drift sedan den 1 juni 2025.", None),  # what has been
        ("Förvaltningen ska återkomma till nämnden under 2026 med förslag.", "2026"),
        ("Förvaltningen kommer att genomföra uppdraget under 2026.", "2026"),
        ("Klart Q3 2026.", "Q3 2026"),
        ("Ska senast i samband med delårsrapporten i augusti återkomma.", "delårsrapporten i augusti"),
        ("Uppdraget avslutas i samband med årsrapporten.", None),
        ("Ingen tid är satt.", None),
    ],
)
def test_expected(text: str, expected: str | None) -> None:
    assert acts.expected(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uppdraget avslutades SNE 2025-03-04 § 12.", "2025-03-04 § 12"),
        ("Avslutat 2025-03-04 §12", "2025-03-04 § 12"),  # no blank
        ("Beslut 2025-03-04, § 7", "2025-03-04 § 7"),
        ("Enligt § 9 den 2025-03-04 är det klart.", "2025-03-04 § 9"),  # the other way round
        ("Avslutat av nämnden den 4 mars 2025, § 12.", "2025-03-04 § 12"),
        ("Avslutat, § 12 (2025-03-04).", "2025-03-04 § 12"),
        ("Klart den 4 mars.", None),
    ],
)
def test_decision(text: str, expected: str | None) -> None:
    assert acts.decision(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Återrapportering ska ske till kommunstyrelsen i maj.", "kommunstyrelsen"),
        ("Uppdraget återrapporteras till skolnämnden Ekby.", "skolnämnden Ekby"),
        ("Uppdraget ska redovisas för nämnden i april.", "nämnden"),
        ("Planen är färdig och redovisas för nämnden.", None),  # the plan is, not the assignment
        ("Direktören ska återkomma till nämnden med förslag.", "nämnden"),
        ("Rapportering förväntas ske till nämnd i maj.", "nämnd"),
        ("Förslaget skickas till kommunen.", None),
    ],
)
def test_report_to(text: str, expected: str | None) -> None:
    assert acts.report_to(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("4.2 Uppdrag från kommunfullmäktige", Origin.COUNCIL),
        ("Från Ekby stads budget", Origin.COUNCIL),
        ("Uppdrag från KS", Origin.EXECUTIVE),
        ("Nämndens egna uppdrag", Origin.BOARD),
        ("Från nämnden:", Origin.BOARD),
        ("Förvaltningsdirektörens uppdrag", Origin.DIRECTOR),
        ("Personal", Origin.UNKNOWN),
    ],
)
def test_origin_of(words: str, expected: Origin) -> None:
    assert acts.origin_of(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Uppdrag inom budgetbeslut", "inom budgetbeslut"),
        ("Uppdrag utanför budgetbeslut", "utanför budgetbeslut"),
        ("Uppdrag från nämnden", None),
    ],
)
def test_kind(words: str, expected: str | None) -> None:
    assert acts.kind(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Uppdraget hänför sig till 2022 och pågår.", 2022), ("Uppdraget är från förra årets budget 2023.", 2023),
     ("Uppdraget redovisas 2025.", None)],
)  # fmt: skip
def test_year_given(text: str, expected: int | None) -> None:
    assert acts.year_given(text) == expected


def test_act_and_issuer() -> None:
    assert acts.act("Skolnämnden får i uppdrag att pröva läxhjälp.") == "pröva läxhjälp."
    assert acts.issuer("Skolnämnden Ekby ger direktören i uppdrag att svara.") == "Skolnämnden Ekby"
    assert acts.issuer("Skolnämnden får i uppdrag att svara.") is None


def test_what_a_handling_tells() -> None:
    told = acts.status_told("Uppdraget hänför sig till 2022 och är pågående sedan dess.")
    assert told is not None
    assert told[1] == "pågående"
    assert acts.status_told("Arbetet är påbörjat.") is None  # of the work, not of the assignment
    assert acts.lasts_until("Nämnden får i uppdrag att pröva modellen till och med 2027.") == "2027"
    assert acts.decided("Beslutat yrkande 20250206:") == "2025-02-06"
    assert acts.decided("Tilläggsuppdrag:") is None
