"""Whether cited words say a statement, by the words alone: the entailment model of ALCE, made lexical.

An answer is cut into statements: sentences, list lines and table cells with the [n] that follow them. A source is what
a reader sees on opening it: the quote with the words around it on its page, a hundred in all as ALCE's passages have,
the headings shown with it, and the years of the page, which head its tables' columns. A statement is supported when
every number in it, and most of its words, stand in its sources.

Three sorts of statements have no source that could say them and are left out: how many the list has (the case's total
judges that), that the documents are silent (refusals are counted apart), and a bare yes or no, whose grounds follow.
A statement in English is judged by its numbers, its names and the words that `index/english.txt` can translate.

Of 1,367 statements of our own answers so many are supported by their own sources, and by another answer's (a mistake):

| least share of words | own quote alone | own | another's |
| --- | --- | --- | --- |
| 0.3 | .849 | .987 | .059 |
| 0.5 | .830 | .986 | .023 |
| 0.6 (taken) | .820 | .984 | .011 |
| 0.8 | .796 | .959 | .006 |
"""

import re
from collections.abc import Iterator, Sequence

from app.kinds import language_of
from app.wording import number_word
from eval.judge import fold
from eval.model import Cited, Reply
from eval.place import passage
from index.sparse import WORD, content_words, expansions, fold_letters, stem

ENOUGH = 0.6  # of a statement's words
_MARKS = re.compile(r"((?:\s*\[\d+\])+)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”\"*])")
_NUMBER = re.compile(r"\d+(?:,\d+)*")
_ROW = re.compile(r"\d+(?:,\d+)?(?: \d+(?:,\d+)?)*")  # of numbers: "612 597 588" is three, "34 947 700" may be one
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d{1,2}(?!\d))")  # as in English
_FIGURES = re.compile(r"[\d.,%]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ITALICS = re.compile(r"\*[^*]+\*")
_EDGES = re.compile(r"^\s*(?:\d+\.\s+|[-*|>#]\s*)+|[*|_`]")
_SILENT = re.compile(r"\bsägs inte i handlingarna\b|\bframgår inte av handlingarna\b|\bdo not say\b", re.IGNORECASE)
_THERE, _NONE = r"det finns\W*|there are\W*|there is\W*", "inget|inga|ingen|none|no|0"

Statement = tuple[str, tuple[Cited, ...]]


def statements(reply: Reply) -> list[Statement]:
    """What an answer states, each sentence with what it cites; headings, lead-ins, names of sources, and what no source
    can say are no statements."""
    sources = {cited.number: cited for cited in reply.citations}
    found: list[Statement] = []
    for line in reply.answer.splitlines():
        for said, numbers in _runs(line):
            cited = tuple(sources[number] for number in numbers if number in sources)
            plain = [sentence.strip() for sentence in _SENTENCE.split(_EDGES.sub(" ", said))]
            found += [(one, cited) for one in plain if content_words(one) and (cited or not one.endswith(":"))]
    headings = "\n".join(f"{cited.title}\n{cited.section}" for cited in reply.citations)
    found = [(said, cited) for said, cited in found if cited or share_of_words(said, headings) < 1]
    return [(said, cited) for said, cited in found if not _has_no_source(said, cited, reply.total)]


def _has_no_source(said: str, cited: Sequence[Cited], total: int | None) -> bool:
    if _SILENT.search(said) or (not cited and len(content_words(said)) == 1):
        return True
    if total is None:
        return False
    counted = f"{total}|{number_word(total)}" if total else _NONE
    return re.match(rf"\W*(?:{_THERE})?(?:{counted})\b", said.lower()) is not None


def _runs(line: str) -> Iterator[tuple[str, list[int]]]:
    """The parts of a line, each with the numbers that follow it. Without any, a line of a table is its head and a line
    in italics says where things stand."""
    pieces = _MARKS.split(line)
    if len(pieces) == 1 and (line.lstrip().startswith(("|", "#")) or _ITALICS.fullmatch(line.strip())):
        return
    for place in range(0, len(pieces), 2):
        numbers = pieces[place + 1] if place + 1 < len(pieces) else ""
        yield pieces[place], [int(number) for number in re.findall(r"\d+", numbers)]


def source_text(cited: Cited, page: str = "") -> str:
    """What a reader sees of a source: the quote with the words around it on its page, section, title, and the years of
    the page."""
    return "\n".join((passage(page, cited.quote), cited.section, cited.title, " ".join(_YEAR.findall(page))))


def supports(said: str, sources: Sequence[str]) -> bool:
    """Whether some sources, read together, have every number and most words of a statement."""
    text = "\n".join(sources)
    return numbers_said(said) <= numbers_in(text) and share_of_words(said, text) >= ENOUGH


def numbers_said(text: str) -> set[str]:
    """The numbers of a statement, thousands together: "1 236 hushåll, 7.2 %" has "1236" and "7,2"."""
    return set(_NUMBER.findall(_DECIMAL_POINT.sub(",", fold(text))))


def numbers_in(text: str) -> set[str]:
    """The numbers that a text may be read to have: of a row "9 612 597", its parts one by one and joined."""
    found: set[str] = set()
    for row in _ROW.findall(_DECIMAL_POINT.sub(",", " ".join(text.split()))):
        parts = row.split()
        for start in range(len(parts)):
            for end in range(start + 1, min(start + 4, len(parts)) + 1):
                if all(len(part.partition(",")[0]) == 3 for part in parts[start + 1 : end]):
                    found.add("".join(parts[start:end]))
    return found


def share_of_words(said: str, text: str) -> float:
    """The share of a statement's content words that stand in a text, endings and å ä ö apart."""
    there = _stems(text)
    wanted = [word for word in content_words(said) if not word.isdigit()]
    if language_of(_FIGURES.sub(" ", said)) == "en":
        found = [stands for word in wanted if (stands := _stands_in_swedish(word, said, there)) is not None]
    else:
        found = [_stems(word) <= there for word in wanted]
    return sum(found) / len(found) if found else 1.0


def _stems(text: str) -> set[str]:
    return {fold_letters(stem(word)) for word in content_words(text)}


def _stands_in_swedish(word: str, said: str, there: set[str]) -> bool | None:
    """Whether an English statement's word, or what documents write for it, is there; None for one that is no name and
    cannot be translated."""
    ways = _translations(word, said)
    if _stems(word) <= there or any(_stems(way) & there for way in ways):
        return True
    named = re.search(rf"(?<=[a-zåäö,] ){re.escape(word.capitalize())}\b", said)
    return False if ways or named else None


def _translations(word: str, said: str) -> set[str]:
    """What documents write for a word and for the phrases that it is part of ("sick leave")."""
    words, found = [one.lower() for one in WORD.findall(said)], set[str]()
    for length in (1, 2, 3):
        for start in range(len(words) - length + 1):
            phrase = words[start : start + length]
            if word in phrase:
                parts = (phrase[1:], phrase[:-1]) if length > 1 else ()
                found |= _said(phrase).difference(*map(_said, parts))
    return found


def _said(phrase: Sequence[str]) -> set[str]:
    return set(expansions(" ".join(phrase), {}))
