"""Fits the weights of app/rank.py and says how often the sentence that answers is among the first: recall at 1, 3, 5.

    python -m eval.bench.rank texts TEXTS.jsonl.gz=FOLDER … cases CASES.jsonl=INDEX …

A set of texts is SQuAD's format (`swequad_mc_training.json` too); its FOLDER is an index made from them here when there
is none. A set of cases is a question file with the index of its documents. Every set is fitted alone and all but one
together, so that a weight that helps only where it was fitted is seen: SweQUAD-MC, SQuAD_v2_sv and the sample cases
carry over to questions on real documents (recall at 3 .55 fitted without them, .65 with).
"""

import gzip
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.assistant import Assistant
from app.features import NAMES
from app.model import Turn
from app.rank import WEIGHTS, rank
from app.topic import terms
from index.index import Index
from index.model import Filters, Search, UnitKind
from index.sentences import sentences
from ingest.model import Chunk, Document, Page, Part, Section, Span

TEXTS_A_DOCUMENT = 40
CHUNK = 950  # characters, as ingest/chunks.py makes them
KINDS = (UnitKind.SENTENCE, UnitKind.ROW, UnitKind.CHUNK)
PROSE = frozenset({"fact", "figure", "yesno", "summary", "status"})
L2, STEPS, RATE = 1.0, 400, 0.15

Numbers = NDArray[np.float64]
Gold = tuple[str, int, int]  # document, start, end


@dataclass(frozen=True)
class Asked:
    """One question's units: their features, and which of them hold the answer."""

    features: Numbers
    gold: NDArray[np.bool_]


def of_cases(path: Path, folder: Path) -> Iterator[Asked]:
    """The questions on prose of a question file."""
    with Index.open(folder) as index:
        assistant = Assistant(index)
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            if case["kind"] in PROSE:
                found = [_place(index, one) for one in case["evidence"]]
                yield _asked(assistant, case["turns"], [place for place in found if place])


def of_texts(path: Path, folder: Path) -> Iterator[Asked]:
    """The answerable questions of a set of texts, each text a section of a document in one index."""
    texts, questions = squad(path)
    with Index.open(folder) as index:
        places = read_in(index, path, texts)
        assistant = Assistant(index)
        for question, text, start, end in questions:
            name, base = places[text]
            yield _asked(assistant, [question], [(name, base + start, base + end)])


def read_in(index: Index, path: Path, texts: Sequence[tuple[str, str]]) -> dict[str, tuple[str, int]]:
    """Reads the texts of a file in, many a document; each text's document and where it starts there."""
    places: dict[str, tuple[str, int]] = {}
    for number in range(0, len(texts), TEXTS_A_DOCUMENT):
        document, starts = _document(f"{path.stem.split('.')[0]}-{number}", texts[number : number + TEXTS_A_DOCUMENT])
        places |= {text: (document.name, start) for text, start in starts.items()}
        file = index.folder / f"{document.name}.txt"
        file.write_text(document.text, "utf-8")
        if not index.is_current(document.name, file):
            index.add(document, file)
    return places


def _asked(assistant: Assistant, turns: Sequence[str], gold: Sequence[Gold]) -> Asked:
    index, history = assistant.index, list[Turn]()
    for turn in turns[:-1]:
        answer = assistant.ask(turn, history)
        if answer.plan:
            history.append(Turn(turn, answer.plan, answer))
    plan = assistant.plan(turns[-1], history)
    filters = Filters(plan.filters.documents, plan.filters.boards, plan.filters.years)
    passages = index.search(Search(plan.searches[0], filters, KINDS, 60))
    documents = {passage.document: index.document(passage.document) for passage in passages}
    wanted = terms(plan.topic, index.vocabulary(), index.abbreviations())
    ranked = rank(plan, wanted, passages, documents)
    rows = [astuple(one.features) for one in ranked]
    holds = [
        any(one.passage.document == name and one.passage.span.meets(Span(start, end)) for name, start, end in gold)
        for one in ranked
    ]
    return Asked(np.array(rows, dtype=np.float64).reshape(-1, len(NAMES)), np.array(holds, dtype=np.bool_))


def _place(index: Index, evidence: Mapping[str, object]) -> Gold | None:
    """Where a quote stands, white space and marks apart."""
    name = str(evidence["document"])
    if index.version_of(name) is None:
        return None
    document = index.document(name)
    page = next((page.span for page in document.pages if page.number == evidence["page"]), None)
    if page is None:
        return None
    at = [place for place in range(page.start, page.end) if document.text[place].isalnum()]
    quote = "".join(filter(str.isalnum, str(evidence["quote"]).lower()))
    start = "".join(document.text[place].lower() for place in at).find(quote)
    return (name, at[start], at[start + len(quote) - 1] + 1) if start >= 0 and quote else None


