"""Misspelt questions."""

import pytest

from app.spelling import mend

WORDS = {
    "alkoholrådgivning": 3, "alkoholrådgivningen": 2, "genomförandeplanen": 9, "många": 20, "på": 90, "nämnden": 40,
    "bilagor": 4, "sjukfrånvaro": 8, "medborgarbudget": 5, "mål": 30, "hamn": 6,
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        ("vad sager genomforandeplanen", "vad säger genomförandeplanen"),  # one in the list, one in the documents
        ("hur manga bilagor foljde med", "hur många bilagor följde med"),
        ("vem stodjer dem", "vem stödjer dem"),  # Swedish, though no document has it
        ("alkoholradgivnigen", "alkoholrådgivningen"),  # two mistakes
        ("medborgarbuget i norr", "medborgarbudget i norr"),
        ("Hur stor är sjukfrånvaron på natthärbärget?", "Hur stor är sjukfrånvaron på natthärbärget?"),
        ("Vem är Theresia Qvistlund?", "Vem är Theresia Qvistlund?"),  # names stay
        ("Hur mga enl bilagor, ngt mkt?", "Hur många enligt bilagor, något mycket?"),  # short forms
        ("hamnbilagro i norr", "hamnbilagor i norr"),  # the end of a compound
    ],
)
def test_mend(question: str, mended: str) -> None:
    assert mend(question, WORDS, frozenset({"norr"})) == mended


APART = {
    "genomförandeplanen": 9, "genomförande": 4, "planen": 20, "lex": 4, "sarah": 4, "barnhem": 2, "barn": 50, "hem": 5,
    "tillbad": 3, "norrplan": 3, "kontrollplan": 3, "bad": 8, "plan": 9,
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        ("vad säger genomförande planen", "vad säger genomförandeplanen"),
        ("Genomförande Planen", "Genomförandeplanen"),
        ("kontroll plan", "kontrollplan"),  # no document has the first part
        ("genomförande, planen", "genomförande, planen"),  # two things
        ("barn hem", "barn hem"),  # said more often one by one
        ("till bad", "till bad"),  # a stop word
        ("norr plan", "norr plan"),  # a board's name
        ("kontroll Plan", "kontroll Plan"),  # the second one is a name
        ("lexsarah", "lex sarah"),
        ("badplan", "badplan"),  # a Swedish compound
    ],
)
def test_words_written_apart_or_together(question: str, mended: str) -> None:
    assert mend(question, APART, frozenset({"norr"})) == mended
