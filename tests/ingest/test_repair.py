"""Mending of text layers that have lost their Swedish letters. All sentences are invented."""

import difflib
import json
import os
import re
import time
from pathlib import Path

import pytest

from ingest.model import Repair, Span
from ingest.repair import mend
from ingest.words import count_words

SHARED = Path(os.environ.get("STYRSVAR_SHARED", Path(__file__).parents[2].parent / "shared"))
BAD = "yrkande-genomforandeplan-2025-nordost-inskannad"
needs_shared = pytest.mark.skipif(
    not (SHARED / "corpus").is_dir(), reason="the real documents are not beside this checkout"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # å, ä and ö without their rings and dots
        ("Namnden far i uppdrag att utoka stodet.", "Nämnden får i uppdrag att utöka stödet."),
        # read for other letters, signs and digits
        ("Skolan dr 6ppen for allmdnheten.", "Skolan är öppen för allmänheten."),
        ("Radet &r nytt, och gérdarna §ver &lven dr hdga.", "Rådet är nytt, och gårdarna över älven är höga."),
        ("Ioner och 1dngsiktiga villkor pA orten", "Löner och långsiktiga villkor på orten"),
        # for two letters
        ("Det finns ett méitt för arbetet.", "Det finns ett mått för arbetet."),
        ("Kulturnéimnden och idrottsniimnden trdffades.", "Kulturnämnden och idrottsnämnden träffades."),
        # a letter gone
        ("Utifrn planen", "Utifrån planen"),
        # correct Swedish words that were not meant
        ("Mal for verksamheten", "Mål för verksamheten"),
        ("Parken ska utokas.", "Parken ska utökas."),
        ("Arbetet fér inte kosta mer dn 2 miljoner per ar.", "Arbetet får inte kosta mer än 2 miljoner per år."),
        # and that were
        ("Han stod kvar vid dörren.", "Han stod kvar vid dörren."),
        ("Hon bor hos sin far.", "Hon bor hos sin far."),
        # i
        ("Namnden far 1 uppdrag att ldmna forslag.", "Nämnden får i uppdrag att lämna förslag."),
        ("Se bilaga 1 och kapitel 1 i planen, den 1 mars.", "Se bilaga 1 och kapitel 1 i planen, den 1 mars."),
        # capitals
        ("MAL OCH ATGARDER", "MÅL OCH ÅTGÄRDER"),
        ("Oversynen blev klar. Gversynen togs §ver.", "Översynen blev klar. Översynen togs över."),
        # words broken inside their line, or at its end
        ("A terrapport ska ske varje &r.", "Återrapport ska ske varje år."),
        ("De brottsfore-byggande insatserna", "De brottsförebyggande insatserna"),
        ("en plan for brottsfore-\nbyggande arbete", "en plan för brottsföre-\nbyggande arbete"),
        ("kultur- och fritidsndmnden", "kultur- och fritidsnämnden"),
        # names, codes, abbreviations and addresses stay
        ("Anna Bergquist pa Zebrix", "Anna Bergquist på Zebrix"),
        ("HVB, LSS, 5G, A4 och ArbVux", "HVB, LSS, 5G, A4 och ArbVux"),
        ("Skriv till namnd@stad.se, se www.aldre.se/stod", "Skriv till namnd@stad.se, se www.aldre.se/stod"),
        ("", ""),
    ],
)
def test_mended(text: str, expected: str) -> None:
    assert mend(text)[0] == expected


def test_repairs_say_what_stood_where() -> None:
    text, repairs = mend("Bostad Forst ska utvdrderas.")
    assert text == "Bostad Först ska utvärderas."
    assert repairs == (Repair(Span(7, 12), "Forst"), Repair(Span(17, 27), "utvdrderas"))


def test_what_stood_there_can_be_put_back() -> None:
    bad = "Ndmnden fér 1 uppdrag att folja upp de brottsfore-byggande insatserna.\nA terrapport 1 dr."
    text, repairs = mend(bad)
    for repair in reversed(repairs):
        text = text[: repair.span.start] + repair.original + text[repair.span.end :]
    assert text == bad


def test_what_other_documents_say_decides() -> None:
    assert mend("Motet i Hdllby")[0] == "Mötet i Hdllby"  # a name in no list
    assert mend("Motet i Hdllby", count_words(["Hällby skola", "Skolan i Hällby"]))[0] == "Mötet i Hällby"


def test_a_text_in_another_language_stays() -> None:
    text = (
        "The board shall report to the council every year about the work that has been done to reach these goals, "
        "and about what remains for the coming period of the plan. Nothing in this part changes earlier decisions."
    )
    assert mend(text) == (text, ())


def _same(right: str, read: str) -> float:
    """The share of the words read that are right; hyphens inside words apart, which both have in other places."""
    words, found = (re.sub(r"(?<=[a-zåäö])-(?=[a-zåäö])", "", text).split() for text in (right, read))
    blocks = difflib.SequenceMatcher(None, words, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(found)


@needs_shared
@pytest.mark.parametrize("with_others", [False, True])
def test_the_scan_reads_as_its_clean_twin(with_others: bool) -> None:
    pages = {
        path.name.removesuffix(".pages.json"): json.loads(path.read_text("utf-8"))["pages"]
        for path in (SHARED / "corpus").glob("*.pages.json")
    }
    bad, twin = pages.pop(BAD), pages["budget-2025-nordost"].pop(92)
    vocabulary = count_words(page for text in pages.values() for page in text) if with_others else {}
    start = time.process_time()
    text, _ = mend("\n".join(bad), vocabulary)
    assert (time.process_time() - start) / len(bad) < 0.6  # 0.2 s alone on its core
    assert _same(twin, "\n".join(bad)) < 0.7
    assert _same(twin, text) >= (0.994 if with_others else 0.99)


@needs_shared
def test_a_clean_text_stays_as_it_is() -> None:
    text = "\n".join(json.loads((SHARED / "corpus/verksamhetsplan-2024-hisingen.pages.json").read_text())["pages"])
    assert len(mend(text)[1]) / len(text.split()) < 0.01
