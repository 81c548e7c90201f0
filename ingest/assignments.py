"""Assignments (uppdrag): the drafts of all forms completed in one place with who, when and what."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest import acts
from ingest.clean import Layout, Line
from ingest.columns import SIGNS, legend_of, status_of
from ingest.forms import Draft, from_bullets, from_headings, from_tables
from ingest.items import BRACKETED, from_decisions, from_numbered_items, from_status_lines, from_status_words
from ingest.metadata import Metadata
from ingest.model import Assignment, Column, Origin, Part, Section, Span, Spans, Status
from ingest.text_table import TextTable


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the document when its assignments are completed."""

    name: str
    layout: Layout
    sections: Sequence[Section]
    parts: Sequence[Part]
    about: Metadata
    legend: Mapping[str, Status]


def assignments(
    name: str,
    layout: Layout,
    sections: Sequence[Section],
    parts: Sequence[Part],
    tables: Sequence[TextTable],
    about: Metadata,
    figures: set[int],
) -> tuple[Assignment, ...]:
    """Every assignment of a document, in reading order, each once. `figures` are the lines of figure tables."""
    drafts = [*from_tables(layout, tables), *from_headings(layout, sections), *from_bullets(layout, sections)]
    drafts += from_decisions(layout, sections, drafts)
    drafts += from_numbered_items(layout, sections, drafts)
    drafts += from_status_lines(layout, sections, drafts, about.title)
    drafts += from_status_words(layout, sections, drafts, figures)
    made: list[Assignment] = []
    known = _Known(name, layout, sections, parts, about, legend_of(layout.text))
    for draft in sorted(drafts, key=lambda draft: draft.text[0].span.start):
        assignment = _complete(known, draft, len(made))
        if not made or assignment.text[0].start >= made[-1].text[0].end:
            made.append(assignment)
    return tuple(made)


def _spans(lines: Sequence[Line], cut: int = 0, cut_end: int = 0) -> Spans:
    """Lines as spans, neighbours on one page joined."""
    spans: list[Span] = []
    page = 0
    for line in lines:
        if spans and line.span.start - spans[-1].end <= 1 and line.page == page:
            spans[-1] = Span(spans[-1].start, line.span.end)
        else:
            spans.append(line.span)
        page = line.page
    if spans and cut:
        spans[0] = Span(spans[0].start + cut, spans[0].end)
    if spans and cut_end:
        spans[-1] = Span(spans[-1].start, spans[-1].end - cut_end)
    return tuple(spans)


def _complete(known: _Known, draft: Draft, number: int) -> Assignment:
    layout = known.layout
    text_spans = _spans(draft.text, draft.cut, draft.cut_end)
    words = " ".join(" ".join(layout.text[span.start : span.end] for span in text_spans).split())
    comment_spans = _spans(draft.comment)
    comment = " ".join(" ".join(layout.text[span.start : span.end] for span in comment_spans).split())
    status_text, status_span = _status(layout, draft)
    if not status_text and (said := acts.status_told(comment)):
        status_text, status_span = said[1], _place(layout, comment_spans, said[1])
    section = known.sections[draft.section] if known.sections else None
    trail = section.trail if section else ()
    origin, issuer = _issuer(words, trail, draft, known.about.board)
    who = acts.addressees(words) or tuple(filter(None, [draft.cells.get(Column.ACTOR, "")]))
    key = hashlib.sha256(f"{known.name}|{number}|{words}".encode()).hexdigest()[:12]
    return Assignment(
        id=key,
        text=text_spans,
        origin=origin,
        issuer=issuer,
        addressees=who,
        year=draft.year or _cell_year(draft) or acts.year_given(comment) or _heading_year(trail) or known.about.year,
        kind=draft.kind or acts.kind(draft.cells.get(Column.KIND, "")),
        status=_meaning(status_text, known.legend),
        status_text=status_text,
        status_span=status_span,
        comment=comment_spans,
        decision=acts.decision(comment) or draft.decision,
        expected=draft.cells.get(Column.DUE)
        or acts.expected(words)
        or acts.lasts_until(words)
        or acts.expected(comment),
        report_to=acts.report_to(words) or acts.report_to(comment),
        section=draft.section,
        part=next((p.number for p in reversed(known.parts) if text_spans and p.span.start <= text_spans[0].start), 0),
    )


