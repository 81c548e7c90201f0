"""HTML of the register and of the loaded documents."""

from collections.abc import Sequence
from urllib.parse import urlencode

from app.chat.markup import esc
from app.register import page_url
from index.model import AssignmentEntry, DocumentEntry
from ingest.model import Reading, Status

STATUS_CLASS = {Status.NOT_STARTED: "todo", Status.ONGOING: "doing", Status.DONE: "done", Status.UNKNOWN: "unknown"}
READ_AS = {
    Reading.TEXT: "textlager",
    Reading.OCR: "inskannad, tolkad",
    Reading.REPAIRED: "inskannad, lagad",
    Reading.UNREAD: "ej läsbar",
}


def assignments_table(entries: Sequence[AssignmentEntry], total: int, offset: int) -> str:
    """A page of the register."""
    if not entries:
        return '<div class="empty"><p>Inga uppdrag passar. Ta bort något av filtren.</p></div>'
    rows = "".join(_assignment_row(entry) for entry in entries)
    return (
        f'<p class="count" role="status">Visar {offset + 1}–{offset + len(entries)} av {total} uppdrag</p>'
        '<table class="list register"><caption class="sr">Uppdrag</caption>'
        f"{_head('Uppdrag', 'Status', 'Nämnd', 'År', 'Källa')}<tbody>{rows}</tbody></table>"
    )


def export_links(query: Sequence[tuple[str, str]]) -> str:
    """Links that fetch the same selection as a file."""
    csv = esc("/api/assignments?" + urlencode([*query, ("format", "csv")]))
    excel = esc("/api/assignments?" + urlencode([*query, ("format", "xlsx")]))
    return f'<p class="export">Hämta urvalet: <a href="{excel}" download>Excel</a> <a href="{csv}" download>CSV</a></p>'


def documents_table(entries: Sequence[DocumentEntry]) -> str:
    """What is loaded."""
    if not entries:
        return nothing_loaded()
    rows = "".join(_document_row(entry) for entry in entries)
    pages = sum(entry.pages for entry in entries)
    number = len(entries)
    return (
        f'<p class="count">{number} {"handling" if number == 1 else "handlingar"}, {pages} sidor</p>'
        '<table class="list documents"><caption class="sr">Inlästa handlingar</caption>'
        f"{_head('Handling', 'Typ', 'Nämnd', 'År', 'Sidor', 'Så lästes den')}<tbody>{rows}</tbody></table>"
    )


def nothing_loaded() -> str:
    """What to do before there is anything to ask about."""
    return (
        '<div class="empty"><h2>Inga handlingar är inlästa</h2>'
        "<p>Läs in en mapp med PDF-, Word- eller textfiler och ladda sedan om sidan:</p>"
        "<pre>styrsvar ingest MAPP</pre></div>"
    )


def _head(*columns: str) -> str:
    return "<thead><tr>" + "".join(f'<th scope="col">{column}</th>' for column in columns) + "</tr></thead>"


def _assignment_row(entry: AssignmentEntry) -> str:
    page = entry.pages[0] if entry.pages else 1
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
    more = f"<details><summary>Mer om uppdraget</summary><dl>{details}</dl></details>" if details else ""
    return (
        f'<tr><td data-label="Uppdrag">{esc(entry.text)}{more}</td>'
        f'<td data-label="Status"><span class="badge {STATUS_CLASS[entry.status]}">{esc(entry.status)}</span></td>'
        f'<td data-label="Nämnd">{esc(entry.board or "–")}</td><td data-label="År">{entry.year or "–"}</td>'
        f'<td data-label="Källa"><a href="{esc(page_url(entry.document, page))}" target="_blank" rel="noopener">'
        f"{esc(entry.title)}, s.&nbsp;{page}</a></td></tr>"
    )


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
    url = esc(page_url(entry.name, 1))
    return (
        f'<tr><td data-label="Handling"><a href="{url}" target="_blank" rel="noopener">{esc(entry.title)}</a>'
        f"{inside}</td>"
        f'<td data-label="Typ">{esc(entry.type)}</td><td data-label="Nämnd">{esc(entry.board or "–")}</td>'
        f'<td data-label="År">{entry.year or "–"}</td><td data-label="Sidor">{entry.pages}</td>'
        f'<td data-label="Så lästes den">{esc(readings)}{to_know}</td></tr>'
    )
