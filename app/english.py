"""The sentences of an answer that are the assistant's own, in English; what documents say stays as they write it."""

from collections.abc import Sequence

from app.model import Criteria
from ingest.model import Status

STATUS = {
    Status.NOT_STARTED: "not started",
    Status.ONGOING: "ongoing",
    Status.DONE: "completed",
    Status.UNKNOWN: "of no known status",
}
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def listed(criteria: Criteria, boards: Sequence[str], count: int, whole: int, where: str) -> str:
    """How many assignments fit, of how many, and where they stand."""
    noun, verb = ("assignment", "is") if count == 1 else ("assignments", "are")
    if criteria.common:
        return f"{and_list(boards)} share **{count}** {noun}:"
    if criteria.statuses and len(criteria.statuses) < len(Status) - 1:
        of = f" of {whole}" if whole > count else ""
        return f"**{count}{of}** {noun} {verb} {_told(criteria.statuses)}{where}:"
    if criteria.statuses:
        return f"**{count}** {noun} {verb} not reported as completed{where}:"
    return f"There {verb} **{count}** {noun}{where}:"


def counted(statuses: Sequence[Status], count: int, of: int, where: str) -> str:
    """The same for a count."""
    noun = "assignment" if count == 1 else "assignments"
    share = f" of {of}" if statuses and of != count else ""
    state = f" {'is' if count == 1 else 'are'} {_told(statuses)}" if statuses else ""
    return f"**{count}{share} {noun}**{state}{where}."


def place(titles: Sequence[str], boards: Sequence[str], decided: str) -> str:
    """Where assignments stand: one document, or the documents of some boards; and the month of the meeting."""
    year, _, month = decided.partition("-")
    when = f" by a decision of {_MONTHS[int(month) - 1]} {year}" if month.isdigit() else ""
    if len(titles) == 1:
        return f"{when} according to {titles[0]}"
    return f"{when} in the documents of {and_list(boards)}" if boards else when


def unknown(count: int, years: Sequence[int]) -> str:
    """What a list of open assignments does not know."""
    given = f" of {and_list([str(year) for year in years])}" if years else ""
    none, them = ("None of them is", "they have come is") if count > 1 else ("It is not", "it has come is")
    return (
        f"{none} reported as completed: the documents have no follow-up of assignments{given}, so how far {them} "
        "not known."
    )


def status(what: str, state: Status, title: str, decision: str) -> str:
    """How far one assignment has come; `what` is its wording."""
    if state is Status.UNKNOWN:
        return f"The assignment ”{what}” stands in {title}; the documents give no status."
    decided = f" ({decision})" if decision else ""
    return f"The assignment ”{what}” is **{STATUS[state]}**{decided} according to {title}."


def nothing(documents: int, pages: int) -> tuple[str, str]:
    """That the documents do not say, and what was searched."""
    return "**The documents do not say.**", f"I have searched {documents} documents ({pages} pages)."


def nearest(title: str) -> str:
    """The section that comes nearest to an answer."""
    return f"The section ”{title}” comes nearest, but it does not give the answer."


def and_list(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "Norr, Söder and Öster"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _told(statuses: Sequence[Status]) -> str:
    return " or ".join(STATUS[one] for one in statuses if one is not Status.UNKNOWN)
