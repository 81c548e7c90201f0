"""Answers that a table gives as a whole: the rows that fit, the highest, a sum, a share, all rows; each cited."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.arithmetic import number_shown
from app.model import Draft, DraftItem, Evidence, Kind, Plan, Statement
from app.number_tables import NumberRow
from app.table_match import SHARES, Match, factor, is_sure, matches
from app.table_measure import Measure, Measured, column_said, measure, shown
from app.table_question import Asked, Op
from app.topic import Term
from app.wording import and_list, number_word
from ingest.model import Document

_AHEAD = 0.5  # how much surer a table must be than the next one
_MOST_ROWS = 30  # of a list
_SHOWN_ADDENDS = 10
_LONGEST_HEADER = 120  # characters of a header that are quoted
_HOLDS = re.compile(r"\b(?:klara|håll|höll)\w*\b", re.I)  # the budget, also to the last krona
_NEUTER = ("bidrag", "alternativ")
_PLURAL = re.compile(r".*(?:[aeo]r|bidrag|alternativ)$")


def answer_table(plan: Plan, asked: Asked, terms: Sequence[Term], documents: Mapping[str, Document]) -> Draft | None:
    """What the one table that a question is about says; None when none surely has what is asked for."""
    found = [match for match in matches(plan, asked, terms, documents) if is_sure(match, asked)]
    if not found or (len(found) > 1 and found[1].score > found[0].score - _AHEAD):
        return None
    match = found[0]
    if asked.op is Op.ALL:
        return _all(match, asked)
    measured = measure(match, asked, plan)
    if measured is None:
        return None
    if asked.op is Op.EXTREME:
        return _extremes(match, asked, measured)
    if asked.op in (Op.SUM, Op.SHARE, Op.BETWEEN):
        return _computed(match, asked, measured)
    return _fitting(match, asked, measured, plan)


def _evidence(match: Match, row: NumberRow) -> tuple[Evidence, ...]:
    return (Evidence(match.name, row.spans),)


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
    return DraftItem(
        f"{one.row.label}: {one.shown}", _evidence(match, one.row), shown=f"**{one.row.label}**: {one.shown} ({said})"
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
        return Draft(kind, True, (Statement(text, _header(match) or _evidence(match, measured.rows[0].row)),), total=0)
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
        tuple(place for one in first for place in _evidence(match, one.row)),
    )
    rest = ordered[len(first) : len(first) + 1]
    next_one = [
        Statement(f"Därefter kommer {one.row.label}: {_by(asked, one)}.", _evidence(match, one.row)) for one in rest
    ]
    return Draft(Kind.FIGURE, True, (said, *next_one))


def _by(asked: Asked, one: Measured) -> str:
    """A row's number in bold; of a change how much it is, with both cells."""
    if asked.of not in (Op.ROSE, Op.FELL):
        return f"**{one.shown}**"
    amount = (
        f"{number_shown(abs(one.number), _decimals(one))} {'procentenheter' if one.unit == '%' else one.unit}".strip()
    )
    return f"**{amount}**, {one.shown}" if len(one.cells) > 1 else f"**{one.shown}**"


def _decimals(one: Measured) -> int:
    match = re.search(r",(\d+)", one.shown)
    return len(match[1]) if match else 0


def _computed(match: Match, asked: Asked, measured: Measure) -> Draft | None:
    """A sum, a share or a difference, with the arithmetic."""
    if len({one.unit for one in measured.rows}) != 1:
        return None
    if asked.op is Op.SUM:
        return _sum(match, measured)
    if asked.op is Op.SHARE:
        return _share(match, measured) if len(match.named) == 1 or _is_noted(match) else None
    return _between(match, measured) if len(match.named) == 2 else None


