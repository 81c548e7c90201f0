"""Reading measured: of a document made up, and the floors that the sample scans must keep."""

import json

import pytest

from eval.cache import read
from eval.corpora import SAMPLE, Corpus
from eval.metrics import SetScore
from eval.reading import compare
from ingest import ocr
from tests.app.made import made_document


def test_compare() -> None:
    document = made_document("plan", ["Katten är grå.", "Hunden sover."])
    exact = compare(document, ["Katten är grå.", "Hunden so-\nver."])
    assert (exact.characters, exact.words, exact.found) == (1.0, 1.0, SetScore(1.0, 1.0))
    assert (exact.pages, exact.how) == (2, "text layer")
    wrong = compare(document, ["Katten är blå.", "Sover hunden idag."])
    assert wrong.words == pytest.approx(0.5)  # "är", "katten" and one more of six: three edits
    assert wrong.found == SetScore(4 / 5, 4 / 6)


@pytest.mark.slow
@pytest.mark.skipif(ocr.available() is not None, reason="no text recognition here")
@pytest.mark.parametrize("name", ["yrkande-2025-oster-bild", "yrkande-genomforandeplan-2025-oster-inskannad"])
def test_the_sample_scans_are_read(name: str, corpus: Corpus) -> None:
    truth = json.loads((SAMPLE / "truth" / f"{name}.json").read_text("utf-8"))
    with read(corpus.files) as index:
        found = compare(index.document(name), truth["clean_pages"])
    assert found.characters > 0.99
    assert found.words > 0.98
