"""How much is read rightly, field by field: `python -m eval.bench.fields [--wrong] [DOCUMENT…]` for the sample corpus,
`… --truth FILE --corpus FOLDER` for documents of your own.

Precision counts the values that are right among those given, recall those found among the ones in the truth. A truth
file is `{"documents": […]}`, each as in `eval/corpus/truth`; `page_labels` and the `period` of figures may be left out.
`"groups"`, if there, are lists of [document, place in reading order] that are the same assignment, and `"successors"`
pairs of them, the later one second.
"""

import json
import sys
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.corpus.truth import fold as letters
from index.entries import assignment_entries
from index.links import link
from index.successors import successors
from ingest import pipeline
from ingest.model import Assignment, Document, Figure, Origin, fold

CORPUS = Path(__file__).parent.parent / "corpus"
_SAME_ASSIGNMENT = 0.8  # of the letters agree; two real ones that differ in one phrase agree to 0.75
_COUNCIL_OR_EXECUTIVE = "KF/KS"  # how the report's table says it


@dataclass(slots=True)
class Score:
    """Right, given and wanted values of one field, and what was wrong."""

    right: int = 0
    given: int = 0
    wanted: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, given: Any, wanted: Any, where: str, right: bool | None = None) -> None:
        """Counts one value; empty means not given or not in the truth."""
        ok = given == wanted if right is None else right
        self.given += bool(given)
        self.wanted += bool(wanted)
        self.right += bool(ok and wanted)
        if not ok:
            self.wrong.append(f"{where}: {given!r}, sant {wanted!r}")

    @property
    def precision(self) -> float:
        """The share of given values that are right; 1 when none is given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of wanted values that are found; 1 when none is wanted."""
        return self.right / self.wanted if self.wanted else 1.0


Scores = defaultdict[str, Score]


def compare(document: Document, truth: dict[str, Any], scores: Scores) -> None:
    """Adds what a read document has right and wrong to the scores."""
    for name in ("title", "type", "board", "city", "year"):
        scores[f"dokument: {name}"].add(getattr(document, name), truth[name], document.name)
    if "page_labels" in truth:
        labels = [page.label for page in document.pages]
        scores["dokument: page_labels"].add(labels, truth["page_labels"], document.name)
    parts = [(part.title, part.type, document.page_at(part.span.start).number) for part in document.parts]
    wanted = [(part["title"], part["type"], part["first_page"]) for part in truth["parts"]]
    _sets(scores["delar: första sida"], [part[2] for part in parts], [part[2] for part in wanted], document.name)
    _sets(scores["delar: titel"], [part[0] for part in parts], [part[0] for part in wanted], document.name)
    _sets(scores["delar: typ"], [part[1:] for part in parts], [part[1:] for part in wanted], document.name)
    _assignments(document, truth, scores)
    _figures(document, truth, scores)
    _risks(document, truth, scores)


def _sets(score: Score, given: Iterable[Any], wanted: Iterable[Any], where: str) -> None:
    rest = list(given)
    for value in wanted:
        found = value in rest
        if found:
            rest.remove(value)
        score.add(value if found else None, value, where)
    for value in rest:
        score.add(value, None, where)


def _assignments(document: Document, truth: dict[str, Any], scores: Scores) -> None:
    rest = list(document.assignments)
    for wanted in truth["assignments"]:
        best = max(rest, key=lambda a: _fit(document, a, wanted), default=None)
        where = f"{document.name} {wanted['text'][:50]}"
        if best is None or _likeness(document.read(best.text), wanted["text"]) < _SAME_ASSIGNMENT:
            scores["uppdrag: funna"].add(None, wanted["text"], where)
            continue
        rest.remove(best)
        scores["uppdrag: funna"].add(wanted["text"], wanted["text"], where)
        _fields(document, best, wanted, scores, where)
    for extra in rest:
        scores["uppdrag: funna"].add(document.read(extra.text), None, document.name)


def _fit(document: Document, found: Assignment, wanted: dict[str, Any]) -> tuple[float, bool]:
    """How like the words are; of two that are the same, the one on the same page."""
    likeness = _likeness(letters(document.read(found.text)), letters(wanted["text"]))
    return round(likeness, 2), list(document.pages_of(found.text)) == wanted["pages"]


def _fields(document: Document, found: Assignment, wanted: dict[str, Any], scores: Scores, where: str) -> None:
    text = document.read(found.text)
    scores["uppdrag: text"].add(text, wanted["text"], where, letters(text) == letters(wanted["text"]))
    either = wanted["issuer"] == _COUNCIL_OR_EXECUTIVE and found.origin in (Origin.COUNCIL, Origin.EXECUTIVE)
    scores["uppdrag: issuer"].add(found.issuer, wanted["issuer"], where, either or found.issuer == wanted["issuer"])
    scores["uppdrag: addressees"].add(list(found.addressees), wanted["addressees"], where)
    for name in ("year", "kind", "status_text", "decision", "expected", "report_to"):
        scores[f"uppdrag: {name}"].add(getattr(found, name) or None, wanted[name] or None, where)
    scores["uppdrag: status"].add(found.status.value, wanted["status"], where)
    scores["uppdrag: pages"].add(list(document.pages_of(found.text)), wanted["pages"], where)
    opens, comment = fold(wanted["comment_starts"]), document.read(found.comment)
    scores["uppdrag: comment"].add(comment[: len(opens) or 60], opens, where)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one != other else 2.0


