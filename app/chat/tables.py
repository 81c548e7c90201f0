"""HTML of the register and of the loaded documents."""

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from app import permalink
from app.chat.markup import esc
from app.permalink import Place
from index.model import AssignmentEntry, DocumentEntry
from ingest.model import Reading, Status

STATUS_CLASS = {Status.NOT_STARTED: "todo", Status.ONGOING: "doing", Status.DONE: "done", Status.UNKNOWN: "unknown"}
READ_AS = {
    Reading.TEXT: "textlager",
    Reading.OCR: "inskannad, tolkad",
    Reading.REPAIRED: "inskannad, lagad",
    Reading.UNREAD: "ej läsbar",
}


def assignments_table(
    entries: Sequence[AssignmentEntry],
    total: int,
    offset: int,
    elsewhere: Mapping[str, Sequence[AssignmentEntry]] | None = None,
) -> str:
    """A page of the register; `elsewhere` has each group's assignments in all documents."""
    if not entries:
        return '<div class="empty"><p>Inga uppdrag passar. Ta bort något av filtren.</p></div>'
    rows = "".join(_assignment_row(entry, (elsewhere or {}).get(entry.group, ())) for entry in entries)
    return (
        f'<p class="count" role="status">Visar {offset + 1}–{offset + len(entries)} av {total} uppdrag</p>'
        '<table class="list register"><caption class="sr">Uppdrag</caption>'
        f"{_head('Uppdrag', 'Status', 'Nämnd', 'År', 'Källa')}<tbody>{rows}</tbody></table>"
    )


def selection_links(query: Sequence[tuple[str, str]], sort: str) -> str:
    """Links that fetch the same selection as a file, and one that opens it again."""
    order = [("sort", sort)] if sort else []
    csv = esc("/api/assignments?" + urlencode([*query, *order, ("format", "csv")]))
    excel = esc("/api/assignments?" + urlencode([*query, *order, ("format", "xlsx")]))
    here = esc("/?" + urlencode([("flik", "uppdrag"), *query, *order]))
    return (
        f'<p class="export">Hämta urvalet: <a href="{excel}" download aria-label="Hämta urvalet som Excel">Excel</a> '
        f'<a href="{csv}" download aria-label="Hämta urvalet som CSV">CSV</a> '
        f'<a href="{here}" data-copy-link>Kopiera länk till urvalet</a></p>'
    )


def status_chart(entries: Sequence[AssignmentEntry]) -> str:
    """How many assignments have which status, by board and year, as bars with their numbers."""
    groups: dict[tuple[str, str], Counter[Status]] = {}
    for entry in entries:
        key = (entry.board or "Ingen nämnd", str(entry.year or "utan år"))
        groups.setdefault(key, Counter())[entry.status] += 1
    if not groups:
        return ""
    used = [status for status in Status if any(counts[status] for counts in groups.values())]
    most = max(counts.total() for counts in groups.values())
    names = [f'<span class="dot {STATUS_CLASS[status]}" aria-hidden="true"></span>{esc(status)}' for status in used]
    rows = "".join(_chart_row(board, year, groups[board, year], used, most) for board, year in sorted(groups))
    return (
        '<details class="status-chart"><summary>Status per nämnd och år</summary>'
        '<table class="list"><caption class="sr">Antal uppdrag efter status, per nämnd och år</caption>'
        f"{_head('Nämnd', 'År', *names, 'Fördelning')}<tbody>{rows}</tbody></table></details>"
    )


def _chart_row(board: str, year: str, counts: Counter[Status], used: Sequence[Status], most: int) -> str:
    cells = "".join(f'<td data-label="{esc(status)}">{counts[status]}</td>' for status in used)
    parts = "".join(
        f'<span class="{STATUS_CLASS[status]}" style="width:{100 * counts[status] / counts.total():.1f}%"></span>'
        for status in used
        if counts[status]
    )
    wide = 100 * counts.total() / most
    bar = f'<div class="stack" aria-hidden="true" style="width:{wide:.0f}%">{parts}</div>'
    name = f'<td data-label="Nämnd">{esc(board)}</td><td data-label="År">{esc(year)}</td>'
    total = f'<span class="sr">{counts.total()} uppdrag</span>'
    return f'<tr>{name}{cells}<td data-label="Fördelning">{bar}{total}</td></tr>'


def documents_table(entries: Sequence[DocumentEntry]) -> str:
    """What is loaded."""
    if not entries:
        return '<div class="empty"><h2>Inga handlingar är inlästa</h2><p>Välj filer ovan.</p></div>'
    rows = "".join(_document_row(entry) for entry in entries)
    pages = sum(entry.pages for entry in entries)
    number = len(entries)
    return (
        f'<p class="count">{number} {"handling" if number == 1 else "handlingar"}, {pages} sidor</p>'
        '<table class="list documents"><caption class="sr">Inlästa handlingar</caption>'
        f"{_head('Handling', 'Typ', 'Nämnd', 'År', 'Sidor', 'Så lästes den')}<tbody>{rows}</tbody></table>"
    )


