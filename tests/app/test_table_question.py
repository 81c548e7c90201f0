"""What is asked of a table's rows, and what is not."""

import pytest

from app.model import Kind
from app.table_question import Asked, Op, asked_of_rows


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Vilka avdelningar får mer än 300 miljoner kronor?",
            Asked(Op.ABOVE, limit=300, unit="miljoner", said="mer än 300 miljoner kronor"),
        ),
        (
            "Vilka alternativ ger minst sex platser?",
            Asked(Op.ABOVE, limit=6, unit="platser", or_equal=True, said="minst sex platser"),
        ),
        (
            "Hur många bidrag var under 1 500 tkr?",
            Asked(Op.BELOW, limit=1500, unit="tkr", counted=True, said="under 1 500 tkr"),
        ),
        (
            "Vilka avdelningar överskred budgeten med över 2 %?",
            Asked(Op.ABOVE, Op.MINUS, limit=2, unit="%", said="över 2 %"),
        ),
        ("Vilka avdelningar gick back?", Asked(Op.MINUS, Op.MINUS)),
        ("Vilka avdelningar klarade inte budgeten?", Asked(Op.MINUS, Op.MINUS)),
        ("Hur många avdelningar klarade budgeten?", Asked(Op.PLUS, Op.PLUS, counted=True)),
        ("Vilka avdelningar fick mindre 2025 än 2024?", Asked(Op.FELL, Op.FELL)),
        ("Vilken kostnad ökade mest?", Asked(Op.EXTREME, Op.ROSE)),
        ("Vilken avdelning gick mest minus?", Asked(Op.EXTREME, Op.MINUS)),
        ("Vilken avdelning gick bäst?", Asked(Op.EXTREME, Op.PLUS)),
        ("Vilken avdelning gick sämst?", Asked(Op.EXTREME, Op.MINUS)),
        ("Vilka avdelningar får neddragningar?", Asked(Op.MINUS, Op.MINUS)),
        ("Vilka avdelningar dras ned?", Asked(Op.MINUS, Op.MINUS)),
        ("Vilka avdelningar har avdrag och inte tillskott?", Asked(Op.MINUS, Op.MINUS)),
        ("Vilka tre avdelningar är störst?", Asked(Op.EXTREME, first=3)),
        ("Vilken avdelning får minst?", Asked(Op.EXTREME, least=True)),
        ("Vilken får mest och vilken får minst?", Asked(Op.EXTREME, both=True)),
        ("Hur mycket får A och B tillsammans?", Asked(Op.SUM)),
        ("Hur stor andel av ramen går till A?", Asked(Op.SHARE)),
        ("Hur mycket mer får A än B?", Asked(Op.BETWEEN)),
        ("Hur fördelas ramen?", Asked(Op.ALL)),
        ("Hur många avdelningar har nämnden?", Asked(Op.ALL, counted=True, plain=True)),
        # what is left out cannot be seen in the rows
        ("Vilka avdelningar fick inte mer än 300 miljoner?", None),
        ("Hur hög var sjukfrånvaron 2024?", None),
        ("Vad kostade det under 2024?", None),
    ],
)
def test_asked_of_rows(question: str, asked: Asked | None) -> None:
    kind = Kind.LIST if question.startswith("Vilka") else Kind.FIGURE
    assert asked_of_rows(question, kind) == asked
