"""The assignment that took over from another, where the earlier one's report says so.

"Nämnden har fått ett nytt budgetuppdrag om läxhjälp genom stadens budget 2025": a later assignment of
that year about that topic. Precision goes before recall, as for what is the same: one group must fit, and only one.
"""

import re
from collections.abc import Sequence

from index.links import act
from index.model import AssignmentEntry
from index.sparse import content_words, fold_letters, stem

_SENTENCE = re.compile(r"[^.!?]*\bnytt (?:[a-zåäö]+)?uppdrag\b[^.!?]*", re.I)
_TOPIC = re.compile(
    r"uppdrag(?:et)? (?:om|kring|gällande) (?P<topic>.+?)(?= (?:genom|i|för|enligt|från|under)\b| 20\d\d|,|$)"
)
_YEAR = re.compile(r"\b20\d\d\b")
_SHARED = 0.5  # of the earlier act's words, where the report names no topic


def successors(entry: AssignmentEntry, others: Sequence[AssignmentEntry]) -> list[AssignmentEntry]:
    """The later assignment in all its documents; empty when the report names none, or when several fit."""
    said = _SENTENCE.search(entry.comment)
    if not said:
        return []
    years = {int(year) for year in _YEAR.findall(said[0])}
    later = [
        one
        for one in others
        if one.group != entry.group and (one.year in years if years else (one.year or 0) > (entry.year or 9999))
    ]
    named = _TOPIC.search(said[0])
    wanted = _stems(named["topic"]) if named else _stems(act(entry.text))
    least = len(wanted) if named else max(2, round(_SHARED * len(wanted)))
    found = [one for one in later if wanted and sum(word in fold_letters(one.text) for word in wanted) >= least]
    return found if len({one.group for one in found}) == 1 else []


def _stems(words: str) -> list[str]:
    """The words that say something, as stems that their other forms begin with."""
    return [fold_letters(stem(word)) for word in dict.fromkeys(content_words(words))]
