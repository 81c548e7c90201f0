"""HTML of answers and sources. Everything that comes from a document or a reader passes `esc`."""

import html
import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from markdown_it import MarkdownIt

from app import highlight, permalink
from app.chat import choices
from app.model import Answer, Citation
from app.transcript.as_markdown import as_text
from app.transcript.model import Said
from index.model import Filters

SHOWN_SOURCES = 4  # the rest fold away; a complete list can have forty
_REFERENCE = re.compile(r"\[(\d{1,3})\]")
# Links and pictures in a document's words are not ours to make; HTML in them is shown as text.
_markdown = (
    MarkdownIt("commonmark", {"html": False})
    .enable("table")
    .disable(["link", "image", "autolink", "html_inline", "html_block", "reference"])
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What the page knows beside the answer: which documents have page pictures."""

    pictured: frozenset[str]


def esc(text: object) -> str:
    """Text as HTML."""
    return html.escape(str(text))


def prose(markdown: str, turn: int) -> str:
    """An answer's Markdown as HTML, its [n] linked to the sources of the turn."""
    made = str(_markdown.render(markdown))
    made = made.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    return _REFERENCE.sub(lambda match: _reference(match.group(1), turn), made)


def question(text: str) -> str:
    """The reader's question."""
    return f'<h2 class="question"><span class="sr">Fråga: </span>{esc(text)}</h2>'


def turn(text: str, shown: str) -> str:
    """A question with what was shown for it, as it stands among the earlier turns."""
    return f'<article class="turn">{question(text)}{shown}</article>'


def searching(where: str, writer: str | None) -> str:
    """What stands where the answer will: what is done, and by whom."""
    then = f" Sedan formulerar språkmodellen {esc(writer)} svaret." if writer else ""
    return f'<p class="searching"><span class="dots" aria-hidden="true"></span>Söker i {esc(where)} …{then}</p>'


def failure(text: str) -> str:
    """Why there is no answer."""
    return f'<div class="failure" role="alert"><strong>Det gick inte att svara.</strong><p>{esc(text)}</p></div>'


def understood(asked: str, answer: Answer, keepable: bool) -> str:
    """How the question was read, where that is more than the question itself; what narrowed it can be kept."""
    notes = list(answer.plan.notes) if answer.plan else []
    if answer.standalone_question and answer.standalone_question.strip() != asked.strip():
        notes.insert(0, answer.standalone_question)
    line = f'<p class="understood">Jag läser frågan som: {esc(" · ".join(notes))}</p>' if notes else ""
    narrowed = choices.named(choices.narrowed(answer), answer).items()
    chips = "".join(f"<li>{choices.LABELS[name]}: {esc(', '.join(told))}</li>" for name, told in narrowed if told)
    if not chips:
        return line
    keep = '<li class="keep"><button type="button" data-keep>Behåll till nästa fråga</button></li>' if keepable else ""
    return f'{line}<ul class="chips" aria-label="Sökningen är avgränsad till">{chips}{keep}</ul>'


def tools(conversation: str, asked: str, answer: Answer, said: Said) -> str:
    """What can be done with an answer: copied, gone on from, taken home, judged."""
    filters = answer.plan.filters if answer.plan else Filters()
    fields = (
        ("board", filters.boards),
        ("document", filters.documents),
        ("year", filters.years),
        ("type", filters.types),
    )
    narrowed = [(name, str(one)) for name, values in fields for one in values]
    hits = "/traffar?" + urlencode([("q", answer.standalone_question or asked), *narrowed])
    files = "".join(
        f'<a href="/samtal/{esc(conversation)}.{form}" download aria-label="Hämta samtalet som {name}">{name}</a>'
        for name, form in (("Word", "docx"), ("PDF", "pdf"), ("Markdown", "md"))
    )
    return (
        f'<div class="tools" data-conversation="{esc(conversation)}" data-question="{esc(asked)}">'
        '<button type="button" data-copy>Kopiera med källor</button>'
        f'<a href="{esc(hits)}">Visa alla träffar</a>'
        f'<details class="take"><summary>Hämta samtalet</summary>{files}</details>'
        '<button type="button" data-rating="up" aria-pressed="false">Bra svar</button>'
        '<button type="button" data-rating="down" aria-pressed="false">Dåligt svar</button>'
        '<span role="status"></span><form hidden><label>Vad var bra eller dåligt? (frivilligt)'
        '<textarea name="comment" maxlength="4000" rows="3"></textarea></label><button>Skicka</button></form>'
        f"<template>{esc(as_text(said))}</template></div>"
    )


def answer_html(asked: str, text: str, answer: Answer, turn: int, *, done: bool, keepable: bool = False) -> str:
    """The answer so far."""
    sort = "answer" if answer.answered else "answer unanswered"
    foot = coverage(answer) if done else ""
    busy = "false" if done else "true"
    said = prose(text, turn)
    if answer.plan and answer.plan.language != "sv":  # read aloud in its own language
        said = f'<div lang="{esc(answer.plan.language)}">{said}</div>'
    return f'<div class="{sort}" aria-busy="{busy}">{understood(asked, answer, keepable)}{said}{foot}</div>'


def coverage(answer: Answer) -> str:
    """What was searched, and who wrote the answer."""
    parts = []
    documents, pages = answer.coverage.get("documents"), answer.coverage.get("pages")
    if documents is not None:
        parts.append(
            f"Sökte i {documents} {'handling' if documents == 1 else 'handlingar'}"
            + (f", {pages} sidor" if pages else "")
        )
    if answer.is_by_model:
        parts.append(f"Skrivet av språkmodellen {answer.written_by}; varje mening kontrollerad mot sin källa")
    return f'<p class="coverage">{esc(". ".join(parts))}.</p>' if parts else ""


def sources(answer: Answer, turn: int, reader: Reader) -> str:
    """The sources as cards; those beyond the first few fold away."""
    cards = [card(citation, turn, reader) for citation in answer.citations]
    if not cards:
        return ""
    heading = "Källor" if answer.answered else "Närmaste ställen i handlingarna"
    shown = "".join(cards[:SHOWN_SOURCES])
    rest = cards[SHOWN_SOURCES:]
    more = f"<summary>Visa {len(rest)} {'källa' if len(rest) == 1 else 'källor'} till</summary>"
    folded = f'<details class="more">{more}<ol class="cards">{"".join(rest)}</ol></details>' if rest else ""
    return f'<section class="sources"><h3>{heading}</h3><ol class="cards">{shown}</ol>{folded}</section>'


def card(citation: Citation, turn: int, reader: Reader) -> str:
    """One source: where it stands, its words, the place on the page."""
    place = f"sida {citation.page}"
    if citation.page_label and citation.page_label != str(citation.page):
        place += f" (tryckt sidnummer {esc(citation.page_label)})"
    section = " · ".join(esc(part) for part in (citation.attachment, citation.section) if part)
    scan = '<span class="badge scan">inskannad text</span>' if citation.scanned else ""
    return (
        f'<li class="card" id="kalla-{turn}-{citation.number}" tabindex="-1">'
        f'<div class="card-head"><span class="number" aria-hidden="true">{citation.number}</span>'
        f'<div><strong><span class="sr">Källa {citation.number}: </span>{esc(citation.title)}</strong>'
        f'<div class="place">{section}{" · " if section else ""}{place} {scan}</div></div></div>'
        f"<blockquote>{esc(citation.quote)}</blockquote>{_picture(citation, reader)}"
        f'<div class="ways"><a class="open" href="{esc(permalink.of(citation))}" target="_blank" rel="noopener">'
        f'Visa på sidan<span class="sr">, {esc(citation.title)}, ny flik</span></a> '
        f'<a class="open" href="{esc(citation.url)}" target="_blank" rel="noopener">'
        f'Öppna {_place_in_file(citation, reader)}<span class="sr"> i {esc(citation.title)}, ny flik</span></a>'
        "</div></li>"
    )


def _place_in_file(citation: Citation, reader: Reader) -> str:
    return f"sidan {citation.page} i PDF-filen" if citation.document in reader.pictured else "filen"


def _picture(citation: Citation, reader: Reader) -> str:
    if citation.document not in reader.pictured:
        return ""
    # A kept conversation has the spans alone.
    marked = permalink.spans_written(citation.spans) or highlight.written(citation.boxes)
    query = urlencode({"version": citation.version, "highlight": marked, "width": 1000, "clip": "true"})
    small = esc(f"/api/documents/{quote(citation.document, safe='')}/pages/{citation.page}.png?{query}")
    label = f"Sida {citation.page} i {citation.title}, med citatet markerat"
    return (
        f'<a class="picture" href="{esc(permalink.of(citation))}" target="_blank" rel="noopener" '
        f'title="Visa hela sidan">'
        f'<img src="{small}" alt="{esc(label)}" loading="lazy"></a>'
    )


def _reference(number: str, turn: int) -> str:
    return f'<a class="ref" href="#kalla-{turn}-{number}" aria-label="Källa {number}">{number}</a>'
