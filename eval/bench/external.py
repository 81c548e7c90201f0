"""How often does a short answer hold the words that answer? Questions and texts that others wrote, nothing fitted.

    python -m eval.bench.external [FILE …] [--questions 500] [--seed 1] [--misses]

A file is in SQuAD's format, or SweQUAD-MC's. Each of its texts is read in as a text file of its own, with its title as
the heading where it has one beside the text, and a share of its questions, drawn by the seed, is asked of all of them
together. An answer is right when it has at most 80 words and one of the spans that people marked as the answer. Without
a file, all files of the folder `external` beside the real corpus; where there is none, a line that says so.
"""

import gzip
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.asking import InProcess
from eval.cache import CACHE, opened
from eval.corpora import shared
from eval.judge import fold, told
from eval.metrics import bootstrap
from eval.model import Reply
from ingest.errors import StyrsvarError

MOST_WORDS = 80
QUESTIONS = 500
PLACE = re.compile(r"^\*[^*\n]+\*$", re.MULTILINE)  # "*Årsrapport 2024, 3 Ekonomi*" under an answer
MARKS = str.maketrans("", "", "*_|")  # of Markdown, which may stand inside what is looked for


class End(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    LONG = "right words, too long"
    SENTENCE = "right text cited first, other words"
    TEXT = "other text cited first"
    REFUSED = "refused"
    REFUSED_RIGHTLY = "refused rightly"
    SHOULD_REFUSE = "answered, though no text says"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one of the texts; without spans no text answers it."""

    text: str
    about: str  # name of the text
    spans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer."""

    question: Question
    reply: Reply
    end: End

    @property
    def cites_right_text_first(self) -> bool:
        """Whether the first source is the text that the question is about."""
        return bool(self.reply.citations) and self.reply.citations[0].document == self.question.about

    @property
    def begins_right(self) -> bool:
        """Whether its first statement has a span already."""
        first = _words(self.reply.answer.split("[1]")[0], replace(self.reply, items=()))
        return self.reply.answered and _holds(first, self.question.spans)


def read_set(path: Path) -> tuple[dict[str, str], list[Question]]:
    """The texts of a file by name, and its questions. Raises StyrsvarError for a file of another shape."""
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found = list(_entries(json.loads(raw)["data"]))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise StyrsvarError(f"{path} går inte att läsa som en fil i SQuADs form ({error!r}).") from error
    names = {text: f"text-{number:05}" for number, text in enumerate(dict.fromkeys(text for text, _, _ in found), 1)}
    questions = [Question(asked, names[text], spans) for text, asked, spans in found]
    return {name: text for text, name in names.items()}, questions


def _entries(data: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Text, question and spans of each question."""
    for entry in data:
        if "choices" in entry:  # SweQUAD-MC: one question an entry
            right = tuple(one["text"] for one in entry["choices"] if one["type"] == "Correct answer")
            yield entry["context"], entry["question"], right
            continue
        for paragraph in entry["paragraphs"]:
            text = f"{entry['title'].replace('_', ' ')}\n\n{paragraph['context']}"
            for asked in paragraph["qas"]:
                yield text, asked["question"], tuple(dict.fromkeys(one["text"] for one in asked["answers"]))


def judge(question: Question, reply: Reply) -> End:
    """What became of a question."""
    if not question.spans:
        return End.SHOULD_REFUSE if reply.answered else End.REFUSED_RIGHTLY
    if not reply.answered:
        return End.REFUSED
    said = _words(reply.answer, reply)
    if _holds(said, question.spans):
        return End.RIGHT if len(said.split()) <= MOST_WORDS else End.LONG
    return End.SENTENCE if Asked(question, reply, End.SENTENCE).cites_right_text_first else End.TEXT


def _words(answer: str, reply: Reply) -> str:
    """What an answer, or its beginning, says in one form, without the line that only names its place."""
    said = told(replace(reply, answer=PLACE.sub("", answer)))
    return " ".join(said.translate(MARKS).split())


def _holds(said: str, spans: Sequence[str]) -> bool:
    """Whether words have one of the spans; "450" is not in "1450" nor in "4500"."""
    return any(re.search(rf"(?<!\w){re.escape(fold(span).strip())}(?!\d)", said) for span in spans)


def ask_set(path: Path, questions: int = QUESTIONS, seed: int = 1, cache: Path = CACHE) -> list[Asked]:
    """The questions drawn from a file, asked of an index of all its texts."""
    texts, found = read_set(path)
    drawn = Random(seed).sample(found, min(questions, len(found)))
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{name}.txt") for name in texts]
        for file in files:
            file.write_text(texts[file.stem], "utf-8")
        with opened(files, cache) as index:
            asker = InProcess(index)
            replies = [asker.ask([question.text])[0] for question in drawn]
    return [Asked(question, reply, judge(question, reply)) for question, reply in zip(drawn, replies, strict=True)]


def table(asked: Mapping[str, Sequence[Asked]]) -> Table:
    """The sets side by side; each share with how many it is of."""
    made = Table("", *asked)
    answerable = {name: [one for one in all_ if one.question.spans] for name, all_ in asked.items()}
    without = {name: [one for one in all_ if not one.question.spans] for name, all_ in asked.items()}
    made.add_row(
        f"right: at most {MOST_WORDS} words with the span, of the answerable",
        *(_share([one.end is End.RIGHT for one in all_]) for all_ in answerable.values()),
    )
    made.add_row(
        "text cited first", *(_share([one.cites_right_text_first for one in all_]) for all_ in answerable.values())
    )
    made.add_row(
        "the span in the first statement", *(_share([one.begins_right for one in all_]) for all_ in answerable.values())
    )
    for end in (End.LONG, End.SENTENCE, End.TEXT, End.REFUSED):
        made.add_row(str(end), *(_share([one.end is end for one in all_]) for all_ in answerable.values()))
    made.add_row(
        f"{End.REFUSED_RIGHTLY}, of the unanswerable",
        *(_share([one.end is End.REFUSED_RIGHTLY for one in all_]) for all_ in without.values()),
    )
    return made


def _share(holds: Sequence[bool]) -> str:
    """ "62.5 % (58–67) of 400"; a dash where there are none."""
    if not holds:
        return "–"
    between = bootstrap([float(one) for one in holds])
    return f"{100 * between.value:.1f} % ({100 * between.low:.0f}–{100 * between.high:.0f}) of {len(holds)}"


def main(
    files: Annotated[list[Path] | None, typer.Argument(help="Files in SQuAD's format.")] = None,
    questions: Annotated[int, typer.Option("--questions", min=1, help="So many of each file.")] = QUESTIONS,
    seed: Annotated[int, typer.Option("--seed", help="Which they are.")] = 1,
    misses: Annotated[bool, typer.Option("--misses", help="List the questions that were not answered right.")] = False,
) -> None:
    """Tells how many answers are short and hold the words that answer, and why the others do not."""
    console = Console(width=150, highlight=False)
    beside = shared()
    paths = files or (sorted((beside / "external").glob("*.json*")) if beside else [])
    if not paths:
        console.print("No questions of others here: name a file in SQuAD's format.")
        return
    asked = {path.name.split(".")[0]: ask_set(path, questions, seed) for path in paths}
    if misses:
        for one in (one for all_ in asked.values() for one in all_):
            if one.end not in (End.RIGHT, End.REFUSED_RIGHTLY):
                console.print(escape(_told(one)))
    console.print(table(asked))


def _told(one: Asked) -> str:
    cited = ", ".join(dict.fromkeys(cited.document for cited in one.reply.citations))
    spans = " | ".join(one.question.spans) or "–"
    return (
        f"{one.end}: {one.question.text}\n  wanted {spans} ({one.question.about})\n  got {one.reply.answer} ({cited})"
    )


if __name__ == "__main__":
    typer.run(main)