def squad(path: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str, int, int]]]:
    """Title and text of each text; and question, text, start and end of each answer."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    texts: dict[str, str] = {}
    questions: list[tuple[str, str, int, int]] = []
    for entry in json.loads(raw)["data"]:
        if "choices" in entry:  # SweQUAD-MC: one question an entry
            text = entry["context"]
            texts.setdefault(text, text.splitlines()[0][:80])
            right = next(one for one in entry["choices"] if one["type"] == "Correct answer")
            questions.append((entry["question"], text, right["start"], right["end"]))
            continue
        for paragraph in entry["paragraphs"]:
            text = paragraph["context"]
            texts.setdefault(text, entry["title"].replace("_", " "))
            for asked in (one for one in paragraph["qas"] if one["answers"]):
                start = text.find(asked["answers"][0]["text"])
                if start >= 0:
                    questions.append((asked["question"], text, start, start + len(asked["answers"][0]["text"])))
    return [(title, text) for text, title in texts.items()], questions


def _document(name: str, texts: Sequence[tuple[str, str]]) -> tuple[Document, dict[str, int]]:
    """Texts as one document, a page and a section each."""
    whole, starts = "", dict[str, int]()
    pages, sections, chunks = list[Page](), list[Section](), list[Chunk]()
    for number, (title, text) in enumerate(texts):
        base = starts[text] = len(whole)
        whole += text + "\n\n"
        pages.append(Page(number + 1, str(number + 1), Span(base, len(whole)), 595.0, 842.0))
        sections.append(Section("", title, 1, Span(base, base), Span(base, base + len(text)), (title,), 0))
        first = 0
        ends = [end for _, end in sentences(text)]
        for end in ends:
            if end - first > CHUNK or end == ends[-1]:
                chunks.append(Chunk(Span(base + first, base + end), number))
                first = end
    part = Part(0, name, "övrigt", Span(0, len(whole)))
    document = Document(name, name, "övrigt", None, None, None, whole, tuple(pages), (part,), tuple(sections))
    return Document(**{**{key: getattr(document, key) for key in document.__slots__}, "chunks": tuple(chunks)}), starts


def fit(sets: Sequence[Sequence[Asked]]) -> Numbers:
    """Weights under which the units that answer are most likely the first (listwise logistic); sets count the same.
    They are drawn from those in use, so that a small set moves them little."""
    start = np.array(astuple(WEIGHTS))
    weights, mean, square = start.copy(), np.zeros(len(NAMES)), np.zeros(len(NAMES))
    data = [(one, 100.0 / len(asked)) for asked in sets for one in asked if one.gold.any() and not one.gold.all()]
    for step in range(1, STEPS + 1):
        slope = L2 * (weights - start)
        for one, worth in data:
            score = one.features @ weights
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            right = chance * one.gold
            slope = slope + worth * ((chance - right / (right.sum() + 1e-12)) @ one.features)
        slope = slope / sum(worth for _, worth in data)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def recall(asked: Sequence[Asked], weights: Numbers) -> str:
    """How often a unit that answers is among the first one, three and five."""
    firsts = [np.flatnonzero(one.gold[np.argsort(-(one.features @ weights))]) for one in asked]
    places = np.array([first[0] if len(first) else 10**6 for first in firsts])
    return "  ".join(f"@{count} {np.mean(places < count):.3f}" for count in (1, 3, 5))


def main(arguments: Sequence[str]) -> None:
    """Prints recall under the weights in use, and under weights fitted on each set and on all others."""
    sets: dict[str, list[Asked]] = {}
    read = of_texts
    for argument in arguments:
        if argument in ("texts", "cases"):
            read = of_texts if argument == "texts" else of_cases
            continue
        path, _, folder = argument.partition("=")
        sets[Path(path).stem] = list(read(Path(path), Path(folder)))
    fitted = {"in use": np.array(astuple(WEIGHTS))}
    for name in sets:
        fitted[f"without {name}"] = fit([asked for other, asked in sets.items() if other != name])
    fitted["all"] = fit(list(sets.values()))
    lines = [f"{how:24s} {name:24s} {recall(asked, w)}" for how, w in fitted.items() for name, asked in sets.items()]
    lines += [
        f"{name:12s}" + "".join(f"{w[number]:8.2f}" for w in fitted.values()) for number, name in enumerate(NAMES)
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
