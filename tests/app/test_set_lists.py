"""Sets that documents write out: headings of one sort, bullets, what a sentence counts and enumerates."""

from dataclasses import replace

import pytest

from app.kinds import kind_of, topic_of
from app.listings import enumerations
from app.model import Draft, Kind, Plan
from app.scope import scope_of
from app.set_lists import answer_headings, answer_listed
from app.topic import WORD, terms
from index.model import Filters
from ingest.model import Document, Listing, Section, Span
from tests.app.made import made_document

TEXT = (
    "3 Mål och uppdrag\n3.1 Målområde: Trygghet\nMål\nIngen ska utsättas för våld\nFler ska känna sig trygga\n"
    "3.2 Målområde: Boende\nMål\nHemlösheten ska minska\nFler ska ha eget kontrakt\n"
    "Program och planer\nPlan mot hemlöshet\nProgram för boende\n"
    "Nämnden har tre jourer för kvinnor: Ankaret, Fyren och Lyktan. Övriga är lokala."
)
SAFE = ["Ingen ska utsättas för våld", "Fler ska känna sig trygga"]


def at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def section(words: str, level: int, number: str, end: int, trail: tuple[str, ...], after: int = 0) -> Section:
    heading = at(words, after)
    return Section(number, words, level, heading, Span(heading.start, end), (*trail, words), 0)


@pytest.fixture(scope="module")
def document() -> Document:
    second, end = at("3.2 Målområde").start, len(TEXT)
    top, safe, home = "3 Mål och uppdrag", "3.1 Målområde: Trygghet", "3.2 Målområde: Boende"
    programmes = at("Program och planer").start
    sections = (
        section(top, 1, "3", end, ()),
        section(safe, 2, "3.1", second, (top,)),
        section("Mål", 3, "", second, (top, safe), at(safe).end),
        section("Ingen ska utsättas för våld", 4, "", at("Fler ska känna").start, (top, safe, "Mål")),
        section("Fler ska känna sig trygga", 4, "", second, (top, safe, "Mål")),
        section(home, 2, "3.2", end, (top,)),
        section("Mål", 3, "", programmes, (top, home), at(home).end),
        section("Hemlösheten ska minska", 4, "", at("Fler ska ha").start, (top, home, "Mål")),
        section("Fler ska ha eget kontrakt", 4, "", programmes, (top, home, "Mål")),
        section("Program och planer", 3, "", end, (top, home)),
    )
    items = ((at("Plan mot hemlöshet"),), (at("Program för boende"),))
    listing = Listing((), items, 9, Span(items[0][0].start, items[1][0].end))
    return replace(made_document("vaster", (TEXT,)), sections=sections, lists=(listing,), chunks=())


def asked(question: str) -> Plan:
    kind = kind_of(question.lower(), False)
    return Plan(question, question, kind, "sv", topic_of(question, scope_of(question, ()), ()), Filters())


def answered(question: str, document: Document) -> Draft | None:
    plan = asked(question)
    vocabulary = dict.fromkeys(WORD.findall(TEXT.lower()), 2)
    answer = answer_headings if plan.kind is Kind.FACT else answer_listed
    return answer(plan, terms(plan.topic, vocabulary, {}), {"vaster": document})


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Vilka mål finns för trygghet?", SAFE),
        (
            "Hur många mål finns det?",
            [*SAFE, "Hemlösheten ska minska", "Fler ska ha eget kontrakt"],
        ),
        ("Vilka målområden finns?", ["Trygghet", "Boende"]),
        ("målområden", ["Trygghet", "Boende"]),  # named alone
        ("Vilka program och planer gäller boende?", ["Plan mot hemlöshet", "Program för boende"]),
        ("Vilka jourer för kvinnor finns?", ["Ankaret", "Fyren", "Lyktan"]),
    ],
)
def test_the_whole_set(document: Document, question: str, items: list[str]) -> None:
    draft = answered(question, document)
    assert draft is not None
    assert [item.text for item in draft.items] == items
    assert draft.total == len(items)


def test_the_directions_under_a_goal(document: Document) -> None:
    words = ("Plan mot hemlöshet", "Program för boende")
    directions = Listing((at("Fler ska ha eget kontrakt"),), tuple((at(one),) for one in words), 8, at(words[0]))
    led = replace(document, directions=(directions,), lists=())
    draft = answered("Vilka inriktningar finns för eget kontrakt?", led)
    assert draft is not None
    assert [item.text for item in draft.items] == list(words)
    assert "**Två inriktningar** står under ”Fler ska ha eget kontrakt”" in draft.lead[0].text
    assert answered("Vilka inriktningar finns för rymdfart?", led) is None


@pytest.mark.parametrize(
    "question",
    ["Vilka mål finns för idrotten?", "Vilka rekommendationer finns?", "Vilka program och planer gäller rymdfart?"],
)
def test_another_set_is_not_told(document: Document, question: str) -> None:
    assert answered(question, document) is None


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Planen har två delar: mål och medel.", ["mål", "medel"]),
        ("Den har Tre mål för staden: a, b samt c. Nästa.", ["a", "b", "c"]),
        ("Den har tre mål: a och b.", []),  # fewer than it says: cut in two somewhere
        ("De har två barn. Se nedan: a och b.", []),
    ],
)
def test_enumerations_have_as_many_items_as_they_say(text: str, items: list[str]) -> None:
    made = replace(made_document("a", (text,)), sections=())
    assert [made.read(item) for listing in enumerations(made) for item in listing.items] == items
