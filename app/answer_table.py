"""Answers that a table gives as a whole: the rows that fit, the highest, a sum, a share, all rows; each cited."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.arithmetic import number_shown
from app.model import Draft, DraftItem, Evidence, Kind, Plan, Statement
from app.table_arithmetic import cells_told, computed, decimals_of, is_noted, row_evidence
from app.table_match import SHARES, Match, factor, is_called_so, is_sure, matches
from app.table_measure import Measure, Measured, measure
from app.table_question import Asked, Op
from app.topic import Term
from app.wording import and_list, number_word
from ingest.model import Document

_AHEAD = 0.5  # how much surer a table must be than the next one
_BEHIND = 1.0  # how much less sure it may be than one that lacks what is asked for
_MOST_ROWS = 30  # of a list
_SHORT_COLUMN = 40  # characters of a column's heading that each item of a list repeats
_LONGEST_HEADER = 120  # characters of a header that are quoted
_HOLDS = re.compile(r"\b(?:klara|håll|höll)\w*\b", re.I)  # the budget, also to the last krona
_NEUTER = ("bidrag", "alternativ")
_PLURAL = re.compile(r".*(?:[aeo]r|bidrag|alternativ)$")


def answer_table(plan: Plan, asked: Asked, terms: Sequence[Term], documents: Mapping[str, Document]) -> Draft | None:
    """What the one table that a question is about says; None when none surely has what is asked for."""
    found = [match for match in matches(plan, asked, terms, documents) if is_sure(match, asked)]
    if asked.op is Op.ALL:
        match = _the_one(found, found)
        return None if match is None or (asked.by_header and not is_called_so(match)) else _all(match, asked)
    told = [(match, measured) for match in found if (measured := measure(match, asked, plan))]
    match = _the_one([match for match, _ in told], found)
    measured = next((measured for other, measured in told if other is match), None)
    if match is None or measured is None:
        return None
    if asked.op is Op.EXTREME:
        return _extremes(match, asked, measured)
    if asked.op in (Op.SUM, Op.SHARE, Op.BETWEEN):
        return computed(match, asked, measured)
    return _fitting(match, asked, measured, plan)


def _the_one(told: Sequence[Match], found: Sequence[Match]) -> Match | None:
    """The match that is ahead of the others that can tell what is asked, and about as sure as any that cannot."""
    if not told or told[0].score < found[0].score - _BEHIND:
        return None
    return told[0] if len(told) == 1 or told[1].score <= told[0].score - _AHEAD else None


def _header(match: Match) -> tuple[Evidence, ...]:
    header = match.table.header
    short = header and len(match.document.read(header)) <= _LONGEST_HEADER
    return (Evidence(match.name, header),) if short else ()


def _noun(match: Match) -> str:
    bare = re.sub(r"(?<=[aeo]r)na$", "", match.noun)
    return bare if _PLURAL.fullmatch(bare) else "rader"


def _of(count: int, total: int, noun: str, asked: Asked) -> str:
    """How many of how many: "Två av sju avdelningar"; in figures when a number is asked for."""
    if asked.counted:
        return f"{count} av {total} {noun}"
    one = "Ett" if noun.endswith(_NEUTER) else "En"
    return f"{one if count == 1 else number_word(count).capitalize()} av {number_word(total)} {noun}"


def _item(match: Match, one: Measured, said: str) -> DraftItem:
    column = f" ({said})" if len(said) <= _SHORT_COLUMN else ""  # the lead has it
    return DraftItem(
        f"{one.row.label}: {one.shown}", row_evidence(match, one.row), shown=f"**{one.row.label}**: {one.shown}{column}"
    )


def _fitting(match: Match, asked: Asked, measured: Measure, plan: Plan) -> Draft | None:
    """The rows that fit, of how many."""
    if len(measured.rows) < 2:
        return None
    if _HOLDS.search(plan.standalone) and not measured.deviates:
        return None
    limits = [_limit(asked, one) for one in measured.rows]
    if None in limits:
        return None
    fits = [one for one, limit in zip(measured.rows, limits, strict=True) if _fits(asked, one, limit or 0.0, plan)]
    total, kind = len(measured.rows), Kind.COUNT if asked.counted else Kind.LIST
    told = _told(asked, measured)
    source = f"({measured.said}) enligt {match.document.title}"
    if not fits:
        text = f"**Ingen** av tabellens {total} {_noun(match)} {told} {source}."
        return Draft(
            kind, True, (Statement(text, _header(match) or row_evidence(match, measured.rows[0].row)),), total=0
        )
    lead = Statement(f"**{_of(len(fits), total, _noun(match), asked)}** {told} {source}:", ())
    items = tuple(_item(match, one, measured.said) for one in fits)
    return Draft(kind, True, (lead,), items, len(items))


def _limit(asked: Asked, one: Measured) -> float | None:
    """The limit in what a row is counted in; None when they measure different things."""
    if not asked.unit or asked.op not in (Op.ABOVE, Op.BELOW):
        return asked.limit
    relative = asked.unit in SHARES and len(one.cells) > 1 and one.unit not in SHARES
    if relative:  # "ökade med mer än tio procent"
        return asked.limit / 100 * abs(one.cells[0].number or 0.0)
    scale = factor(asked.unit, one.unit)
    return None if scale is None else asked.limit * scale


def _fits(asked: Asked, one: Measured, limit: float, plan: Plan) -> bool:
    below = one.number < 0 if asked.of in (Op.MINUS, Op.FELL) else one.number > 0
    if asked.op in (Op.ABOVE, Op.BELOW):
        over = abs(one.number) - limit if asked.op is Op.ABOVE else limit - abs(one.number)
        enough = over > 1e-9 or (asked.or_equal and abs(over) <= 1e-9)
        return enough and (asked.of is Op.ALL or below)
    return below or (asked.op is Op.PLUS and one.number == 0 and bool(_HOLDS.search(plan.standalone)))


def _told(asked: Asked, measured: Measure) -> str:
    """What the fitting rows have or do."""
    limit = f" {asked.said}" if asked.said else ""
    if asked.of is Op.ALL:
        return f"har{limit}"
    if asked.of in (Op.FELL, Op.ROSE):
        return f"{'minskar' if asked.of is Op.FELL else 'ökar'}{f' med{limit}' if limit else ''}"
    if not measured.deviates:
        return f"ligger{limit} {'under' if asked.of is Op.MINUS else 'över'} noll"
    shown_as = "underskott" if asked.of is Op.MINUS else "överskott" if limit else "inget underskott"
    return f"visar{limit} {shown_as}"


_ORDERED = {
    # what the first row is called: (most, least)
    Op.ALL: ("Högst är", "Lägst är"),
    Op.MINUS: ("Störst underskott har", "Minst underskott har"),
    Op.PLUS: ("Störst överskott har", "Minst överskott har"),
    Op.ROSE: ("Mest ökar", "Minst ökar"),
    Op.FELL: ("Mest minskar", "Minst minskar"),
}


def _extremes(match: Match, asked: Asked, measured: Measure) -> Draft | None:
    """The highest, or the lowest, or both."""
    if not asked.both:
        return _extreme(match, asked, measured)
    ends = [_extreme(match, replace(asked, least=least), measured) for least in (False, True)]
    first, last = ends
    return None if first is None or last is None else replace(first, lead=(first.lead[0], last.lead[0]))


def _extreme(match: Match, asked: Asked, measured: Measure) -> Draft | None:
    """The first rows in order, those that are as high among them, and the one that comes next."""
    sign = -1 if asked.of in (Op.MINUS, Op.FELL) else 1
    rows = [one for one in measured.rows if asked.of is Op.ALL or sign * one.number > 0]
    if len({one.unit for one in rows}) != 1 or len(measured.rows) < 2 or len(rows) < asked.first:
        return None
    if asked.of is Op.ALL and len({one.number < 0 for one in rows if one.number}) > 1:
        return None  # costs and incomes in one column: neither is the highest of the other
    ordered = sorted(rows, key=lambda one: abs(one.number), reverse=not asked.least)
    edge = abs(ordered[asked.first - 1].number)
    first = [one for at, one in enumerate(ordered) if at < asked.first or abs(one.number) == edge]
    opening = _ORDERED[asked.of][asked.least]
    source = f"enligt {match.document.title}"
    if asked.first > 1:
        lead = Statement(f"{opening} ({measured.said}) {source}:", ())
        return Draft(Kind.LIST, True, (lead,), tuple(_item(match, one, measured.said) for one in first), len(first))
    names = and_list([f"**{one.row.label}**" for one in first])
    by = _by(asked, first[0])
    said = Statement(
        f"{opening} {names}: {by} ({measured.said}) {source}.",
        tuple(place for one in first for place in row_evidence(match, one.row)),
    )
    rest = ordered[len(first) : len(first) + 1]
    next_one = [
        Statement(f"Därefter kommer {one.row.label}: {_by(asked, one)}.", row_evidence(match, one.row)) for one in rest
    ]
    return Draft(Kind.FIGURE, True, (said, *next_one))


def _by(asked: Asked, one: Measured) -> str:
    """A row's number in bold; of a change how much it is, with both cells."""
    if asked.of not in (Op.ROSE, Op.FELL):
        return f"**{one.shown}**"
    amount = (
        f"{number_shown(abs(one.number), decimals_of(one))} {'procentenheter' if one.unit == '%' else one.unit}".strip()
    )
    return f"**{amount}**, {one.shown}" if len(one.cells) > 1 else f"**{one.shown}**"


def _all(match: Match, asked: Asked) -> Draft | None:
    """All rows with all their cells, and the sum that the table gives."""
    rows = match.rows
    if not 1 < len(rows) <= _MOST_ROWS:
        return None
    if asked.plain and asked.counted and not is_noted(match):
        return None  # how many there are of a thing is not how many rows a table has
    items = tuple(
        DraftItem(row.label, row_evidence(match, row), shown=f"**{row.label}**: {cells_told(match, row)}")
        for row in rows
    )
    number = str(len(rows)) if asked.counted else number_word(len(rows)).capitalize()
    lead = Statement(f"**{number} rader** står i tabellen i {match.document.title}:", _header(match))
    sums = [row for row in match.table.rows if row.is_sum and all(one.group == row.label for one in rows)]
    closing = tuple(Statement(f"{row.label}: {cells_told(match, row)}.", row_evidence(match, row)) for row in sums)
    return Draft(Kind.COUNT if asked.counted else Kind.LIST, True, (lead,), items, len(items), closing=closing)
