"""What a question asks to have computed from a row's cells: a difference, with the arithmetic shown."""

import re
from collections.abc import Sequence

from app.model import Plan
from ingest.model import Figure

_CHANGE = re.compile(
    r"\bhur mycket (?:mer|mindre|högre|lägre|dyrare|billigare|fler|färre|större|ökade|minskade|steg|sjönk|växte"
    r"|har (?:\w+ ){1,8}(?:ökat|minskat|stigit|sjunkit|förändrats))\b"
    r"|\b(?:skillnad|ökning|minskning|förändring|differens)\w*\b|\bmed hur mycket\b"
    r"|\bhow much (?:more|less|higher|lower)\b|\bby how much\b|\bdifference\b",
    re.I,
)
_COMPARED = re.compile(r"avvikelse|förändring|jämför|skillnad", re.I)  # columns that hold differences already
_PLANNED = re.compile(r"budget|prognos", re.I)
_PERCENT = "%"


def difference(plan: Plan, figures: Sequence[Figure], values: Sequence[str]) -> str:
    """A sentence with the difference between the year asked for and the one before; "" when none is asked or known.

    `values` are the figures' cells as they stand. "Skillnaden är 30 mnkr (1 200 → 1 230), 2,5 procent."
    """
    low = plan.standalone.lower()
    if not _CHANGE.search(low):
        return ""
    by_year: dict[int, tuple[Figure, str]] = {}
    for figure, value in zip(figures, values, strict=True):
        other = _COMPARED.search(figure.heading) or (_PLANNED.search(figure.heading) and not _PLANNED.search(low))
        if re.fullmatch(r"\d{4}", figure.period) and figure.number is not None and not other:
            by_year.setdefault(int(figure.period), (figure, value))
    named = sorted(year for year in plan.years if year in by_year)
    last = named[-1] if named else max(by_year, default=0)
    first = named[0] if len(named) > 1 else last - 1
    if first not in by_year or last not in by_year or first == last:
        return ""
    (old, old_shown), (new, new_shown) = by_year[first], by_year[last]
    if old.number is None or new.number is None or old.unit != new.unit:
        return ""
    before, after = abs(old.number), abs(new.number)
    decimals = max(_decimals(old_shown), _decimals(new_shown))
    unit = "procentenheter" if new.unit == _PERCENT else new.unit
    share = ""
    if before and new.unit != _PERCENT:
        share = f", {number_shown(100 * abs(after - before) / before, 1)} procent"
    amount = f"**{number_shown(abs(after - before), decimals)}{f' {unit}' if unit else ''}**"
    return f"Skillnaden mellan {first} och {last} är {amount} ({old_shown} → {new_shown}){share}."


def _decimals(shown: str) -> int:
    match = re.search(r",(\d+)", shown)
    return len(match[1]) if match else 0


def number_shown(number: float, decimals: int) -> str:
    """A number as it is written in Swedish: "1 234,5"."""
    return f"{number:,.{decimals}f}".replace(",", " ").replace(".", ",")
