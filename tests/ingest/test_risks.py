"""Risks with their measures, from tables that have lost their grid."""

from pathlib import Path

from ingest import measures, pipeline
from tests.ingest.conftest import Lay

TEXT = """
1 Riskbild

1.1 Riskområde: Risker för driften

1.1.1 Risk: Brist på lärare

Riskbeskrivning
Det är svårt att anställa lärare i matematik och fysik till högstadiets skolor i hela kommunen.
Konsekvensbeskrivning
Eleverna får inte den undervisning som de har rätt till och skolans resultat blir sämre med åren.
Åtgärd Beskrivning
Mentorer Alla nya lärare får en mentor
som hjälper dem det första året och
har tid avsatt för det
Högre lön Lönen höjs för den som stannar
längre än fem år.
Samarbete med
högskolan
Studenter får sin praktik på skolor
och erbjuds arbete efteråt.

1.2 Riskområde: Risker för ekonomin

Riskbeskrivning
Priserna kan stiga mer än vad budgeten räknar med under året och medlen räcker då inte till.
Konsekvensbeskrivning
Skolorna måste spara på läromedel.
"""


def test_risks_areas_and_measures(tmp_path: Path) -> None:
    path = tmp_path / "riskbild-2025.txt"
    path.write_text(TEXT, "utf-8")
    document = pipeline.read(path)
    first, second = document.risks
    assert (first.area, document.read(first.title)) == ("Risker för driften", "Brist på lärare")
    assert document.read(first.description).startswith("Det är svårt att anställa")
    assert document.read(first.consequence).startswith("Eleverna får inte")
    assert [document.read(measure.title) for measure in first.measures] == [
        "Mentorer",  # on the description's first line; the description has no full stop
        "Högre lön",
        "Samarbete med högskolan",  # two lines before it
    ]
    assert document.read(second.title) == "Risker för ekonomin"  # an area that is a risk itself
    assert second.measures == ()


def test_a_name_with_a_capital_begins_no_description(lay: Lay) -> None:
    layout = lay("Samverkan med Ekby Kyrkan hjälper till med läxor varje dag i veckan")
    wide = measures.Widths(160.0, 300.0)
    ((title, description),) = measures.measure_rows(layout, layout.lines, set(), wide)
    assert [layout.words(line) for line in title] == ["Samverkan med Ekby"]
    assert layout.words(description[0]).startswith("Kyrkan hjälper")
