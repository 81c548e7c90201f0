import time
from dataclasses import replace

import pytest

from index.links import act, link
from index.model import AssignmentEntry
from ingest.model import Origin, Status


def entry(id_: str, text: str, year: int | None = 2024) -> AssignmentEntry:
    return AssignmentEntry(
        id_, id_.split("-")[0], "v", "t", "budget", 0, "", 0, "", (), text, (), (1,), None, Origin.COUNCIL,
        "Kommunfullmäktige", (), year, None, Status.ONGOING, "", (), "", (), None, None, None, id_,
    )  # fmt: skip


SAME = [
    # word for word, another list of boards in front
    (
        "Socialnämnderna får i uppdrag av kommunfullmäktige att utreda möjligheten att ha husdjur på särskilt boende.",
        "Socialnämnd Centrum och socialnämnd Nordost får i uppdrag att utreda möjligheten att ha husdjur på särskilda "
        "boenden.",
    ),
    # a few other words
    (
        "Socialnämnderna får i uppdrag att ta fram en gemensam handlingsplan mot hemlöshet bland barnfamiljer.",
        "Nämnden får i uppdrag att i samverkan ta fram en gemensam handlingsplan mot hemlöshet för barnfamiljer.",
    ),
    # a bad scan
    (
        "Socialnämnderna får i uppdrag att säkerställa att alla medarbetare har kunskap om våld i nära relationer.",
        "Socialnämndema får i uppdnag att sakerställa att alla medarbetare har kunskap om vald i nära relationer.",
    ),
    # without the opening words
    (
        "Kommunstyrelsen får i uppdrag att stärka uppföljningen av externa placeringar på HVB.",
        "Stärka uppföljningen av externa placeringar på HVB",
    ),
]
OTHER = [
    # same frame, other matter
    (
        "Socialnämnderna får i uppdrag att ta fram en handlingsplan mot hemlöshet bland barnfamiljer.",
        "Socialnämnderna får i uppdrag att ta fram en handlingsplan mot våld i nära relationer.",
    ),
    # other number
    (
        "Nämnden får i uppdrag att minska sjukfrånvaron bland medarbetarna med 10 procent under mandatperioden.",
        "Nämnden får i uppdrag att minska sjukfrånvaron bland medarbetarna med 15 procent under mandatperioden.",
    ),
    # short acts
    ("Nämnden får i uppdrag att minska hyrorna.", "Nämnden får i uppdrag att minska hyreskostnader."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one: str, other: str) -> None:
    assert link([entry("a-1", one), entry("b-1", other)]) == {"a-1": "a-1", "b-1": "a-1"}


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other(one: str, other: str) -> None:
    assert link([entry("a-1", one), entry("b-1", other)]) == {"a-1": "a-1", "b-1": "b-1"}


def test_what_each_board_orders_is_its_own() -> None:
    text = "Socialförvaltningen får i uppdrag att utreda möjligheten att ha husdjur på särskilt boende."
    own = [replace(entry(f"{name}-1", text), origin=Origin.BOARD, board=name) for name in ("norr", "soder")]
    again = replace(entry("norr-2", text), origin=Origin.BOARD, board="norr")
    assert link([*own, again]) == {"norr-1": "norr-1", "norr-2": "norr-1", "soder-1": "soder-1"}


def test_another_year_needs_the_same_words() -> None:
    text = "Nämnden får i uppdrag att ta fram en gemensam handlingsplan mot hemlöshet bland barnfamiljer."
    near = "Nämnden får i uppdrag att ta fram en ny gemensam handlingsplan mot hemlöshet för barnfamiljer."
    assert link([entry("a-1", text, 2024), entry("b-1", near, 2024)])["b-1"] == "a-1"
    assert link([entry("a-1", text, 2024), entry("b-1", near, 2025)])["b-1"] == "b-1"
    assert link([entry("a-1", text, 2024), entry("b-1", text, 2025)])["b-1"] == "a-1"


def test_acts() -> None:
    assert (
        act("Nämnden får i uppdrag att, tillsammans med polisen, utreda frågan.")
        == "tillsammans med polisen, utreda frågan."
    )
    assert act("Att utreda frågan") == "Att utreda frågan"
    assert link([]) == {}


def test_ten_thousand_take_seconds() -> None:
    line = "plan hemlöshet barn utreda samverkan polis skola vård boende lokal hyra budget risk unga äldre stöd"
    words = line.split()
    made = [
        entry(f"d{n % 50}-{n}", " ".join(f"{words[n * k % 16]}{n * k % 3000}" for k in range(1, 14)), 2020 + n % 5)
        for n in range(10_000)
    ]
    start = time.perf_counter()
    assert len(link(made)) == 10_000
    assert time.perf_counter() - start < 30  # 2 to 4 s on 2 cores
