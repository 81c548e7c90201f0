"""The sections of a brief, one function each: what was found → lines with their sources."""

from collections import Counter
from collections.abc import Iterable, Sequence

from app.answer_figures import figure_statement
from app.answer_register import tell
from app.brief.material import Material, Told
from app.brief.model import Group, Line, Section
from app.cite import Citer
from app.model import Evidence, Kind, Statement
from app.wording import and_list, number_word, status_word
from index.model import AssignmentEntry
from ingest.model import Document, Risk, Spans, Status

_OPEN = (Status.NOT_STARTED, Status.ONGOING)
_WHOLE_CITY = "Hela staden"
_LONGEST = 600  # characters of an assignment's words


def in_short(material: Material, citer: Citer) -> Section | None:
    """How much there is and how it stands; the best figure and the best sentence."""
    lines = [_line(citer, _counted(material.assignments), _places(told.entry for told in material.assignments))]
    if material.proposals:
        number = number_word(len(material.proposals)).capitalize()
        said = f"**{number}** förslag i yrkanden rör ämnet. Ett yrkande är inget beslut."
        lines.append(_line(citer, said, _places(material.proposals)))
    for row in material.rows[:1]:
        lines.append(_stated(citer, figure_statement(material.plan, row, material.found.documents[row.document])))
    lines += [_stated(citer, statement) for statement in material.sentences[:1]]
    return _section("I korthet", "", [("", lines)])


def decided(material: Material, citer: Citer) -> Section | None:
    """Every assignment on the topic, by board, with its status and who gave it."""
    boards = dict.fromkeys(told.board for told in material.assignments)
    groups = [
        (board or _WHOLE_CITY, [_assignment(citer, told) for told in material.assignments if told.board == board])
        for board in boards
    ]
    return _section("Vad som är beslutat", "Alla uppdrag om ämnet i de inlästa handlingarna, nämnd för nämnd.", groups)


def proposed(material: Material, citer: Citer) -> Section | None:
    """What motions propose, told apart from decisions."""
    titles = dict.fromkeys(entry.part_title or entry.title for entry in material.proposals)
    groups = [
        (
            title,
            [
                _line(citer, _shortened(entry.text), _places([entry]), note=_given(entry))
                for entry in material.proposals
                if (entry.part_title or entry.title) == title
            ],
        )
        for title in titles
    ]
    return _section("Vad som är föreslaget", "Ur yrkanden. De säger inte vad som beslutades.", groups)


def under_way(material: Material, citer: Citer) -> Section | None:
    """The assignments that are not finished, with what the latest report says of them."""
    groups = _reported(material, citer, [told for told in material.assignments if told.status in _OPEN])
    return _section("Öppna uppdrag och läget", "Så långt har de kommit enligt den senaste redovisningen.", groups)


def without_report(material: Material, citer: Citer) -> Section | None:
    """The assignments that no document follows up."""
    unknown = [told for told in material.assignments if told.status is Status.UNKNOWN]
    groups = _reported(material, citer, unknown)
    lead = "Uppdrag som ingen inläst handling redovisar läget för. De kan vara klara; det framgår inte."
    return _section("Öppna frågor", lead, groups)


def figures(material: Material, citer: Citer) -> Section | None:
    """The rows of figure tables, by document."""
    by_title: dict[str, list[Line | None]] = {}
    for row in material.rows:
        document = material.found.documents[row.document]
        line = _stated(citer, figure_statement(material.plan, row, document))
        by_title.setdefault(document.title, []).append(line)
    return _section("Siffror", "Ur handlingarnas tabeller.", list(by_title.items()))


def said(material: Material, citer: Citer) -> Section | None:
    """The sentences that say most, by document, as they stand."""
    by_title: dict[str, list[Line | None]] = {}
    for statement in material.sentences:
        title = material.found.documents[statement.evidence[0].document].title
        by_title.setdefault(title, []).append(_stated(citer, statement))
    return _section("Vad handlingarna säger", "Handlingarnas egna ord.", list(by_title.items()))


def differences(material: Material, citer: Citer) -> Section | None:
    """What each board's documents hold, side by side; None when there is but one board."""
    rows: list[tuple[Line, ...]] = []
    silent: list[str] = []
    for board in material.boards():
        own = [told for told in material.assignments if told.board == board]
        count = _line(citer, _states(own), _places(told.entry for told in own)) if own else None
        lines = [line for line in (_stated(citer, one) for one in material.of_board(board)) if line]
        lines += [line for line in (_risk(citer, document, risk, board) for document, risk in material.risks) if line]
        words = Line(" ".join(line.text for line in lines), tuple(n for line in lines for n in line.sources))
        if count or lines:
            rows.append((Line(board), count or _SILENT, words if lines else _SILENT))
        else:
            silent.append(board)
    if not rows or len(rows) + len(silent) < 2:
        return None
    header = (Line("Nämnd"), Line("Uppdrag"), Line("Ur nämndens egna handlingar"))
    lead = f"I de inlästa handlingarna för {and_list(silent)} hittades inget om ämnet." if silent else ""
    return Section("Så skiljer sig nämnderna", lead, (), (header, *rows))


