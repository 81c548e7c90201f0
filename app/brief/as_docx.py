"""A brief as a Word document, in Word's own styles so that it can be edited on."""

import io

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from app.brief.model import Brief, Line, Section, marks, pieces
from app.brief.words import COLOURS, FOOT, INK, MUTED, about, place_of, printable

SOURCE_STYLE = "Källa"
_WIDTHS = (Cm(3.6), Cm(3.8), Cm(8.6))  # of a table's columns


def as_docx(brief: Brief) -> bytes:
    """The whole brief; sources last."""
    word = Document()
    set_up(word, printable(f"Underlag: {brief.topic}"))
    word.add_heading(printable(f"Underlag: {brief.topic}"), 0)
    muted(word.add_paragraph(), about(brief))
    for section in brief.sections:
        _section(word, section)
    if brief.citations:
        word.add_heading("Källor", 1)
    for citation in brief.citations:
        paragraph = word.add_paragraph(style=SOURCE_STYLE)
        paragraph.add_run(f"[{citation.number}]\t{printable(place_of(citation))}: ").bold = True
        paragraph.add_run(f"”{printable(citation.quote)}”")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def set_up(word: Word, title: str) -> None:
    """Page, styles, footer with page numbers, and what the file says of itself."""
    word.core_properties.title = printable(title)[:255]  # Word's own limit
    word.core_properties.author = "Styrsvar"
    word.core_properties.language = "sv-SE"
    word.core_properties.comments = FOOT
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.2)
    normal = _style(word, "Normal")
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 24), ("Heading 1", 15), ("Heading 2", 11.5)):
        style = _style(word, name)
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)  # the theme's font would win over the name
    source = word.styles.add_style(SOURCE_STYLE, 1)
    source.base_style = normal
    _style(word, SOURCE_STYLE).font.size = Pt(9)
    form = _style(word, SOURCE_STYLE).paragraph_format
    form.left_indent, form.first_line_indent = Cm(1.1), Cm(-1.1)
    form.tab_stops.add_tab_stop(Cm(1.1))
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    muted(footer, f"{FOOT} Sida ")
    _field(footer, "PAGE")


def _style(word: Word, name: str) -> ParagraphStyle:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _section(word: Word, section: Section) -> None:
    word.add_heading(section.title, 1)
    if section.lead:
        muted(word.add_paragraph(), section.lead)
    for group in section.groups:
        if group.title:
            word.add_heading(printable(group.title), 2)
        for line in group.lines:
            _said(word.add_paragraph(style="List Bullet"), line)
    if section.table:
        _table(word, section.table)


def _table(word: Word, rows: tuple[tuple[Line, ...], ...]) -> None:
    table = word.add_table(len(rows), len(rows[0]), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width  # LibreOffice reads it here, Word in the cells
    for at, row in enumerate(rows):
        table.rows[at]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # a row stands on one page
        for cell, line, width in zip(table.rows[at].cells, row, _WIDTHS, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            _said(paragraph, line)
            if at == 0:
                shade(cell)
                for run in paragraph.runs:
                    run.bold = True
    header = OxmlElement("w:tblHeader")  # repeated on the next page
    table.rows[0]._tr.get_or_add_trPr().append(header)


def _said(paragraph: Paragraph, line: Line) -> None:
    if line.status:
        run = paragraph.add_run(f"{line.status}  ")
        run.bold, run.font.color.rgb = True, RGBColor.from_string(COLOURS[line.status])
    for words, bold in pieces(printable(line.text)):
        paragraph.add_run(words).bold = bold
    if line.note:
        muted(paragraph, f"  {line.note}")
    shown = "".join(label for label, _ in marks(line.sources))
    if shown:
        run = paragraph.add_run(f" {shown}")
        run.font.color.rgb = RGBColor.from_string(INK)


def muted(paragraph: Paragraph, text: str) -> None:
    """Adds words in small grey."""
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(MUTED)


def shade(cell: _Cell) -> None:
    """Gives a header's cell its ground."""
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "E8EEF4")
    cell._tc.get_or_add_tcPr().append(shade)


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
