"""The perfect reader's judgement, the plain ways to search, and the table in the README."""

from pathlib import Path

import pytest

from eval.metrics import Interval
from eval.model import Case, Evidence
from eval.peers.model import Piece
from eval.peers.plain import Sentences
from eval.peers.table import write_readme
from eval.peers.trial import Score, Trial, has_facts, score, within
from eval.told import show_table
from ingest.errors import StyrsvarError

PAGES = {("plan", 1): "Katten är grå. Hunden är 7 år.\n\nIngen ko.", ("plan", 2): "Katten sover."}
FACT = Case("a", ("Hur gammal är hunden?",), "fact", must=("7",), evidence=(Evidence("plan", 1, "är 7 år"),))
YES = Case("b", ("Är hunden över fem?",), "yesno", must=("Ja",), evidence=(Evidence("plan", 1, "Hunden är 7 år"),))
BOTH = (Evidence("plan", 1, "grå"), Evidence("plan", 2, "sover"))


@pytest.mark.parametrize(
    ("case", "texts", "had"),
    [
        (FACT, ["Hunden är 7 år."], True),
        (FACT, ["Hunden är 17 år."], False),
        (YES, ["Hunden är 7 år."], True),  # the grounds for a yes
        (YES, ["Katten är grå."], False),
        (Case("c", ("?",), "compare", must=("olika",), evidence=BOTH), ["grå"], True),
        (Case("c", ("?",), "compare", must=("olika",), evidence=BOTH, all=True), ["grå"], False),
        (Case("c", ("?",), "compare", must=("olika",), evidence=BOTH, all=True), ["grå", "sover"], True),
        (Case("d", ("?",), "list", items=("katt", "hund")), ["katten"], False),
    ],
)
def test_has_facts(case: Case, texts: list[str], had: bool) -> None:
    assert has_facts(case, [Piece(text, ("plan", 1)) for text in texts]) is had


def test_bm25_over_sentences() -> None:
    peer = Sentences(PAGES)
    assert [piece.text for piece in peer.search("hunden år", 5)] == ["Hunden är 7 år."]
    assert [piece.where[1] for piece in peer.search("katten", 5)] == [2, 1]  # the shorter one first
    assert peer.search("elefant", 5) == []
    found = score(peer, [FACT])
    assert (found.facts[0].value, found.mrr) == (1.0, 1.0)


def test_a_budget_of_words() -> None:
    pieces = [Piece("en två tre", ("plan", 1)), Piece("fyra fem", ("plan", 2)), Piece("sex", ("plan", 3))]
    assert [piece.text for piece in within(4, pieces)] == ["en två tre", "fyra"]
    assert [piece.text for piece in within(5, pieces)] == ["en två tre", "fyra fem"]
    assert within(9, pieces) == pieces


def test_what_is_missing_is_told_with_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    show_table([("", "found"), ("Other", "pip install 'a[peers]'")], "sample")
    assert "pip install 'a[peers]'" in capsys.readouterr().out


def test_the_table_in_the_readme(tmp_path: Path) -> None:
    half = Interval(0.5, 0.4, 0.6, 80)
    ours, other = Score("Ours", (half, half), half, 900, 0.5, 12), Score("Other", skipped="not installed")
    path = tmp_path / "README.md"
    path.write_text("before\n<!-- peers -->\nold\n<!-- /peers -->\nafter\n", "utf-8")
    write_readme([Trial("sample", 80, (ours, other), half)], path)
    text = path.read_text("utf-8")
    assert "| Ours | 50.0 (40–60) | 50.0 (40–60) | 50.0 (40–60) | 900 | 0.500 | 12 |" in text
    assert "not tried: not installed" in text
    assert "old" not in text
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    path.write_text("nothing", "utf-8")
    with pytest.raises(StyrsvarError, match="saknar raderna"):
        write_readme([], path)
