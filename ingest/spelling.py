"""Which Swedish word was meant: what a bad reading can have been made from, weighed by how common each word is.

A noisy channel. Costs are -log10 of a probability and add up: that the letters were misread so
(`data/confusions.tsv`), and that the word is written at all (`words.Lexicon`). Long words are found as compounds of
words in the list. The search goes through the reading letter by letter and keeps only beginnings of words.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.words import DATA, LEAST_PART, MOST_PARTS, Lexicon

Arc = tuple[str, str]
"""A letter as it stands on the paper, and how it was read: ("ä", "d")."""

LOST = "åäö"  # the letters that readers without Swedish lose
DROPPED = 2.6  # cost of a letter of LOST that left no trace: "utifrn"
COMPOUND, PART = 6.0, 0.4  # a compound costs this, and this share of what its parts cost
WIDTH = 12  # beginnings kept at each letter; 60 finds the same words in a scan of 1,800 and takes three times as long
MISREAD = (1.0, 0.6)  # no more than this, and this a letter, of a word is misread: "of" is no "åt"
BELIEF = 20.0  # readings of a letter that the table's costs are worth, when a document's own are counted


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been meant. `reading` is what the letters cost, `cost` that and the word."""

    word: str
    cost: float
    reading: float
    arcs: tuple[Arc, ...]


class Channel:
    """How letters are misread: all that a piece of the reading can have been, by what was read."""

    def __init__(self, costs: dict[Arc, float]) -> None:
        self.costs = costs
        self.by_reading: dict[str, list[tuple[str, float]]] = {}
        for (right, read), cost in costs.items():
            self.by_reading.setdefault(read, []).append((right, cost))
        self.longest = max(map(len, self.by_reading))

    def arcs(self, observed: str, place: int) -> Iterable[tuple[str, str, float]]:
        """(right, read, cost) of all that can have stood where `observed` goes on from `place`."""
        lower = observed[place].lower()
        if (lower, lower) not in self.costs:
            yield lower, lower, 0.0
        for length in range(1, self.longest + 1):
            if place + length <= len(observed):
                read = observed[place : place + length]
                for form in {read, read.lower()}:
                    for right, cost in self.by_reading.get(form, ()):
                        yield right, form, cost

    def learn(self, seen: Iterable[Arc]) -> "Channel":
        """This channel with the costs of å, ä and ö as one document shows them."""
        counts = Counter(arc for arc in seen if arc[0] in LOST)
        costs = dict(self.costs)
        for letter in LOST:
            table = {arc: 10**-cost for arc, cost in self.costs.items() if arc[0] == letter}
            whole, total = sum(table.values()), sum(counts[arc] for arc in table)
            for arc, share in table.items():
                costs[arc] = -math.log10((counts[arc] + BELIEF * share / whole) / (total + BELIEF))
        return Channel(costs)


@cache
def channel() -> Channel:
    """The confusions that ship with the package."""
    lines = (DATA / "confusions.tsv").read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return Channel({(right, read): float(cost) for right, read, cost in rows})


@dataclass(slots=True)
class _Path:
    """A beginning: whole parts of a compound, the letters of the part under way, and where those stand in the list."""

    done: tuple[str, ...]
    prefix: str
    low: int
    reading: float
    parts: float
    arcs: tuple[Arc, ...]

    def cost(self) -> float:
        return self.reading + PART * self.parts


class _Search:
    """The beginnings alive at each letter of a reading."""

    def __init__(self, observed: str, lexicon: Lexicon, confusions: Channel, dropped: bool) -> None:
        self.observed, self.lexicon, self.confusions, self.dropped = observed, lexicon, confusions, dropped
        self.alive: list[dict[tuple[tuple[str, ...], str], _Path]] = [{} for _ in range(len(observed) + 1)]

    def run(self) -> list[Candidate]:
        self._keep(0, _Path((), "", 0, 0.0, 0.0, ()))
        for place in range(len(self.observed)):
            arcs = list(self.confusions.arcs(self.observed, place))
            for path in self._best(place):
                if self.dropped:
                    for letter in LOST:
                        self._grow(path, place, letter, "", DROPPED)
            for path in self._best(place):
                for right, read, cost in arcs:
                    self._grow(path, place + len(read), right, read, cost)
        return sorted(filter(None, map(self._finish, self.alive[-1].values())), key=lambda found: found.cost)

    def _best(self, place: int) -> list[_Path]:
        """The cheapest beginnings: words and compounds apart, since a compound's first part is already paid."""
        paths = sorted(self.alive[place].values(), key=_Path.cost)
        return [path for path in paths if not path.done][:WIDTH] + [path for path in paths if path.done][:WIDTH]

    def _grow(self, path: _Path, place: int, right: str, read: str, cost: float) -> None:
        prefix, words = path.prefix + right, self.lexicon.sorted
        low = bisect_left(words, prefix, path.low)
        if low == len(words) or not words[low].startswith(prefix):
            return
        arcs = path.arcs if right == read and right not in LOST else (*path.arcs, (right, read))
        grown = _Path(path.done, prefix, low, path.reading + cost, path.parts, arcs)
        self._keep(place, grown)
        if len(prefix) >= LEAST_PART and prefix in self.lexicon.first and len(path.done) < MOST_PARTS - 1:
            paid = path.parts + self.lexicon.costs[prefix]
            self._keep(place, _Path((*path.done, prefix), "", 0, grown.reading, paid, arcs))

    def _keep(self, place: int, path: _Path) -> None:
        key = (path.done, path.prefix)
        other = self.alive[place].get(key)
        if other is None or path.reading < other.reading:
            self.alive[place][key] = path

    def _finish(self, path: _Path) -> Candidate | None:
        if not path.done and self.lexicon.is_word(path.prefix):
            return Candidate(path.prefix, path.reading + self.lexicon.costs[path.prefix], path.reading, path.arcs)
        if path.done and path.prefix in self.lexicon.last:
            parts = COMPOUND + PART * (path.parts + self.lexicon.costs[path.prefix])
            return Candidate("".join((*path.done, path.prefix)), path.reading + parts, path.reading, path.arcs)
        return None


def candidates(observed: str, lexicon: Lexicon, confusions: Channel, most: int = 8) -> tuple[Candidate, ...]:
    """The words that a reading most likely stands for, likeliest first; () when it is like none."""
    found = _Search(observed, lexicon, confusions, dropped=False).run()
    if not found and len(observed) > LEAST_PART:
        found = _Search(observed, lexicon, confusions, dropped=True).run()
    best: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.reading <= MISREAD[0] + MISREAD[1] * len(observed):
            best.setdefault(candidate.word, candidate)
    return tuple(best.values())[:most]
