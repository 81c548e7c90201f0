"""Every assignment of the documents, those that are the same together, and how far each has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.addressed import is_for
from index.model import AssignmentEntry, DocumentEntry
from ingest.metadata import OTHER, type_of
from ingest.model import Status

# Which document tells best how far an assignment has come, and how it was worded
_TELLS = {
    "årsrapport": 0,
    "delårsrapport": 1,
    "uppföljning": 2,
    "statusrapport": 2,
    "genomförandeplan": 3,
    "budget": 4,
    "verksamhetsplan": 5,
}
MOTION = "yrkande"  # the sort of document that proposes and decides nothing
_PROPOSES = (MOTION,)


@dataclass(frozen=True, slots=True)
class Register:
    """Every assignment, grouped: `groups` gives all entries of the same assignment, best teller first."""

    entries: tuple[AssignmentEntry, ...]
    documents: tuple[DocumentEntry, ...]
    groups: Mapping[str, tuple[AssignmentEntry, ...]]
    year_of: Mapping[str, int | None]  # the year of each document

    @classmethod
    def of(cls, entries: Sequence[AssignmentEntry], documents: Sequence[DocumentEntry]) -> "Register":
        """The register of some entries."""
        groups: dict[str, list[AssignmentEntry]] = {}
        for entry in entries:
            groups.setdefault(entry.group, []).append(entry)
        ordered = {key: tuple(sorted(found, key=teller)) for key, found in groups.items()}
        return cls(tuple(entries), tuple(documents), ordered, {d.name: d.year for d in documents})


def teller(entry: AssignmentEntry) -> tuple[int, int]:
    """How well an entry tells of its assignment: the least tells best."""
    kind = sort_of(entry)
    return (_TELLS.get(kind, 6) + (10 if kind in _PROPOSES else 0), entry.part)


def is_proposal(entry: AssignmentEntry) -> bool:
    """Whether an assignment is only proposed: it stands in a motion, which decides nothing."""
    return sort_of(entry) in _PROPOSES


def sort_of(entry: AssignmentEntry) -> str:
    """The sort of document that an entry stands in: its attachment's where it stands in one."""
    inner = type_of(entry.part_title) if entry.part else OTHER
    return inner if inner != OTHER else entry.document_type


def status_of(entry: AssignmentEntry, register: Register) -> Status:
    """How far an assignment has come by the document that says it last."""
    return says_status(entry, register).status


def says_status(entry: AssignmentEntry, register: Register) -> AssignmentEntry:
    """The entry that says how far an assignment has come: its own, or the last one's; what another board's report says
    of it counts where the assignment is for both boards."""
    told = [
        other
        for other in register.groups.get(entry.group, (entry,))
        if other.status is not Status.UNKNOWN and _is_for_both(entry, other)
    ]
    own = entry if entry.status is not Status.UNKNOWN else None
    latest = max(told, key=lambda other: other.year or 0, default=None)
    return own or latest or entry


def _is_for_both(entry: AssignmentEntry, other: AssignmentEntry) -> bool:
    """Whether one assignment's report tells of another's: of the same board, or each for the other's board too."""
    if entry.board is None or other.board is None or entry.board == other.board:
        return True
    return is_for(entry.addressees, other.board) and is_for(other.addressees, entry.board)
