"""What the filters offer, from the loaded documents, and what of them a question itself says."""

from collections.abc import Mapping, Sequence

from app.model import Answer
from index.model import DocumentEntry, Filters

Values = Mapping[str, Sequence[str]]
"""What is chosen in each filter, by the field of the API."""
LABELS = {"boards": "Nämnd", "years": "År", "types": "Typ av handling", "documents": "Handling"}
"""The filters by the field of the API that each fills, as a reader sees them."""


def boards(entries: Sequence[DocumentEntry]) -> list[str]:
    """The boards, by name."""
    return sorted({entry.board for entry in entries if entry.board})


def years(entries: Sequence[DocumentEntry]) -> list[str]:
    """The years, latest first."""
    return [str(year) for year in sorted({entry.year for entry in entries if entry.year}, reverse=True)]


def types(entries: Sequence[DocumentEntry]) -> list[str]:
    """The sorts of document, by name."""
    return sorted({entry.type for entry in entries if entry.type})


def documents(entries: Sequence[DocumentEntry]) -> list[tuple[str, str]]:
    """The documents as (title, name); a title that two share is told apart by the name."""
    titles = [entry.title for entry in entries]
    return [
        (entry.title if titles.count(entry.title) == 1 else f"{entry.title} ({entry.name})", entry.name)
        for entry in entries
    ]


def offers(entries: Sequence[DocumentEntry]) -> dict[str, Sequence[str | tuple[str, str]]]:
    """What each filter offers."""
    return {
        "boards": boards(entries),
        "years": years(entries),
        "types": types(entries),
        "documents": documents(entries),
    }


def narrowed(answer: Answer) -> Values:
    """What narrowed the search, by filter, whether the question says it or the reader chose it."""
    if not answer.plan:
        return {}
    filters = answer.plan.filters
    named = sorted({str(year) for year in (*filters.years, *answer.plan.years)})
    return {
        "boards": [*filters.boards],
        "years": named,
        "types": [*filters.types],
        "documents": [*filters.documents],
    }


def understood(answer: Answer, chosen: Values) -> Values:
    """What the question itself says, by filter: what narrowed the search without being chosen."""
    found = narrowed(answer)
    return {
        name: [value for value in values if value not in (chosen.get(name) or ())] for name, values in found.items()
    }


def offered(values: Values, entries: Sequence[DocumentEntry]) -> Values:
    """Those of the values that the filters offer, of filters that have any."""
    known = {
        name: {one if isinstance(one, str) else one[1] for one in offer} for name, offer in offers(entries).items()
    }
    fitting = {name: [value for value in found if value in known[name]] for name, found in values.items()}
    return {name: found for name, found in fitting.items() if found}


def named(values: Values, answer: Answer) -> Values:
    """Filters' values as a reader knows them: documents by the titles that the answer cites."""
    titles = {citation.document: citation.title for citation in answer.citations}
    return {name: [titles.get(value, value) for value in found] for name, found in values.items()}


def filters(chosen_boards: Sequence[str], chosen_years: Sequence[str], chosen_types: Sequence[str]) -> Filters:
    """The index's noun for what was chosen."""
    numbers = tuple(int(year) for year in chosen_years if year.isdigit())
    return Filters((), tuple(chosen_boards), numbers, tuple(chosen_types))
