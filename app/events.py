"""An answer as it is told bit by bit: plan, citations, tokens, done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app import permalink
from app.model import Answer, Citation

_TOKEN = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event; `data` is JSON."""

    name: str
    data: dict[str, Any]


def answer_body(conversation: str, answer: Answer) -> dict[str, Any]:
    """An answer as callers see it."""
    return {
        "conversation_id": conversation,
        "standalone_question": answer.standalone_question,
        "answered": answer.answered,
        "kind": str(answer.kind),
        "answer": answer.answer,
        "items": [
            {
                "text": item.text,
                "status": item.status,
                "year": item.year,
                "board": item.board,
                "citations": list(item.citations),
            }
            for item in answer.items
        ],
        "total": answer.total,
        "citations": [citation_body(citation) for citation in answer.citations],
        "suggestions": list(answer.suggestions),
        "took_ms": round(answer.took_ms, 1),
        "coverage": dict(answer.coverage),
        "written_by": answer.written_by,
    }


def citation_body(citation: Citation) -> dict[str, Any]:
    """A citation as callers see it."""
    return {
        "number": citation.number,
        "document": citation.document,
        "version": citation.version,
        "title": citation.title,
        "attachment": citation.attachment,
        "section": citation.section,
        "page": citation.page,
        "page_label": citation.page_label,
        "quote": citation.quote,
        "url": citation.url,
        "permalink": permalink.of(citation),
        "boxes": [list(box) for box in citation.boxes],
        "scanned": citation.scanned,
    }


def begun(conversation: str, answer: Answer) -> Iterator[Event]:
    """The events that tell what was understood and found."""
    plan = answer.plan
    yield Event(
        "plan",
        {
            "conversation_id": conversation,
            "standalone_question": answer.standalone_question,
            "kind": str(answer.kind),
            "notes": list(plan.notes) if plan else [],
            "searches": list(plan.searches) if plan else [],
        },
    )
    yield Event("citations", {"citations": [citation_body(citation) for citation in answer.citations]})


def ended(conversation: str, answer: Answer) -> Iterator[Event]:
    """The events that tell the answer itself."""
    for token in tokens(answer.answer):
        yield Event("token", {"text": token})
    yield Event("done", answer_body(conversation, answer))


def tokens(text: str) -> list[str]:
    """Words with the blanks after them; joined they are the text."""
    return _TOKEN.findall(text)
