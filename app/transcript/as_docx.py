"""A conversation as a Word document, in Word's own styles."""

import io

from docx import Document
from docx.document import Document as Word
from docx.shared import Cm, Pt

from app.brief.as_docx import SOURCE_STYLE, muted, set_up, shade
from app.brief.words import place_of, printable
from app.transcript.model import HEADING, Block, Runs, Said, Transcript, subheading

_ROOM = 16.0  # centimetres between the margins


def as_docx(talk: Transcript) -> bytes:
    """The whole conversation, each answer with its sources."""
    word = Document()
    set_up(word, f"{HEADING}: {talk.title}")
    word.add_heading(HEADING, 0)
    muted(word.add_paragraph(), subheading(talk))
    for one in talk.said:
        _turn(word, one)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _turn(word: Word, one: Said) -> None:
    word.add_heading(printable(one.question), 1)
    for block in one.blocks:
        _block(word, block)
    if one.note:
        muted(word.add_paragraph(), one.note)
    if one.citations:
        word.add_heading("Källor" if one.answered else "Närmaste ställen i handlingarna", 2)
    for citation in one.citations:
        paragraph = word.add_paragraph(style=SOURCE_STYLE)
        paragraph.add_run(f"[{citation.number}]\t{printable(place_of(citation))}: ").bold = True
        paragraph.add_run(f"”{printable(citation.quote)}”")


def _block(word: Word, block: Block) -> None:
    if block.rows:
        _table(word, block.rows)
        return
    if block.heading:
        word.add_heading("".join(printable(run.text) for run in block.runs), 2)
        return
    paragraph = word.add_paragraph()
    if block.mark:  # the number as it stands in the answer: Word's own would go on from the list before
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Cm(0.9), Cm(-0.9)
        form.tab_stops.add_tab_stop(Cm(0.9))
        paragraph.add_run(f"{block.mark}\t")
    for run in block.runs:
        paragraph.add_run(printable(run.text)).bold = run.bold


def _table(word: Word, rows: tuple[tuple[Runs, ...], ...]) -> None:
    columns = max(map(len, rows))
    table = word.add_table(len(rows), columns, style="Table Grid")
    table.autofit = False
    for column in table.columns:
        column.width = Cm(_ROOM / columns)
    for at, row in enumerate(rows):
        for cell, runs in zip(table.rows[at].cells, row, strict=False):
            cell.width = Cm(_ROOM / columns)
            for run in runs:
                made = cell.paragraphs[0].add_run(printable(run.text))
                made.bold, made.font.size = run.bold or at == 0, Pt(9.5)
            if at == 0:
                shade(cell)
    word.add_paragraph()
