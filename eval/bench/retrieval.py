"""What each part of the search adds: `python -m eval.bench.retrieval cases | texts FILE[=FOLDER] …`.

`cases`: of the questions that the documents answer, the share whose page is among the pages of the first 5 and 10
pieces (one of the pages on which the answer can be read, or all where all are needed), and the mean of 1 / the first
right piece's place (MRR). A piece is a chunk; a small unit stands for its chunk. Questions are asked by themselves, a
follow-up as the assistant has made it whole, without filters.

`texts`: nDCG@10 and recall@1 where each text of a file in SQuAD's format is a document, cut and searched as any other,
and the right one holds the answer. FOLDER keeps their index for the next time.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from math import log2
from pathlib import Path
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from app.assistant import Assistant
from app.model import Turn
from eval.bench.rank import read_in, squad
from eval.cache import opened
from eval.corpora import Corpus, chosen
from eval.model import Case, Where
from index.index import Index
from index.model import Filters, Passage, Search, UnitKind
from index.sparse import Sparse, query_vector

DEEP = 60  # hits looked at
FIRST = (3, 5, 10)
MOST_QUESTIONS = 1_000  # of a set of texts, evenly spread
Ranked = Callable[[list[Passage]], list[Passage]]
CHUNKS = (UnitKind.CHUNK,)
DENSE: Ranked = lambda hits: sorted(  # noqa: E731
    (hit for hit in hits if hit.dense is not None), key=lambda hit: -(hit.dense or 0)
)
SPARSE: Ranked = lambda hits: sorted(  # noqa: E731
    (hit for hit in hits if hit.sparse is not None), key=lambda hit: -(hit.sparse or 0)
)
FUSED: Ranked = lambda hits: hits  # noqa: E731
# what is searched, how it is ordered, whether synonyms and abbreviations are added to the question
WAYS: tuple[tuple[str, tuple[UnitKind, ...], Ranked, bool], ...] = (
    ("dense, chunks", CHUNKS, DENSE, False),
    ("sparse, chunks", CHUNKS, SPARSE, False),
    ("hybrid, chunks", CHUNKS, FUSED, False),
    ("hybrid, chunks and small units", (), FUSED, False),
    ("the same with synonyms and abbreviations (in use)", (), FUSED, True),
)


def of_cases(corpus: Corpus) -> Table:
    """The table of a corpus."""
    cases = [case for case in corpus.cases if case.evidence and case.kind != "unanswerable"]
    table = Table(
        "search", *(f"page in first {k}" for k in FIRST), "MRR", title=f"{corpus.name}, {len(cases)} questions"
    )
    with opened(corpus.files) as index:
        asked = _whole(Assistant(index), cases)
        for name, kinds, ranked, synonyms in WAYS:
            places = [_places(index, asked[case.id], kinds, ranked, synonyms) for case in cases]
            at = [sum(map(lambda case, found: _has(case, found[:k]), cases, places)) for k in FIRST]
            first = sum(map(_first, cases, places))
            shares = [f"{100 * count / len(cases):.1f} %" for count in at]
            table.add_row(name, *shares, f"{first / len(cases):.3f}")
    return table


def _whole(assistant: Assistant, cases: Sequence[Case]) -> Mapping[str, str]:
    """Each case's last question as it stands alone."""
    asked = {}
    for case in cases:
        history: list[Turn] = []
        for turn in case.turns[:-1]:
            answer = assistant.ask(turn, history)
            if answer.plan:
                history.append(Turn(turn, answer.plan, answer))
        asked[case.id] = assistant.plan(case.turns[-1], history).standalone if history else case.turns[-1]
    return asked


def _places(
    index: Index, text: str, kinds: tuple[UnitKind, ...], ranked: Ranked, synonyms: bool
) -> list[frozenset[Where]]:
    """The pages of each piece found, best first."""

    def plain(question: str, _: object) -> Sparse:
        return query_vector(question)

    search = Search(text, Filters(), kinds, DEEP)
    if synonyms:
        found = index.search(search)
    else:
        with patch("index.sparse._synonyms", dict), patch("index.index.query_vector", plain):
            found = index.search(search)
    pieces: dict[tuple[str, int], frozenset[Where]] = {}
    for hit in ranked(found):
        document = index.document(hit.document, hit.version)
        pages = {document.page_at(at).number for at in (hit.chunk.start, hit.chunk.end - 1, hit.span.start)}
        pieces.setdefault((hit.document, hit.chunk.start), frozenset((hit.document, page) for page in pages))
    return list(pieces.values())


def _has(case: Case, found: Sequence[frozenset[Where]]) -> bool:
    pages = frozenset[Where]().union(*found)
    held = [bool(one.places & pages) for one in case.evidence]
    return all(held) if case.all else any(held)


def _first(case: Case, found: Sequence[frozenset[Where]]) -> float:
    right = frozenset[Where]().union(*(one.places for one in case.evidence))
    return next((1 / place for place, pages in enumerate(found, 1) if pages & right), 0.0)


def of_texts(path: Path, folder: Path) -> Table:
    """The table of a set of texts; their index is in the folder, or made there."""
    texts, questions = squad(path)
    questions = questions[:: max(1, len(questions) // MOST_QUESTIONS)]
    title = f"{path.name}, {len(questions)} questions on {len(texts)} texts"
    table = Table("search", "nDCG@10", "recall@1", title=title)
    with Index.open(folder) as index:
        starts = read_in(index, path, texts)
        right = {text: (name, index.document(name).page_at(start).number) for text, (name, start) in starts.items()}
        for name, kinds, ranked, synonyms in WAYS:
            found = [
                _place(_places(index, question, kinds, ranked, synonyms), right[text])
                for question, text, *_ in questions
            ]
            gain = sum(1 / log2(place + 2) for place in found if place < 10) / len(found)
            table.add_row(name, f"{gain:.3f}", f"{sum(place == 0 for place in found) / len(found):.3f}")
    return table


def _place(found: Sequence[frozenset[Where]], right: Where) -> int:
    """How many other texts, each a page, come before the right one."""
    pages = list(dict.fromkeys(page for piece in found for page in sorted(piece)))
    return pages.index(right) if right in pages else DEEP


def main(arguments: Sequence[str]) -> None:
    """Prints a table a corpus, or a file."""
    console = Console(width=120)
    if arguments[:1] == ["texts"]:
        for argument in arguments[1:]:
            name, _, folder = argument.partition("=")
            with tempfile.TemporaryDirectory() as temporary:
                console.print(of_texts(Path(name), Path(folder or temporary)))
    else:
        for corpus in chosen(None, None):
            console.print(of_cases(corpus))


if __name__ == "__main__":
    main(sys.argv[1:])
