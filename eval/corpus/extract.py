"""Writes extracts of minutes as .docx and .txt from one JSON source."""

import io
import textwrap
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Block = tuple[str, str | Sequence[Sequence[str]]]  # ("h1" | "h2" | "h3" | "p", text) or ("table", rows)

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LINE = 78  # characters in a line of the plain text
STAMP = (2025, 3, 31, 12, 0, 0)  # a zip entry carries a time: fixed, so that a build gives the same bytes

TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
LINKS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
DOCUMENT_LINKS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)


def styles() -> str:
    """The heading styles, named as a word processor names them."""
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{36 - 4 * level}"/></w:rPr></w:style>'
        for level in (1, 2, 3)
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return f'<w:styles xmlns:w="{NAMESPACE}">{normal}{made}</w:styles>'


def paragraph(text: str, style: str = "") -> str:
    """One paragraph in Word's XML."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table with a grid in Word's XML."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    edges = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    body = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    grid = "<w:tblGrid>" + "<w:gridCol/>" * len(rows[0]) + "</w:tblGrid>"
    return f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>{grid}{body}</w:tbl>"


def block_xml(block: Block) -> str:
    """A block of the source in Word's XML."""
    kind, content = block
    if isinstance(content, str):
        return paragraph(content, f"Heading{kind[1]}" if kind.startswith("h") else "")
    return table(content)


def docx(title: str, blocks: Sequence[Block]) -> bytes:
    """The extract as a .docx file."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>sv-SE</dc:language></cp:coreProperties>"
    )
    body = "".join(map(block_xml, blocks))
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": LINKS,
        "docProps/core.xml": core,
        "word/_rels/document.xml.rels": DOCUMENT_LINKS,
        "word/styles.xml": styles(),
        "word/document.xml": f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), head + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def block_text(block: Block) -> str:
    """A block of the source as plain text: headings underlined or in capitals, long lines broken."""
    kind, content = block
    if not isinstance(content, str):
        return "\n".join("\t".join(row) for row in content)
    if kind == "h1":
        return f"{content}\n{'=' * len(content)}"
    if kind == "h3":
        return content.upper()
    return textwrap.fill(content, LINE, break_long_words=False, break_on_hyphens=False)


def plain(blocks: Sequence[Block]) -> str:
    """The extract as plain text."""
    return "\n\n".join(map(block_text, blocks)) + "\n"
