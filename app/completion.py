"""What a sentence needs to be understood: the one before when it points back, what it leads in, its other half."""

import re
from collections.abc import Iterator

from app.reading import Reading
from index.model import UnitKind
from ingest.model import Span

_POINTS_BACK = re.compile(
    r"^(?:Det|Den|De|Detta|Denna|Dessa|Där|Därför|Därmed|Därutöver|Samtidigt|Dessutom|"
    r"Han|Hon|Ökningen|Minskningen|Syftet|Posten|Överskottet|Underskottet|Båda|Den andra|"
    r"Det andra|Arbetet|Uppdraget|Kostnaden|Modellen)\b"
)
_SHORT = 170  # characters of a sentence that is told with the one after it
_LED_IN = 700  # characters that a colon may lead in
_GAP = 12  # characters between the halves of a broken sentence: blanks, a page's end
_WINDOW = 6  # units of a paragraph around the best one
_PARAGRAPH = 750  # characters
_BESIDE = 260  # characters of a neighbour that comes along


def completed(reading: Reading, span: Span, first: bool) -> Iterator[Span]:
    """The unit with what it needs, longest first; the unit alone last. Never over a page break."""
    number = reading.number_at(span)
    if number is None or UnitKind.ROW in reading.units[number].kinds:
        yield span
        return
    whole = _whole(reading, number)
    start, end = whole.start, whole.end
    text = reading.units[number].text
    before = _beside(reading, number, -1)
    after = _beside(reading, number, 1)
    if before is not None and _POINTS_BACK.match(text):
        start = reading.units[before].span.start
    leads = before is not None and reading.units[before].text.endswith(":")
    if before is not None and leads:
        start = reading.units[before].span.start
    if leads or text.endswith(":"):
        led = _led_in(reading, span)
        yield _joined(reading, start, led, span)
        while led > span.end and (cut := reading.document.text.rfind("\n", span.end, led - 1)) > span.end:
            led = cut
            yield _joined(reading, start, led, span)
    if after is not None and ((first and len(text) < _SHORT) or span.start in reading.headings):
        end = max(end, reading.units[after].span.end)
    yield _joined(reading, start, end, whole)
    yield _joined(reading, start, whole.end, whole)
    yield whole
    yield span


def _whole(reading: Reading, number: int) -> Span:
    """The sentence that a unit is a part of when a page or table broke it: "… eftersom det" + "riktade bidraget …"."""
    start, end = reading.units[number].span.start, reading.units[number].span.end
    before, after = reading.beside(number, -1), reading.beside(number, 1)
    if after is not None and _goes_on(reading, number, after):
        end = max(end, reading.units[after].span.end)
    if before is not None and _goes_on(reading, before, number):
        start = min(start, reading.units[before].span.start)
    return Span(start, end)


def _goes_on(reading: Reading, one: int, two: int) -> bool:
    first, second = reading.units[one], reading.units[two]
    plain = all(UnitKind.ROW not in unit.kinds and unit.span.start not in reading.headings for unit in (first, second))
    near = 0 <= second.span.start - first.span.end < _GAP
    return plain and near and first.text[-1:] not in ".!?:;" and second.text[:1].islower()


def windows(reading: Reading, span: Span) -> Iterator[Span]:
    """The unit with its neighbours in the same section, about a paragraph: widest first."""
    number = reading.number_at(span)
    if number is None or UnitKind.ROW in reading.units[number].kinds:
        return
    found = [span]
    first = last = number
    for _ in range(_WINDOW):
        after = _beside(reading, last, 1)
        before = _beside(reading, first, -1)
        if after is not None and (before is None or last - number <= number - first + 1):
            last = after
        elif before is not None:
            first = before
        else:
            break
        found.append(_joined(reading, reading.units[first].span.start, reading.units[last].span.end, span))
    yield from (one for one in reversed(found) if len(one) < _PARAGRAPH)


def _joined(reading: Reading, start: int, end: int, span: Span) -> Span:
    """From start to end, without what lies on another page than the unit."""
    page = reading.document.page_at(span.start).span
    return Span(max(min(start, span.start), page.start), max(span.end, min(end, page.end)))


def _beside(reading: Reading, number: int, step: int) -> int | None:
    """The neighbour when it stands right beside, in the same chunk, and is short enough."""
    other = reading.beside(number, step)
    if other is None:
        return None
    one, two = reading.units[number], reading.units[other]
    gap = reading.document.text[min(one.span.end, two.span.end) : max(one.span.start, two.span.start)]
    if UnitKind.ROW in two.kinds:
        return None
    return (
        other if len(two.text) < _BESIDE and len(gap.strip()) < 4 and two.span.start not in reading.headings else None
    )


def _led_in(reading: Reading, span: Span) -> int:
    """Where what a colon leads in ends: at the next heading, or where its list ends."""
    document = reading.document
    section = document.section_at(span.start)
    last = document.sections[section].span.end if section is not None else len(document.text)
    heading = next((s.heading.start for s in document.sections if s.heading.start >= span.end), last)
    listing = next((one for one in document.lists if one.span.start <= span.end and one.span.end > span.end + 1), None)
    if listing and listing.span.start < span.end:
        last = min(last, listing.span.end)
    return len(document.text[: min(last, heading, span.end + _LED_IN)].rstrip())
