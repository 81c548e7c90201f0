import pytest

from index.sentences import sentences

CASES = [
    # plain
    ("Nämnden har ordning. Det är bra!", ["Nämnden har ordning.", "Det är bra!"]),
    # abbreviations that never end a sentence
    ("Se t.ex. Nordost. Enligt 4 kap. 1 § gäller det.", ["Se t.ex. Nordost.", "Enligt 4 kap. 1 § gäller det."]),
    ("Bl.a. SiS och HVB. Kl. 13 slutar det.", ["Bl.a. SiS och HVB.", "Kl. 13 slutar det."]),
    # those that can
    ("Lokaler, hyror m.m. Nämnden ska minska dem.", ["Lokaler, hyror m.m.", "Nämnden ska minska dem."]),
    ("Löner m.m. som ökar. Ja.", ["Löner m.m. som ökar.", "Ja."]),
    # numbers and dates
    ("Kostnaden var 1 328,5 mnkr. Året innan 1.200 mnkr.", ["Kostnaden var 1 328,5 mnkr.", "Året innan 1.200 mnkr."]),
    ("Beslut den 3. maj 2024. Klart.", ["Beslut den 3. maj 2024.", "Klart."]),
    ("Antalet ökade till 2024. Sedan sjönk det.", ["Antalet ökade till 2024.", "Sedan sjönk det."]),
    # initials
    ("Ordförande är B. Svensson. Hen leder.", ["Ordförande är B. Svensson.", "Hen leder."]),
    # a line break is a blank, an empty line is not
    (
        "Nämnden ska\nutreda frågan.\n\nRubrik utan punkt\n\nNy text",
        ["Nämnden ska\nutreda frågan.", "Rubrik utan punkt", "Ny text"],
    ),
    # lists
    ("Nämnden ska:\n• utreda\n• besluta", ["Nämnden ska:", "• utreda", "• besluta"]),
    ("Mål:\n1. Trygghet\n2. Hälsa", ["Mål:", "1. Trygghet", "2. Hälsa"]),
    # quotes and brackets stay with their sentence
    ("”Vi gör det.” Så sa hon. (Se bilaga.) Klart.", ["”Vi gör det.”", "Så sa hon.", "(Se bilaga.)", "Klart."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected
