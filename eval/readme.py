"""Tables that commands write into the README, each between its own marks."""

import re
from collections.abc import Sequence
from pathlib import Path

from eval.corpora import ROOT
from eval.report import markdown_table
from ingest.errors import StyrsvarError

README = ROOT / "README.md"

Rows = Sequence[tuple[str, ...]]


def fill(mark: str, tables: Sequence[tuple[str, Rows]], path: Path = README) -> None:
    """Puts tables, each under its title, between `<!-- mark -->` and `<!-- /mark -->`. Raises StyrsvarError when the
    file has no such lines."""
    begin, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    made = "\n\n".join(f"{title}:\n\n{markdown_table(rows)}" for title, rows in tables)
    text, found = re.subn(
        f"{begin}.*?{end}", lambda match: f"{begin}\n{made}\n{end}", path.read_text("utf-8"), count=1, flags=re.DOTALL
    )
    if not found:
        raise StyrsvarError(f"{path} saknar raderna {begin} och {end}.")
    path.write_text(text, "utf-8")
