"""A chart of the numbers that an answer rests on, where they run over years or over departments, and their table.

The bars are the document's own figures, found by the places that the answer cites; nothing is read out of the answer's
words. A row of a table whose columns are "2024 2023 2022" is a course of years; one whose columns are names of
departments, with one unit, stands side by side.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.chat.markup import esc
from app.model import Answer, Citation, Kind
from ingest.model import Document, Figure

FEWEST = 2  # bars
MOST = 12
LEADING = 2  # sources looked at: what comes later is told beside the answer
DRAWN = (Kind.FIGURE, Kind.COMPARE, Kind.FACT)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Columns of sums and differences are no departments, and no year of their own.
_DERIVED = re.compile(r"avvik|förändr|skillnad|jämför|summa|total|budget|utfall|prognos|mål|index|andel", re.I)
WIDTH, ROW, BAR, SIGN, GAP = 440, 30, 18, 9, 10  # in the drawing's own units; SIGN is about a letter's width


@dataclass(frozen=True, slots=True)
class Bar:
    """One number: what it is of, as written, and its size."""

    label: str
    value: str
    number: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers of one measure; `over` says what the bars differ in."""

    title: str
    over: str
    bars: tuple[Bar, ...]
    citation: int


def chart(answer: Answer, open_document: Callable[[str, str], Document]) -> Chart | None:
    """The chart of the first sources that has one; None when none has."""
    if not answer.answered or answer.kind not in DRAWN:
        return None
    for citation in answer.citations[:LEADING]:
        found = _of_citation(citation, open_document(citation.document, citation.version))
        if found:
            return found
    return None


def drawn(made: Chart, turn: int) -> str:
    """The chart as SVG with its table."""
    told = "; ".join(f"{bar.label}: {bar.value}" for bar in made.bars)
    name = f"{made.title} efter {made.over.lower()}. {told}"
    rows = "".join(f'<tr><th scope="row">{esc(bar.label)}</th><td>{esc(bar.value)}</td></tr>' for bar in made.bars)
    link = f'<a class="ref" href="#kalla-{turn}-{made.citation}" aria-label="Källa {made.citation}">{made.citation}</a>'
    return (
        f'<figure class="chart"><figcaption>{esc(made.title)} {link}</figcaption><div>'
        f'<svg viewBox="0 0 {WIDTH} {ROW * len(made.bars)}" role="img" aria-label="{esc(name)}">{_bars(made)}</svg>'
        f'<table><thead><tr><th scope="col">{esc(made.over)}</th><th scope="col">Värde</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></figure>"
    )


def _bars(made: Chart) -> str:
    left = SIGN * max(len(_short(bar.label)) for bar in made.bars) + GAP
    right = SIGN * max(len(bar.value) for bar in made.bars) + GAP
    low = min(0.0, *(bar.number for bar in made.bars))
    high = max(0.0, *(bar.number for bar in made.bars))
    room = max(WIDTH - left - right, WIDTH / 4) / ((high - low) or 1.0)
    zero = left - low * room
    parts = []
    for at, bar in enumerate(made.bars):
        middle = at * ROW + ROW / 2
        start, end = sorted((zero, zero + bar.number * room))
        sort = ' class="below"' if bar.number < 0 else ""
        parts.append(
            f'<text x="{left - GAP}" y="{middle + 5:.0f}" text-anchor="end">{esc(_short(bar.label))}</text>'
            f'<rect{sort} x="{start:.1f}" y="{middle - BAR / 2:.0f}" width="{max(end - start, 1):.1f}" height="{BAR}"/>'
            f'<text x="{end + GAP:.1f}" y="{middle + 5:.0f}">{esc(bar.value)}</text>'
        )
    axis = f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="2" y2="{ROW * len(made.bars) - 2}"/>'
    return "".join(parts) + axis


def _short(label: str) -> str:
    return label if len(label) <= 20 else label[:19].rstrip() + "…"


def _of_citation(citation: Citation, document: Document) -> Chart | None:
    rows: dict[tuple[int | None, int | None], list[Figure]] = {}
    for figure in document.figures:
        if figure.number is not None and any(span.covers(figure.value) for span in citation.spans):
            rows.setdefault((figure.table, figure.row), []).append(figure)
    for row in rows.values():
        found = _over_years(document, row) or _side_by_side(document, row)
        if found:
            title = row[0].label_text.strip(" :") or citation.section
            return Chart(title, found[0], found[1], citation.number)
    return None


def _over_years(document: Document, row: list[Figure]) -> tuple[str, tuple[Bar, ...]] | None:
    """The columns that are the same but for the year, oldest first; the largest such group."""
    groups: dict[tuple[str, str], dict[int, Figure]] = {}
    for figure in row:
        year = _YEAR.search(figure.heading)
        if year:
            rest = _YEAR.sub("", figure.heading).strip(" ():,").casefold()
            groups.setdefault((rest, figure.unit), {}).setdefault(int(year.group()), figure)
    best = max(groups.values(), key=len, default={})
    if len(best) < FEWEST:
        return None
    return "År", tuple(_bar(document, best[year], best[year].heading) for year in sorted(best)[-MOST:])


def _side_by_side(document: Document, row: list[Figure]) -> tuple[str, tuple[Bar, ...]] | None:
    named = [one for one in row if one.heading and not _YEAR.search(one.heading) and not _DERIVED.search(one.heading)]
    fitting = [one for one in named if one.unit == named[0].unit]
    if len(fitting) <= FEWEST or len({one.heading for one in fitting}) < len(fitting):
        return None
    return "Del", tuple(_bar(document, one, one.heading) for one in fitting[:MOST])


def _bar(document: Document, figure: Figure, label: str) -> Bar:
    value = document.read(figure.value)
    unit = figure.unit if figure.unit and not value.endswith(figure.unit) else ""
    return Bar(label, f"{value} {unit}".strip(), float(figure.number or 0.0))
