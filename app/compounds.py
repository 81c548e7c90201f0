"""Compounds that no document has, by what they are about: "folkhälsobudget" is about "folkhälso"."""

import re

from index.sparse import fold_letters

# What may end a word for any table, list or plan
_OF_ANYTHING = re.compile(
    r"(?P<first>\w{4,}?)[os]?(?:budget|pengar|medel|medlen|tabell|kostnad|post|plan|arbete|insats|rapport)(?:\w{0,4})"
)


def first_half(word: str) -> frozenset[str]:
    """The folded beginning of a compound that ends in such a word; nothing when it is none.

    >>> sorted(first_half("folkhälsobudgeten"))
    ['folkhals']
    """
    found = _OF_ANYTHING.fullmatch(fold_letters(word))
    return frozenset((found["first"],)) if found else frozenset()