def _status(layout: Layout, draft: Draft) -> tuple[str, Spans]:
    if not draft.status:
        return "", ()
    words = layout.words(draft.status[0])
    if draft.cut_end:
        bracket = BRACKETED.search(words)
        if bracket:
            start = draft.status[0].span.start + bracket.start(1)
            return bracket[1], (Span(start, start + len(bracket[1])),)
    words = " ".join(" ".join(layout.words(line) for line in draft.status).split())
    return words.strip(" ."), _spans(draft.status)


def _place(layout: Layout, spans: Spans, word: str) -> Spans:
    """Where a word stands in the first of the spans that holds it."""
    for span in spans:
        start = layout.text.find(word, span.start, span.end)
        if start >= 0:
            return (Span(start, start + len(word)),)
    return ()


def _meaning(words: str, legend: Mapping[str, Status]) -> Status:
    """What a status as written stands for: by the document's own legend, its words, or those that it opens with."""
    sign = words.translate(SIGNS).lower()
    opening = re.split(r"[,;(:–]|\s\d", words, maxsplit=1)[0]
    return legend.get(sign) or status_of(words) or status_of(opening) or Status.UNKNOWN


def _cell_year(draft: Draft) -> int | None:
    match = re.search(r"\b20\d\d\b", draft.cells.get(Column.YEAR, "") or draft.cells.get(Column.ISSUER, ""))
    return int(match[0]) if match else None


def _heading_year(trail: Sequence[str]) -> int | None:
    match = re.search(r"\buppdrag\b.*\b(20\d\d)\b", trail[-1], re.I) if trail else None
    return int(match[1]) if match else None


def _issuer(words: str, trail: Sequence[str], draft: Draft, board: str | None) -> tuple[Origin, str]:
    """Who gives the assignment: said in its words, its cell, its table's header or the nearest heading."""
    said = acts.issuer(words)
    if draft.by_board or (said and re.search(r"nämnd", said)):
        return Origin.BOARD, said or board or "Nämnden"
    cell = re.sub(r",?\s*20\d\d$", "", draft.cells.get(Column.ISSUER, ""))
    own_heading = bool(trail) and words[:40] in trail[-1]
    told = [cell, *reversed(trail[:-1] if own_heading else trail), said or ""]
    origin = next((o for text in told if (o := acts.origin_of(text)) is not Origin.UNKNOWN), Origin.UNKNOWN)
    if cell and origin is Origin.UNKNOWN and "nämnd" in cell.lower():
        origin, said = Origin.BOARD, cell
    if origin is Origin.UNKNOWN:
        origin = _likely_origin(acts.addressees(words), board)
    names = {
        Origin.COUNCIL: "Kommunfullmäktige",
        Origin.EXECUTIVE: "Kommunstyrelsen",
        Origin.BOARD: board or "Nämnden",
        Origin.DIRECTOR: "Förvaltningsdirektören",
    }
    return origin, said or names.get(origin, "")


def _likely_origin(addressees: Sequence[str], board: str | None) -> Origin:
    """Who gives an order when nothing says so: the council to boards, a board to its own administration."""
    who = " ".join(addressees).lower()
    if re.search(r"nämnderna|nämnden|nämnder\b|nämnd\b", who):
        return Origin.COUNCIL
    if who and not re.search(r"förvaltning|direktör|avdelning|enhet", who):
        return Origin.UNKNOWN
    return Origin.EXECUTIVE if board == "Kommunstyrelsen" else Origin.BOARD if board else Origin.UNKNOWN
