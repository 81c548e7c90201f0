"""A planner of a few documents, for tests of plans."""

from app.plan import Planner
from index.model import DocumentEntry


def entry(name: str, title: str, kind: str, board: str, year: int, city: str = "Almvik") -> DocumentEntry:
    return DocumentEntry(name, "v1", title, kind, board, city, year, 10, (), {}, (), "", "", "application/pdf", {})


DOCUMENTS = (
    entry("rapport-norr", "Årsrapport 2024 Socialnämnden Norr", "årsrapport", "Socialnämnden Norr", 2024),
    entry("plan-norr", "Genomförandeplan 2025 Socialnämnden Norr", "genomförandeplan", "Socialnämnden Norr", 2025),
    entry("budget-oster", "Budget 2025 Socialnämnden Öster", "budget", "Socialnämnden Öster", 2025),
    entry("granby", "Uppföljning 2024, Omsorgsnämnden Granby", "uppföljning", "Omsorgsnämnden Granby", 2024, "Granby"),
)
WORDS = (
    "resultat",
    "familjehem",
    "sjukfrånvaro",
    "husdjur",
    "skyddat",
    "boende",
    "kommunbidrag",
    "läxhjälp",
    "medarbetare",
)
VOCABULARY = dict.fromkeys(WORDS, 3)


def made_planner() -> Planner:
    return Planner(DOCUMENTS, VOCABULARY)
