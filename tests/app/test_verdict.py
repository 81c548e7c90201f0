"""Yes and no: what decides, and what decides nothing."""

from dataclasses import replace

import pytest

from app import verdict
from app.answer_extract import Found, answer_extract, find
from app.model import Kind, Plan
from tests.app.prose import passages, plan, prose, wanted


def found(asked: Plan, text: str, *, kind: str = "verksamhetsplan", heading: str = "Verksamhet") -> Found:
    document = replace(prose(text, heading=heading), type=kind)
    return find(asked, wanted(*asked.topic), passages(document), {"plan": document})


@pytest.mark.parametrize(
    ("question", "topic", "text", "said"),
    [
        ("Får barn tolka?", ("barn", "tolka"), "Det är ovanligt, men barn får aldrig tolka.", verdict.NO),
        ("Får barn tolka?", ("barn", "tolka"), "Barn får tolka i enklare ärenden.", verdict.YES),
        ("Får barn tolka?", ("barn", "tolka"), "Nämnden får i uppdrag att utreda om barn får tolka.", None),
        ("Får barn tolka?", ("barn", "tolka"), "Det är inte minst barn som får tolka här.", verdict.YES),
        ("Får barn inte tolka?", ("barn", "tolka"), "Barn får tolka i enklare ärenden.", None),  # asks in denial
        ("Ökade avvikelserna?", ("avvikelserna",), "Antalet avvikelser minskade under året.", verdict.NO),
        ("Blev avvikelserna färre?", ("avvikelserna",), "Antalet avvikelser minskade under året.", verdict.YES),
        ("Ökade avvikelserna?", ("avvikelserna",), "Avvikelserna redovisas varje år i maj.", None),  # says no direction
        ("Ökade avvikelserna?", ("avvikelserna",), "Avvikelserna ökade i norr och minskade i söder.", None),
        ("Minskade eller ökade avvikelserna?", ("avvikelserna",), "Antalet avvikelser minskade under året.", None),
        ("Finns simhall?", ("simhall",), "Öppettiderna är desamma hela året.", None),
    ],
)
def test_sentences_decide(question: str, topic: tuple[str, ...], text: str, said: str | None) -> None:
    asked = plan(question, *topic, kind=Kind.YESNO)
    ruling = verdict.verdict(asked, found(asked, text))
    assert (ruling.said if ruling else None) == said


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Yrkandet avslås efter omröstning.", "protokoll", verdict.NO),
        ("Ärendet bordläggs till den 3 maj.", "protokoll", verdict.NOT_YET),
        ("Nämnden återremitterar ärendet.", "protokoll", verdict.NOT_YET),
        ("Nämnden bifaller yrkandet.", "protokoll", verdict.YES),
        ("Beslut om att öppna har inte fattats.", "årsrapport", verdict.NOT_YET),
        ("Nämnden beslutar att öppna.", "yrkande", None),  # a motion decides nothing
        ("Nämnden antar planen.", "budget", None),  # only minutes say yes
        ("Partiet yrkar att förslaget avslås.", "protokoll", None),
    ],
)
def test_meetings_decide(text: str, kind: str, said: str | None) -> None:
    asked = plan("Har nämnden sagt ja till nattcaféet?", "nattcaféet", kind=Kind.YESNO)
    assert verdict.asks_decision(asked)
    ruling = verdict.decided(asked, found(asked, text, kind=kind, heading="§ 12 Nattcaféet"))
    assert (ruling.said if ruling else None) == said


def test_another_matter_decides_nothing() -> None:
    asked = plan("Har nämnden sagt ja till nattcaféet?", "nattcaféet", kind=Kind.YESNO)
    assert verdict.decided(asked, found(asked, "Yrkandet avslås.", kind="protokoll", heading="§ 13 Budget")) is None


@pytest.mark.parametrize(("language", "word"), [("sv", "Nej."), ("en", "No.")])
def test_the_sentence_that_decides_comes_first(language: str, word: str) -> None:
    asked = plan("Får barn tolka?", "barn", "tolka", kind=Kind.YESNO, language=language)
    units = found(asked, "Tolk bokas av handläggaren. Barn får aldrig tolka. Tolken skriver under.")
    ruling = verdict.verdict(asked, units)
    assert ruling
    draft = verdict.told(ruling, answer_extract(asked, verdict.first(units, ruling)), language)
    assert draft.lead[0].text.startswith(f"**{word}** ")
    assert "aldrig tolka" in draft.lead[0].text
