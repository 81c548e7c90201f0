"""Figures in running text: a number with its unit ("ett underskott på 9,6 miljoner kronor"), told by its sentence."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ingest.clean import Layout
from ingest.model import Figure, Section, Span, Spans
from ingest.numbers import value_of
from ingest.sections import Places
from ingest.units import COUNTED, unit_of

_MONEY = r"(?:miljoner|miljarder|tusen)\s+kronor|kronor|mnkr|mdkr|mkr|tkr|kkr|kr"
_SHARE = r"procentenheter|procent|%"
_VALUE = re.compile(
    r"(?<![\d,.§/–-])(?<!§ )(?P<number>(?:\bminus\s|[-–−])?(?:\d{1,3}(?:\s\d{3})+|\d+)(?:,\d+)?)"
    rf"\s*(?P<unit>\b(?:{_MONEY})\b|(?:{_SHARE})|\b[a-zåäö]*(?:{'|'.join(sorted(COUNTED, key=len, reverse=True))})\b)"
)
_END = re.compile(  # the last: "Mnkr = miljoner kronor"
    r"[.!?](?=\s+[A-ZÅÄÖ”\"•»]|\s*$)|\n(?=[•»])|\n\w{2,8} = [^\n.]+"
)
_LONGEST = 400  # characters of a sentence that are looked at on each side of its number
_YEAR = re.compile(r"\b20\d\d\b")
_RIGHT_AFTER = re.compile(r"\s*\(?(?:år |under |för |till och med )?\s*$")
_COMPARED = re.compile(  # what leads to a year that a value is measured against
    r"\b(?:jämfört med|gentemot|än|sedan|från|mot|i förhållande till)\s+(?:[a-zåäö]+\s+){0,4}$", re.I
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*")


def prose_figures(layout: Layout, sections: Sequence[Section], taken: set[int], left_out: Spans) -> Iterator[Figure]:
    """The figures of running text in order; none from the lines of tables and headings, nor from instructions."""
    places = Places(sections)
    starts = [line.span.start for line in layout.lines]
    heads = [section.heading.start for section in sections]
    avoided = sorted([*left_out, *(Span(*match.span()) for match in _ADDRESS.finditer(layout.text))])
    for match in _VALUE.finditer(layout.text):
        value = Span(match.start("number"), match.end("number"))
        line = bisect_right(starts, value.start) - 1
        near = bisect_right(avoided, value)
        if line in taken or any(span.meets(value) for span in avoided[max(0, near - 1) : near + 1]):
            continue
        section = places.innermost(value.start)
        above = next((at for at in range(line - 1, max(-1, line - 12), -1) if at in taken), None)
        floor = max(
            sections[section].heading.end if section >= 0 else 0,
            layout.lines[above].span.end if above is not None else 0,
        )
        if value.start < floor:
            continue  # inside a heading
        following = bisect_right(heads, value.start)
        ceiling = heads[following] if following < len(heads) else len(layout.text)
        sentence = _sentence(layout.text, value, floor, ceiling)
        words = " ".join(layout.text[sentence.start : sentence.end].split())
        yield Figure(
            label=(sentence,),
            label_text=words,
            heading=sections[section].title if section >= 0 else "",
            unit="%" if match["unit"] in ("procent", "%") else _unit(match["unit"]),
            period=_period(layout.text, sentence, Span(value.start, match.end())),
            value=value,
            number=value_of(re.sub(r"^minus\s+", "-", " ".join(match["number"].split()))),
            section=max(section, 0),
            table=None,
            row=None,
        )


def _unit(words: str) -> str:
    """The unit as tables write it: "miljoner kronor" is mnkr, "orosanmälningar" anmälningar."""
    flat = " ".join(words.split())
    if flat in ("procentenheter", "miljarder kronor", "mdkr"):
        return "mdkr" if flat != "procentenheter" else flat
    counted = (unit for unit in sorted(COUNTED, key=len, reverse=True) if flat.endswith(unit))
    return unit_of(flat) or next(counted, flat)


def _sentence(text: str, value: Span, floor: int, ceiling: int) -> Span:
    """The sentence around a value, not reaching into the heading before it or the one after."""
    begin = max(floor, value.start - _LONGEST)
    ends = [match.end() for match in _END.finditer(text, begin, value.start)]
    start = ends[-1] if ends else begin
    while start < value.start and (text[start].isspace() or text[start] in "•»"):
        start += 1
    last = min(value.end + _LONGEST, ceiling)
    after = _END.search(text, value.end, last)
    end = after.start() + 1 if after else last
    return Span(start, max(value.end, len(text[:end].rstrip())))


def _period(text: str, sentence: Span, value: Span) -> str:
    """The year that a value (its unit included) is told for, "" when its sentence names none.

    The year right after it, else the last one before it, else the first after it when no other value stands between;
    never one that it is compared with.
    """
    years = []
    for match in _YEAR.finditer(text, sentence.start, sentence.end):
        before = max(sentence.start, match.start() - 60)
        if match.start() != value.start and not _COMPARED.search(text, before, match.start()):
            years.append(match)
    after = [match for match in years if match.start() >= value.end]
    if after and _RIGHT_AFTER.fullmatch(text, value.end, after[0].start()):
        return after[0][0]
    earlier = [match for match in years if match.end() <= value.start]
    if earlier:
        return earlier[-1][0]
    return after[0][0] if after and not _VALUE.search(text, value.end, after[0].start()) else ""
