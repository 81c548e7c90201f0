"""Would a perfect reader of the first 5 or 10 pieces have every gold fact? The same cases for every way to search."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from time import perf_counter

from eval import metrics
from eval.asking import InProcess
from eval.cache import CACHE, MODELS, opened
from eval.case import WORKED_OUT
from eval.corpora import Corpus
from eval.judge import bare, fold, has
from eval.metrics import Interval
from eval.model import Case
from eval.pages import layers_of
from eval.peers.haystack import Haystack
from eval.peers.llama import LlamaIndex
from eval.peers.model import MissingError, Peer, Piece
from eval.peers.ours import Ours
from eval.peers.plain import Sentences, Windows
from eval.run import ask_all
from index.embed import BUNDLED, Embedder
from index.index import Index

DEPTHS = (5, 10)
BUDGET = 1_000  # words: so that a way is not better for finding larger pieces
_ENOUGH = 80  # pieces of the smallest sort, sentences, make the budget


@dataclass(frozen=True, slots=True)
class Score:
    """How one way did: the share of cases with every fact in the first 5 and 10 pieces, and in as many of the first as
    make the budget of words; and how much the first five are to read.

    `skipped` says why it was not tried; the other fields are then empty."""

    name: str
    facts: tuple[Interval, ...] = ()
    in_budget: Interval | None = None
    words: float = 0.0  # in the first five
    mrr: float = 0.0
    ms: float = 0.0  # median
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """All ways on one corpus; `answered` is the share of the same cases that the assistant answers rightly."""

    corpus: str
    cases: int
    scores: tuple[Score, ...]
    answered: Interval


def trials(corpus: Corpus, told: Callable[[str], None] = lambda line: None) -> Trial:
    """Tries every way on the cases of a corpus that can be answered."""
    cases = [case for case in corpus.cases if case.answerable]
    embedder = Embedder(BUNDLED, CACHE / MODELS)
    scores = []
    with opened(corpus.files) as index:
        for name, make in _ways(corpus, embedder, index):
            told(f"{corpus.name}: {name}")
            try:
                scores.append(score(make(), cases))
            except MissingError as error:
                scores.append(Score(name, skipped=str(error)))
        run = ask_all(corpus, InProcess(index), cases)
    right = metrics.bootstrap([float(result.verdict.ok) for result in run.results])
    return Trial(corpus.name, len(cases), tuple(scores), right)


def _ways(corpus: Corpus, embedder: Embedder, index: Index) -> list[tuple[str, Callable[[], Peer]]]:
    pages = layers_of(corpus.files)  # what a stock reader of PDF gives: nothing for a picture
    return [
        (Sentences.name, lambda: Sentences(pages)),
        (Windows.name, lambda: Windows(pages, embedder)),
        (LlamaIndex.name, lambda: LlamaIndex(pages, embedder)),
        (Haystack.name, lambda: Haystack(pages, embedder)),
        (Ours.name, lambda: Ours(index)),
    ]


def score(peer: Peer, cases: Sequence[Case]) -> Score:
    """Asks a way every case: all turns of a conversation as one text, so that follow-ups have their subject."""
    had: list[list[float]] = [[] for _ in DEPTHS]
    words, ranks, times, in_budget = [], [], [], []
    for case in cases:
        asked, started = " ".join(case.turns), perf_counter()
        pieces = peer.search(asked, max(DEPTHS))
        times.append((perf_counter() - started) * 1000)
        in_budget.append(float(has_facts(case, within(BUDGET, peer.search(asked, _ENOUGH)))))
        for place, depth in enumerate(DEPTHS):
            had[place].append(float(has_facts(case, pieces[:depth])))
        words.append(sum(len(piece.text.split()) for piece in pieces[: DEPTHS[0]]))
        pages = [piece.where for piece in pieces]
        ranks.append(metrics.reciprocal_rank(pages, [piece.places for piece in case.evidence]) or 0.0)
    facts = tuple(metrics.bootstrap(shares) for shares in had)
    budget = metrics.bootstrap(in_budget)
    return Score(peer.name, facts, budget, fmean(words), fmean(ranks), metrics.percentile(times, 0.5))


def within(budget: int, pieces: Sequence[Piece]) -> list[Piece]:
    """The first pieces that together have at most so many words, the last one cut to fit."""
    taken: list[Piece] = []
    left = budget
    for piece in pieces:
        words = piece.text.split()
        if left <= 0:
            break
        taken.append(piece if len(words) <= left else Piece(" ".join(words[:left]), piece.where))
        left -= len(words)
    return taken


def has_facts(case: Case, pieces: Sequence[Piece]) -> bool:
    """Whether every gold fact can be read in the pieces. Where the answer is worked out (a yes, a number of things, a
    comparison) its grounds must be there: the quotes of the evidence, one or all as the case needs."""
    text = fold("\n".join(piece.text for piece in pieces))
    if all(has(text, group) for group in (*case.must, *case.items)):
        return True
    if case.kind not in WORKED_OUT:
        return False
    plain = bare(text)
    there = [bare(piece.quote) in plain for piece in case.evidence]
    return all(there) if case.all else any(there)
