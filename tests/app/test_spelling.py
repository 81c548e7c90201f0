"""Misspelt questions."""

import pytest

from app.spelling import mend

WORDS = {
    "alkoholrådgivning": 3, "alkoholrådgivningen": 2, "genomförandeplanen": 9, "många": 20, "på": 90, "nämnden": 40,
    "bilagor": 4, "sjukfrånvaro": 8, "medborgarbudget": 5, "mål": 30,
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
    ],
)
def test_mend(question: str, mended: str) -> None:
    assert mend(question, WORDS, frozenset({"norr"})) == mended