def _figures(document: Document, truth: dict[str, Any], scores: Scores) -> None:
    rest = [figure for figure in document.figures if figure.table is not None]
    for wanted in truth["figures"]:
        where = f"{document.name} s. {wanted['page']} {wanted['label'][:40]} | {wanted['column']} | {wanted['value']}"
        page, value = wanted["page"], fold(wanted["value"])
        near = [f for f in rest if document.page_at(f.value.start).number == page and _same_value(document, f, value)]
        best = max(
            near, key=lambda f: (f.label_text == wanted["label"]) * 2 + (f.heading == wanted["column"]), default=None
        )
        scores["nyckeltal: värde och sida"].add(value if best else None, value, where)
        if best is None:
            continue
        rest.remove(best)
        scores["nyckeltal: label"].add(best.label_text, fold(wanted["label"]), where)
        scores["nyckeltal: column"].add(best.heading, fold(wanted["column"]), where)
        scores["nyckeltal: unit"].add(best.unit, wanted["unit"], where)
        if "period" in wanted:
            scores["nyckeltal: period"].add(best.period, wanted["period"], where)
    for extra in rest:
        given = f"{extra.label_text} | {extra.heading} | {document.slice(extra.value)}"
        scores["nyckeltal: värde och sida"].add(given, None, document.name)


def _same_value(document: Document, figure: Figure, value: str) -> bool:
    own = document.read(figure.value).replace("–", "-").replace("−", "-")
    return own.rstrip(" %") == value.rstrip(" %")


def _risks(document: Document, truth: dict[str, Any], scores: Scores) -> None:
    """A risk is known by its title and page: a control plan repeats those of the risk picture."""
    found = {(document.read(risk.title), document.pages_of(risk.title)[0]): risk for risk in document.risks}
    wanted_keys = [(risk["title"], risk["page"]) for risk in truth["risks"]]
    _sets(scores["risker: titel och sida"], found, wanted_keys, document.name)
    for key, wanted in zip(wanted_keys, truth["risks"], strict=True):
        risk = found.get(key)
        if risk is None:
            continue
        scores["risker: område"].add(risk.area, wanted["area"], wanted["title"])
        measures = [document.read(measure.title) for measure in risk.measures if not measure.control]
        controls = [document.read(measure.title) for measure in risk.measures if measure.control]
        _sets(scores["risker: åtgärder"], measures, wanted["measures"], wanted["title"])
        _sets(scores["risker: kontroller"], controls, wanted["controls"], wanted["title"])


Place = tuple[str, int]
"""An assignment by its document and its place in reading order."""


def links(documents: Sequence[Document], truth: dict[str, Any], scores: Scores) -> None:
    """Adds which assignments of several documents are held for the same, pair by pair, and which took over."""
    entries = [entry for document in documents for entry in assignment_entries(document, "")]
    order = [(document.name, at) for document in documents for at in range(len(document.assignments))]
    place: dict[str, Place] = {entry.id: at for entry, at in zip(entries, order, strict=True)}
    groups = link(entries)
    entries = [replace(entry, group=groups[entry.id]) for entry in entries]
    together: dict[str, list[Place]] = defaultdict(list)
    for entry in entries:
        together[entry.group].append(place[entry.id])
    _sets(scores["länkar: samma uppdrag"], _pairs(together.values()), _pairs(truth["groups"]), "")
    told = [(place[entry.id], place[one[0].id]) for entry in entries if (one := successors(entry, entries))]
    wanted = [(_place(earlier), _place(later)) for earlier, later in truth.get("successors", ())]
    _sets(scores["länkar: efterföljare"], told, wanted, "")


def _place(given: Sequence[Any]) -> Place:
    return str(given[0]), int(given[1])


def _pairs(groups: Iterable[Iterable[Sequence[Any]]]) -> list[tuple[Place, Place]]:
    return [pair for group in groups for pair in combinations(sorted(_place(one) for one in group), 2)]


def measure(names: Iterable[str] = ()) -> Scores:
    """The scores of the sample corpus, or of the documents named."""
    truths = [json.loads(path.read_text("utf-8")) for path in sorted((CORPUS / "truth").glob("*.json"))]
    return _measured({"documents": truths}, CORPUS, set(names))


def _measured(truth: dict[str, Any], corpus: Path, chosen: set[str]) -> Scores:
    scores: Scores = defaultdict(Score)
    documents = []
    for one in truth["documents"]:
        if not chosen or one["document"] in chosen:
            documents.append(pipeline.read(corpus / one["file"]))
            compare(documents[-1], one, scores)
    if truth.get("groups") and not chosen:
        links(documents, truth, scores)
    return scores


def main(arguments: list[str]) -> None:
    """Prints the table, and with --wrong each wrong value."""
    parser = ArgumentParser(prog="python -m eval.bench.fields", description=__doc__)
    parser.add_argument("documents", nargs="*")
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args(arguments)
    console = Console(width=160, soft_wrap=True)
    if given.truth and not given.truth.is_file():
        console.print(f"Nothing measured: there is no truth file {given.truth}.", markup=False)
        return
    if given.truth:
        truth = json.loads(given.truth.read_text("utf-8"))
        scores = _measured(truth, given.corpus, set(given.documents))
    else:
        scores = measure(given.documents)
    table = Table("Fält", "Rätt", "Angivna", "Sanna", "Precision", "Täckning")
    for name, score in scores.items():
        table.add_row(
            name, str(score.right), str(score.given), str(score.wanted), f"{score.precision:.3f}", f"{score.recall:.3f}"
        )
    console.print(table)
    if given.wrong:
        for name, score in scores.items():
            for line in score.wrong:
                console.print(f"[bold]{name}[/bold] ", end="")
                console.print(line, markup=False, highlight=False)


if __name__ == "__main__":
    main(sys.argv[1:])
