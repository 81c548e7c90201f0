"""A document's rows of numbers with their words, looked up once for every question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.asked import Asked
from app.number_tables import is_total
from app.topic import Term, stems
from app.vocabulary import Vocabulary
from ingest.model import Document, Figure

_GENERIC = frozenset(stems("antal andel total totalt summa belopp kostnad utfall budget avvikelse procent år"))
_MONEY_UNITS = frozenset(("kr", "kronor", "tkr", "mnkr", "mkr", "mdkr"))
_MONEY = re.compile(
    r"\b\w*(?:kostnad|intäkt|bidrag|anslag|belopp|resultat|utfall|budget|ram|lön|hyra|summa|kronor|tkr|mn?kr)"
    r"(?:er|en|erna|et|ar)?\b"
)
_MONEY_ABOVE = re.compile(r"\b\w*kostnad\w*|\bkronor\b|\b(?:tkr|mn?kr)\b")
_SHARE = re.compile(r"%|\bandel\w*|\bprocent\w*|\bprocentenhet\w*|\w*frånvaro\w*|\w*omsättning\w*|\bindex\b")
_PLAIN = re.compile(r"\bantal\w*|\bplatser\b|\bpersoner\b|\bårsarbetare\b|\bdygn\b")
_NET, _COST, _INCOME = (re.compile(one) for one in (r"netto", r"\bkost\w*|kostnad", r"bidrag|intäkt"))
_COUNTED = re.compile(r"\bhur m[åa]nga\b|\bantal\w*\b|\bhow many\b")


@dataclass(frozen=True, slots=True)
class RowWords:
    """One row of a table with numbers, as a question sees it."""

    figures: tuple[Figure, ...]
    label: tuple[str, ...]  # folded stems
    own: tuple[str, ...]  # of the label's words, those that not every label has
    everything: tuple[str, ...]  # label, columns, headings, the document's title
    text: str  # label and columns, lower case
    above: str  # the section's heading, lower case
    whole: tuple[str, ...] = ()  # of a row that sums its table up: folded stems of what the table is of

    @property
    def columns(self) -> str:
        """The columns' headings."""
        return " ".join(figure.heading for figure in self.figures)

    def measures(self, asked: Asked, low: str) -> bool:
        """Whether the row counts what a question, in lower case, asks for: money, a share, a number of things."""
        whole = f"{self.text} {self.above}"
        units = {figure.unit for figure in self.figures}
        if _NET.search(low) and not _NET.search(whole):
            return False
        if asked is Asked.SHARE:
            return "%" in units or bool(_SHARE.search(self.text))
        if asked is Asked.AMOUNT:
            if _COST.search(low) and _INCOME.search(whole) and not _INCOME.search(low) and not _COST.search(whole):
                return False
            return bool(units & _MONEY_UNITS or _MONEY.search(self.text) or _MONEY_ABOVE.search(self.above))
        if asked is Asked.NUMBER and _COUNTED.search(low):
            return not units & _MONEY_UNITS and ("%" not in units or bool(_PLAIN.search(self.text)))
        return True


class FigureRows:
    """The rows of one document's figure tables."""

    def __init__(self, document: Document) -> None:
        self.document = document
        grouped: dict[tuple[int | None, int | None], list[Figure]] = {}
        for figure in document.figures:
            if figure.table is not None:
                grouped.setdefault((figure.table, figure.row), []).append(figure)
        self.rows = tuple(_words(document, figures) for figures in grouped.values())
        self._vocabulary = Vocabulary(word for row in self.rows for word in row.everything)

    def meet(self, terms: Sequence[Term]) -> tuple[Mapping[str, float], ...]:
        """For each term the words of the rows that meet it, and how well."""
        return tuple(self._vocabulary.words_of(term) for term in terms)


def _words(document: Document, figures: Sequence[Figure]) -> RowWords:
    label = figures[0].label_text
    section = document.sections[figures[0].section] if document.sections else None
    headings = " ".join(section.trail[-2:]) if section else ""
    columns = " ".join(figure.heading for figure in figures)
    own = tuple(stem for stem in dict.fromkeys(stems(label)) if len(stem) > 2 and stem not in _GENERIC)
    part = document.part_at(figures[0].value.start).title if document.parts else ""
    everything = tuple(dict.fromkeys(stems(f"{label} {columns} {headings} {part} {document.title}")))
    above = section.title.lower() if section else ""
    whole = tuple(dict.fromkeys(stems(f"{label} {columns} {headings} {part}"))) if is_total(label) else ()
    return RowWords(
        tuple(figures),
        tuple(dict.fromkeys(stems(label))),
        own,
        everything,
        f"{label} {columns}".lower(),
        above,
        whole,
    )
