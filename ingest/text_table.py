"""A table of text while it is being read."""

from dataclasses import dataclass

from ingest.clean import Line
from ingest.model import Column
from ingest.rows import Cell


@dataclass(slots=True)
class TextTable:
    """A table by its columns; `rows` hold a cell (lines, cut to the cell where need be) for each column."""

    columns: tuple[Column, ...]
    names: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    header: list[Line]
    first: int  # lines of the layout, header included
    last: int
    section: int = 0
    shared: bool = False  # lists, headings and figures are looked for in its lines too
