"""Asking: the answer, its sources, going on, and taking the conversation home."""

import io
import re
from collections.abc import Callable
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Visitor, copy_sample, served

QUESTION = "Hur stor var sjukfrånvaron 2024?"
Visit = Callable[..., Visitor]


def test_ask_open_a_source_and_go_on(visit: Visit) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.start()
    visitor.looked_at("start")
    visitor.ask(QUESTION)
    expect(page.locator("#answer .chips")).to_contain_text("2024")
    expect(page.locator("#answer .chart svg rect")).to_have_count(3)  # 2022, 2023, 2024
    _source_opens(page)
    visitor.looked_at("answer")
    page.get_by_role("button", name="Kopiera med källor").click()
    expect(page.locator("#answer .tools [role=status]")).to_have_text("Kopierat.")
    pasted = page.evaluate("navigator.clipboard.readText()")
    assert QUESTION in pasted and "Källor:" in pasted and "[1]" in pasted
    visitor.ask("Och 2022?")
    expect(page.locator("#history .question")).to_contain_text(QUESTION)
    expect(page.locator("#answer .understood")).to_contain_text("sjukfrånvaro")
    _files_hold(visitor, page)


def _source_opens(page: Page) -> None:
    """[1] leads to its card; the card's picture is there, and its link opens the page with the quote marked."""
    page.locator("#answer a.ref").first.click()
    card = page.locator("#sources .card").first
    expect(card).to_be_focused()
    expect(card.locator("img")).to_have_js_property("complete", True)
    assert card.locator("img").evaluate("picture => picture.naturalWidth") > 300
    words = card.locator("blockquote").inner_text()
    with page.expect_popup() as opened:
        card.get_by_role("link", name="Visa på sidan").click()
    shown = opened.value
    expect(shown.locator("blockquote")).to_have_text(words)
    assert shown.locator("img.sheet").evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 1000
    assert " ".join(words.split()[:2]) in " ".join(shown.locator("mark").all_text_contents())
    shown.close()


