"""Lets a language model write a composed answer's prose, and keeps only what its facts say."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.cite import Open
from app.llm import LlmError, Model
from app.model import Draft, Evidence, Plan, Statement
from app.prompt import as_data, prompt
from app.rewrite import rewritten
from app.stop import Stop
from app.support import fault, told
from app.values import numbers
from index.sentences import sentences
from ingest.model import Document, fold

log = logging.getLogger(__name__)

_PROMPT = "write_answer"
# Share of the words of each sentence of a fact that the prose must take up, or the fact counts as left out. With 0.25
# of the whole fact, a model that gave back each fact as it stood but lost its first sentence made right answers wrong.
_LEAST_TOLD = 0.5
_VERDICT_WORDS = 3
_MARK = r"\[\s*\d+(?:\s*,\s*\d+)*\s*\]"
_MARKS = re.compile(rf"\s*({_MARK}(?:\s*,?\s*{_MARK})*)")
_STOP_BEFORE_MARK = re.compile(rf"([.!?])[ \t]*({_MARK}(?:[ \t]*{_MARK})*)")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
# A page that speaks to a language model. The model is then not asked at all: what it would write cannot be trusted,
# and the words themselves would pass the checks, since they do stand on the page.
_ORDERS = re.compile(
    r"\b(?:ignorera|bortse från|glöm|strunta i|ignore|disregard|forget)\b.{0,40}"
    r"\b(?:instruktion|anvisning|regler|uppgift|prompt|instruction|rule|above|ovan|tidigare|previous)"
    r"|\b(?:du är|agera som|you are|act as)\b.{0,30}\b(?:assistent|språkmodell|assistant|language model|AI)\b"
    r"|\b(?:nya instruktioner|new instructions|system ?prompt)\b|</?(?:fakta|fråga|system|assistant|user)\b|<\|"
    r"|(?:^|[.!?:]\s+)(?-i:Skriv|Svara|Säg|Write|Say|Reply|Respond) (?:att|med|that|with|bara|only)\b",
    re.I | re.S | re.M,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A composed statement as the model sees it and as its sentences are checked against it."""

    number: int
    statement: Statement
    place: str  # title and heading, for the reader to know where
    words: str  # the statement's own words and the pages' words that it rests on


class Writer:
    """Rewrites composed answers with a language model. Safe for threads when the model is."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def whole(self, question: str, earlier: Sequence[str], stop: Stop | None = None) -> str | None:
        """A follow-up as a question of its own, where the model can make it one. Raises StoppedError."""
        return rewritten(self._model, question, earlier, stop)

    def write(self, plan: Plan, draft: Draft, open_document: Open, stop: Stop | None = None) -> Draft:
        """The draft with prose of the model's where all of it stood the checks, else the draft as it was. Raises
        StoppedError."""
        if not is_prose(plan, draft):
            return draft
        facts = facts_of(draft, open_document)
        if any(_ORDERS.search(fact.words) for fact in facts):
            log.warning("A page gives orders to language models; the composed answer stands")
            return draft
        wording = prompt(_PROMPT)
        try:
            request = wording.fill(question=as_data(plan.standalone), facts="\n".join(map(_shown, facts)))
            text = self._model.write(wording.instructions, request, stop)
        except LlmError as error:
            log.warning("The composed answer stands: %s", error)
            return draft
        kept = checked(text, facts)
        left_out = missing(kept, facts)
        if left_out:
            log.info("The composed answer stands: facts %s were lost", left_out)
            return draft
        return replace(draft, lead=tuple(kept), written_by=self._model.name)


def is_prose(plan: Plan, draft: Draft) -> bool:
    """Whether a draft is prose to rewrite: not a register's list, count or table, not a no, every statement with its
    place. An answer in English stays composed: its words cannot be checked against Swedish ones."""
    plain = draft.answered and not draft.items and not draft.table and draft.total is None
    return plain and plan.language == "sv" and bool(draft.lead) and all(said.evidence for said in draft.lead)


def facts_of(draft: Draft, open_document: Open) -> list[Fact]:
    """The draft's statements, numbered, with the words that they rest on."""
    facts = []
    for number, statement in enumerate(draft.lead, start=1):
        words, places = [_plain(statement.text)], []
        for evidence in statement.evidence:
            document = open_document(evidence.document)[0]
            words += [fold(document.read(span)) for span in evidence.spans]
            places.append(_place(document, evidence))
        facts.append(Fact(number, statement, "; ".join(dict.fromkeys(places)), "\n".join(words)))
    return facts


