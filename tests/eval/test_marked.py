"""The gold words in their page: found as they were read, and drawn with a mark."""

import base64
import io
import re

import pytest
from PIL import Image

from eval.corpora import Corpus, sample
from eval.marked import marked
from eval.model import Evidence, Run
from eval.place import find, passage
from ingest.model import Span

YELLOW = (255, 226, 90)


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("Den var 7,2 pro-\ncent.", "7,2 procent", "7,2 pro-\ncent"),  # broken at a line's end
        ("Ett. Två. Tre.", "Ett (…) Tre", "Ett. Två. Tre"),
        ("Tre. Ett.", "Ett (…) Tre", None),  # the parts in another order
        ("Antal 1 236 hushåll", "antal 1236", "Antal 1 236"),
        ("Ett.", "Två", None),
        ("Ett.", "…", None),
    ],
)
def test_find(text: str, quote: str, found: str | None) -> None:
    place = find(text, quote)
    assert (text[place.start : place.end] if place else None) == found


def test_a_passage_has_a_hundred_words() -> None:
    words = [f"ord{number}" for number in range(1000)]
    text = " ".join(words)
    middle = passage(text, "ord500 ord501").split()
    assert len(middle) == 100
    assert middle[49:51] == ["ord500", "ord501"]
    assert passage(text, "ord0").split()[:2] == ["ord0", "ord1"]
    assert passage(text, " ".join(words[:120])) == " ".join(words[:120])
    assert passage(text, "annat") == "annat"
    assert passage("Av-\ngiften höjs", "höjs") == "Avgiften höjs"


@pytest.fixture(scope="module")
def run(corpus: Corpus) -> Run:
    return Run("sample", (), files=tuple(map(str, corpus.files)))


def test_pages_are_drawn_with_their_mark(run: Run) -> None:
    cases = {case.id: case for case in sample().cases}
    with marked(run) as draw:
        table, scan, words = (draw(cases[id_].evidence) for id_ in ("tal-001", "fakta-033", "fakta-040"))
        nowhere = draw([Evidence("finns-inte", 1, "x")])
        lost = draw([Evidence("arsrapport-2024-norr", 5, "detta står ingenstans")])
    assert nowhere == ""
    assert _yellow(table)
    assert _yellow(scan)
    assert len(re.findall("<img", scan)) == 3  # the motion stands in four files; three places are shown
    assert "<mark>" in words
    assert "återremitteras" in words.lower()
    assert not _yellow(lost)  # the whole page, unmarked


def test_without_the_files_nothing_is_drawn(run: Run) -> None:
    for files in ((), ("/finns/inte.pdf",)):
        with marked(Run("x", (), files=files)) as draw:
            assert draw([Evidence("arsrapport-2024-norr", 5, "x")]) == ""


def _yellow(html: str) -> bool:
    data = re.search(r'base64,([^"]+)"', html)
    assert data
    picture = Image.open(io.BytesIO(base64.b64decode(data[1]))).convert("RGB")
    colours = [colour for _, colour in picture.getcolors(256) or [] if isinstance(colour, tuple)]
    return any(all(abs(a - b) < 8 for a, b in zip(colour, YELLOW, strict=True)) for colour in colours)


def test_span_is_in_the_text() -> None:
    assert find("abc", "b") == Span(1, 2)
