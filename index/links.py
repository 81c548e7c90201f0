"""The same assignment in several documents: one group.

A plan, a budget and a report word it each in its way: another list of boards in front of "får i uppdrag att", a few
other words, letters that a scan got wrong. So the acts are compared (what comes after "i uppdrag att") as sets of
character 5-grams weighed by rarity. Precision goes before recall: a wrong link shows a status that is another's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log, sqrt

import numpy as np

from index.model import AssignmentEntry
from index.sparse import content_words, fold_letters

# "Socialnämnd Nordost får i uppdrag av kommunfullmäktige att …", also as "uppdnag" in a bad scan
LEAD = re.compile(r"\b[iI]\s+u[pg]{2}\w{2,5}\b[^.]{0,120}?\batt\b[,:]?\s+")
NUMBER = re.compile(r"\d+(?:[ .,]\d+)*")
GRAM = 5
SAME, SAME_OTHER_YEAR = 0.8, 0.95  # cosines
SHORT, SAME_SHORT = 4, 0.95  # an act of fewer content words says too little to be matched loosely
COMMON = 0.02  # grams in a larger share of the acts do not make candidates
BLOCK = 512


def link(entries: Sequence[AssignmentEntry]) -> dict[str, str]:
    """Assignment id → group id; the group's id is that of its first assignment by year and id."""
    order = sorted(entries, key=lambda entry: (entry.year or 9999, entry.id))
    by_act: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    acts = [act(entry.text) for entry in order]
    for place, entry in enumerate(order):
        by_act[" ".join(content_words(acts[place])), entry.year].append(place)
    firsts = [places[0] for places in by_act.values()]
    parent = list(range(len(order)))
    for places in by_act.values():
        _join(parent, places)
    for one, other in _same([acts[place] for place in firsts], [order[place].year for place in firsts]):
        _join(parent, (firsts[one], firsts[other]))
    return {entry.id: order[_root(parent, place)].id for place, entry in enumerate(order)}


def act(text: str) -> str:
    """What is to be done: the words after "i uppdrag att", or all of them.

    >>> act("Socialnämnderna får i uppdrag av kommunfullmäktige att utreda husdjur på boenden.")
    'utreda husdjur på boenden.'
    """
    found = LEAD.search(text[:400])
    return text[found.end() :] if found and len(text) - found.end() > 15 else text


def _same(acts: Sequence[str], years: Sequence[int | None]) -> Iterable[tuple[int, int]]:
    """The pairs of acts that are the same, by their places."""
    from scipy.sparse import csr_array

    grams = [_grams(text) for text in acts]
    spread = Counter(gram for found in grams for gram in found)
    columns = {gram: column for column, gram in enumerate(spread)}
    rarity = {gram: log(1 + len(acts) / count) for gram, count in spread.items()}
    rows, places, weights = [], [], []
    for row, found in enumerate(grams):
        length = sqrt(sum(rarity[gram] ** 2 for gram in found)) or 1.0
        for gram in found:
            rows.append(row)
            places.append(columns[gram])
            weights.append(rarity[gram] / length)
    shape = (len(acts), len(columns))
    whole = csr_array((weights, (rows, places)), shape)
    most = max(10.0, COMMON * len(acts))
    rare = whole.copy()
    rare.data[np.array([count > most for count in spread.values()], bool)[rare.indices]] = 0
    rare.eliminate_zeros()
    numbers = [frozenset(NUMBER.findall(text)) for text in acts]
    sizes = [len(content_words(text)) for text in acts]
    turned = rare.T.tocsr()
    for start in range(0, len(acts), BLOCK):
        shared = (rare[start : start + BLOCK] @ turned).tocoo()
        near = shared.data > 0.4 * SAME
        for one, other in zip((shared.row[near] + start).tolist(), shared.col[near].tolist(), strict=True):
            if one >= other or numbers[one] != numbers[other]:
                continue
            wanted = SAME if None in (years[one], years[other]) or years[one] == years[other] else SAME_OTHER_YEAR
            if min(sizes[one], sizes[other]) < SHORT:
                wanted = max(wanted, SAME_SHORT)
            common = grams[one] & grams[other]
            cosine = sum(rarity[gram] ** 2 for gram in common) / sqrt(
                sum(rarity[gram] ** 2 for gram in grams[one]) * sum(rarity[gram] ** 2 for gram in grams[other])
            )
            if cosine >= wanted:
                yield one, other


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
