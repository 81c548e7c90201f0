"""Briefs: what stands in them, that every line has a source, and that each form can be opened."""

import io
import re
from datetime import date
from pathlib import Path

import docx
import pdfua
import pikepdf
import pypdfium2
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import app.assistant
import app.engine
from app.assistant import Assistant
from app.brief.compose import compose
from app.brief.model import Brief, marks
from app.brief.write import Form, file_name, form_of, written
from app.cli import app as program
from app.errors import BadValueError
from ingest.model import Span, Status
from tests.app.fakes import FakeIndex, ScriptedAssistant
from tests.app.made import made_assignment, made_document

ORDER = "Nämnden får i uppdrag att utreda husdjur på boenden."
PLAN = "Uppdrag\nNämnden får i uppdrag att utreda husdjur på boenden.\nHusdjur hos äldre ökade med <b>12</b> procent."
REPORT = "Läget\nNämnden får i uppdrag att utreda husdjur på boenden. Pågående\nEn förstudie om husdjur är klar."
MOTION = "Yrkande\nNämnden får i uppdrag att köpa husdjur till alla."


@pytest.fixture
def pets(tmp_path: Path) -> FakeIndex:
    """A plan of one board, a report of another, and a motion, all about pets."""
    documents = [
        made_document("plan-norr", [PLAN], board="Socialnämnden Norr", type="verksamhetsplan"),
        made_document("rapport-vast", [REPORT], board="Socialnämnden Väst"),
        made_document("yrkande-norr", [MOTION], board="Socialnämnden Norr", type="yrkande"),
    ]
    index = FakeIndex()
    for document in documents:
        original = tmp_path / f"{document.name}.txt"
        original.write_text(document.text, encoding="utf-8")
        index.add(document, original)
    plan = {"document": "plan-norr", "document_type": "verksamhetsplan", "status": Status.UNKNOWN}
    report = {"document": "rapport-vast", "board": "Socialnämnden Väst", "status": Status.ONGOING}
    motion = {"document": "yrkande-norr", "document_type": "yrkande", "status": Status.UNKNOWN}
    index.listed = [
        made_assignment(1, ORDER, group="husdjur", spans=placed(PLAN, ORDER), **plan),
        made_assignment(2, ORDER, group="husdjur", spans=placed(REPORT, ORDER), **report),
        made_assignment(3, MOTION[8:], group="köp", spans=placed(MOTION, MOTION[8:]), **motion),
    ]
    return index


def placed(text: str, words: str) -> tuple[Span, ...]:
    return (Span(text.index(words), text.index(words) + len(words)),)


def brief_on(index: FakeIndex, topic: str) -> Brief:
    return compose(index, Assistant(index).knowledge(), topic, date(2026, 3, 5))


# section, words in it
HOLDS = [
    ("I korthet", "**Ett** uppdrag rör ämnet"),
    ("I korthet", "Ett yrkande är inget beslut"),
    ("Vad som är beslutat", "Gavs av"),
    ("Öppna uppdrag och läget", "**pågående**"),
    ("Vad som är föreslaget", "köpa husdjur"),
    ("Vad handlingarna säger", "12"),
    ("Så skiljer sig nämnderna", "ett pågående"),
    ("Öppna frågor", "hur långt det har kommit"),
    ("Källor", "Plan norr, Uppdrag, s. 1 (tryckt 4): ”"),
]


@pytest.mark.parametrize(("title", "words"), HOLDS)
def test_a_brief_holds_each_section(title: str, words: str, pets: FakeIndex) -> None:
    text = written(brief_on(pets, "husdjur"), Form.MD).decode()
    sections = dict(part.split("\n", 1) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:])
    assert words in sections[title]


def test_every_line_has_a_source_and_every_source_is_listed(pets: FakeIndex) -> None:
    brief = brief_on(pets, "husdjur")
    numbers = {citation.number for citation in brief.citations}
    lines = [line for section in brief.sections for group in section.groups for line in group.lines]
    assert lines
    assert all(line.sources and set(line.sources) <= numbers for line in lines)
    assert numbers == set(range(1, len(numbers) + 1))


def test_a_motion_is_never_told_as_decided(pets: FakeIndex) -> None:
    sections = {section.title: section for section in brief_on(pets, "husdjur").sections}
    decided = " ".join(line.text for group in sections["Vad som är beslutat"].groups for line in group.lines)
    said = " ".join(line.text for group in sections["Vad handlingarna säger"].groups for line in group.lines)
    assert "köpa" not in decided + said


def test_another_boards_report_does_not_tell_a_boards_status(pets: FakeIndex) -> None:
    sections = {section.title: section for section in brief_on(pets, "husdjur").sections}
    statuses = {group.title: group.lines[0].status for group in sections["Vad som är beslutat"].groups}
    assert statuses == {"Socialnämnden Norr": "Okänd", "Socialnämnden Väst": "Pågående"}


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("topic", ["husdjur", "rymdfart"])
def test_each_form_can_be_opened(topic: str, form: Form, pets: FakeIndex) -> None:
    text = opened(written(brief_on(pets, topic), form), form)
    assert f"Underlag: {topic}" in text
    assert ("Så skiljer sig nämnderna" in text) is (topic == "husdjur")
    assert ("framgår inte" in text and "Inget hittades" in text) is (topic == "rymdfart")
    if topic == "husdjur":
        assert "<b>12</b>" in text  # the document's own words, never markup


