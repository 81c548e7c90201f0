"""What each part of the product is worth: the same cases with one part switched off at a time.

The parts are switched off from outside, at the seams where the product calls them, so that it has no switches itself.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from unittest.mock import patch

from app import answer_text, answering, honesty
from eval.asking import InProcess
from eval.cache import opened
from eval.corpora import Corpus
from eval.model import Result
from eval.run import ask_all
from index.index import Index
from index.model import AssignmentEntry, AssignmentFilter, Passage, Search, UnitKind
from ingest.model import Document

Without = Callable[[Index], AbstractContextManager[object]]

# Groups of kinds, as columns
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("list, count", ("list", "count")),
    ("status", ("status",)),
    ("figure", ("figure",)),
    ("fact, yes or no", ("fact", "yesno")),
    ("compare, summary", ("compare", "summary")),
    ("unanswerable", ("unanswerable",)),
)


@dataclass(frozen=True, slots=True)
class Score:
    """The shares of right answers without a part, in all and by group, and how many answerable cases were refused."""

    without: str
    right: float
    by_group: tuple[float | None, ...]  # None where the corpus has no such case
    refused: int


@contextmanager
def _no_units(index: Index) -> Iterator[None]:
    """The search finds chunks alone."""
    search = index.search

    def chunks(wanted: Search) -> list[Passage]:
        return search(replace(wanted, kinds=(UnitKind.CHUNK,)))

    with patch.object(index, "search", chunks):
        yield


@contextmanager
def _no_links(index: Index) -> Iterator[None]:
    """Each assignment stands for itself: no document knows of the same one in another."""
    assignments = index.assignments

    def apart(wanted: AssignmentFilter | None = None) -> list[AssignmentEntry]:
        return [replace(entry, group=entry.id) for entry in assignments(wanted)]

    with patch.object(index, "assignments", apart):
        yield


@contextmanager
def _no_figures(index: Index) -> Iterator[None]:
    """Documents have no cells of numbers, only the text around them."""
    document, kept = index.document, dict[tuple[str, str | None], Document]()

    def bare(name: str, version: str | None = None) -> Document:
        if (name, version) not in kept:
            kept[name, version] = replace(document(name, version), figures=(), tables=())
        return kept[name, version]

    with patch.object(index, "document", bare):
        yield


PARTS: tuple[tuple[str, Without], ...] = (
    ("nothing", lambda index: nullcontext()),
    ("units (sentences and rows in the search)", _no_units),
    ("links (the same assignment in several documents)", _no_links),
    ("synonyms and English glossary", lambda index: patch("index.sparse._synonyms", dict)),
    ("figures (cells of tables)", _no_figures),
    ("honesty (all refusing)", lambda index: patch.object(honesty, "is_answered", lambda *given: True)),
    ("confidence (how sure it must be, on top of rules)", lambda index: patch.object(
        honesty, "is_likely", lambda ranked: True)),
    ("register (complete sets of assignments)", lambda index: patch.object(
        answering, "from_register", lambda looking: None)),
    ("other sets (lists, risks, tables as a whole)", lambda index: patch.object(
        answer_text, "answer_set", lambda *given: None)),
    ("rows of plans", lambda index: patch.object(answer_text, "answer_plan_row", lambda *given: None)),
)  # fmt: skip


def ablate(corpus: Corpus, told: Callable[[str], None] = lambda line: None) -> list[Score]:
    """A corpus's cases with each part switched off in turn, first with none."""
    scores = []
    with opened(corpus.files) as index:
        for name, without in PARTS:
            with without(index):
                results = ask_all(corpus, InProcess(index)).results
            scores.append(score(name, results))
            told(f"{corpus.name}, without {name}: {scores[-1].right:.1%}")
    return scores


def score(name: str, results: Sequence[Result]) -> Score:
    """The shares of right answers."""
    right = [one.verdict.ok for one in results]
    groups = [[one.verdict.ok for one in results if one.case.kind in kinds] for _, kinds in GROUPS]
    refused = sum(not one.verdict.answered for one in results if one.case.kind != "unanswerable")
    return Score(
        name, sum(right) / len(right), tuple(sum(group) / len(group) if group else None for group in groups), refused
    )


def rows(scores: Sequence[Score]) -> list[tuple[str, ...]]:
    """A table's lines: the whole product's shares in %, then the points that each part adds to them."""
    head = ("without", "all", *(name for name, _ in GROUPS), "refused wrongly")
    whole, *others = scores
    first = (whole.without, *_shares((whole.right, *whole.by_group)), str(whole.refused))
    return [head, first, *(_less(one, whole) for one in others)]


def _less(one: Score, whole: Score) -> tuple[str, ...]:
    pairs = zip((one.right, *one.by_group), (whole.right, *whole.by_group), strict=True)
    points = ("" if a is None or b is None else f"{100 * (a - b):+.1f}" for a, b in pairs)
    return (one.without, *points, f"{one.refused - whole.refused:+d}")


def _shares(values: Sequence[float | None]) -> tuple[str, ...]:
    return tuple("" if value is None else f"{100 * value:.1f}" for value in values)
