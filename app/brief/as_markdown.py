"""A brief as Markdown."""

from app.brief.model import Brief, Group, Line, Section, marks
from app.brief.words import FOOT, about, place_of


def as_markdown(brief: Brief) -> str:
    """The whole brief; sources last."""
    blocks = [f"# Underlag: {brief.topic}", about(brief)]
    for section in brief.sections:
        blocks += _section(section)
    if brief.citations:
        blocks.append("## Källor")
        blocks.append("\n".join(f"{c.number}. {place_of(c)}: ”{c.quote}”" for c in brief.citations))
    return "\n\n".join([*blocks, f"*{FOOT}*"]) + "\n"


def _section(section: Section) -> list[str]:
    blocks = [f"## {section.title}"]
    if section.lead:
        blocks.append(f"*{section.lead}*")
    for group in section.groups:
        blocks += _group(group)
    if section.table:
        cells = [[_said(cell).replace("|", "\\|") for cell in row] for row in section.table]
        head, *rows = [f"| {' | '.join(row)} |" for row in cells]
        blocks.append("\n".join([head, "|" + " --- |" * len(section.table[0]), *rows]))
    return blocks


def _group(group: Group) -> list[str]:
    title = [f"### {group.title}"] if group.title else []
    return [*title, "\n".join(f"- {_said(line)}" for line in group.lines)]


def _said(line: Line) -> str:
    status = f"**{line.status}**: " if line.status else ""
    note = f" *({line.note})*" if line.note else ""
    shown = "".join(label for label, _ in marks(line.sources))
    return f"{status}{line.text}{note} {shown}".strip()
