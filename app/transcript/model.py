"""A conversation as blocks that every form can write: paragraphs, points and tables, with bold words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.brief.words import day_of
from app.model import Answer, Citation, Turn

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one weight."""

    text: str
    bold: bool = False


Runs = tuple[Run, ...]
HEADING = "Frågor och svar"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a `heading`; with a `mark` ("1.", "•") a point of a list; with `rows`, header first, a table."""

    runs: Runs = ()
    mark: str = ""
    heading: bool = False
    rows: tuple[tuple[Runs, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One question with its answer and sources."""

    question: str
    answered: bool
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    markdown: str
    note: str = ""  # who wrote it, when not Styrsvar itself


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole conversation."""

    title: str
    made: date
    said: tuple[Said, ...]


def transcript(turns: Sequence[Turn], made: date) -> Transcript:
    """A conversation from its turns, oldest first; it is named after its first question."""
    told = tuple(said(turn.question, turn.answer) for turn in turns)
    return Transcript(turns[0].question if turns else "Samtal", made, told)


def subheading(talk: Transcript) -> str:
    """When it was taken, and what it rests on."""
    return f"Ur Styrsvar den {day_of(talk.made)}. Siffror inom hakparentes visar till källorna efter varje svar."


def said(question: str, answer: Answer) -> Said:
    """One turn."""
    writer = "" if answer.written_by == "styrsvar" else f"Formulerat av språkmodellen {answer.written_by}."
    blocks = tuple(blocks_of(answer.answer))
    return Said(question, answer.answered, blocks, answer.citations, answer.answer, writer)


def blocks_of(markdown: str) -> list[Block]:
    """An answer's Markdown as blocks.

    >>> blocks_of("**Två** är klara [1].")
    [Block(runs=(Run(text='Två', bold=True), Run(text=' är klara [1].', bold=False)), mark='', heading=False, rows=())]
    """
    made: list[Block] = []
    marks: list[list[str | int]] = []
    rows: list[list[Runs]] = []
    inside_table, inside_heading = False, False
    for token in _markdown.parse(markdown):
        match token.type:
            case "ordered_list_open":
                marks.append([".", int(token.attrs.get("start", 1))])
            case "bullet_list_open":
                marks.append(["•", 0])
            case "ordered_list_close" | "bullet_list_close":
                marks.pop()
            case "table_open":
                inside_table, rows = True, []
            case "table_close":
                inside_table = False
                made.append(Block(rows=tuple(map(tuple, rows))))
            case "heading_open" | "heading_close":
                inside_heading = token.type == "heading_open"
            case "tr_open":
                rows.append([])
            case "inline" if inside_table:
                rows[-1].append(_runs(token))
            case "inline":
                made.append(Block(_runs(token), _mark(marks), inside_heading))
            case _:
                pass
    return made


def _mark(marks: list[list[str | int]]) -> str:
    if not marks:
        return ""
    sign, number = marks[-1]
    if sign == "•":
        return "•"
    marks[-1][1] = int(number) + 1
    return f"{number}."


def _runs(token: Token) -> Runs:
    made: list[Run] = []
    bold = 0
    for part in token.children or []:
        if part.type == "strong_open":
            bold += 1
        elif part.type == "strong_close":
            bold -= 1
        elif part.type in ("softbreak", "hardbreak"):
            made.append(Run(" ", bool(bold)))
        elif part.content:
            made.append(Run(part.content, bool(bold)))
    return tuple(made)