def risks(material: Material, citer: Citer) -> Section | None:
    """The risks on the topic: what each is, what it may lead to and what is done against it."""
    groups = []
    for document, risk in material.risks:
        parts = [("", risk.title, risk.description), ("Konsekvens", (), risk.consequence)]
        parts += [("Kontroll" if one.control else "Åtgärd", one.title, one.description) for one in risk.measures]
        lines = [_part(citer, document, *part) for part in parts]
        groups.append((f"{document.read(risk.title)} ({document.title})", lines))
    return _section("Risker och åtgärder", "Ur handlingarnas riskbilder.", groups)


PLAN = (in_short, decided, under_way, proposed, figures, said, differences, risks, without_report)
"""The sections in the order of a brief."""

_SILENT = Line("–")


def _section(title: str, lead: str, groups: Iterable[tuple[str, Sequence[Line | None]]]) -> Section | None:
    """A section of the lines that have sources; None when there are none."""
    kept = tuple(Group(name, tuple(line for line in lines if line)) for name, lines in groups)
    kept = tuple(group for group in kept if group.lines)
    return Section(title, lead, kept) if kept else None


def _line(citer: Citer, text: str, evidence: Sequence[Evidence], *, note: str = "", status: str = "") -> Line | None:
    """A line, or None when no quote of its evidence was found."""
    sources = citer.cite(evidence) if text else ()
    return Line(text, sources, note, status) if sources else None


def _stated(citer: Citer, statement: Statement) -> Line | None:
    return _line(citer, statement.text, statement.evidence)


def _risk(citer: Citer, document: Document, risk: Risk, board: str) -> Line | None:
    """A risk by name, when it stands in a board's own document."""
    own = document.board == board
    return _line(citer, f"Risk: {document.read(risk.title)}.", [Evidence(document.name, risk.title)]) if own else None


def _part(citer: Citer, document: Document, what: str, title: Spans, words: Spans) -> Line | None:
    """A part of a risk: "Åtgärd: **Ny reception**. Receptionen byggs om …"; None when it is empty."""
    name = f"**{document.read(title).rstrip('.')}**. " if title and words else document.read(title)
    text = f"{name}{document.read(words)}"
    return _line(
        citer, f"{what}: {text}" if what else text, [Evidence(document.name, (*title, *words))] if text else []
    )


def _places(entries: Iterable[AssignmentEntry]) -> list[Evidence]:
    return [Evidence(entry.document, (*entry.spans, *entry.status_spans)) for entry in entries]


def _assignment(citer: Citer, told: Told) -> Line | None:
    entry = told.entry
    return _line(citer, _shortened(entry.text), _places([entry]), note=_given(entry), status=str(told.status))


def _given(entry: AssignmentEntry) -> str:
    """Who gave an assignment and what more the register says, on one line."""
    year = f" {entry.year}" if entry.year else ""
    facts = [f"Gavs av {entry.issuer}{year}" if entry.issuer else f"Uppdragsår{year}" if year else ""]
    facts.append(f"beslut {entry.decision}" if entry.decision else "")
    facts.append(f"väntas klart {entry.expected}" if entry.expected and entry.status is not Status.DONE else "")
    facts.append(f"rapporteras till {entry.report_to}" if entry.report_to else "")
    return " · ".join(filter(None, facts))


def _reported(material: Material, citer: Citer, wanted: Sequence[Told]) -> list[tuple[str, list[Line | None]]]:
    by_board: dict[str, list[Line | None]] = {}
    for told in wanted:
        draft = tell(told.entry, told.own, material.terms, Kind.STATUS)
        lines = [line for line in (_stated(citer, statement) for statement in draft.lead) if line]
        sources = tuple(dict.fromkeys(number for line in lines for number in line.sources))
        text = " ".join(line.text for line in lines)
        by_board.setdefault(told.board or _WHOLE_CITY, []).append(Line(text, sources) if sources else None)
    return list(by_board.items())


def _counted(told: Sequence[Told]) -> str:
    """How many assignments, whose and how they stand, in a sentence; empty when there are none."""
    if not told:
        return ""
    distinct = len({one.entry.group for one in told})
    boards = list(dict.fromkeys(one.board or "hela staden" for one in told))
    whose = f" i handlingarna för {and_list(boards) if len(boards) < 5 else f'{len(boards)} nämnder'}"
    more = f", redovisade på {len(told)} ställen" if len(told) > distinct else ""
    return f"**{number_word(distinct).capitalize()}** uppdrag rör ämnet{whose}{more}: {_states(told)}."


def _states(told: Sequence[Told]) -> str:
    """How many of each status: "två pågående och ett avslutat"."""
    counts = Counter(one.status for one in told)
    return and_list([f"{number_word(counts[one])} {status_word(one, counts[one])}" for one in Status if counts[one]])


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: text.rfind(" ", 0, _LONGEST)] + " …"