def opened(data: bytes, form: Form) -> str:
    if form is Form.MD:
        return data.decode()
    if form is Form.DOCX:
        word = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        return " ".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    pdf = pypdfium2.PdfDocument(data)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    finally:
        pdf.close()


@pytest.mark.parametrize("topic", ["husdjur", "rymdfart", "husdjur \uf0b7 \U0001f436 \x07"])
def test_a_pdf_can_be_heard(topic: str, pets: FakeIndex, tmp_path: Path) -> None:
    """Tagged as PDF/UA asks: headings, lists, a table with its header, links, language and title."""
    path = tmp_path / "brief.pdf"
    path.write_bytes(written(brief_on(pets, topic), Form.PDF))
    assert [finding.message for finding in pdfua.validate(path).findings] == []
    with pikepdf.open(path) as file:
        assert str(file.Root.Lang) == "sv-SE"
        tags = [
            str(one.S) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one
        ]
    assert {"/H1", "/P"} <= set(tags)
    if topic == "husdjur":
        assert {"/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Link"} <= set(tags)


def test_a_sign_that_no_font_has_is_shown_as_one_that_it_has(pets: FakeIndex) -> None:
    text = opened(written(brief_on(pets, "husdjur \uf0b7 \U0001f436"), Form.PDF), Form.PDF)
    assert "Underlag: husdjur • ?" in text


# numbers, marks
MARKS = [
    ((), []),
    ((2,), [("[2]", 2)]),
    ((1, 2), [("[1]", 1), ("[2]", 2)]),
    ((3, 1, 2, 7, 2), [("[1–3]", 1), ("[7]", 7)]),
]


@pytest.mark.parametrize(("numbers", "shown"), MARKS)
def test_marks(numbers: tuple[int, ...], shown: list[tuple[str, int]]) -> None:
    assert marks(numbers) == shown


# file, form
NAMES = [
    ("a.md", Form.MD),
    ("a.b.DOCX", Form.DOCX),
    ("åäö.pdf", Form.PDF),
    ("a.doc", None),
    ("a", None),
    (".pdf", None),
]


@pytest.mark.parametrize(("name", "form"), NAMES)
def test_a_files_name_tells_its_form(name: str, form: Form | None) -> None:
    if form:
        assert form_of(Path(name)) is form
    else:
        with pytest.raises(BadValueError, match=r"\.md, \.docx eller \.pdf"):
            form_of(Path(name))


# topic, what is wrong
VAGUE = [("  ", "Ämnet är tomt"), ("uppdrag", "för allmänt"), ("och", "för allmänt")]


@pytest.mark.parametrize(("topic", "words"), VAGUE)
def test_a_topic_that_names_nothing_is_refused(topic: str, words: str, pets: FakeIndex) -> None:
    with pytest.raises(BadValueError, match=words):
        brief_on(pets, topic)


# arguments, exit code, words printed
RUNS = [
    (["brief", "husdjur", "-o", "u.md"], 0, "u.md är skriven"),
    (["brief", "husdjur", "-o", "u.pdf"], 0, "u.pdf är skriven"),
    (["brief", "rymdfart", "-o", "u.docx"], 4, "Handlingarna säger inget om ”rymdfart”. Sökt i 3 handl"),
    (["brief", "husdjur", "-o", "u.odt"], 1, "ska sluta på .md, .docx eller .pdf"),
    (["brief", "husdjur", "-o", "finns-inte/u.pdf"], 1, "går inte att skriva"),
    (["brief", "husdjur"], 2, "saknas"),
]


@pytest.mark.parametrize(("args", "code", "words"), RUNS)
def test_the_command(args: list[str], code: int, words: str, pets: FakeIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.engine, "open_index", lambda settings: pets)
    monkeypatch.setattr(app.assistant, "Assistant", ScriptedAssistant)
    result = CliRunner().invoke(program, args)
    assert (result.exit_code, words in result.output) == (code, True), result.output
    assert Path(args[-1]).exists() is (code in (0, 4) and "-o" in args)


# body, status, words
ASKED = [
    ({"topic": "husdjur", "format": "md"}, 200, "# Underlag: husdjur"),
    ({"topic": "rymdfart", "format": "pdf"}, 404, "Handlingarna säger inget om ”rymdfart”"),
    ({"topic": "husdjur", "format": "odt"}, 422, "ska vara ett av"),
    ({"topic": "   "}, 422, "topic får inte vara tomt"),
    ({"topic": "uppdrag"}, 422, "för allmänt"),
    ({"topic": "x" * 300}, 422, "topic är för långt"),
    ({}, 422, "topic saknas"),
]


@pytest.mark.parametrize(("body", "status", "words"), ASKED)
def test_the_api(body: dict[str, str], status: int, words: str, client: TestClient) -> None:
    response = client.post("/api/briefs", json=body)
    assert (response.status_code, words in response.text) == (status, True), response.text


@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_api_gives_a_file_with_a_name(form: str, start: bytes, client: TestClient) -> None:
    response = client.post("/api/briefs", json={"topic": "husdjur på boenden", "format": form})
    assert response.content.startswith(start)
    assert f"underlag-husdjur-p%C3%A5-boenden.{form}" in response.headers["content-disposition"]


def test_a_topic_of_odd_signs_is_a_plain_file_name(pets: FakeIndex) -> None:
    brief = brief_on(pets, '../husdjur "nu"\x00')
    assert file_name(brief, Form.MD) == "underlag-husdjur-nu.md"
