"""What the filters offer, from the loaded documents."""

from collections.abc import Sequence

from index.model import DocumentEntry, Filters


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


def filters(chosen_boards: Sequence[str], chosen_years: Sequence[str], chosen_types: Sequence[str]) -> Filters:
    """The index's noun for what was chosen."""
    numbers = tuple(int(year) for year in chosen_years if year.isdigit())
    return Filters((), tuple(chosen_boards), numbers, tuple(chosen_types))
