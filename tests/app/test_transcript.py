"""A conversation as a file: every question, answer, table and source is in it."""

import io
from datetime import date

import pytest
from docx import Document
from pypdf import PdfReader

from app.brief.write import Form
from app.model import Answer, Citation, Kind, Plan, Turn
from app.transcript.as_markdown import as_text
from app.transcript.model import Block, Run, blocks_of, said, transcript
from app.transcript.write import file_name, written
from index.model import Filters

TABLE = "| Fråga | Norr |\n| --- | --- |\n| Boende | **12** [1] |"

# Markdown, blocks
BLOCKS = [
    ("**Två** klara [1].", [Block((Run("Två", True), Run(" klara [1].")))]),
    ("3. A\n4. B", [Block((Run("A"),), "3."), Block((Run("B"),), "4.")]),  # a list goes on from its own number
    ("- A", [Block((Run("A"),), "•")]),
    ("Före\n\nEfter", [Block((Run("Före"),)), Block((Run("Efter"),))]),
    (
        TABLE,
        [Block(rows=(((Run("Fråga"),), (Run("Norr"),)), ((Run("Boende"),), (Run("12", True), Run(" [1]")))))],
    ),
    ("### Norr\n\nTolv", [Block((Run("Norr"),), heading=True), Block((Run("Tolv"),))]),
    ("<b>x</b>", [Block((Run("<b>x</b>"),))]),  # no HTML is taken for markup
]


@pytest.mark.parametrize(("markdown", "blocks"), BLOCKS)
def test_markdown_becomes_blocks(markdown: str, blocks: list[Block]) -> None:
    assert blocks_of(markdown) == blocks


def _turn(question: str, text: str) -> Turn:
    citation = Citation(1, "a", "v", "Årsrapport & <plan>", None, "2.1 Boende", 3, "5", "tolv boenden", "/x", (), True)
    answer = Answer(question, True, Kind.FACT, text, (), None, (citation,), (), 1.0)
    return Turn(question, Plan(question, question, Kind.FACT, "sv", (), Filters()), answer)


TURNS = [_turn("Hur många boenden?", "**Tolv** [1] boenden & <fler> [9]."), _turn("Och i Norr?", f"Så här:\n\n{TABLE}")]
HELD = ["Hur många boenden?", "Och i Norr?", "Boende", "12", "Årsrapport & <plan>", "tolv boenden", "inskannad text"]


def _text(form: Form, file: bytes) -> str:
    match form:
        case Form.MD:
            return file.decode()
        case Form.PDF:
            return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages).split())
        case Form.DOCX:
            word = Document(io.BytesIO(file))
            cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
            return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


@pytest.mark.parametrize("form", list(Form))
def test_every_form_holds_it_all(form: Form) -> None:
    text = _text(form, written(transcript(TURNS, date(2026, 3, 5)), form))
    assert [words for words in HELD if words not in text] == []


def test_a_file_is_named_after_its_first_question() -> None:
    assert file_name(transcript(TURNS, date(2026, 3, 5)), Form.PDF) == "samtal-hur-många-boenden.pdf"


def test_an_answer_to_paste_has_its_sources() -> None:
    text = as_text(said("Hur många?", TURNS[0].answer))
    assert "**" not in text
    assert text.index("Tolv") < text.index("Källor:") < text.index("tolv boenden")
