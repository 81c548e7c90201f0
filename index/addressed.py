"""Which board an assignment is for, by the names that it says."""

import re
from collections.abc import Iterable

from index.sparse import fold_letters
from ingest.columns import EVERYONE

_ALL_OF = re.compile(
    r"(?:(?:samtliga|alla|övriga|andra|de|två|tre|fyra|fem|sex) )*(?P<sort>[\w -]*nämnd)er(?:na)?(?: .*)?"
)
_ENDING = re.compile(r"(?<=nämnd)en\b")


def is_for(addressees: Iterable[str], board: str) -> bool:
    """Whether a board is one of those addressed: by name, among all of its sort, or among all boards.

    >>> is_for(("Socialnämnderna", "skolnämnden"), "Socialnämnden Norr")
    True
    """
    bare = _bare(board)
    for name in addressees:
        low = name.lower().strip()
        together = _ALL_OF.fullmatch(low)
        if low.startswith(EVERYONE) or _bare(name) == bare:
            return True
        if together and bare.startswith(_bare(together["sort"])):
            return True
    return False


def _bare(name: str) -> str:
    """A name's letters and digits, "nämnden" as "nämnd"."""
    return re.sub(r"\W", "", fold_letters(_ENDING.sub("", name.lower())))
