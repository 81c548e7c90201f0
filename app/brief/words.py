"""The words that every form of a brief shares."""

import re
from datetime import date

from app.brief.model import Brief
from app.model import Citation

FOOT = "Sammanställt av Styrsvar ur de inlästa handlingarna. Läs källan innan du fattar beslut."
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip


def about(brief: Brief) -> str:
    """When it was made and what it rests on."""
    made = f"Sammanställt {day_of(brief.made)} ur {brief.reach}."
    return f"{made} Siffror inom hakparentes visar till källorna sist i underlaget."


def day_of(day: date) -> str:
    """A date in words: "5 mars 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def place_of(citation: Citation) -> str:
    """Where a quote stands: "Årsrapport 2024, Bilaga 1, 6.1 Uppdrag, s. 39 (tryckt 42), inskannad text"."""
    page = f"s. {citation.page}"
    if citation.page_label and citation.page_label != str(citation.page):
        page += f" (tryckt {citation.page_label})"
    scan = "inskannad text" if citation.scanned else ""
    return ", ".join(dict.fromkeys(filter(None, (citation.title, citation.attachment, citation.section, page, scan))))


INK, MUTED = "1B3A57", "5A6570"  # headings and marks; notes
COLOURS = {"Ej påbörjad": "A32E2E", "Pågående": "8A5A00", "Avslutad": "1F6B3A", "Okänd": "5A6570"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Text without the signs that a Word or PDF file cannot hold."""
    return _CONTROLS.sub("", text)
