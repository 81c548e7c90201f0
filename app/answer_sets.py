"""Answers about sets other than assignments: attachments, risks and their measures, lists under a heading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.answer_table import answer_table
from app.model import Draft, DraftItem, Evidence, Kind, Plan, Statement
from app.phrases import ASKS
from app.set_lists import answer_headings, answer_listed
from app.set_risks import RISKS, answer_risks
from app.table_question import asked_of_rows
from app.topic import Term
from app.wording import number_word
from index.model import Passage
from ingest.model import Document, Part, Span

_ATTACHMENTS = re.compile(r"\bbilag(?:a|or|orna|an)\b|\battachments?\b")
_PARTIES = re.compile(r"\bpartie(?:r|rna|t)\b|\bvilka står bakom\b|\bparties\b")
_AGAINST = re.compile(r"\b(?:emot|röst\w*|reserver\w*|nej|voted?|against)\b")
_PARTY = re.compile(
    r"\b(Socialdemokraterna|Moderaterna|Liberalerna|Kristdemokraterna|Sverigedemokraterna|Demokraterna"
    r"|Feministiskt initiativ|[A-ZÅÄÖ][a-zåäö]+partiet)(?=s?\b)"
)
_NAMES_ONLY = re.compile(r"^(?:[A-ZÅÄÖ][\wåäö]+(?: [a-zåäö]+)?(?: \([A-ZÅÄÖ]+\))?(?:, | och |,? samt |$))+$")
_OF_TABLES = (Kind.LIST, Kind.COUNT, Kind.FIGURE, Kind.FACT, Kind.COMPARE)  # what a whole table may answer
_WRITTEN = (Kind.LIST, Kind.COUNT, Kind.SUMMARY)
_KEYWORDS = 5  # words of a question that only names what it wants: "målområden Väster 2024"
_PROPOSER_PAGES = 2  # a motion names its parties on its first pages


def answer_set(
    plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document], passages: Sequence[Passage] = ()
) -> Draft | None:
    """The complete set that a question asks for, or what a table says as a whole; None when it is about something else.
    The passages are what the search found, best first."""
    asked = asked_of_rows(plan.standalone, plan.kind) if plan.kind in _OF_TABLES else None
    first = replace(asked, by_header=asked.plain) if asked else None  # "vilka avdelningar": rows that are called so
    if first and (told := answer_table(plan, first, terms, documents)):
        return told
    scope = {n: d for n, d in documents.items() if not plan.filters.boards or d.board in plan.filters.boards}
    written = _written(plan, terms, scope, passages)
    return answer_table(plan, asked, terms, documents) if written is None and asked and asked.plain else written


def _written(
    plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document], passages: Sequence[Passage]
) -> Draft | None:
    """A set that the documents write out."""
    low = plan.standalone.lower()
    if plan.kind not in _WRITTEN:
        keywords = plan.kind is Kind.FACT and len(low.split()) <= _KEYWORDS and not re.search(rf"{ASKS}|[?]$", low)
        return answer_headings(plan, terms, documents) if keywords else None
    with_risks = any(document.risks for document in documents.values())
    if plan.kind is Kind.SUMMARY and not (RISKS.search(low) and with_risks):
        return None  # what a section says, not what it lists
    if _ATTACHMENTS.search(low) and any(len(d.parts) > 1 for d in documents.values()):
        return _attachments(plan, documents)
    if _PARTIES.search(low) and not _AGAINST.search(low):
        return _parties(plan, documents)
    risks = answer_risks(plan, terms, documents, passages) if with_risks else None
    return risks or answer_listed(plan, terms, documents)


def _attachments(plan: Plan, documents: Mapping[str, Document]) -> Draft | None:
    name, document = max(documents.items(), key=lambda pair: len(pair[1].parts))
    parts = [part for part in document.parts if part.number]
    items = tuple(DraftItem(part.title, (Evidence(name, (_place(document, part),)),)) for part in parts)
    lead = Statement(
        f"**{number_word(len(items)).capitalize()} bilagor** ({len(items)}) hör till {document.title}:", ()
    )
    return Draft(plan.kind, True, (lead,), items, len(items))


def _parties(plan: Plan, documents: Mapping[str, Document]) -> Draft | None:
    """The parties behind a motion, as its first pages name them."""
    found: dict[str, list[Evidence]] = {}
    motions = {n: d for n, d in documents.items() if d.type == "yrkande"}
    for name, document in motions.items():
        end = document.pages[min(_PROPOSER_PAGES, len(document.pages)) - 1].span.end
        for line in re.finditer(r"[^\n]+", document.text[:end]):
            if not _PARTY.search(line[0]):
                continue
            if _NAMES_ONLY.match(line[0]):
                parties = [(m[0], m.start()) for m in re.finditer(r"[^,]+?(?=, | och |$)", line[0])]
            else:
                parties = [(m[1], m.start()) for m in _PARTY.finditer(line[0])]
            for party, at in parties:
                bare = re.sub(r"^\s*(?:,\s*|och\s+)?", "", party).strip()
                start = line.start() + at + party.index(bare)
                found.setdefault(bare, []).append(Evidence(name, (Span(start, start + len(bare)),)))
    if not found:
        return None
    items = tuple(DraftItem(party, tuple(places[:2])) for party, places in found.items())
    titles = ", ".join(dict.fromkeys(document.title for document in motions.values()))
    return Draft(
        plan.kind,
        True,
        (Statement(f"**{number_word(len(items)).capitalize()} partier** står bakom {titles}:", ()),),
        items,
        len(items),
    )


def _place(document: Document, part: Part) -> Span:
    """Where an attachment is named: in the list of attachments, else its own first line."""
    first = document.parts[0].span if document.parts else Span(0, len(document.text))
    words = r"\s+".join(re.escape(word) for word in part.title.split())
    match = re.search(words, document.slice(first)) if part.number else None
    if match:
        return Span(first.start + match.start(), first.start + match.end())
    end = document.text.find("\n", part.span.start)
    return Span(part.span.start, end if end > 0 else part.span.end)
