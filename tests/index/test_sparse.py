import pytest

from index.sparse import Sparse, content_words, document_vector, expansions, query_vector


def score(question: str, text: str, abbreviations: dict[str, str] | None = None) -> float:
    """The dot product, as Qdrant computes it but for the rarity."""
    wanted: Sparse = query_vector(question, abbreviations)
    kept = dict(zip(*document_vector(text), strict=True))
    return sum(weight * kept.get(term, 0.0) for term, weight in zip(*wanted, strict=True))


OTHER = "Parkeringen utanför biblioteket rymmer sjutton cyklar."
FINDS = [
    # a part of a compound
    ("hemlöshet", "Ett hemlöshetsarbete pågår."),
    # another form of the word
    ("uppdragen", "Nämnden fick ett uppdrag."),
    # no å ä ö
    ("nar minskade avhysningarna", "Avhysningarna minskade när stödet kom."),
    ("formaner", "Förmåner för anställda"),
    # a bad scan
    ("orosanmälningar", "Antalet orosanmalningar okade."),
    # a typing error
    ("försörgningsstöd", "Försörjningsstödet ökade."),
    # everyday words
    ("hur många blev vräkta", "Antalet avhysningar minskade."),
    ("socialbidrag", "Försörjningsstödet ökade."),
    ("dagis", "Förskolan byggs ut."),
]


@pytest.mark.parametrize(("question", "text"), FINDS)
def test_finds(question: str, text: str) -> None:
    assert score(question, text) > 2 * score(question, OTHER)
    assert score(question, text) > 0


def test_letters_count() -> None:
    """ "mål" finds "mal" too, but its own word better."""
    assert score("mål", "Nämndens mål") > score("mål", "Nämndens mal") > 0


def test_abbreviations_of_documents_are_written_out() -> None:
    meaning = {"sf": "stadsområdesförvaltning"}
    assert score("SF", "En stadsområdesförvaltning finns.", meaning) > score("SF", "En stadsområdesförvaltning finns.")


def test_repeated_words_saturate_and_long_texts_count_less() -> None:
    once, often = score("budget", "Budget antas."), score("budget", "Budget budget budget budget antas.")
    assert once < often < 2 * once
    assert score("budget", "Budget antas. " + "Annat ord här. " * 200) < once


def test_vectors_are_sorted_and_without_doubles() -> None:
    terms, weights = document_vector("Nämnden ska utreda hemlöshet och hemlösa barn i Centrum 2024.")
    assert terms == sorted(set(terms))
    assert len(terms) == len(weights)
    assert all(0 <= term < 2**32 for term in terms)
    assert all(weight > 0 for weight in weights)


def test_a_text_of_stop_words_gives_nothing() -> None:
    assert content_words("Hur är det med dem?") == []
    assert query_vector("Hur är det?") == ([], [])


def test_expansions_know_expressions_of_several_words() -> None:
    assert "eget kapital" in expansions("Har de några sparade pengar?", {})
    assert expansions("Vad är parkering?", {}) == []
