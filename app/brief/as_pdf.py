"""A brief as a PDF, with its font embedded and its marks linked to the sources."""

import io
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    TableStyle,
)

from app.brief.model import Brief, Group, Line, Section, marks, pieces
from app.brief.words import COLOURS, FOOT, INK, MUTED, about, place_of, printable

_FONT, _BOLD = "Styrsvar", "Styrsvar-Bold"
_INSTEAD = str.maketrans(
    {"→": "->", "←": "<-", "‑": "-", "−": "-", "▪": "•", "\u00ad": "", "\u202f": " ", "\u2009": " "}
)  # for signs that the font has not
MARGIN = 2.2 * cm
_WIDTHS = (3.4 * cm, 3.6 * cm, A4[0] - 2 * MARGIN - 7 * cm)


def as_pdf(brief: Brief) -> bytes:
    """The whole brief; sources last."""
    register_fonts()
    out = io.BytesIO()
    title = printable(f"Underlag: {brief.topic}")
    story: list[Flowable] = [
        Paragraph(safe(title), style("title")),
        Paragraph(safe(about(brief)), style("note")),
        HRFlowable(width="100%", color=HexColor(f"#{INK}"), thickness=1.2, spaceBefore=6, spaceAfter=2),
    ]
    for section in brief.sections:
        story += _section(section)
    if brief.citations:
        story.append(Paragraph("Källor", style("h1")))
    for citation in brief.citations:
        place = f'<a name="s{citation.number}"/><b>{safe(place_of(citation))}</b>: ”{safe(citation.quote)}”'
        story.append(Paragraph(place, style("source"), bulletText=f"[{citation.number}]"))
    build(out, title, story)
    return out.getvalue()


def build(out: io.BytesIO, title: str, story: list[Flowable]) -> None:
    """Writes flowables as a PDF with a foot and page numbers."""
    template = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=2 * cm, bottomMargin=2.1 * cm,
        title=printable(title), author="Styrsvar", subject=FOOT, lang="sv-SE",
    )  # fmt: skip
    template.build(story, canvasmaker=_Numbered)


class _Numbered(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Writes "Sida 2 av 5" on every page, which is known first at the end."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)
        self._pages: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802
        """Keeps the page for later."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Writes the kept pages."""
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self.setFont(_FONT, 7.5)
            self.setFillColor(HexColor(f"#{MUTED}"))
            self.drawString(MARGIN, 1.2 * cm, FOOT)
            self.drawRightString(A4[0] - MARGIN, 1.2 * cm, f"Sida {number} av {len(self._pages)}")
            super().showPage()
        super().save()


def _section(section: Section) -> list[Flowable]:
    made: list[Flowable] = [Paragraph(safe(section.title), style("h1"))]
    if section.lead:
        made.append(Paragraph(safe(section.lead), style("lead")))
    for group in section.groups:
        made += _group(group)
    if section.table:
        made.append(_table(section.table))
    return made


def _group(group: Group) -> list[Flowable]:
    title = [Paragraph(safe(group.title), style("h2"))] if group.title else []
    return [*title, *(Paragraph(_said(line), style("line"), bulletText="•") for line in group.lines)]


def _table(rows: tuple[tuple[Line, ...], ...]) -> Flowable:
    cells = [[Paragraph(_said(line), style("cell")) for line in row] for row in rows]
    cells[0] = [Paragraph(f"<b>{safe(line.text)}</b>", style("cell")) for line in rows[0]]
    table = LongTable(cells, colWidths=_WIDTHS, repeatRows=1, splitInRow=1, spaceBefore=4)
    pad = [(f"{side}PADDING", (0, 0), (-1, -1), 5) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    lines = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#C4CCD4")),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor("#E8EEF4")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    table.setStyle(TableStyle([*lines, *pad]))
    return table


def _said(line: Line) -> str:
    parts = []
    if line.status:
        parts.append(f'<font color="#{COLOURS[line.status]}"><b>{safe(line.status)}</b></font>&nbsp; ')
    parts += [f"<b>{safe(words)}</b>" if bold else safe(words) for words, bold in pieces(line.text)]
    if line.note:
        parts.append(f' <font size="8" color="#{MUTED}">{safe(line.note)}</font>')
    linked = [f'<a href="#s{number}" color="#{INK}">{label}</a>' for label, number in marks(line.sources)]
    return "".join(parts) + (" " + "".join(linked) if linked else "")


def safe(text: str) -> str:
    """Text for a paragraph: escaped, and a sign that the font has not as one that it has."""
    known = _signs()
    shown = printable(text).translate(_INSTEAD)
    return escape("".join(sign if ord(sign) in known or sign.isspace() else "?" for sign in shown), quote=False)


@cache
def register_fonts() -> None:
    """Registers Bitstream Vera, which comes with reportlab and is embedded."""
    folder = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont(_FONT, str(folder / "Vera.ttf")))
    pdfmetrics.registerFont(TTFont(_BOLD, str(folder / "VeraBd.ttf")))
    pdfmetrics.registerFontFamily(_FONT, normal=_FONT, bold=_BOLD, italic=_FONT, boldItalic=_BOLD)


@cache
def _signs() -> frozenset[int]:
    register_fonts()
    known: Iterable[int] = pdfmetrics.getFont(_FONT).face.charToGlyph
    return frozenset(known)


def style(name: str) -> ParagraphStyle:
    """One of the paragraph styles that our PDF files share."""
    register_fonts()
    ink, muted = HexColor(f"#{INK}"), HexColor(f"#{MUTED}")
    above = {"spaceAfter": 3, "keepWithNext": 1}  # never last on a page
    indent = {"leftIndent": 12, "bulletIndent": 1}
    more: dict[str, dict[str, object]] = {
        "title": {"fontName": _BOLD, "fontSize": 19, "leading": 24, "textColor": ink, "spaceAfter": 4},
        "h1": {"fontName": _BOLD, "fontSize": 13, "leading": 17, "textColor": ink, "spaceBefore": 13, **above},
        "h2": {"fontName": _BOLD, "fontSize": 9.5, "leading": 13, "textColor": ink, "spaceBefore": 6, **above},
        "note": {"fontSize": 8, "leading": 11.5, "textColor": muted, "spaceAfter": 3},
        "lead": {"fontSize": 8, "leading": 11.5, "textColor": muted, **above},
        "line": {**indent, "spaceAfter": 3},
        "prose": {"spaceAfter": 5},
        "point": {"leftIndent": 20, "bulletIndent": 2, "spaceAfter": 3},
        "cell": {"fontSize": 8, "leading": 11.5},
        "source": {"fontSize": 8, "leading": 11.5, "leftIndent": 27, "bulletFontSize": 8, "spaceAfter": 3},
    }
    usual = {"fontName": _FONT, "fontSize": 9, "leading": 13, "bulletFontName": _FONT, "splitLongWords": 1}
    usual |= {"allowWidows": 0, "allowOrphans": 0}
    return ParagraphStyle(name, **{**usual, **more[name]})
