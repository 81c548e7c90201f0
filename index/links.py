"""The same assignment in several documents: one group.

A plan, a budget and a report word it each in its way: another list of boards in front of "får i uppdrag att", a few
other words, letters that a scan got wrong. So the acts are compared (what comes after "i uppdrag att") as sets of
character 5-grams weighed by rarity. Precision goes before recall: a wrong link shows a status that is another's.
What two boards order in the same words, each its own administration, are two assignments.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from index.model import AssignmentEntry
from index.sparse import content_words, fold_letters
from ingest.model import Origin

# "Socialnämnd Norr får i uppdrag av kommunfullmäktige att …", also as "uppdnag" in a bad scan
LEAD = re.compile(r"\b[iI]\s+u[pg]{2}\w{2,5}\b[^.]{0,120}?\batt\b[,:]?\s+")
NUMBER = re.compile(r"\d+(?:[ .,]\d+)*")
GRAM = 5
SAME = 0.8  # cosine
STRICT = 0.95  # for acts of different years, and for those of fewer than SHORT content words
SHORT = 4
COMMON = 0.02  # grams in a larger share of the acts do not make candidates
CANDIDATE = 0.4  # what candidates must share of the other grams
FEW = 200  # acts added to the number when rarity is computed: among a handful, what two share is not common
BLOCK = 512


def link(entries: Sequence[AssignmentEntry]) -> dict[str, str]:
    """Assignment id → group id; the group's id is that of its first assignment by year and id."""
    order = sorted(entries, key=lambda entry: (entry.year or 9999, entry.id))
    by_act: dict[tuple[str, int | None, str], list[int]] = defaultdict(list)
    acts = [act(entry.text) for entry in order]
    givers = [_giver(entry) for entry in order]
    for place, entry in enumerate(order):
        by_act[" ".join(content_words(acts[place])), entry.year, givers[place]].append(place)
    firsts = [places[0] for places in by_act.values()]
    parent = list(range(len(order)))
    for places in by_act.values():
        _join(parent, places)
    for one, other in _same([acts[place] for place in firsts], [order[place].year for place in firsts]):
        if len({givers[firsts[one]], givers[firsts[other]]} - {""}) < 2:
            _join(parent, (firsts[one], firsts[other]))
    return {entry.id: order[_root(parent, place)].id for place, entry in enumerate(order)}


def _giver(entry: AssignmentEntry) -> str:
    """The board that orders its own administration, as letters; "" where the council or nobody known does."""
    own = entry.origin in (Origin.BOARD, Origin.DIRECTOR)
    return fold_letters(entry.board or entry.issuer) if own else ""


def act(text: str) -> str:
    """What is to be done: the words after "i uppdrag att", or all of them.

    >>> act("Socialnämnderna får i uppdrag av kommunfullmäktige att utreda husdjur på boenden.")
    'utreda husdjur på boenden.'
    """
    found = LEAD.search(text[:400])
    return text[found.end() :] if found and len(text) - found.end() > 15 else text


def _same(acts: Sequence[str], years: Sequence[int | None]) -> list[tuple[int, int]]:
    """The pairs of acts that are the same, by their places."""
    whole, rare = _matrices([_grams(text) for text in acts])
    numbers = [frozenset(NUMBER.findall(text)) for text in acts]
    sizes = [len(content_words(text)) for text in acts]
    turned = rare.T.tocsr()
    found = []
    for start in range(0, len(acts), BLOCK):
        shared = (rare[start : start + BLOCK] @ turned).tocoo()
        near = (shared.data > CANDIDATE) & (shared.row + start < shared.col)
        ones, others = shared.row[near] + start, shared.col[near]
        cosines = (whole[ones] * whole[others]).sum(axis=1)
        loose = cosines >= SAME
        for one, other, cosine in zip(ones[loose].tolist(), others[loose].tolist(), cosines[loose], strict=True):
            same_year = years[one] == years[other] or None in (years[one], years[other])
            strict = min(sizes[one], sizes[other]) < SHORT or not same_year
            if numbers[one] == numbers[other] and (cosine >= STRICT or not strict):
                found.append((one, other))
    return found


def _matrices(grams: Sequence[frozenset[str]]) -> tuple[Any, Any]:
    """Acts as rows of length 1, a column a gram, weighed by rarity; and the same without the common grams."""
    from scipy.sparse import csr_array

    spread = Counter(gram for found in grams for gram in found)
    columns = {gram: column for column, gram in enumerate(spread)}
    counts = np.fromiter(spread.values(), float, len(spread))
    rarity = np.log(1 + (FEW + len(grams)) / counts)
    places = [np.fromiter((columns[gram] for gram in found), np.int32, len(found)) for found in grams]
    weights = [rarity[row] / (np.linalg.norm(rarity[row]) or 1.0) for row in places]
    starts = np.cumsum([0, *map(len, grams)])
    data = np.concatenate(weights) if weights else np.zeros(0)
    indices = np.concatenate(places) if places else np.zeros(0, np.int32)
    whole = csr_array((data, indices, starts), shape=(len(grams), len(columns)))
    rare = whole.copy()
    rare.data[counts[rare.indices] > max(10.0, COMMON * len(grams))] = 0
    rare.eliminate_zeros()
    return whole, rare


@lru_cache(1 << 15)
def _grams(text: str) -> frozenset[str]:
    found: set[str] = set()
    for word in content_words(text):
        edged = f"_{fold_letters(word)}_"
        found.update(edged[start : start + GRAM] for start in range(max(1, len(edged) - GRAM + 1)))
    return frozenset(found)


def _join(parent: list[int], places: Sequence[int]) -> None:
    roots = {_root(parent, place) for place in places}
    first = min(roots)
    for root in roots:
        parent[root] = first


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place
