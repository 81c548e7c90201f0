"""Assignments by the heading that a question names: "under Trygghet", "om lokaler"."""

import re
from collections.abc import Sequence

from app.model import Plan
from app.topic import WORD, Term, coverage, folded_stem, stems
from index.model import AssignmentEntry
from index.sparse import STOP_WORDS

_PLAINLY = 0.95  # share of the topic that an assignment's own words meet, to be about it wherever it stands
_UNDER = (
    r"\b(?:rubriken|målområdet|målområde|området|kapitlet|kapitel|avsnittet|avsnitt)\b"
    r"|\bunder\b(?! (?:år )?20\d\d| året| \w+ (?:halvår|kvartal|år))"
)
# Words of headings that say what stands there, not what it is about
_FRAME = frozenset(
    folded_stem(word)
    for word in (
        *("uppdrag", "uppdragen", "mål", "målområde", "målområden", "område", "redovisning", "uppföljning", "beslut"),
        *("kommunfullmäktige", "kommunstyrelsen", "nämnden", "styrelsen", "nämndens", "stadens", "staden", "egna"),
        *("budget", "budgeten", "kvarstående", "nya", "program", "planer", "förvaltningens", "verksamhetens", "plan"),
    )
)


def under_heading(
    found: Sequence[AssignmentEntry], plan: Plan, terms: Sequence[Term]
) -> tuple[list[AssignmentEntry], frozenset[str]]:
    """The entries under a heading that the question names, and the words that name it; all and none when it names none.

    A question "om" something asks for what stands elsewhere and is plainly about it too.
    """
    asked = {folded_stem(word): word for word in WORD.findall(plan.standalone.lower())}
    headings = {_subject(title) for entry in found for title in entry.trail}
    named = {heading for heading in headings if heading and heading <= asked.keys()}
    named = {heading for heading in named if not any(heading < other for other in named)}
    if not named:
        return list(found), frozenset()
    words = {asked[stem] for heading in named for stem in heading} | {
        word for stem, word in asked.items() if stem in _FRAME or word in ("rubriken", "kapitlet", "avsnittet")
    }
    own = [term for term in terms if term.word in words and folded_stem(term.word) not in _FRAME]
    only = bool(re.search(_UNDER, plan.standalone.lower()))
    kept = [
        entry
        for entry in found
        if any(_subject(title) in named for title in entry.trail)
        or (not only and own and coverage(own, entry.text) >= _PLAINLY)
    ]
    return kept, frozenset(words)


def _subject(title: str) -> frozenset[str]:
    """The stems that say what a heading is about: "3.2 Målområde: Trygghet" is about "trygghet"."""
    words = [word for word in WORD.findall(title.lower()) if word not in STOP_WORDS and not word.isdigit()]
    return frozenset(stem for word in words for stem in stems(word)) - _FRAME
