from index.model import UnitKind
from index.units import column_names, units
from ingest.model import Chunk, Document, Figure, Listing, Row, Span, Table
from tests.index.conftest import Make


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def texts(document: Document, kind: UnitKind) -> list[str]:
    return [unit.text for unit in units(document) if kind in unit.kinds]


def test_chunks_and_their_sentences(make: Make) -> None:
    document = make(
        "a", "Nämnden ska utreda frågan.\nDet gäller t.ex. Nordost och Centrum.", "Bara en mening på sidan."
    )
    assert texts(document, UnitKind.SENTENCE) == [
        "Nämnden ska utreda frågan.",
        "Det gäller t.ex. Nordost och Centrum.",
        "Bara en mening på sidan.",
    ]
    found = units(document)
    assert len({unit.span for unit in found}) == len(found) == 4
    single = found[-1]
    assert single.kinds == (UnitKind.CHUNK, UnitKind.SENTENCE)
    assert (single.page, single.section, single.part, single.trail) == (2, 1, 0, ("2 Avsnitt 2",))
    for unit in found:
        assert document.read(unit.span) == unit.text
        assert unit.chunk.covers(unit.span)
        assert unit.embedded.startswith(unit.trail[0])


def test_a_sentence_may_run_on_into_the_next_chunk(make: Make) -> None:
    document = make(
        "a",
        "Chefer har högst 25 medarbetare. Sjukfrånvaron ska inte",
        "överstiga 7,5 procent. Allt följs upp.",
        sections=(),
    )
    assert texts(document, UnitKind.SENTENCE) == [
        "Chefer har högst 25 medarbetare.",
        "Sjukfrånvaron ska inte överstiga 7,5 procent.",
        "Allt följs upp.",
    ]


def test_rows_are_embedded_with_their_columns(make: Make) -> None:
    text = "Uppföljning av uppdrag\nUppdrag Status\nTa fram en plan mot hemlöshet Pågående\n"
    text += "Minska hyrorna i Nordost Avslutad"
    plan, minska = (
        Row(tuple((span_of(text, words),) for words in row))
        for row in (("Ta fram en plan mot hemlöshet", "Pågående"), ("Minska hyrorna i Nordost", "Avslutad"))
    )
    table = Table(
        span_of(text, text[23:]), (span_of(text, "Uppföljning av uppdrag"),), ("Uppdrag", "Status"), (plan, minska), 0,
        (span_of(text, "Uppdrag Status"),),
    )  # fmt: skip
    document = make("a", text, tables=(table,))
    rows = [unit for unit in units(document) if UnitKind.ROW in unit.kinds]
    assert [row.text for row in rows] == ["Ta fram en plan mot hemlöshet Pågående", "Minska hyrorna i Nordost Avslutad"]
    assert rows[0].context == "Uppföljning av uppdrag. Uppdrag: Ta fram en plan mot hemlöshet; Status: Pågående"
    assert texts(document, UnitKind.SENTENCE) == []


def test_list_items_are_embedded_with_their_lead(make: Make) -> None:
    text = "Under året ska nämnden:\n• utreda frågan om husdjur\n• följa upp resultatet"
    items = tuple((span_of(text, words),) for words in ("utreda frågan om husdjur", "följa upp resultatet"))
    listing = Listing((span_of(text, "Under året ska nämnden:"),), items, 0, Span(0, len(text)))
    document = make("a", text, lists=(listing,))
    found = {unit.text: unit for unit in units(document)}
    assert found["utreda frågan om husdjur"].context == "Under året ska nämnden: utreda frågan om husdjur"
    assert "följa upp resultatet" in found["följa upp resultatet"].embedded


def test_instructions_of_the_template_are_left_out(make: Make) -> None:
    text = "Beskriv här hur nämnden arbetar. Nämnden arbetar med samverkan."
    document = make("a", text, instructions=(span_of(text, "Beskriv här hur nämnden arbetar."),))
    assert {unit.text for unit in units(document)} == {"Nämnden arbetar med samverkan."}


def test_a_chunk_knows_its_page_and_short_scraps_are_left_out(make: Make) -> None:
    document = make("a", "Ja.", "Nämnden beslutar om budgeten.", chunks=(Chunk(Span(0, 3), 0), Chunk(Span(4, 33), 1)))
    assert [(unit.page, unit.text) for unit in units(document)] == [(2, "Nämnden beslutar om budgeten.")]


def test_a_document_without_chunks_has_no_units(make: Make) -> None:
    assert units(make("a", "", chunks=(), sections=())) == []


def test_a_number_stands_under_no_other_columns_name(make: Make) -> None:
    """A column of words after the numbers has no name in a table of figures: names go by the figures, not by place."""
    text = "Plats Antal platser Kostnad (tkr) Start\nNytt hus i Ekby 10 21 900 maj 2027\nTält 4 900 juni 2025"
    rows = tuple(
        Row(tuple((span_of(text, words),) for words in row))
        for row in (("Nytt hus i Ekby", "10", "21 900", "maj 2027"), ("Tält", "4", "900", "juni 2025"))
    )
    table = Table(
        span_of(text, text[40:]), (), ("Antal platser", "Kostnad (tkr)"), rows, 0, (span_of(text, text[:39]),)
    )
    figures = tuple(
        Figure((span_of(text, label),), label, name, "", "", span_of(text, value), 1.0, 0, 0, at)
        for at, (label, *values) in enumerate((("Nytt hus i Ekby", "10", "21 900"), ("Tält", "4", "900")))
        for name, value in zip(("Antal platser", "Kostnad (tkr)"), values, strict=True)
    )
    document = make("a", text, tables=(table,), figures=figures[:2])
    assert column_names(document, table, rows[0]) == ("", "Antal platser", "Kostnad (tkr)", "")
    assert column_names(document, table, rows[1]) == (
        "",
        "",
        "",
        "",
    )  # no figures read: no name rather than a wrong one
