"""Pages that tell what this is: what it knows and does not do, how good it is, and for whom it works."""

from starlette.requests import Request
from starlette.responses import Response

from app.api.desk import Desk
from app.chat.choices import boards, years
from app.chat.site.shell import page
from app.quality import read_quality

KINDS = {
    "fact": "Uppgift", "figure": "Siffra", "list": "Lista", "count": "Antal", "status": "Hur det går",
    "compare": "Jämförelse", "summary": "Sammanfattning", "yesno": "Ja eller nej",
    "unanswerable": "Står inte i handlingarna",
}  # fmt: skip
CORPORA = {"sample": "Exempelhandlingarna", "real": "Verkliga handlingar från en kommun"}


def about(desk: Desk, request: Request) -> Response:
    """What Styrsvar is, what is loaded, what it does not do."""
    entries = desk.engine.index.documents()
    return page(
        "about.html",
        documents=len(entries),
        pages=sum(entry.pages for entry in entries),
        boards=boards(entries),
        years=years(entries),
        model=desk.settings.llm_model if desk.settings.llm_url else None,
        days=desk.settings.conversation_days,
    )


def quality(desk: Desk, request: Request) -> Response:
    """How good the answers are."""
    return page("quality.html", found=read_quality(desk.settings.data), kinds=KINDS, corpora=CORPORA)


def accessibility(desk: Desk, request: Request) -> Response:
    """The accessibility statement."""
    return page("accessibility.html", contact=desk.settings.contact)
