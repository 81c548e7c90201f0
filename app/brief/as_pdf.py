"""A brief as a PDF, its marks linked to the sources."""

from app.brief import sheet
from app.brief.model import Brief, Group, Line, Section, marks, pieces
from app.brief.sheet import Block, Run
from app.brief.words import COLOURS, about

_WIDTHS = (3.4, 3.6, 9.6)  # centimetres of a page's 16.6


def as_pdf(brief: Brief) -> bytes:
    """The whole brief; sources last."""
    blocks = [sheet.note(about(brief))]
    for section in brief.sections:
        blocks += _section(section)
    if brief.citations:
        sources = (sheet.source(citation, f"s{citation.number}") for citation in brief.citations)
        blocks += [sheet.heading("Källor"), sheet.sources(sources)]
    title = f"Underlag: {brief.topic}"
    return sheet.pdf(title, title, blocks)


def _section(section: Section) -> list[Block]:
    made = [sheet.heading(section.title)]
    if section.lead:
        made.append(sheet.note(section.lead))
    for group in section.groups:
        made += _group(group)
    if section.table:
        made.append(sheet.table([[_said(line) for line in row] for row in section.table], _WIDTHS))
    return made


def _group(group: Group) -> list[Block]:
    title = [sheet.heading(group.title, 2)] if group.title else []
    return [*title, sheet.points([(None, _said(line)) for line in group.lines])]


def _said(line: Line) -> list[Run]:
    made: list[Run] = []
    if line.status:
        made.append({"text": f"{line.status}  ", "bold": True, "colour": COLOURS[line.status]})
    made += [{"text": words, "bold": bold} for words, bold in pieces(line.text)]
    if line.note:
        made.append({"text": f"  {line.note}", "small": True})
    linked = [{"text": label, "to": f"s{number}"} for label, number in marks(line.sources)]
    return [*made, {"text": " "}, *linked] if linked else made