def upload_form(most_mb: int) -> str:
    """Where files are chosen or dropped; actions.js sends them and tells how far they have come."""
    return (
        '<form class="upload"><label for="upload-files">Läs in fler handlingar</label>'
        '<input id="upload-files" type="file" multiple accept=".pdf,.docx,.txt" aria-describedby="upload-help"> '
        "<button>Läs in</button>"
        f'<p id="upload-help">PDF, Word (DOCX) eller text, högst {most_mb} MB. Det går också att dra filer hit. '
        "En fil med samma namn ersätter den som finns.</p>"
        '<progress max="1" hidden aria-label="Inläsningen"></progress><p role="status"></p>'
        '<ul class="outcome"></ul></form>'
    )


def nothing_loaded() -> str:
    """The first page there is: what this is, and how to begin."""
    return (
        '<div class="empty"><h2>Välkommen till Styrsvar</h2>'
        "<p>Här får du svar på frågor om kommunens styrande dokument: årsrapporter, budgetar, planer och protokoll. "
        "Varje svar visar var det står, med citat och sida.</p>"
        "<p>Inga handlingar är inlästa än, så det finns inget att svara ur. "
        '<a href="/?flik=handlingar">Läs in den första handlingen</a>, eller läs in en hel mapp på servern:</p>'
        '<pre tabindex="0">styrsvar ingest MAPP</pre>'
        '<p><a href="/om">Vad Styrsvar gör, och inte gör</a></p></div>'
    )


def _head(*columns: str) -> str:
    return "<thead><tr>" + "".join(f'<th scope="col">{column}</th>' for column in columns) + "</tr></thead>"


def _assignment_row(entry: AssignmentEntry, same: Sequence[AssignmentEntry]) -> str:
    page = _first_page(entry)
    details = "".join(
        f"<dt>{name}</dt><dd>{esc(value)}</dd>"
        for name, value in (
            ("Kommentar", entry.comment),
            ("Från", entry.issuer),
            ("Till", ", ".join(entry.addressees)),
            ("Beslut", entry.decision),
            ("Väntas klart", entry.expected),
            ("Slag", entry.kind),
            ("Status i texten", entry.status_text if entry.status_text != entry.status else ""),
        )
        if value
    )
    others = [other for other in same if other.id != entry.id]
    if others:
        lines = "".join(
            f'<li><a href="{esc(assignment_url(other))}">{esc(other.title)}, s.&nbsp;{_first_page(other)}</a>: '
            f"{esc(other.status.value.lower())}</li>"
            for other in others
        )
        details += f"<dt>I andra handlingar</dt><dd><ul>{lines}</ul></dd>"
    more = f"<details><summary>Mer om uppdraget</summary><dl>{details}</dl></details>" if details else ""
    return (
        f'<tr><td data-label="Uppdrag">{esc(entry.text)}{more}</td>'
        f'<td data-label="Status"><span class="badge {STATUS_CLASS[entry.status]}">{esc(entry.status)}</span></td>'
        f'<td data-label="Nämnd">{esc(entry.board or "–")}</td><td data-label="År">{entry.year or "–"}</td>'
        f'<td data-label="Källa"><a href="{esc(assignment_url(entry))}">'
        f"{esc(entry.title)}, s.&nbsp;{page}</a></td></tr>"
    )


def assignment_url(entry: AssignmentEntry) -> str:
    """Where an assignment stands, marked."""
    return permalink.written(Place(entry.document, entry.version, _first_page(entry), entry.spans))


def _first_page(entry: AssignmentEntry) -> int:
    return entry.pages[0] if entry.pages else 1


def _document_row(entry: DocumentEntry) -> str:
    readings = ", ".join(
        f"{READ_AS.get(Reading(how), how)} {count} s." for how, count in entry.readings.items() if count
    )
    warnings = "".join(f"<li>{esc(warning)}</li>" for warning in entry.warnings)
    to_know = f'<ul class="warnings">{warnings}</ul>' if warnings else ""
    attachments = "".join(f"<li>{esc(title)}</li>" for title in entry.parts)
    number = len(entry.parts)
    inside = (
        f"<details><summary>{number} {'bilaga' if number == 1 else 'bilagor'}</summary><ul>{attachments}</ul></details>"
        if number
        else ""
    )
    url = esc(f"/handling/{quote(entry.name, safe='')}")
    return (
        f'<tr><td data-label="Handling"><a href="{url}">{esc(entry.title)}</a>'
        f"{inside}</td>"
        f'<td data-label="Typ">{esc(entry.type)}</td><td data-label="Nämnd">{esc(entry.board or "–")}</td>'
        f'<td data-label="År">{entry.year or "–"}</td><td data-label="Sidor">{entry.pages}</td>'
        f'<td data-label="Så lästes den">{esc(readings)}{to_know}</td></tr>'
    )
