"""Whether sentences answer: a table of what is asked, what is said, and yes or no."""

import pytest

from app import honesty
from app.answer_extract import find
from app.answer_figures import FigureRow
from app.honesty import is_answered
from app.model import Kind
from app.topic import Term, terms
from ingest.model import Figure, Span
from tests.app.prose import passages, plan, prose, wanted

ENGLISH = (Term("staff", frozenset(("staff", "personalomsattning")), 4.0),)


@pytest.mark.parametrize(
    ("question", "topic", "years", "text", "answered"),
    [
        ("Hur många platser har härbärget?", ("platser", "härbärget"), (), "Härbärget har 34 platser.", True),
        # asks for a number and none is said
        ("Hur många platser har härbärget?", ("platser", "härbärget"), (), "Härbärget har för få platser.", False),
        # asks for a day
        ("Vilket datum invigs härbärget?", ("invigs", "härbärget"), (), "Härbärget invigs av nämnden.", False),
        ("Vilket datum invigs härbärget?", ("invigs", "härbärget"), (), "Härbärget invigs den 3 mars.", True),
        # the amount was never filled in
        ("Vad kostar härbärget?", ("härbärget",), (), "Härbärget kostar xx tkr om året.", False),
        ("Vad kostar härbärget?", ("härbärget",), (), "Härbärget kostar 410 tkr om året.", True),
        # another year
        ("Vad kostade härbärget 2019?", ("härbärget",), (2019,), "Härbärget kostade 410 tkr.", False),
        ("Vad kostade härbärget 2024?", ("härbärget",), (2024,), "Härbärget kostade 410 tkr.", True),
        # what is only ordered has no outcome
        ("Vad blev slutsatsen om djur?", ("djur",), (), "Nämnden får i uppdrag att utreda djur i boenden.", False),
        # private matters, unless the document gives the contact itself
        ("Vad tjänar direktören?", ("direktören",), (), "Direktören leder förvaltningen.", False),
        ("Vilket telefonnummer har jouren?", ("telefonnummer", "jouren"), (), "Jouren har öppet.", False),
        ("Hur ansöker jag om en plats?", ("ansöker", "plats"), (), "Ansök om en plats på härbärget.", False),
        ("Vilka öppettider har härbärget?", ("öppettider", "härbärget"), (), "Härbärget är öppet mer.", False),
        (
            "Vilka öppettider har härbärget?",
            ("öppettider", "härbärget"),
            (),
            "Härbärget är öppet kl. 20.00–08.00.",
            True,
        ),
        # a clock, but of another place
        (
            "Vilka öppettider har Porten?",
            ("öppettider", "porten"),
            (),
            "Vi träffas på Porten. Alla trivs. Det är ljust. Bussen går ofta. Badet är öppet till kl. 20.00.",
            False,
        ),
        # sums, by the noun
        ("Hur stort blir bidraget till läger?", ("bidraget", "läger"), (), "Bidraget till läger ska utlysas.", False),
        ("Hur stort blir bidraget till läger?", ("bidraget", "läger"), (), "Bidraget till läger är 9 tkr.", True),
        # which a share would answer
        ("Hur hög är frånvaron enligt budgeten?", ("frånvaron",), (), "Frånvaron är 14 procent.", True),
        # nothing but the beginning of what is asked for
        ("Vad blir kommunalskatten?", ("kommunalskatten",), (), "Kommunen har ett ansvar.", False),
        ("Vad blir kommunalskatten?", ("kommunalskatten",), (), "Kommunalskatten blir 21 kronor.", True),
        # the thing counted is not named beside a number
        ("Hur många hundar finns på boendet?", ("hundar", "boendet"), (), "På boendet finns 12 rum.", False),
    ],
)
def test_answered(question: str, topic: tuple[str, ...], years: tuple[int, ...], text: str, answered: bool) -> None:
    document = prose(text)
    asked = plan(question, *topic, years=years, kind=Kind.FACT)
    found = find(asked, wanted(*topic), passages(document), {"plan": document})
    assert is_answered(asked, wanted(*topic), found, []) is answered


