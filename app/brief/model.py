"""The nouns of a brief: what the documents say of a topic, put together so that it can be handed out."""

from dataclasses import dataclass
from datetime import date

from app.model import Citation


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said, with the numbers of its sources. `**bold**` is the only markup in `text`."""

    text: str
    sources: tuple[int, ...] = ()
    note: str = ""  # what is told beside it: who gave it, when, where
    status: str = ""  # of an assignment, as the register says it


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading of their own; the heading may be empty."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief: groups of lines, or a table whose first row is its header."""

    title: str
    lead: str = ""  # what the section holds and does not hold; claims nothing about the city
    groups: tuple[Group, ...] = ()
    table: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief; `found` is False when the documents say nothing of the topic."""

    topic: str
    made: date
    found: bool
    reach: str  # how much was searched, in a sentence
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]


def marks(numbers: tuple[int, ...]) -> list[tuple[str, int]]:
    """How source numbers are shown, runs of three or more as one, each with the number that it leads to.

    >>> marks((1, 3, 4, 5))
    [('[1]', 1), ('[3–5]', 3)]
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown: list[tuple[str, int]] = []
    for run in runs:
        shown += [(f"[{run[0]}–{run[-1]}]", run[0])] if len(run) > 2 else [(f"[{number}]", number) for number in run]
    return shown


def pieces(text: str) -> list[tuple[str, bool]]:
    """A line's words cut where bold starts and ends.

    >>> pieces("Totalt **7,2** procent")
    [('Totalt ', False), ('7,2', True), (' procent', False)]
    """
    parts = text.split("**")
    if len(parts) % 2 == 0:  # an asterisk of the document's own
        return [(text, False)]
    return [(part, at % 2 == 1) for at, part in enumerate(parts) if part]
