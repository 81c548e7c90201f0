"""Risks and what is done about them: the plan's or the picture's, by area, by words, or as the search found them."""

from dataclasses import replace

import pytest

from app.kinds import topic_of
from app.model import Draft, Kind, Plan
from app.scope import scope_of
from app.set_risks import answer_risks
from app.topic import WORD, terms
from index.model import Filters, Passage, UnitKind
from ingest.model import Document, Measure, Risk, Span
from tests.app.made import made_document

TEXT = (
    "Brist på familjehem. Barn får vänta. Ny annonsering sker varje månad.\n"
    "Hot mot medarbetare. Personal slutar. Larm finns i alla rum.\n"
    "Inköp utanför avtal. Det kostar. Granskning av fakturor görs."
)


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


@pytest.fixture(scope="module")
def document() -> Document:
    duty, order = "Risker för att grunduppdraget inte klaras", "Risker för ordningen"
    waiting = (Measure(at("Ny annonsering"), at("sker varje månad")),)
    alarms = (Measure(at("Larm"), at("finns i alla rum")),)
    checks = (Measure(at("Granskning"), at("av fakturor görs"), control=True),)
    risks = (
        Risk(duty, at("Brist på familjehem"), at("Barn får vänta"), (), waiting, 0, 0),
        Risk(order, at("Hot mot medarbetare"), at("Personal slutar"), (), alarms, 0, 0),
        Risk(order, at("Inköp utanför avtal"), at("Det kostar"), (), checks, 0, 0),
    )
    return replace(made_document("oster", (TEXT,)), risks=risks)


def answered(question: str, document: Document, *hits: str) -> Draft | None:
    topic = topic_of(question, scope_of(question, ()), ())
    plan = Plan(question, question, Kind.LIST, "sv", topic, Filters())
    passages = [
        Passage("oster", "v1", UnitKind.SENTENCE, at(words)[0], at(words)[0], 0, 0, 1, words, (), 1.0 - 0.1 * number)
        for number, words in enumerate(hits)
    ]
    vocabulary = dict.fromkeys(WORD.findall(TEXT.lower()), 2)
    return answer_risks(plan, terms(topic, vocabulary, {}), {"oster": document}, passages)


@pytest.mark.parametrize(
    ("question", "items", "said"),
    [
        ("Vilka risker finns i riskbilden?", ["Brist på familjehem", "Hot mot medarbetare"], "**Två risker står**"),
        (
            "Vilka risker finns i internkontrollplanen?",
            ["Inköp utanför avtal"],
            "**En risk står** i internkontroll",
        ),
        ("Vilka risker hör till grunduppdraget?", ["Brist på familjehem"], "**En risk står** i riskbilden"),
        ("Vilka risker står under att grunduppdraget inte utförs?", ["Brist på familjehem"], "**En risk står**"),
        (
            "Vilka risker plockades ut till kontrollplanen, alltså inte hela riskbilden?",
            ["Inköp utanför avtal"],
            "**En risk står** i internkontroll",
        ),
        (
            "Vilka risker talas det om i interna kontrollplanen?",
            ["Inköp utanför avtal"],
            "**En risk står** i internkontroll",
        ),
        (
            "Av alla risker i riskbilden, vilka står i internkontrollplanen?",
            ["Inköp utanför avtal"],
            "**En risk står** i internkontroll",
        ),
        ("Vilka motdrag finns mot hot?", ["Larm"], "**En åtgärd** mot risken ”Hot mot medarbetare”"),
        ("Vad gör man åt hot?", ["Larm"], "**En åtgärd** mot risken ”Hot mot medarbetare”"),
        ("Vilka kontroller görs?", ["Granskning"], "**En kontrollaktivitet**"),
        ("Vilka åtgärder finns mot hot?", ["Larm"], "**En åtgärd** mot risken ”Hot mot medarbetare”"),
    ],
)
def test_the_risks_that_are_asked_for(document: Document, question: str, items: list[str], said: str) -> None:
    draft = answered(question, document)
    assert draft is not None
    assert [item.text for item in draft.items] == items
    assert said in draft.lead[0].text


def test_a_risk_in_other_words_is_the_one_that_the_search_finds(document: Document) -> None:
    draft = answered("Vilka åtgärder finns för att folk ska stanna kvar?", document, "Personal slutar", "Larm")
    assert draft is not None
    assert [item.text for item in draft.items] == ["Larm"]


def test_a_risk_found_by_the_search_alone_is_said_to_be_the_nearest(document: Document) -> None:
    draft = answered("Vilka risker gäller stölder?", document, "Personal slutar", "Larm")
    assert draft is not None
    assert draft.lead[0].text.startswith("Närmast")


def test_two_risks_found_as_often_are_none(document: Document) -> None:
    assert answered("Vilka risker gäller stölder?", document, "Personal slutar", "Barn får vänta") is None


def test_counted_measures_are_named_alone(document: Document) -> None:
    plan = Plan(
        "Hur många åtgärder finns mot hot?", "Hur många åtgärder finns mot hot?", Kind.COUNT, "sv", (), Filters()
    )
    draft = answer_risks(plan, terms(("hot",), {"hot": 2}, {}), {"oster": document}, ())
    assert draft is not None
    assert [item.shown for item in draft.items] == ["**Larm**"]
