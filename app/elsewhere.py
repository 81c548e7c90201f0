"""What other boards' documents say of the board that a question names, where its own have never heard of the matter."""

from collections.abc import Iterable
from dataclasses import replace

from app.looking import Looked, Looking
from app.rank import Ranked
from app.reading import reading_of
from app.scope import scope_of
from app.topic import Term, folded_stem, stems
from ingest.model import Document

_LOOKED_AT = 20  # best units of other boards that may tell it
_AROUND = (-1, 0, 1)  # the unit, and those beside it that may name the board or the matter


def look_elsewhere(looking: Looking, looked: Looked) -> Looked | None:
    """The units of other boards' documents that name the board and a word of the topic that its own documents never
    say; None where they say them all, and where no other document says both."""
    plan = looking.plan
    boards = scope_of(plan.standalone, looking.known.documents).boards
    if len(boards) != 1 or boards != plan.filters.boards or not looking.terms:
        return None
    own = looked.found.documents.values()
    unheard = {folded_stem(term.word) for term in looking.terms if term.seen and not _is_heard_of(term, own)}
    if not unheard:
        return None
    beyond = looking.for_plan(replace(plan, filters=replace(plan.filters, boards=()))).look()
    place, documents = folded_stem(boards[0].split()[-1]), beyond.found.documents
    said = [(one, _said(one, documents[one.passage.document])) for one in beyond.found.ranked[:_LOOKED_AT]]
    naming = [one for one, words in said if place in words and words & unheard]
    return replace(beyond, found=replace(beyond.found, ranked=tuple(naming)), rows=()) if naming else None


def _is_heard_of(term: Term, documents: Iterable[Document]) -> bool:
    own = (replace(term, forms=frozenset((folded_stem(term.word),))),)
    return any(reading_of(document).meet(own) for document in documents)


def _said(one: Ranked, document: Document) -> set[str]:
    """The stems of a unit and of those beside it."""
    reading = reading_of(document)
    number = reading.number_at(one.passage.span)
    if number is None:
        return set(stems(one.passage.text))
    near = (number if step == 0 else reading.beside(number, step) for step in _AROUND)
    return {stem for other in near if other is not None for stem in reading.stems[other]}
