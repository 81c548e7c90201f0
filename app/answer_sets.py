"""Answers about sets other than assignments: attachments, risks and their measures, lists under a heading."""

import re
from collections.abc import Mapping, Sequence

from app.model import Draft, DraftItem, Evidence, Kind, Plan, Statement
from app.topic import Term, coverage
from app.wording import number_word
from ingest.model import Document, Listing, Part, Risk, Span

_ATTACHMENTS = re.compile(r"\bbilag(?:a|or|orna|an)\b|\battachments?\b")
_RISKS = re.compile(r"\brisk(?:er|erna|en)?\b(?!bild)|\brisks?\b")
_MEASURES = re.compile(r"\båtgärd(?:er|erna|en)?\b|\bgörs (?:åt|mot)\b|\bmeasures?\b")
_CONTROLS = re.compile(r"\bkontrollaktivitet\w*|\binternkontrollplan\w*|\bintern\w* kontroll\w*")
_GENERIC = frozenset(
    (
        *("risk", "risker", "risken", "riskerna", "åtgärd", "åtgärder", "åtgärderna", "bilaga", "bilagor", "bilagorna"),
        *("mot", "samlad", "riskbild", "internkontrollplan"),
    )
)
_PARTIES = re.compile(r"\bpartie(?:r|rna|t)\b|\bvilka står bakom\b|\bparties\b")
_PARTY = re.compile(
    r"\b(Socialdemokraterna|Moderaterna|Liberalerna|Kristdemokraterna|Sverigedemokraterna|Demokraterna"
    r"|Feministiskt initiativ|[A-ZÅÄÖ][a-zåäö]+partiet)(?=s?\b)"
)
_NAMES_ONLY = re.compile(r"^(?:[A-ZÅÄÖ][\wåäö]+(?: [a-zåäö]+)?(?: \([A-ZÅÄÖ]+\))?(?:, | och |,? samt |$))+$")
_PROPOSER_PAGES = 2  # a motion names its parties on its first pages
_FITS = 0.6  # share of the topic that a risk, or a list's heading and lead, must meet
_LIST_FITS = 0.7


def answer_set(plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document]) -> Draft | None:
    """The complete set that a list or count question names, or None when it is about something else."""
    low = plan.standalone.lower()
    narrowed = [term for term in terms if term.word not in _GENERIC]
    scope = {n: d for n, d in documents.items() if not plan.filters.boards or d.board in plan.filters.boards}
    if plan.kind is Kind.SUMMARY and not (_RISKS.search(low) and any(d.risks for d in scope.values())):
        return None  # what a section says, not what it lists
    if _ATTACHMENTS.search(low) and any(len(d.parts) > 1 for d in scope.values()):
        return _attachments(plan, scope)
    if _PARTIES.search(low):
        return _parties(plan, scope)
    if (_RISKS.search(low) or _MEASURES.search(low) or _CONTROLS.search(low)) and any(d.risks for d in scope.values()):
        return _risks(plan, narrowed, scope, measures=bool(_MEASURES.search(low)), controls=bool(_CONTROLS.search(low)))
    return _listing(plan, terms, scope)


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


def _risks(
    plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document], *, measures: bool, controls: bool
) -> Draft | None:
    found: list[tuple[str, Risk]] = []
    for name, document in documents.items():
        for risk in document.risks:
            if controls != any(m.control for m in risk.measures) and controls:
                continue
            if not controls and any(m.control for m in risk.measures):
                continue
            words = f"{document.read(risk.title)} {risk.area if not measures else ''}"
            if not terms or coverage(terms, words) >= _FITS:
                found.append((name, risk))
    if not found:
        return None
    if measures or controls:
        items = tuple(
            DraftItem(
                documents[name].read(m.title),
                (Evidence(name, (*m.title, *m.description)),),
                shown=f"**{documents[name].read(m.title)}**: {documents[name].read(m.description)}",
            )
            for name, risk in found
            for m in risk.measures
        )
        what = "kontrollaktiviteter" if controls else "åtgärder"
        titles = ", ".join(f"”{documents[name].read(risk.title)}”" for name, risk in found[:3])
        lead = f"**{number_word(len(items)).capitalize()} {what}**" + (f" mot risken {titles}:" if terms else ":")
    else:
        items = tuple(DraftItem(documents[n].read(r.title), (Evidence(n, r.title),)) for n, r in found)
        lead = f"**{number_word(len(items)).capitalize()} risker** står i riskbilden:"
    return Draft(plan.kind, bool(items), (Statement(lead, ()),), items, len(items)) if items else None


def _listing(plan: Plan, terms: Sequence[Term], documents: Mapping[str, Document]) -> Draft | None:
    """The list whose heading and lead-in say what is asked for."""
    best: tuple[float, str, Listing] | None = None
    for name, document in documents.items():
        for listing in document.lists:
            section = document.sections[listing.section] if document.sections else None
            own = f"{document.read(listing.lead)} {section.title if section else ''}"
            trail = " ".join(section.trail) if section else ""
            score = coverage(terms, own) + 0.2 * coverage(terms, f"{own} {trail} {document.title}")
            if best is None or score > best[0]:
                best = (score, name, listing)
    if best is None or best[0] < _LIST_FITS or not terms:
        return None
    _, name, listing = best
    document = documents[name]
    items = tuple(DraftItem(document.read(item), (Evidence(name, item),)) for item in listing.items)
    lead = document.read(listing.lead).rstrip(":") or (
        document.sections[listing.section].title if document.sections else ""
    )
    evidence = (Evidence(name, listing.lead),) if listing.lead else ()
    kind = plan.kind if plan.kind in (Kind.LIST, Kind.COUNT) else Kind.LIST
    counted = f"**{number_word(len(items)).capitalize()}** ({len(items)}). " if kind is Kind.COUNT else ""
    return Draft(kind, True, (Statement(f"{counted}{lead}:", evidence),), items, len(items))
