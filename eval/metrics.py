"""What is measured, each as a pure function over plain values; the docstring has the definition and its source."""

import math
import random
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from rapidfuzz.distance import Levenshtein

Groups = Sequence[Collection[str]]
"""Gold facts, each with the ways to write it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the ends of its confidence interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class SetScore:
    """How well a list meets the gold list; precision is None for an answer that lists nothing."""

    precision: float | None
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall (van Rijsbergen, Information Retrieval, 1979, ch. 7)."""
        precision = self.precision or 0.0
        return 2 * precision * self.recall / (precision + self.recall) if precision + self.recall else 0.0


@dataclass(frozen=True, slots=True)
class Refusals:
    """Counts: of what cannot be answered, refused and not; of what can, refused."""

    right: int
    missed: int
    wrong: int


Meets = Callable[[str, Collection[str]], bool]
"""Whether a text has one of the strings."""


def fact_recall(text: str, facts: Groups, meets: Meets) -> float | None:
    """The share of gold facts that a text has; None without gold.

    Nugget recall over vital nuggets (Voorhees, Overview of the TREC 2003 Question Answering Track), each nugget given
    as the strings that count as it.
    """
    return fmean(meets(text, fact) for fact in facts) if facts else None


def set_score(listed: Sequence[str], gold: Groups, meets: Meets) -> SetScore:
    """Precision and recall of a list as an exact set: a listed item is right when it meets a gold item that no earlier
    one took (van Rijsbergen 1979; duplicates count as wrong)."""
    left = list(gold)
    right = 0
    for item in listed:
        taken = next((number for number, group in enumerate(left) if meets(item, group)), None)
        if taken is not None:
            left.pop(taken)
            right += 1
    return SetScore(right / len(listed) if listed else None, right / len(gold) if gold else 1.0)


Supports = Callable[[str, Sequence[str]], bool]
"""Whether some sources, read together, say a statement."""


def citation_recall(cited: Sequence[tuple[str, Sequence[str]]], supports: Supports) -> float | None:
    """The share of statements that all their sources, read together, support; None without statements.

    Gao et al., Enabling Large Language Models to Generate Text with Citations (ALCE), EMNLP 2023, section 4; the
    entailment model is a parameter, ours is lexical (`eval/support.py`).
    """
    return fmean(bool(sources) and supports(said, sources) for said, sources in cited) if cited else None


def citation_precision(cited: Sequence[tuple[str, Sequence[str]]], supports: Supports) -> float | None:
    """The share of citations that are needed; None without citations.

    As in ALCE: a citation counts when its statement is supported by all its sources, and it supports the statement
    alone or the statement is no longer supported without it.
    """
    needed: list[bool] = []
    for said, sources in cited:
        whole = bool(sources) and supports(said, sources)
        for number, source in enumerate(sources):
            others = [*sources[:number], *sources[number + 1 :]]
            alone = supports(said, [source])
            needed.append(whole and (alone or not (bool(others) and supports(said, others))))
    return fmean(needed) if needed else None


def refusals(outcomes: Iterable[tuple[bool, bool]]) -> Refusals:
    """Counts over (answerable, answered): abstaining on what cannot be answered, and only on that
    (Rajpurkar et al., Know What You Don't Know, ACL 2018)."""
    seen = list(outcomes)
    return Refusals(seen.count((False, False)), seen.count((False, True)), seen.count((True, False)))


