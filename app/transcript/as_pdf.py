"""A conversation as a PDF, with its font embedded and its marks linked to the sources."""

import io
import re

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, LongTable, Paragraph, Spacer, TableStyle

from app.brief.as_pdf import MARGIN, build, safe, style
from app.brief.words import INK, place_of
from app.transcript.model import HEADING, Block, Runs, Said, Transcript, subheading

_REFERENCE = re.compile(r"\[(\d{1,3})\]")


def as_pdf(talk: Transcript) -> bytes:
    """The whole conversation, each answer with its sources."""
    story: list[Flowable] = [
        Paragraph(HEADING, style("title")),
        Paragraph(safe(subheading(talk)), style("note")),
    ]
    for number, one in enumerate(talk.said, start=1):
        story += _turn(one, number)
    out = io.BytesIO()
    build(out, f"{HEADING}: {talk.title}", story)
    return out.getvalue()


def _turn(one: Said, turn: int) -> list[Flowable]:
    known = {citation.number for citation in one.citations}
    made: list[Flowable] = [Paragraph(safe(one.question), style("h1"))]
    made += [_block(block, turn, known) for block in one.blocks]
    if one.note:
        made.append(Paragraph(safe(one.note), style("note")))
    if one.citations:
        made.append(Paragraph("Källor" if one.answered else "Närmaste ställen i handlingarna", style("h2")))
    for citation in one.citations:
        name = f'<a name="s{turn}-{citation.number}"/>'
        place = f"{name}<b>{safe(place_of(citation))}</b>: ”{safe(citation.quote)}”"
        made.append(Paragraph(place, style("source"), bulletText=f"[{citation.number}]"))
    return [*made, Spacer(1, 6)]


def _block(block: Block, turn: int, known: set[int]) -> Flowable:
    if block.rows:
        return _table(block, turn, known)
    if block.mark:
        return Paragraph(_said(block.runs, turn, known), style("point"), bulletText=block.mark)
    return Paragraph(_said(block.runs, turn, known), style("prose"))


def _table(block: Block, turn: int, known: set[int]) -> Flowable:
    columns = max(map(len, block.rows))
    cells = [
        [Paragraph(_said(runs, turn, known, bold=at == 0), style("cell")) for runs in row]
        for at, row in enumerate(block.rows)
    ]
    table = LongTable(cells, colWidths=[(A4[0] - 2 * MARGIN) / columns] * columns, repeatRows=1, splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#C4CCD4")),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#E8EEF4")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table


def _said(runs: Runs, turn: int, known: set[int], bold: bool = False) -> str:
    text = "".join(f"<b>{safe(run.text)}</b>" if run.bold or bold else safe(run.text) for run in runs)
    return _REFERENCE.sub(lambda match: _link(match, turn, known), text)


def _link(match: re.Match[str], turn: int, known: set[int]) -> str:
    if int(match.group(1)) not in known:  # a link to nowhere stops the writing
        return match.group()
    return f'<a href="#s{turn}-{match.group(1)}" color="#{INK}">{match.group()}</a>'
