"""What other boards' documents say of the board that a question names, where its own have never heard of the matter."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from app.looking import Looked, Looking
from app.reading import reading_of
from app.scope import scope_of
from app.topic import Term, folded_stem, stems
from ingest.model import Document

_ABOUT = 0.25  # share of the topic that a unit and what stands around it must say
_DOCUMENTS = 8  # of a board; of one with more no word is known to be unheard of
_FEW = 16  # other documents, looked through before they are searched
_LOOKED_AT = 20  # best units of other boards that may tell it


def look_elsewhere(looking: Looking) -> Looked | None:
    """The units of other boards' documents that name the board and a word of the topic that its own documents never
    say; None where they say them all, and where no other document says both."""
    plan = looking.plan
    boards = scope_of(plan.standalone, looking.known.documents).boards
    if plan.narrowed or len(boards) != 1 or boards != plan.filters.boards:
        return None
    unheard, place = _unheard(looking, boards[0]), folded_stem(boards[0].split()[-1])
    if not unheard or not _may_say(looking, boards[0], place, unheard):
        return None
    beyond = looking.for_plan(replace(plan, filters=replace(plan.filters, boards=()))).look()
    near = [one for one in beyond.found.ranked[:_LOOKED_AT] if one.features.covered >= _ABOUT]
    naming = [one for one in near if place in stems(one.passage.text) and unheard & set(stems(one.passage.text))]
    return replace(beyond, found=replace(beyond.found, ranked=tuple(naming)), rows=()) if naming else None


def _unheard(looking: Looking, board: str) -> set[str]:
    """The words of the topic, as stems, that no document of a board says."""
    names = [one.name for one in looking.known.documents if one.board == board]
    if not 0 < len(names) <= _DOCUMENTS:
        return set()
    own = [looking.opened.document(name) for name in names]
    return {folded_stem(term.word) for term in looking.terms if term.seen and not _is_heard_of(term, own)}


def _may_say(looking: Looking, board: str, place: str, unheard: Collection[str]) -> bool:
    """Whether a unit of some other document says both, or there are too many documents to look through."""
    names = [one.name for one in looking.known.documents if one.board != board]
    readings = (reading_of(looking.opened.document(name)) for name in names)
    return len(names) > _FEW or any(reading.says_with(place, unheard) for reading in readings)


def _is_heard_of(term: Term, documents: Sequence[Document]) -> bool:
    own = (replace(term, forms=frozenset((folded_stem(term.word),))),)
    return any(reading_of(document).meet(own) for document in documents)
