"""For everybody: the keyboard alone, dark, a phone, 400 percent, the pages beside the chat, and nothing loaded yet."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visitor, served

Visit = Callable[..., Visitor]
PAGES = ("/om", "/kvalitet", "/tillganglighet", "/samtal", "/traffar?q=sjukfrånvaro", "/handling/budget-2025-oster")
MOST_STOPS = 60
SEEN = """() => { const on = document.activeElement, ring = getComputedStyle(on.matches('input')
    && on.closest('.wrap-inner') || on); return ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2; }"""


def test_from_question_to_marked_page_with_the_keyboard(visit: Visit) -> None:
    visitor = visit()
    page = visitor.start()
    _step_to(page, "#question textarea")
    page.keyboard.type("Hur stor var sjukfrånvaron 2024?")
    page.keyboard.press("Enter")
    visitor.answered("Hur stor var sjukfrånvaron 2024?")
    _step_to(page, "#answer a.ref", back=True)
    page.keyboard.press("Enter")
    expect(page.locator("#sources .card").first).to_be_focused()
    _step_to(page, "#sources a.open")
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    expect(opened.value.locator("mark", has_text="sjukfrånvaro").first).to_be_attached()
    assert opened.value.locator("img.sheet").evaluate("picture => picture.decode().then(() => picture.naturalWidth)")


def test_every_tab_with_the_keyboard(visit: Visit) -> None:
    visitor = visit()
    page = visitor.start()
    _step_to(page, "[role=tab][aria-selected=true]")
    for name, place in (
        ("Uppdrag", "#register table"),
        ("Underlag", "#brief-form"),
        ("Handlingar", "#documents table"),
    ):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=name)).to_be_focused()
        expect(page.locator(place)).to_be_visible()
        if name == "Underlag":
            for field in ("input[name=topic]", "select[name=format]", "button"):
                _step_to(page, f"#brief-form {field}")
            page.get_by_role("tab", name=name).focus()


def test_dark(visit: Visit) -> None:
    visitor = visit(color_scheme="dark")
    visitor.start()
    visitor.looked_at("start")
    page = visitor.ask("Vilka uppdrag är ej påbörjade i Norr?")
    visitor.looked_at("answer")
    visitor.tab("Uppdrag")
    expect(page.locator("#register tbody tr").first).to_be_visible()
    visitor.looked_at("register")
    visitor.tab("Handlingar")
    expect(page.locator("#documents tbody tr").first).to_be_visible()
    visitor.looked_at("documents")
    visitor.goto("/handling/arsrapport-2024-norr/sida/5")
    visitor.looked_at("source")


def test_phone(visit: Visit) -> None:
    visitor = visit(viewport=PHONE, has_touch=True, is_mobile=True)
    visitor.start()
    visitor.looked_at("start")
    # Where the tabs find no room a button holds the rest; it may show while the page is still being laid out
    expect(visitor.page.locator(".overflow-menu > button")).to_have_attribute("aria-label", "Fler delar av sidan")
    page = visitor.ask("Hur stor var sjukfrånvaron 2024?")
    # The question box stays at the window's foot: what a reader touches is scrolled clear of it.
    page.locator(".tools").first.evaluate("one => one.scrollIntoView({block: 'center'})")
    visitor.looked_at("answer")
    visitor.fits()
    for tab, place in (("Uppdrag", "#register table"), ("Underlag", "#brief-form"), ("Handlingar", "#documents table")):
        visitor.tab(tab)
        expect(page.locator(place)).to_be_visible()
        visitor.fits()
        visitor.looked_at(tab.lower())


def test_400_percent_and_the_pages_beside_the_chat(visit: Visit) -> None:
    """WCAG 1.4.10: 1280 pixels at 400 percent are 320."""
    wide, narrow = visit(), visit(viewport={"width": 320, "height": 640}, color_scheme="dark")
    for path in PAGES:
        for visitor in (wide, narrow):
            visitor.goto(path)
            visitor.fits()
        wide.looked_at(path.strip("/").split("?")[0].replace("/", "-"))
    narrow.looked_at("narrow")
    narrow.start()
    narrow.fits()


def test_every_tab_has_an_address_and_its_place_in_320_pixels(visit: Visit) -> None:
    visitor = visit(viewport={"width": 320, "height": 640})
    page = visitor.page
    tabs = page.locator(".tab-container:not(.visually-hidden) [role=tab]")
    for name in ("Handlingar", "Underlag", "Uppdrag"):
        visitor.goto(f"/?flik={name.lower()}")
        expect(tabs.and_(page.get_by_role("tab", name=name))).to_have_attribute("aria-selected", "true")
        page.wait_for_timeout(1500)  # while Gradio starts it chooses its own first tab
        expect(tabs.and_(page.get_by_role("tab", name=name))).to_have_attribute("aria-selected", "true")
        assert [tab.is_visible() for tab in tabs.all()] == [True] * 4


def test_what_is_not_there_is_told_in_words(visit: Visit) -> None:
    visitor = visit()
    for path in ("/handling/finns-inte", "/k/finns-inte@1/2/3-4", "/k/trasig/lank", "/samtal/x.pdf", "/om/annat"):
        page = visitor.goto(path)
        expect(page.get_by_role("link", name="Till frågorna")).to_be_visible()
        assert "Traceback" not in page.content()
    visitor.looked_at("told")
    visitor.faults.clear()  # the browser tells of every 404


def test_nothing_loaded_yet(visit: Visit, tmp_path: Path) -> None:
    with served(tmp_path / "data") as base:
        visitor = visit(base=base)
        page = visitor.goto("/")
        expect(page.get_by_role("heading", name="Välkommen till Styrsvar")).to_be_visible()
        visitor.looked_at("first-run")
        visitor.page.locator("#question textarea").fill("Vad är beslutat?")
        visitor.page.keyboard.press("Enter")
        expect(page.locator("#answer")).to_contain_text("inlästa")
        page.get_by_role("tab", name="Handlingar").click()
        expect(page.locator("#documents")).to_contain_text("Inga handlingar är inlästa")
        visitor.looked_at("documents")
        page.close()


def _step_to(page: Page, wanted: str, back: bool = False) -> None:
    """Tabs on (or back) until focus stands on what is wanted; every stop on the way must be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue  # round the end of the page
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert page.evaluate(SEEN), f"focus is not seen: {where}"
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")
