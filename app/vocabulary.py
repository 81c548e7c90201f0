"""Which of a text's words meet a term, found without comparing the term with each of them."""

from collections.abc import Iterable, Mapping

from app.topic import Term, meets

_SHORTEST_PART = 5  # letters of a word that is the beginning or end of a term's form
_SHORTEST_FOUND = 4  # letters of a form that is looked for inside longer words


class Vocabulary:
    """Folded stems of a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lines = "\n" + "\n".join(sorted(self._words)) + "\n"

    def words_of(self, term: Term) -> Mapping[str, float]:
        """The words that meet a term, and how well."""
        found: dict[str, float] = {}
        for form in term.forms:
            for word in self._candidates(form):
                found[word] = max(found.get(word, 0.0), meets(form, (word,)))
        return {word: how for word, how in found.items() if how}

    def _candidates(self, form: str) -> set[str]:
        candidates = {form} | {form[:end] for end in range(_SHORTEST_PART, len(form))}
        candidates |= {form[start:] for start in range(1, len(form) - _SHORTEST_PART + 1)}
        at = self._lines.find(form) if len(form) >= _SHORTEST_FOUND else -1
        while at >= 0:
            start, end = self._lines.rfind("\n", 0, at) + 1, self._lines.find("\n", at)
            candidates.add(self._lines[start:end])
            at = self._lines.find(form, end)
        return {word for word in candidates if word in self._words}
