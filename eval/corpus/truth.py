"""The known truth about a sample document, from the marks that its source sets beside the words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Marks = Sequence[Mapping[str, Any]]  # what typst answers: JSON objects, one a mark, in the order of the pages


@dataclass(frozen=True, slots=True)
class PartTruth:
    """A document inside the file."""

    title: str
    type: str
    first_page: int


@dataclass(frozen=True, slots=True)
class AssignmentTruth:
    """An assignment as it ought to be read; `form` names the written form it has in the document."""

    text: str
    issuer: str
    addressees: list[str]
    year: int
    kind: str | None
    status: str
    status_text: str
    comment_starts: str
    decision: str | None
    expected: str | None
    report_to: str | None
    pages: list[int]
    form: str


@dataclass(frozen=True, slots=True)
class RiskTruth:
    """A risk with the names of its measures and controls."""

    area: str
    title: str
    measures: list[str]
    controls: list[str]
    page: int


@dataclass(frozen=True, slots=True)
class FigureTruth:
    """One cell of a table of figures, the value as written."""

    label: str
    column: str
    value: str
    unit: str
    page: int


@dataclass(frozen=True, slots=True)
class Truth:
    """All that a test can compare; `clean_pages` are the true words of a scan, else empty."""

    document: str
    file: str
    title: str
    type: str
    board: str
    city: str
    year: int
    pages: int
    page_labels: list[str]
    parts: list[PartTruth]
    assignments: list[AssignmentTruth]
    risks: list[RiskTruth]
    figures: list[FigureTruth]
    clean_pages: list[str]


def fold(text: str) -> str:
    """Letters and figures alone: white space, hyphens, dashes and minus signs make no difference."""
    return re.sub(r"[\s\-\u00ad\u2010\u2011\u2212–]+", "", text)


def pages_of(text: str, pages: Sequence[str], first: int) -> list[int]:
    """The page or two that a text stands on, `first` being the page that it starts on."""
    wanted, here = fold(text), fold(pages[first - 1])
    if wanted in here:
        return [first]
    there = fold(pages[first]) if first < len(pages) else ""
    for cut in range(len(wanted) - 1, 0, -1):
        if wanted[:cut] in here and wanted[cut:] in there:
            return [first, first + 1]
    raise ValueError(f"not on page {first} nor over its end: {text!r}")


def kind_of(printed: str) -> str | None:
    """`Uppdrag inom budgetbeslut` → `inom budgetbeslut`; None for the board's own."""
    found = re.search(r"(inom|utanför) budgetbeslut", printed)
    return found.group() if found else None


def check_said(mark: Mapping[str, Any]) -> None:
    """Refuses a decision or date in the data that the printed words do not give."""
    said = " ".join(mark.get(key) or "" for key in ("text", "comment", "where"))
    for key in ("expected", "report_to", "decision"):
        for piece in re.split(r" § ", mark.get(key) or ""):
            if piece not in said:
                raise ValueError(f"{key} {piece!r} is not said in: {said}")


def assignment(mark: Mapping[str, Any], pages: Sequence[str]) -> AssignmentTruth:
    """One assignment from its mark, its pages found in the set pages."""
    check_said(mark)
    word = mark.get("word", "")
    status = mark.get("status") or "Okänd"
    return AssignmentTruth(
        text=mark["text"],
        issuer=mark["issuer"],
        addressees=list(mark["addressees"]),
        year=mark["year"],
        kind=kind_of(mark.get("typ", "")),
        status=status,
        status_text=word,
        comment_starts=" ".join(mark.get("comment", "").split()[:8]),
        decision=mark.get("decision"),
        expected=mark.get("expected"),
        report_to=mark.get("report_to"),
        pages=pages_of(mark["text"], pages, mark.get("page", 1)),
        form=mark["form"],
    )


def risk(mark: Mapping[str, Any]) -> RiskTruth:
    """One risk from its mark."""
    return RiskTruth(mark["area"], mark["title"], list(mark["measures"]), list(mark["controls"]), mark["page"])


def figure(mark: Mapping[str, Any], pages: Sequence[str]) -> FigureTruth:
    """One cell from its mark; the number has to stand on the page."""
    pages_of(mark["value"], pages, mark["page"])
    return FigureTruth(mark["name"], mark["column"], mark["value"], mark["unit"], mark["page"])


def of_kind(marks: Marks, kind: str) -> Iterable[Mapping[str, Any]]:
    """The marks of one kind, in order."""
    return (mark for mark in marks if mark["mark"] == kind)


def truth(
    file: str, marks: Marks, pages: Sequence[str], labels: Sequence[str], clean_pages: Sequence[str] = ()
) -> Truth:
    """The whole truth about a document from its marks and the text of its pages."""
    head = next(iter(of_kind(marks, "document")))
    parts = [PartTruth(mark["title"], mark["type"], mark["page"]) for mark in of_kind(marks, "part")]
    return Truth(
        document=file.rsplit(".", 1)[0],
        file=file,
        title=head["title"],
        type=head["type"],
        board=head["board"],
        city=head["city"],
        year=head["year"],
        pages=len(pages),
        page_labels=list(labels),
        parts=parts or [PartTruth(head["title"], head["type"], 1)],
        assignments=[assignment(mark, pages) for mark in of_kind(marks, "assignment")],
        risks=[risk(mark) for mark in of_kind(marks, "risk")],
        figures=[figure(mark, pages) for mark in of_kind(marks, "figure")],
        clean_pages=list(clean_pages),
    )
