"""A conversation as Markdown."""

import re

from app.brief.words import FOOT, place_of
from app.transcript.model import HEADING, Said, Transcript, subheading


def as_markdown(talk: Transcript) -> str:
    """The whole conversation, each answer with its sources."""
    blocks = [f"# {HEADING}", subheading(talk), *(_turn(one) for one in talk.said), f"*{FOOT}*"]
    return "\n\n".join(blocks) + "\n"


def _turn(one: Said) -> str:
    parts = [f"## {one.question}", one.markdown]
    if one.note:
        parts.append(f"*{one.note}*")
    if one.citations:
        parts.append("**Källor**" if one.answered else "**Närmaste ställen**")
        parts.append("\n".join(f"{c.number}. {place_of(c)}: ”{c.quote}”" for c in one.citations))
    return "\n\n".join(parts)


def as_text(one: Said) -> str:
    """One answer to paste into a letter: plain text, then its sources."""
    text = re.sub(r"\*\*|^### (?=\S)", "", one.markdown, flags=re.MULTILINE)
    sources = "\n".join(f"[{c.number}] {place_of(c)}: ”{c.quote}”" for c in one.citations)
    heading = "Källor:" if one.answered else "Närmaste ställen:"
    return "\n\n".join(filter(None, (one.question, text, f"{heading}\n{sources}" if sources else "")))
