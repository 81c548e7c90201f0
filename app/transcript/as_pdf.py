"""A conversation as a PDF, its marks linked to the sources."""

import re
from collections.abc import Sequence
from itertools import groupby

from app.brief import sheet
from app.transcript.model import HEADING, Block, Runs, Said, Transcript, subheading

_REFERENCE = re.compile(r"(\[\d{1,3}\])")


def as_pdf(talk: Transcript) -> bytes:
    """The whole conversation, each answer with its sources."""
    blocks = [sheet.note(subheading(talk))]
    for number, one in enumerate(talk.said, start=1):
        blocks += _turn(one, number)
    return sheet.pdf(f"{HEADING}: {talk.title}", HEADING, blocks)


def _turn(one: Said, turn: int) -> list[sheet.Block]:
    known = {citation.number for citation in one.citations}
    made = [sheet.heading(one.question)]
    for is_list, blocks in groupby(one.blocks, lambda block: bool(block.mark)):
        found = [*blocks]
        made += [_points(found, turn, known)] if is_list else [_block(block, turn, known) for block in found]
    if one.note:
        made.append(sheet.note(one.note))
    if one.citations:
        places = sheet.sources(sheet.source(citation, _name(turn, citation.number)) for citation in one.citations)
        made += [sheet.heading("Källor" if one.answered else "Närmaste ställen i handlingarna", 2), places]
    return made


def _points(blocks: Sequence[Block], turn: int, known: set[int]) -> sheet.Block:
    """The points of one list, each with its own number where it has one."""
    numbers = [int(block.mark.rstrip(".")) if block.mark[:-1].isdigit() else None for block in blocks]
    return sheet.points(
        [(number, _said(block.runs, turn, known)) for number, block in zip(numbers, blocks, strict=True)]
    )


def _block(block: Block, turn: int, known: set[int]) -> sheet.Block:
    if block.rows:
        return sheet.table([[_said(cell, turn, known) for cell in row] for row in block.rows])
    if block.heading:
        return sheet.heading("".join(run.text for run in block.runs), 2)
    return sheet.prose(_said(block.runs, turn, known))


def _said(runs: Runs, turn: int, known: set[int]) -> list[sheet.Run]:
    made: list[sheet.Run] = []
    for run in runs:
        for part in filter(None, _REFERENCE.split(run.text)):
            number = int(part[1:-1]) if _REFERENCE.fullmatch(part) else 0
            linked = {"to": _name(turn, number)} if number in known else {}  # a link to nowhere stops the writing
            made.append({"text": part, "bold": run.bold, **linked})
    return made


def _name(turn: int, number: int) -> str:
    return f"s{turn}-{number}"