def _files_hold(visitor: Visitor, page: Page) -> None:
    """The conversation as Word, PDF and Markdown, each with both questions and a source."""
    page.get_by_text("Hämta samtalet").last.click()
    files = {}
    for name in ("Word", "PDF", "Markdown"):
        with page.expect_download() as coming:
            page.locator("#answer .tools").get_by_role("link", name=name).click()
        files[name] = coming.value.path().read_bytes()
        assert coming.value.suggested_filename.startswith("samtal-hur-stor-var-sjukfrånvaron")
    word = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(files["Word"])).paragraphs)
    pdf = " ".join("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(files["PDF"])).pages).split())
    for text in (word, pdf, files["Markdown"].decode()):
        assert QUESTION in text and "Och 2022?" in text and "Källor" in text and "Årsrapport 2024" in text


def test_a_verdict_and_own_conversations(visit: Visit) -> None:
    visitor = visit()
    page = visitor.start()
    page.locator("#suggestions button").first.click()
    question = page.locator("#asked .question").inner_text().removeprefix("Fråga: ").strip()
    visitor.answered(question)
    page.get_by_role("button", name="Dåligt svar").click()
    page.get_by_label("Vad var bra eller dåligt?").fill("Listan saknar en rad.")
    visitor.looked_at("verdict")
    page.get_by_role("button", name="Skicka").click()
    expect(page.locator("#answer .tools [role=status]")).to_have_text("Tack för att du berättade.")
    expect(page.get_by_role("button", name="Dåligt svar")).to_have_attribute("aria-pressed", "true")
    visitor.goto("/samtal")
    visitor.looked_at("own")
    page.locator(".talks a").first.click()
    expect(page.locator("#asked .question")).to_contain_text(question)
    expect(page.locator("#sources .card").first).to_be_visible()
    visitor.goto("/samtal")
    page.get_by_role("button", name="Ta bort samtalet").click()
    expect(page.locator("main [role=status]")).to_contain_text("är borttaget")
    expect(page.locator(".talks li")).to_have_count(0)


def test_filters_and_all_hits(visit: Visit) -> None:
    visitor = visit()
    page = visitor.start()
    for label in ("Nämnd", "År", "Typ av handling", "Handling"):
        expect(page.get_by_role("combobox", name=label, exact=True).locator("visible=true")).to_have_attribute(
            "placeholder", "Alla"
        )
    page.locator("#narrow").get_by_label("Nämnd").click()
    page.get_by_role("option", name="Socialnämnden Öster").click()
    page.keyboard.press("Escape")
    visitor.looked_at("filters")
    visitor.ask("Vad ska sjukfrånvaron vara?")
    expect(page.locator("#answer .chips")).to_contain_text("Nämnd: Socialnämnden Öster")
    boards = page.locator("#sources .card strong").all_text_contents()
    assert boards and all("Öster" in title for title in boards)
    page.get_by_role("link", name="Visa alla träffar").click()
    expect(page.locator(".hits li").first).to_contain_text("Öster")
    visitor.looked_at("hits")
    page.locator(".facets section", has_text="År").get_by_role("link", name="2025").click()
    expect(page.locator(".chosen", has_text="2025")).to_be_visible()
    page.locator(".hits a").first.click()
    expect(page.locator("mark").first).to_be_attached()


def test_what_the_question_says_is_shown_by_the_filters_and_can_be_kept(visit: Visit) -> None:
    visitor = visit()
    page = visitor.start()
    visitor.ask("Vilka uppdrag är ej påbörjade i Norr 2024?")
    for label in ("Nämnd – ur frågan: Socialnämnden Norr", "År – ur frågan: 2024"):
        expect(page.locator("#narrow").get_by_label(label)).to_have_attribute("placeholder", "Enligt frågan")
    visitor.looked_at("understood")
    page.get_by_role("button", name="Behåll till nästa fråga").click()
    expect(page.locator("#narrow .token")).to_have_text(["Socialnämnden Norr", "2024"])
    expect(page.locator("#question textarea")).to_be_focused()
    expect(page.locator("#narrow").get_by_label("Nämnd", exact=True)).to_be_visible()
    visitor.looked_at("kept")
    visitor.ask("Hur stor var sjukfrånvaron?")
    expect(page.locator("#answer .chips")).to_contain_text("Nämnd: Socialnämnden Norr")
    expect(page.get_by_role("button", name="Behåll till nästa fråga")).to_be_hidden()  # already chosen
    titles = page.locator("#sources .card strong").all_text_contents()
    assert titles and all("Norr" in title for title in titles)
    page.get_by_role("button", name="Ta bort 2024", exact=True).press("Space")
    expect(page.locator("#narrow .token")).to_have_text(["Socialnämnden Norr"])
    page.get_by_role("button", name="Nytt samtal").click()
    expect(page.locator("#narrow .token")).to_have_count(0)


def test_no_answer_and_no_question(visit: Visit) -> None:
    visitor = visit()
    page = visitor.start()
    page.locator("#ask").click()
    expect(page.locator("#status")).to_have_text("Skriv en fråga först.")
    visitor.ask("Hur många invånare har Lidsele kommun?")
    expect(page.locator("#answer")).to_contain_text("Det framgår inte av handlingarna")
    visitor.looked_at("no-answer")
    page.get_by_role("button", name="Nytt samtal").click()
    expect(page.locator("#asked .question")).to_have_count(0)
    expect(page.locator("#suggestions button:visible").first).to_be_visible()


def test_a_server_that_was_gone_finds_the_conversation_where_it_was(visit: Visit, tmp_path: Path) -> None:
    copy_sample(tmp_path / "data")
    with served(tmp_path / "data") as base:
        visitor = visit(base=base)
        page = visitor.start()
        visitor.ask(QUESTION)
    page.locator("#question textarea").fill("Och 2022?")
    page.locator("#ask").click()
    expect(page.locator("[data-testid=toast-text]")).to_contain_text("Servern svarar inte. Styrsvar försöker igen.")
    visitor.looked_at("gone")
    with served(tmp_path / "data", int(base.rsplit(":", 1)[1])):
        expect(page).to_have_url(re.compile(r"samtal="))  # the page loads anew by itself
        expect(page.locator("#asked .question")).to_contain_text(QUESTION)
        expect(page.locator("#question textarea")).to_have_value("Och 2022?")
        page.locator("#ask").click()
        visitor.answered("Och 2022?")
        expect(page.locator("#answer .understood")).to_contain_text("sjukfrånvaro")  # the conversation goes on
        visitor.faults.clear()  # the browser tells of every call to a server that was gone
        page.close()


def test_a_question_in_the_address_waits_to_be_asked(visit: Visit) -> None:
    visitor = visit()
    page = visitor.goto("/?q=Vad+är+ej+påbörjat?")
    expect(page.locator("#question textarea")).to_have_value("Vad är ej påbörjat?")
    expect(page.locator("#asked .question")).to_have_count(0)
