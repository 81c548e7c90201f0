"""Whether cited words say a statement, by the words alone: the entailment model of ALCE, made lexical.

An answer is cut into statements: sentences, list lines and table cells with the [n] that follow them. A statement is
supported when every number in it, and most of its words, stand in the cited quotes or in the headings shown with them.

Of 709 statements of our own answers so many are supported by their own sources, and by another answer's (a mistake):

| least share of words | own | another's |
| --- | --- | --- |
| 0.3 | .927 | .037 |
| 0.5 | .925 | .010 |
| 0.6 (taken) | .924 | .006 |
| 0.8 | .900 | .006 |
"""

import re
from collections.abc import Iterator, Sequence

from eval.judge import fold
from eval.model import Cited, Reply
from index.sparse import content_words, fold_letters, stem

ENOUGH = 0.6  # of a statement's words
_MARKS = re.compile(r"((?:\s*\[\d+\])+)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”\"*])")
_NUMBER = re.compile(r"\d[\d,]*")
_ITALICS = re.compile(r"\*[^*]+\*")
_EDGES = re.compile(r"^\s*(?:\d+\.\s+|[-*|>#]\s*)+|[*|_`]")

Statement = tuple[str, tuple[Cited, ...]]


def statements(reply: Reply) -> list[Statement]:
    """What an answer states, each sentence with what it cites; headings, lead-ins and the
    names of sources are no statements."""
    sources = {cited.number: cited for cited in reply.citations}
    found: list[Statement] = []
    for line in reply.answer.splitlines():
        for said, numbers in _runs(line):
            cited = tuple(sources[number] for number in numbers if number in sources)
            plain = [sentence.strip() for sentence in _SENTENCE.split(_EDGES.sub(" ", said))]
            found += [(one, cited) for one in plain if content_words(one) and (cited or not one.endswith(":"))]
    headings = "\n".join(f"{cited.title}\n{cited.section}" for cited in reply.citations)
    return [(said, cited) for said, cited in found if cited or share_of_words(said, headings) < 1]


def _runs(line: str) -> Iterator[tuple[str, list[int]]]:
    """The parts of a line, each with the numbers that follow it. Without any, a line of a table is its head and a line
    in italics says where things stand."""
    pieces = _MARKS.split(line)
    if len(pieces) == 1 and (line.lstrip().startswith(("|", "#")) or _ITALICS.fullmatch(line.strip())):
        return
    for place in range(0, len(pieces), 2):
        numbers = pieces[place + 1] if place + 1 < len(pieces) else ""
        yield pieces[place], [int(number) for number in re.findall(r"\d+", numbers)]


def source_text(cited: Cited) -> str:
    """What the reader is shown of a source: quote, section and title."""
    return "\n".join((cited.quote, cited.section, cited.title))


def supports(said: str, sources: Sequence[str]) -> bool:
    """Whether some sources, read together, have every number and most words of a statement."""
    text = "\n".join(sources)
    numbers = set(_NUMBER.findall(fold(text)))
    if not set(_NUMBER.findall(fold(said))) <= numbers:
        return False
    return share_of_words(said, text) >= ENOUGH


def share_of_words(said: str, text: str) -> float:
    """The share of a statement's content words that stand in a text, endings and å ä ö apart."""
    there = {fold_letters(stem(word)) for word in content_words(text)}
    wanted = [fold_letters(stem(word)) for word in content_words(said) if not word.isdigit()]
    return sum(word in there for word in wanted) / len(wanted) if wanted else 1.0
