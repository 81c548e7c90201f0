"""The question box on another site's page, in a real browser."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app.api.samples import CITATION

QUESTION = "Vilka uppdrag är ej påbörjade?"
WAIT = 60_000  # milliseconds, for a busy machine
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    """A page that has heard no error when the test ends."""
    errors: list[str] = []
    with browser.new_context(locale="sv-SE") as context:
        made = context.new_page()
        made.on("pageerror", lambda error: errors.append(str(error)))
        made.set_default_timeout(WAIT)
        yield made
    assert errors == []


def _asked(page: Page) -> None:
    page.get_by_label("Fråga om").press_sequentially(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Svaret är klart, med 2 källor.", timeout=WAIT)


def _answered(page: Page, body: dict[str, Any]) -> None:
    """Lets the server say what a test wants to see shown."""
    page.route(
        "**/api/ask/stream",
        lambda route: route.fulfill(
            headers={"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"},
            content_type="text/event-stream",
            body=f"event: done\ndata: {json.dumps(body)}\n\n",
        ),
    )


def test_a_page_elsewhere_asks_by_keyboard_and_reads_the_source(page: Page, base: str, intranet: int) -> None:
    page.goto(f"http://localhost:{intranet}/")
    _asked(page)
    expect(page.get_by_role("listitem").filter(has_text="Bygga om matsalen").first).to_be_visible()
    assert page.locator("strong", has_text="Två av 12").count() == 1
    page.get_by_role("button", name="Källa 2").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#kalla-2")).to_be_focused()
    link = page.get_by_role("link", name="Öppna källa 2")
    assert str(link.get_attribute("href")).startswith(f"{base}/k/uppfoljning-2024-granby@")
    page.get_by_label("Fråga om").fill("Berätta om den andra")
    page.get_by_role("button", name="Fråga", exact=True).click()
    expect(page.locator(".answer")).to_contain_text("habiliteringsersättningen", timeout=WAIT)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_for_everybody(page: Page, base: str, intranet: int, theme: str, tmp_path: Path) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(f"{base}/widget-demo")
    _asked(page)
    faults = Axe().run(page)
    assert faults.violations_count == 0, faults.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    ground = page.locator("styrsvar-fraga").evaluate("one => getComputedStyle(one).backgroundColor")
    assert (ground == "rgb(22, 25, 29)") is (theme == "dark")


def test_what_a_document_says_is_never_markup(page: Page, base: str, intranet: int) -> None:
    evil = "<img src=x onerror=alert(1)> <b>fet</b> [1] [klicka](javascript:alert(1))"
    cited = {**CITATION, "title": evil, "section": evil, "quote": evil}
    body = {"conversation_id": "a", "answered": True, "answer": evil, "citations": [cited], "suggestions": [evil]}
    _answered(page, body)
    page.goto(f"http://localhost:{intranet}/")
    page.get_by_label("Fråga om").fill("a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Svaret är klart, med 1 källa.")
    assert page.locator("styrsvar-fraga img, styrsvar-fraga b").count() == 0
    assert page.locator("styrsvar-fraga a").count() == 1
    assert page.locator(".answer").inner_text().startswith("<img src=x")


def test_an_empty_question_and_a_site_that_is_not_let_in_are_told(page: Page, intranet: int) -> None:
    page.goto(f"http://127.0.0.1:{intranet}/")
    page.get_by_role("button", name="Fråga", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Skriv en fråga först.")
    page.get_by_label("Fråga om").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".failure")).to_contain_text("går inte att nå från den här sidan")


def test_many_sources_fold_away_and_open_when_pointed_at(page: Page, base: str) -> None:
    cited = [{**CITATION, "number": number} for number in range(1, 9)]
    words = " ".join(f"Ord [{number}]." for number in range(1, 9))
    _answered(page, {"conversation_id": "a", "answered": True, "answer": words, "citations": cited, "suggestions": []})
    page.goto(f"{base}/widget-demo")
    page.get_by_role("textbox").fill("a")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Visa 3 källor till")).to_be_visible()
    expect(page.locator("#kalla-8")).to_be_hidden()
    page.get_by_role("button", name="Källa 8").click()
    expect(page.locator("#kalla-8")).to_be_focused()


# path, method, origin, whether the site may read the answer
LET_IN = [
    ("/api/ask", "POST", "https://intranet.example", True),
    ("/api/ask", "POST", "https://intranet.example.evil.example", False),
    ("/api/ask", "POST", "null", False),
    ("/api/documents", "POST", "https://intranet.example", False),
    ("/api/documents/a", "DELETE", "https://intranet.example", False),
    ("/api/assignments", "GET", "https://intranet.example", False),
]


@pytest.mark.parametrize(("path", "method", "origin", "is_let_in"), LET_IN)
def test_only_what_the_box_needs_is_open(base: str, path: str, method: str, origin: str, is_let_in: bool) -> None:
    wanted = {"Origin": origin, "Access-Control-Request-Method": method}
    asked = httpx2.options(base + path, headers={**wanted, "Access-Control-Request-Headers": "content-type"})
    assert (asked.headers.get("access-control-allow-origin") == origin) is is_let_in
    sent = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
    body = {"question": QUESTION} if method == "POST" else None
    answer = httpx2.request(method, base + path, headers=sent, json=body, timeout=60)
    assert (answer.headers.get("access-control-allow-origin") == origin) is is_let_in
    assert is_let_in or method == "GET" or answer.status_code == 403