@pytest.mark.parametrize(
    ("text", "cosine", "answered"),
    [
        ("Barnen får läsa mer.", 0.84, False),  # no document has the word that all is about
        ("Barnen får läsa mer.", 0.89, True),  # a text of much the same meaning
        ("Barnens mobiler lämnas in.", 0.84, True),
    ],
)
def test_a_word_that_no_document_has(text: str, cosine: float, answered: bool) -> None:
    document = prose(text)
    asked = plan("Vad händer med mobilerna?", "mobilerna")
    words = terms(("mobilerna",), dict.fromkeys(text.lower().strip(".").split(), 1), {})
    found = find(asked, words, passages(document, cosine), {"plan": document})
    assert is_answered(asked, words, found, []) is answered


def test_nothing_near() -> None:
    """Cosines as low as those of unrelated texts."""
    document = prose("Lokaler ska användas av fler.")
    asked = plan("Vem vann matchen?", "vann", "matchen")
    found = find(asked, wanted("vann", "matchen"), passages(document, cosine=0.79), {"plan": document})
    assert not is_answered(asked, wanted("vann", "matchen"), found, [])


@pytest.mark.parametrize(("text", "cosine", "answered"), [
    ("Lokaler ska användas av fler.", 0.80, False),  # nothing is near
    ("Lokaler ska användas av fler.", 0.82, False),  # near, but nothing of the topic is said
    ("Den som leder matchen får pris.", 0.82, True),
    ("Lokaler ska användas av fler.", 0.86, True),
])  # fmt: skip
def test_how_near(text: str, cosine: float, answered: bool) -> None:
    document = prose(text)
    asked = plan("Vilket lag leder matchen?", "leder", "matchen")
    found = find(asked, wanted("leder", "matchen"), passages(document, cosine=cosine), {"plan": document})
    assert is_answered(asked, wanted("leder", "matchen"), found, []) is answered


@pytest.mark.parametrize(
    ("text", "answered"), [("Lokaler ska användas.", False), ("Personalomsättningen sjönk.", True)]
)
def test_english_words_that_are_known_and_said_nowhere(text: str, answered: bool) -> None:
    """However near the search finds it."""
    document = prose(text)
    asked = plan("What is the staff turnover?", "staff", "turnover", language="en")
    found = find(asked, ENGLISH, passages(document), {"plan": document})
    assert is_answered(asked, ENGLISH, found, []) is answered


def test_the_weather_is_never_told() -> None:
    """Not even where the document gives an address, as a number or a mail address may be."""
    document = prose("Vädret i morgon blir soligt enligt info@norr.example, telefon 031-123 45 67.")
    asked = plan("Vad blir det för väder i morgon?", "väder", "morgon")
    found = find(asked, wanted("väder", "morgon"), passages(document), {"plan": document})
    assert not is_answered(asked, wanted("väder", "morgon"), found, [])


@pytest.mark.parametrize(("year", "answered"), [(2024, True), (2023, True), (2025, False)])
def test_a_row_of_earlier_years_tells_no_later_one(year: int, answered: bool) -> None:
    document = prose("Resultat 2024 och 2023: 35 24", year=2025)
    figures = tuple(
        Figure((), "Resultat", "Bokslut", "mnkr", period, Span(20 + at, 22 + at), number, 0, 0, 1)
        for at, (period, number) in enumerate((("2024", 35.0), ("2023", 24.0)))
    )
    asked = plan(f"Hur stort blev resultatet {year}?", "resultatet", years=(year,), kind=Kind.FIGURE)
    found = find(asked, wanted("resultatet"), passages(document), {"plan": document})
    rows = [FigureRow("plan", figures, 1.0, 1.0)]
    assert is_answered(asked, wanted("resultatet"), found, rows) is answered


def test_no_place_of_a_summary_needs_to_stand_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(honesty, "is_likely", lambda ranked: False)
    document = prose("Badet öppnar i maj. Badet byggs om. Badet får en ny bassäng.")
    for kind, answered in ((Kind.FACT, False), (Kind.SUMMARY, True)):
        asked = plan("Vad är på gång med badet?", "badet", kind=kind)
        found = find(asked, wanted("badet"), passages(document), {"plan": document})
        assert is_answered(asked, wanted("badet"), found, ()) is answered