def checked(text: str, facts: Sequence[Fact]) -> list[Statement]:
    """The sentences of a model's text that the facts they cite say, as statements with the facts' places."""
    by_number = {fact.number: fact for fact in facts}
    kept: list[Statement] = []
    for sentence in split(text):
        words, numbers = _parted(sentence)
        cited = [by_number[number] for number in numbers if number in by_number]
        if not numbers or len(cited) < len(numbers):
            reason = "cites nothing, or what is not there"
        else:
            reason = fault(words, "\n".join(f.words for f in cited), "; ".join(f.place for f in cited))
        if not reason and any(said.text.lower() == words.lower() for said in kept):
            reason = "said already"
        if reason:
            log.info("Dropped a sentence: %s", reason)
            continue
        evidence = tuple(dict.fromkeys(place for fact in cited for place in fact.statement.evidence))
        kept.append(Statement(words, evidence))
    return kept


def missing(kept: Sequence[Statement], facts: Sequence[Fact]) -> list[int]:
    """The numbers of the facts that the kept sentences do not tell in full."""
    return [
        fact.number
        for fact in facts
        if not _is_told(
            _plain(fact.statement.text),
            _BOLD.findall(fact.statement.text),
            " ".join(said.text for said in kept if set(fact.statement.evidence) <= set(said.evidence)),
        )
    ]


def _is_told(fact: str, bold: Sequence[str], said: str) -> bool:
    """Whether prose has all of a fact: most of each sentence's words, every number, what is bold as it is."""
    parts = [fact[start:end] for start, end in sentences(fact)]
    whole = _plain(said).lower()
    return (
        all(told(part, said) >= _LEAST_TOLD for part in parts)
        and numbers(fact) <= numbers(said)
        and all(_plain(words).lower() in whole for words in bold)
    )


def split(text: str) -> list[str]:
    """The whole sentences of a model's text, each with its [n] before the stop; one that was cut short is left out."""
    found = []
    for line in text.splitlines():
        bare = _STOP_BEFORE_MARK.sub(r" \2\1", _BULLET.sub("", line).removeprefix("Svar:")).strip()
        if bare.startswith("#"):
            continue
        pieces = _with_verdicts([bare[start:end].strip() for start, end in sentences(bare)])
        found += [piece for piece in pieces if piece.endswith((".", "!", "?", "]"))]
    return found


def _with_verdicts(pieces: Sequence[str]) -> list[str]:
    """Sentences, a "Ja." or "Nej, inte ännu." without a mark of its own joined to the one that it opens."""
    joined: list[str] = []
    for piece in pieces:
        if joined and len(joined[-1].split()) <= _VERDICT_WORDS and not _MARKS.search(joined[-1]):
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    return joined


def _parted(sentence: str) -> tuple[str, list[int]]:
    """A sentence's words and the numbers it cites."""
    marks = [int(number) for group in _MARKS.findall(sentence) for number in re.findall(r"\d+", group)]
    words = re.sub(r"\s+([.!?,])", r"\1", _MARKS.sub("", sentence)).strip()
    return (words if words.endswith((".", "!", "?")) else f"{words}."), list(dict.fromkeys(marks))


def _shown(fact: Fact) -> str:
    return f"[{fact.number}] ({as_data(fact.place)}) {as_data(_plain(fact.statement.text))}"


def _plain(text: str) -> str:
    return text.replace("**", "").replace("*", "")


def _place(document: Document, evidence: Evidence) -> str:
    index = document.section_at(evidence.spans[0].start) if evidence.spans else None
    section = document.sections[index].title if index is not None else ""
    return ", ".join(filter(None, (document.title, fold(section))))
