"""The honest no: that the documents do not say it, what was searched, and what comes nearest."""

from dataclasses import replace

from app import english
from app.answer_extract import Found, statements_of
from app.looking import Looking
from app.model import Draft, Evidence, Kind, Statement
from app.rank import Ranked

_WORDS = 60  # of what a sentence says that says itself that a thing is not known
_SAYS_SO = {"sv": "De säger själva:", "en": "They say so themselves:"}


def answer_none(looking: Looking, found: Found, said: Ranked | None = None) -> Draft:
    """What was searched, and what comes nearest; `said` is a sentence that says itself that it is not known."""
    lead = [*_searched(looking)]
    if said:
        lead.append(Statement(_SAYS_SO[looking.plan.language], ()))
        lead += statements_of(looking.plan, replace(found, ranked=(said,)), _WORDS)
    else:
        lead += [_nearest(one, found, looking.plan.language) for one in found.ranked[:1]]
    return Draft(Kind.NONE, False, tuple(lead))


def _searched(looking: Looking) -> tuple[Statement, Statement]:
    documents, pages = len(looking.known.documents), looking.known.pages
    no, searched = "**Det framgår inte av handlingarna.**", f"Jag har sökt i {documents} dokument ({pages} sidor)."
    if looking.plan.language == "en":
        no, searched = english.nothing(documents, pages)
    return Statement(no, ()), Statement(searched, ())


def _nearest(one: Ranked, found: Found, language: str) -> Statement:
    trail = one.passage.trail[-1] if one.passage.trail else found.documents[one.passage.document].title
    text = f"Närmast kommer avsnittet ”{trail}”, men det ger inte svaret."
    place = (Evidence(one.passage.document, (one.passage.span,)),)
    return Statement(english.nearest(trail) if language == "en" else text, place)
