"""Feedback becomes candidate cases, and nobody can be recognised in them."""

from typing import Any

import pytest

from eval.harvest import candidates
from eval.mask import mask

KNOWN = {"gäller", "socialnämnden", "norr", "berg", "vad", "beslutade", "hur", "almvik", "bistånd"}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Hur många fick bistånd i Almvik?", "Hur många fick bistånd i Almvik?"),  # nothing to hide
        ("Vad beslutade ni om Anna Berg?", "Vad beslutade ni om [namn]?"),  # a surname that the documents use
        ("anna undrar", "[namn] undrar"),
        ("Gäller det Xerxes Quist i Norr?", "Gäller det [namn] i Norr?"),
        ("Karl-Johan Öberg ringde", "[namn] ringde"),
        ("Vad beslutade Socialnämnden Norr?", "Vad beslutade Socialnämnden Norr?"),
        ("Vad säger SiS och IVO?", "Vad säger SiS och IVO?"),  # offices
        ("19121212-1212 och 121212-1212", "[nummer] och [nummer]"),
        ("ring 070-123 45 67 eller +46 8 123 456 78", "ring [nummer] eller [nummer]"),
        ("ärende SN 2024/123", "ärende [nummer]"),
        ("skriv till a.b@example.se", "skriv till [adress]"),
        ("bor på Storgatan 12", "bor på [adress]"),
        ("34 947 700 kronor år 2024 § 231", "34 947 700 kronor år 2024 § 231"),  # figures stay
        ("från 2023 till 2024", "från 2023 till 2024"),
        ("2024-01-15 kl 08.00–17.00", "2024-01-15 kl 08.00–17.00"),
        ("199001011234, 900161-1234", "[nummer], [nummer]"),  # without a dash; a coordination number
        ("0046 70 123 45 67", "[nummer]"),
        ("anna(at)example.se", "[adress]"),
        ("bilen ABC 12D", "bilen [nummer]"),
        ("KERSTIN LUNDGREN frågar", "[namn] frågar"),
        ("Lundgrens ärende", "[namn] ärende"),  # first in the sentence
        ("Åsa von Essen undrar", "[namn] undrar"),
        ("Gäller Mohammed al-Hassan", "Gäller [namn]"),
        ("Abdirahman Yusuf i Norr", "[namn] i Norr"),
        ("Hur går det för Norr?", "Hur går det för Norr?"),
        ("Almvik Norr", "Almvik Norr"),
    ],
)
def test_mask(text: str, masked: str) -> None:
    assert mask(text, KNOWN | {"sis"}) == masked


def test_candidates() -> None:
    said: list[dict[str, Any]] = [
        {"rating": "down", "question": "Hur mår Anna?", "comment": "Fel, säger Anna Berg"},
        {"rating": "down", "question": "Hur mår Anna?", "comment": "igen"},  # once is enough
        {"rating": "up", "question": "Vad beslutade Norr?"},
        {"rating": "down", "conversation_id": "c", "question": "Och i Norr?"},
        {"rating": "down"},  # no question: nothing to ask
    ]
    turns = {"c": [{"question": "Hur många?"}, {"question": "Och i Norr?"}, {"question": "Tack"}]}
    found = candidates(said, KNOWN, lambda id_: turns[id_])
    assert [one["turns"] for one in found] == [["Hur mår [namn]?"], ["Hur många?", "Och i Norr?"]]
    assert found[0]["note"] == "Fel, säger [namn]"
    assert found[1]["hard"] == ["followup"]
    assert len({one["id"] for one in found}) == 2
    assert len(candidates(said, KNOWN, lambda id_: turns[id_], liked=True)) == 3