def _sum(match: Match, measured: Measure) -> Draft | None:
    whole = not match.named
    if whole and match.rows != match.table.parts:
        return None  # the rows of a word in their labels may hold each other
    rows = measured.rows
    if len(rows) < 2 or any(one.row.is_sum for one in rows):
        return None
    decimals = max(_decimals(one) for one in rows)
    total = f"{number_shown(sum(one.number for one in rows), decimals)} {rows[0].unit}".strip()
    addends = " + ".join(match.document.read(one.cells[0].value) for one in rows)
    shown_addends = f": {addends}" if len(rows) <= _SHOWN_ADDENDS else f": summan av {len(rows)} rader"
    evidence = tuple(place for one in rows for place in _evidence(match, one.row))
    names = "" if whole else f"{and_list([one.row.label for one in rows])}: "
    text = f"{names}Sammanlagt **{total}**{shown_addends} ({measured.said}) enligt {match.document.title}."
    return Draft(Kind.FIGURE, True, (Statement(text, evidence),))


def _is_noted(match: Match) -> bool:
    """Whether the rows are those with a word in their text column."""
    return not match.named and all(row.note for row in match.rows) and len(match.rows) < len(match.table.parts)


def _share(match: Match, measured: Measure) -> Draft | None:
    """What a row, or some rows together, are of the sum that they belong to."""
    rows, first = measured.rows, measured.rows[0]
    column = next((at for at, cell in first.row.cells.items() if cell is first.cells[0]), None)
    sums = [row for row in match.table.rows if row.is_sum and row.label == first.row.group]
    cell = sums[0].cells.get(column) if column is not None and len(sums) == 1 else None
    if cell is None or not cell.number or cell.unit != first.unit or cell.unit == "%":
        return None
    share = number_shown(100 * sum(one.number for one in rows) / cell.number, 1)
    names = and_list([one.row.label for one in rows])
    parts = " + ".join(match.document.read(one.cells[0].value) for one in rows)
    text = (
        f"{names} är **{share} procent** av {sums[0].label}: {parts} av {shown(match.document, cell)} "
        f"({measured.said}) enligt {match.document.title}."
    )
    evidence = tuple(place for row in (*(one.row for one in rows), sums[0]) for place in _evidence(match, row))
    return Draft(Kind.FIGURE, True, (Statement(text, evidence),))


def _between(match: Match, measured: Measure) -> Draft | None:
    first, second = measured.rows
    decimals = max(_decimals(first), _decimals(second))
    more, less = (first, second) if abs(first.number) >= abs(second.number) else (second, first)
    amount = f"{number_shown(abs(more.number) - abs(less.number), decimals)} {more.unit}".strip()
    text = (
        f"Skillnaden mellan {more.row.label} och {less.row.label} är **{amount}**: {more.shown} mot {less.shown} "
        f"({measured.said}) enligt {match.document.title}."
    )
    return Draft(Kind.FIGURE, True, (Statement(text, (*_evidence(match, first.row), *_evidence(match, second.row))),))


def _all(match: Match, asked: Asked) -> Draft | None:
    """All rows with all their cells, and the sum that the table gives."""
    rows = match.rows
    if not 1 < len(rows) <= _MOST_ROWS:
        return None
    items = tuple(
        DraftItem(row.label, _evidence(match, row), shown=f"**{row.label}**: {_cells(match, row)}") for row in rows
    )
    number = str(len(rows)) if asked.counted else number_word(len(rows)).capitalize()
    lead = Statement(f"**{number} rader** står i tabellen i {match.document.title}:", _header(match))
    sums = [row for row in match.table.rows if row.is_sum and all(one.group == row.label for one in rows)]
    closing = tuple(Statement(f"{row.label}: {_cells(match, row)}.", _evidence(match, row)) for row in sums)
    return Draft(Kind.COUNT if asked.counted else Kind.LIST, True, (lead,), items, len(items), closing=closing)


def _cells(match: Match, row: NumberRow) -> str:
    told = []
    for at, cell in sorted(row.cells.items()):
        name = column_said(match.table.columns[at].name, match.document)
        told.append(f"{shown(match.document, cell)} ({name})" if name else shown(match.document, cell))
    return ", ".join(told) + (f"; {row.note}" if row.note else "")
