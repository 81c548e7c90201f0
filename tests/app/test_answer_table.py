"""Set questions answered from whole tables: the right rows, with the arithmetic, or nothing."""

import pytest

from app.answer_table import answer_table
from app.kinds import kind_of, topic_of
from app.model import Draft, Kind, Plan
from app.scope import scope_of
from app.table_question import asked_of_rows
from app.topic import WORD, terms
from index.model import Filters
from tests.app.tabled import Made, tabled

RAMS = Made(
    "Ramar per avdelning", "Avdelning (mnkr)", ("Budget 2024", "Budget 2023", "Avvikelse"),
    (
        ("Barn och unga", "276,4", "268,9", "-18,2"), ("Vuxen", "231,8", "229,4", "1,8"),
        ("Bistånd", "58,7", "61,2", "0,0"), ("Total ram", "566,9", "559,5", "-16,4"),
    ),
)  # fmt: skip
GRANTS = Made(
    "Erhållna statsbidrag", "Statsbidrag", ("Belopp (tkr)",),
    (
        ("Nära vård", "866", "Staten"), ("Beredskap", "800", "Socialstyrelsen"),
        ("Skolteam", "2 192", "Socialstyrelsen"), ("Summa", "3 858"),
    ),
)  # fmt: skip
STAFF = Made(
    "Personalnyckeltal", "Nyckeltal", ("2024", "2023"),
    (("Sjukfrånvaro (%)", "7,2", "7,9"), ("Årsarbetare", "612", "597"), ("Chefer", "40", "41")),
)  # fmt: skip
DOCUMENT = tabled("norr", (RAMS, GRANTS, STAFF))
VOCABULARY = dict.fromkeys(WORD.findall(DOCUMENT.text.lower()), 2)


def answered(question: str, years: tuple[int, ...] = ()) -> Draft | None:
    topic = topic_of(question, scope_of(question, ()), ())
    plan = Plan(question, question, kind_of(question.lower(), False), "sv", topic, Filters(), years)
    asked = asked_of_rows(question, plan.kind)
    return answer_table(plan, asked, terms(topic, VOCABULARY, {}), {"norr": DOCUMENT}) if asked else None


@pytest.mark.parametrize(
    ("question", "labels", "said"),
    [
        (
            "Vilka avdelningar får mer än 200 miljoner kronor 2024?",
            ["Barn och unga", "Vuxen"],
            "**Två av tre avdelningar**",
        ),
        ("Hur många avdelningar får under 100 mnkr 2024?", ["Bistånd"], "**1 av 3 avdelningar**"),
        ("Vilka avdelningar gick med underskott 2024?", ["Barn och unga"], "visar underskott"),
        ("Vilka avdelningar fick neddragningar 2024?", ["Barn och unga"], "visar underskott"),
        ("Vilka avdelningar fick avdrag och inte tillskott 2024?", ["Barn och unga"], "visar underskott"),
        ("Vilka avdelningar klarade budgeten 2024?", ["Vuxen", "Bistånd"], "visar inget underskott"),
        ("Vilka avdelningar minskade mellan 2023 och 2024?", ["Bistånd"], "minskar (2023–2024)"),
        ("Vilka avdelningar ökade med mer än 2 procent 2024?", ["Barn och unga"], "ökar med mer än 2 procent"),
        ("Hur många statsbidrag kom från Socialstyrelsen?", ["Beredskap", "Skolteam"], "**2 rader**"),
        ("Vilka statsbidrag kom från Socialstyrelsen?", ["Beredskap", "Skolteam"], "**Två rader**"),
        ("Vilka statsbidrag från Socialstyrelsen var över 1 miljon?", ["Skolteam"], "**Ett av två"),
    ],
)
def test_the_rows_that_fit(question: str, labels: list[str], said: str) -> None:
    draft = answered(question, (2024,) if "2024" in question else ())
    assert draft is not None
    assert [item.text.split(":")[0] for item in draft.items] == labels
    assert draft.total == len(labels)
    assert said in draft.lead[0].text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vilken avdelning får mest 2024?", "Högst är **Barn och unga**: **276,4 mnkr** (Budget 2024)"),
        ("Vilken avdelning får minst 2024?", "Lägst är **Bistånd**: **58,7 mnkr**"),
        ("Vilken avdelning ökade mest 2024?", "**Barn och unga**: **7,5 mnkr**, 268,9 mnkr → 276,4 mnkr (2023–2024)"),
        ("Vilken avdelning gick mest plus 2024?", "Störst överskott har **Vuxen**: **1,8 mnkr** (Avvikelse, 2024)"),
        ("Vilken avdelning gick bäst 2024?", "Störst överskott har **Vuxen**: **1,8 mnkr** (Avvikelse, 2024)"),
        ("Hur mycket får Vuxen och Bistånd tillsammans 2024?", "Sammanlagt **290,5 mnkr**: 231,8 + 58,7 (Budget 2024)"),
        ("Hur stor andel av budgeten 2024 går till Bistånd?", "**10,4 procent** av Total ram: 58,7 av 566,9 mnkr"),
        (
            "Hur stor del av statsbidragen kommer från Socialstyrelsen?",
            "**77,6 procent** av Summa: 800 + 2 192 av 3 858 tkr",
        ),
        ("Hur mycket mer får Vuxen än Bistånd 2024?", "är **173,1 mnkr**: 231,8 mnkr mot 58,7 mnkr"),
    ],
)
def test_computed_from_cells(question: str, said: str) -> None:
    draft = answered(question, (2024,) if "2024" in question else ())
    assert draft is not None
    assert said in draft.lead[0].text
    assert draft.lead[0].evidence


def test_all_rows_with_their_sum() -> None:
    draft = answered("Hur fördelas ramarna per avdelning 2024?", (2024,))
    assert draft is not None
    assert [item.text for item in draft.items] == ["Barn och unga", "Vuxen", "Bistånd"]
    assert draft.closing[0].text.startswith("Total ram: 566,9 mnkr (Budget 2024)")


def test_no_row_fits() -> None:
    draft = answered("Vilka avdelningar får mer än 900 miljoner kronor 2024?", (2024,))
    assert draft is not None
    assert (draft.kind, draft.total, draft.items) == (Kind.LIST, 0, ())
    assert draft.lead[0].text.startswith("**Ingen** av tabellens 3 avdelningar")


@pytest.mark.parametrize(
    "question",
    [
        "Hur många avdelningar har nämnden?",  # not what a table's rows tell
        "Vilken avdelning har flest medarbetare?",  # the table gives money alone
        "Hur många avdelningar har fler än 50 platser?",
        "Vilka enheter gick med underskott?",  # its rows are no units
        "Vilket nyckeltal är högst?",  # per cent beside persons
        "Vilken avdelning får mest 2019?",  # no such year
        "Hur mycket får Vuxen och Äldre tillsammans?",
        "Vilka avdelningar fick inte mer än 200 miljoner?",
    ],
)
def test_nothing_is_claimed_of_what_the_table_lacks(question: str) -> None:
    assert answered(question, (2019,) if "2019" in question else ()) is None
