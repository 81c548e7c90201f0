"""The attachments inside a file: where each begins, by the list under "Bilagor" or by what they say themselves."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from ingest.clean import Layout
from ingest.headings import Heading
from ingest.metadata import OTHER, Metadata, type_of
from ingest.model import Part, Span

_ATTACHMENT = re.compile(r"^(?:Bilaga\s+)?(\d{1,2})[.:]?\s+(\S.*)$")
_OPENS_ATTACHMENT = re.compile(r"^Bilaga\s+(\d{1,2})\b[.:]?\s*(.*)$")
_SHORTEST_PART = 12  # lines; a title page and the first chapter after it are one attachment
_STOP = {"och", "för", "av", "med", "i", "på", "till", "den", "det", "samt", "inkl", "om"}


def parts(layout: Layout, metadata: Metadata, headings: Sequence[Heading]) -> tuple[Part, ...]:
    """The main document and the attachments inside the same file, in order; they tile the text."""
    listed = _listed_attachments(layout)
    starts = _align(layout, listed, headings) if listed else _announced(layout)
    end = len(layout.text)
    own = metadata.type
    if starts and any(re.fullmatch(r"Tj[äa]nsteutl[åa]tande", layout.words(line)) for line in layout.lines[:6]):
        own = "tjänsteutlåtande"  # the statement that proposes what is attached
    cuts = [(0, metadata.title, own), *((at, title, _part_type(title)) for at, title in starts)]
    return tuple(
        Part(number, title, kind, Span(at, cuts[number + 1][0] if number + 1 < len(cuts) else end))
        for number, (at, title, kind) in enumerate(cuts)
    )


def _part_type(title: str) -> str:
    kind = type_of(title)
    return kind if kind != OTHER else "bilaga"


def _listed_attachments(layout: Layout) -> list[str]:
    """The titles under the heading "Bilagor", in order."""
    for index, line in enumerate(layout.lines):
        if re.fullmatch(r"(?:Bilagor|Bilageförteckning|Bilagsförteckning)\s*:?", layout.words(line)):
            titles: list[str] = []
            for other in layout.lines[index + 1 : index + 40]:
                words = layout.words(other)
                match = _ATTACHMENT.match(words)
                if match and int(match[1]) == len(titles) + 1:
                    titles.append(match[2])
                elif titles and words[:1].islower() and len(titles[-1]) < 160:
                    titles[-1] += " " + words
                else:
                    break
            if titles:
                return titles
    return []


def _announced(layout: Layout) -> list[tuple[int, str]]:
    """Attachments that say so themselves at the top of a page: "Bilaga 2 Riskbild"."""
    found = []
    for index, line in enumerate(layout.lines):
        opens = index == 0 or layout.lines[index - 1].page != line.page
        match = _OPENS_ATTACHMENT.match(layout.words(line)) if opens and index else None
        if match:
            following = layout.words(layout.lines[index + 1]) if index + 1 < len(layout.lines) else ""
            found.append((line.span.start, match[2] or following or f"Bilaga {match[1]}"))
    return found


def _stems(text: str) -> set[str]:
    """Word beginnings, so that "folkhälsoarbete" meets "folkhälsoarbetet"; short words and years left out."""
    return {word[:8] for word in re.findall(r"[a-zåäöé]{3,}", text.lower()) if word not in _STOP}


def _align(layout: Layout, titles: Sequence[str], headings: Sequence[Heading]) -> list[tuple[int, str]]:
    """The place where each listed attachment begins.

    Chooses, for all titles at once, the increasing lines where the opening fits the title and the pages up to the
    next opening speak of it (dynamic programming over title and line). A title that fits nowhere is left out.
    """
    candidates = [
        (index, bonus)
        for index, bonus in _candidates(layout, titles, headings)
        if not _within_numbering(headings, index)
    ]
    shared = Counter(stem for title in titles for stem in _stems(title))
    speaks = _speaking(layout, titles, shared)
    best: list[list[_Choice]] = []  # best[title][candidate]: the best way to have title begin at candidate
    for number, title in enumerate(titles):
        row = []
        for at, (index, bonus) in enumerate(candidates):
            page = layout.lines[index].page
            gain = _fit(layout, index, title, shared) + bonus
            before = [
                _Choice(earlier.score + _sum(speaks[last], candidates[place], page, layout), earlier.starts)
                for last in range(number)
                for place, earlier in enumerate(best[last][:at])
                if earlier.starts and index - candidates[place][0] >= _SHORTEST_PART
            ]
            chosen = max([*before, _Choice(0.0, ())], key=lambda choice: choice.score)
            fits = gain > 1.0
            row.append(_Choice(chosen.score + gain, (*chosen.starts, (number, index))) if fits else _Choice(0.0, ()))
        best.append(row)
    ends = [
        _Choice(choice.score + _sum(speaks[number], candidates[at], len(layout.pages) + 1, layout), choice.starts)
        for number, row in enumerate(best)
        for at, choice in enumerate(row)
        if choice.starts
    ]
    winner = max(ends, key=lambda choice: choice.score, default=_Choice(0.0, ()))
    return [(layout.lines[index].span.start, titles[number]) for number, index in winner.starts]


@dataclass(frozen=True, slots=True)
class _Choice:
    score: float
    starts: tuple[tuple[int, int], ...]  # (title, line)


def _speaking(layout: Layout, titles: Sequence[str], shared: Counter[str]) -> list[list[float]]:
    """For each title and page how much the page speaks of the title, 0 to 1, summed up from the first page.

    A word that stands on few pages says more than one that stands on most ("Intraservice" more than "utveckling").
    """
    pages = [_stems(layout.text[page.span.start : page.span.end]) for page in layout.pages]
    spread = Counter(stem for found in pages for stem in found)
    rare = {stem: 1.0 - log(1 + spread[stem]) / log(2 + len(pages)) for stem in shared}
    wanted = [{stem: rare[stem] / shared[stem] for stem in _stems(title)} for title in titles]
    usual = sum(sum(weights.values()) for weights in wanted) / max(1, len(wanted)) or 1.0
    told = []
    for weights in wanted:
        sums = [0.0]
        for found in pages:
            sums.append(sums[-1] + min(1.0, sum(weight for stem, weight in weights.items() if stem in found) / usual))
        told.append(sums)
    return told


def _sum(speaks: Sequence[float], candidate: tuple[int, float], end_page: int, layout: Layout) -> float:
    """What the pages from a candidate up to `end_page`, not included, say of a title; a page that is silent costs."""
    first = layout.lines[candidate[0]].page
    pages = end_page - first
    return 0.5 * (speaks[end_page - 1] - speaks[first - 1] - 0.35 * pages)


def _within_numbering(headings: Sequence[Heading], index: int) -> bool:
    """Whether a numbering goes on past a line ("4" before it, "5" after it): no attachment begins there."""
    before = [heading for heading in headings if heading.first < index]
    after = next((heading for heading in headings if heading.first >= index), None)
    return bool(before) and after is not None and after.number != "1"


def _candidates(layout: Layout, titles: Sequence[str], headings: Sequence[Heading]) -> list[tuple[int, float]]:
    """Lines that may open an attachment, each with what speaks for it beside its words."""
    found = []
    restarts = {heading.first for heading in headings if heading.number == "1"}
    after_list = next(
        (
            i
            for i, line in enumerate(layout.lines)
            if layout.words(line).rstrip(":") in ("Bilagor", "Bilageförteckning")
        ),
        0,
    ) + len(titles)
    for index, line in enumerate(layout.lines):
        if index <= after_list:
            continue
        words = layout.words(line)
        opens_page = layout.lines[index - 1].page != line.page
        before = layout.words(layout.lines[index - 1])
        names_type = type_of(" ".join(words.split()[:2])) != OTHER
        goes_on = (
            words[:1].islower()
            or words.startswith("•")
            or (before[-1:].isalpha() and before[-1:].islower() and not opens_page)
        )
        restart = any(at in restarts for at in range(index, index + 8 if names_type else index + 1))
        if (opens_page and words[:1].isupper()) or restart or (not goes_on and names_type and len(words) < 70):
            bonus = (1.5 if restart else 0.0) + (0.6 if opens_page else 0.0)
            bonus -= 0.5 if opens_page and before[-1:].islower() and not restart else 0.0
            found.append((index, bonus))
    return found


def _fit(layout: Layout, index: int, title: str, shared: Counter[str]) -> float:
    """How well what stands at a line fits a title: its first lines count most, then the page after it."""
    wanted = _stems(title)
    if not wanted:
        return 0.0
    weight = {stem: 1.0 / shared[stem] for stem in wanted}
    total = sum(weight.values())
    opening = [layout.words(line) for line in layout.lines[index : index + 2]]
    head = _stems(" ".join(words for words in opening if len(words) < 75 and not words.endswith(".")))
    start = layout.lines[index].span.start
    page_end = layout.pages[layout.lines[index].page - 1].span.end
    body = _stems(layout.text[start:page_end])
    named = sum(weight[stem] for stem in wanted & head) / total
    told = sum(weight[stem] for stem in wanted & body) / total
    return (1.4 * named if named >= 0.5 else 0.0) + told  # a heading that shares one word with the title is no title
