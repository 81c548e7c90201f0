"""Risks of a risk picture or an internal control plan, with their measures and controls.

Shape: a heading "Riskområde: …", under it headings "Risk: …", each with "Riskbeskrivning", "Konsekvensbeskrivning" and
a table "Åtgärd | Beskrivning" or "Kontrollaktivitet | Beskrivning".
"""

import re
from collections.abc import Sequence

from ingest.clean import Layout, Line
from ingest.model import Column, Measure, Risk, Section, Span, Spans
from ingest.rows import Cell
from ingest.sections import lines_in
from ingest.text_table import TextTable

_RISK = re.compile(r"^(?:[\d.]+\s+)?Risk:?\s+(?=\S)(?!område)", re.I)
_AREA = re.compile(r"^(?:[\d.]+\s+)?Riskområde:?\s*", re.I)
_DESCRIPTION = re.compile(r"^(?:riskbeskrivning|beskrivning(?: av risken?)?)$", re.I)
_CONSEQUENCE = re.compile(r"^(?:konsekvensbeskrivning|konsekvens(?:er)?)$", re.I)


def risks(layout: Layout, sections: Sequence[Section], tables: Sequence[TextTable]) -> tuple[Risk, ...]:
    """Every risk that has a heading of its own, in order; an area described as a risk itself is one too."""
    found = []
    for index, section in enumerate(sections):
        if not section.number:
            continue
        own = Span(section.heading.end, _own_end(sections, index))
        opening = _RISK.match(section.title)
        if not opening and (opening := _AREA.match(section.title)) and not _labelled(layout, own):
            continue  # an area with its risks below it
        if not opening:
            continue
        area = next((_AREA.sub("", title) for title in reversed(section.trail) if _AREA.match(title)), "")
        inside = [table for table in tables if own.covers(layout.lines[table.first].span)]
        measures = tuple(measure for table in inside for measure in _measures(table))
        body_end = layout.lines[inside[0].first].span.start if inside else own.end
        texts = _labelled(layout, Span(section.heading.end, body_end))
        title = Span(section.heading.start + opening.end(), section.heading.end)
        found.append(
            Risk(
                area,
                (title,),
                texts.get("description", ()),
                texts.get("consequence", ()),
                measures,
                index,
                section.part,
            )
        )
    return tuple(found)


def _own_end(sections: Sequence[Section], index: int) -> int:
    """Where a section's own text ends: at its first numbered subsection, or where it ends itself."""
    own = sections[index]
    below = (s for s in sections[index + 1 :] if s.number and s.span.start < own.span.end)
    return next((section.span.start for section in below), own.span.end)


def _labelled(layout: Layout, span: Span) -> dict[str, Spans]:
    """The text under each of the labels."""
    texts: dict[str, list[Span]] = {}
    current = ""
    for line in lines_in(layout, span):
        words = layout.words(line).strip(" :")
        if _DESCRIPTION.match(words):
            current = "description"
        elif _CONSEQUENCE.match(words):
            current = "consequence"
        elif current:
            texts.setdefault(current, []).append(line.span)
    return {label: joined(spans) for label, spans in texts.items()}


def _measures(table: TextTable) -> list[Measure]:
    if table.columns[0] not in (Column.MEASURE, Column.CONTROL):
        return []
    control = table.columns[0] is Column.CONTROL
    return [Measure(cell_spans(row[0]), cell_spans(row[1] if len(row) > 1 else []), control) for row in table.rows]


def cell_spans(cell: Cell | Sequence[Line]) -> Spans:
    """A cell's lines as spans."""
    return joined([line.span for line in cell])


def joined(spans: Sequence[Span]) -> Spans:
    """Neighbouring spans put together."""
    made: list[Span] = []
    for span in spans:
        if made and 0 <= span.start - made[-1].end <= 1:
            made[-1] = Span(made[-1].start, span.end)
        else:
            made.append(span)
    return tuple(made)
