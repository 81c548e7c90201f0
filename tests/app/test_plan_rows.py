"""Rows of plans: who does what, for whom, to what end."""

from dataclasses import replace

import pytest

from app.model import Draft, Kind
from app.plan_rows import answer_plan_row
from app.topic import terms
from ingest.model import Column, Document, Matrix, Row, Span
from tests.app.prose import passages, plan, prose

TEXT = """Insats Aktör Effekt
Gånggrupper för äldre Föreningen Bildning Fler rör sig
Simskola för kvinnor Ansvarig bassäng: Alva. Ansvarig anmälan: Nils. Fler kan simma"""


def at(words: str) -> tuple[Span]:
    start = f"Rörelse\n{TEXT}".index(words)
    return (Span(start, start + len(words)),)


@pytest.fixture
def document() -> Document:
    walks = Row((at("Gånggrupper för äldre"), at("Föreningen Bildning"), at("Fler rör sig")))
    swimming = Row(
        (at("Simskola för kvinnor"), at("Ansvarig bassäng: Alva. Ansvarig anmälan: Nils."), at("Fler kan simma"))
    )
    made = prose(TEXT, heading="Rörelse")
    names, holds = ("Insats", "Aktör", "Effekt"), (Column.MEASURE, Column.ACTOR, Column.RESULT)
    return replace(made, matrices=(Matrix(Span(8, len(made.text)), (), names, holds, (walks, swimming), 0),))


def answered(document: Document, question: str, *topic: str, kind: Kind = Kind.FACT) -> Draft | None:
    known = dict.fromkeys(("gånggrupper", "simskola", "äldre", "kvinnor", "anmälan", "rörelse"), 2)
    found = [one for one in passages(document) if not topic or topic[0][:5] in one.text.lower()]
    return answer_plan_row(plan(question, *topic, kind=kind), terms(topic, known, {}), {"plan": document}, found)


@pytest.mark.parametrize(
    ("question", "topic", "said"),
    [
        (
            "Vilka aktörer håller i gånggrupperna?", ("gånggrupper",),
            "Gånggrupper för äldre – aktör: Föreningen Bildning.",
        ),
        ("Vilken effekt ska gånggrupperna ha?", ("gånggrupper",), "Gånggrupper för äldre – effekt: Fler rör sig."),
        (  # the part of the cell that is asked for
            "Vem ansvarar för anmälan till simskolan?", ("simskola", "anmälan"),
            "Simskola för kvinnor – aktör: Ansvarig anmälan: Nils.",
        ),
    ],
)  # fmt: skip
def test_a_cell(document: Document, question: str, topic: tuple[str, ...], said: str) -> None:
    draft = answered(document, question, *topic)
    assert draft is not None
    [statement] = draft.lead
    assert statement.text == said
    cited = {document.read((span,)) for evidence in statement.evidence for span in evidence.spans}
    assert any(part in said for part in cited)


def test_the_rows_under_a_heading(document: Document) -> None:
    draft = answered(document, "Vilka insatser görs för rörelse?", "rörelse", kind=Kind.LIST)
    assert draft is not None
    assert [item.text for item in draft.items] == ["Gånggrupper för äldre", "Simskola för kvinnor"]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Vem ansvarar för rymdfärderna?", ("rymdfärder",)),  # no row is about it
        ("Vad kostar simskolan?", ("simskola",)),  # no column says it
        ("Vilka är målgruppen för simskolan?", ("simskola",)),  # this table has no such column
    ],
)
def test_what_no_row_says(document: Document, question: str, topic: tuple[str, ...]) -> None:
    assert answered(document, question, *topic) is None