def abstention(scored: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """The curve of (answerable answered, unanswerable refused) when all below a threshold is refused, for every
    threshold, from refusing nothing to refusing all. Input: (confidence, answerable).

    The selective classifier's trade of coverage for risk (El-Yaniv & Wiener, JMLR 11, 2010), both as shares of one.
    """
    yes = sum(1 for _, answerable in scored if answerable) or 1
    no = sum(1 for _, answerable in scored if not answerable) or 1
    points = [(1.0, 0.0)]
    for threshold in sorted({score for score, _ in scored}):
        answered = sum(1 for score, answerable in scored if answerable and score > threshold)
        refused = sum(1 for score, answerable in scored if not answerable and score <= threshold)
        points.append((answered / yes, refused / no))
    return points


Relevant = Sequence[Collection[object]]
"""What is looked for, each need with the hits that meet it."""


def recall_at(ranked: Sequence[object], needs: Relevant, k: int) -> float | None:
    """The share of needs met among the first k hits; None without needs (Manning et al., Introduction to Information
    Retrieval, 2008, ch. 8)."""
    first = set(ranked[:k])
    return fmean(bool(first & set(need)) for need in needs) if needs else None


def reciprocal_rank(ranked: Sequence[object], needs: Relevant) -> float | None:
    """1 / the rank of the first hit that meets a need, 0 when none does; None without needs. Its mean is the MRR
    (Voorhees, The TREC-8 Question Answering Track Report, 1999)."""
    if not needs:
        return None
    wanted = {hit for need in needs for hit in need}
    return next((1 / rank for rank, hit in enumerate(ranked, 1) if hit in wanted), 0.0)


def ndcg(ranked: Sequence[object], needs: Relevant, k: int) -> float | None:
    """Discounted gain of the first k hits, where a hit gains 1 when it is the first to meet a need, over that of the
    best order; None without needs (Järvelin & Kekäläinen, ACM TOIS 20, 2002)."""
    if not needs:
        return None
    open_needs = [set(need) for need in needs]
    gains: list[int] = []
    for hit in ranked[:k]:
        met = [need for need in open_needs if hit in need]
        gains.append(int(bool(met)))
        open_needs = [need for need in open_needs if hit not in need]
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(needs)) + 1))
    return min(1.0, sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1)) / best)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of the values do not exceed: nearest rank (Hyndman & Fan,
    Sample Quantiles in Statistical Packages, 1996, definition 1). Raises ValueError without values."""
    if not values:
        raise ValueError("no values to take a percentile of")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def change(before: Sequence[float], now: Sequence[float]) -> Interval:
    """The mean change of the same cases with its interval, the cases drawn in pairs (Efron & Tibshirani, An
    Introduction to the Bootstrap, 1993, ch. 8). Raises ValueError without values, or when the two differ in length."""
    return bootstrap([after - first for first, after in zip(before, now, strict=True)])


def chance(gained: int, lost: int) -> float:
    """How probable it is that as many or more of the cases that changed went one way, were each way as likely: the
    exact two-sided sign test, McNemar's for pairs (Dietterich, Approximate Statistical Tests, Neural Computation 10,
    1998).

    >>> chance(2, 0)
    0.5
    """
    n, less = gained + lost, min(gained, lost)
    return min(1.0, float(2 * sum(math.comb(n, k) for k in range(less + 1)) / 2**n))


def accuracy(pages: Sequence[tuple[Sequence[Hashable], Sequence[Hashable]]]) -> float:
    """The share of the characters, or words, of pages that are read rightly and in order, over (as read, true): one
    less the edits that would mend them, never below 0 (Rice, Jenkins & Nartker, The Fourth Annual Test of OCR
    Accuracy, 1995). Raises ValueError when nothing is true."""
    length = sum(len(true) for _, true in pages)
    if not length:
        raise ValueError("no true text to read")
    return max(0.0, 1 - sum(Levenshtein.distance(read, true) for read, true in pages) / length)


def bags(pages: Sequence[tuple[Sequence[str], Sequence[str]]]) -> SetScore:
    """Precision and recall of the words of pages in any order, over (as read, true): each true word is found once on
    its page at most. Where a reader takes a table's cells in another order, this tells that from words misread."""
    right = sum((Counter(read) & Counter(true)).total() for read, true in pages)
    given, wanted = sum(len(read) for read, _ in pages), sum(len(true) for _, true in pages)
    return SetScore(right / given if given else None, right / wanted if wanted else 1.0)


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """The agreement of two judges beyond what chance would give, from 1 (always) over 0 (chance) down (Cohen, A
    Coefficient of Agreement for Nominal Scales, 1960). None where chance alone agrees on all, or without pairs."""
    if not pairs:
        return None
    agreed = fmean(one == other for one, other in pairs)
    first, second = fmean(one for one, _ in pairs), fmean(other for _, other in pairs)
    expected = first * second + (1 - first) * (1 - second)
    return None if expected == 1 else (agreed - expected) / (1 - expected)


def bootstrap(values: Sequence[float], level: float = 0.95, rounds: int = 1000, seed: int = 0) -> Interval:
    """The mean with its percentile bootstrap interval (Efron, Bootstrap Methods, Annals of Statistics 7, 1979). The
    same values always give the same interval. Raises ValueError without values."""
    if not values:
        raise ValueError("no values to take the mean of")
    draw = random.Random(seed)
    means = [fmean(draw.choices(values, k=len(values))) for _ in range(rounds)]
    out = (1 - level) / 2
    return Interval(fmean(values), percentile(means, out), percentile(means, 1 - out), len(values))
