"""The page as a screen reader would read it: Chromium's accessibility tree of each state. No screen reader is run."""

import re
from collections.abc import Callable
from itertools import pairwise

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

Visit = Callable[..., Visitor]
# What a reader comes to and must be told the name of; a group is a <details>, whose summary is its text.
NAMELESS = re.compile(
    r"^\s*- (?:button|link|textbox|combobox|listbox|img|tab|tablist|tabpanel|table|searchbox)(?::| \[|$)", re.M
)
ENGLISH = re.compile(
    r"\b(?:remove|clear|close|loading|submit|search|select|drop|upload|options?|undefined|null)\b", re.I
)
PAGES = ("/om", "/kvalitet", "/tillganglighet", "/samtal", "/traffar?q=sjukfrånvaro", "/handling/arsrapport-2024-norr")


def test_the_chat_can_be_heard(visit: Visit) -> None:
    page = visit().start()
    _heard(page)
    page.locator("#question textarea").fill("Vilka uppdrag är ej påbörjade i Norr 2024?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Svaret är klart, med 5 källor.")
    answer = _heard(page)
    assert 'heading "Fråga: Vilka uppdrag är ej påbörjade i Norr 2024?" [level=2]' in answer
    assert '- heading "Källor" [level=3]' in answer
    assert '- list "Sökningen är avgränsad till"' in answer
    page.get_by_role("button", name="Behåll till nästa fråga").click()
    expect(page.get_by_role("button", name="Ta bort Socialnämnden Norr")).to_be_visible()
    _heard(page)


def test_the_tabs_can_be_heard(visit: Visit) -> None:
    visitor = visit()
    page = visitor.start()
    visitor.tab("Uppdrag")
    expect(page.locator("#register tbody tr").first).to_be_visible()
    page.get_by_role("combobox", name="Status").locator("visible=true").click()
    page.keyboard.press("ArrowDown")
    register = _heard(page)
    assert '- combobox "Status" [expanded]' in register
    assert '- listbox "Status"' in register
    told = page.get_by_role("combobox", name="Status").locator("visible=true").get_attribute("aria-activedescendant")
    assert page.locator(f"[id='{told}']").get_attribute("role") == "option"
    page.keyboard.press("Escape")
    for name, place in (("Underlag", "#brief-form"), ("Handlingar", "#documents table")):
        visitor.tab(name)
        expect(page.locator(place)).to_be_visible()
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
        _heard(page)


def test_the_pages_beside_the_chat_can_be_heard(visit: Visit) -> None:
    visitor = visit()
    for path in PAGES:
        page = visitor.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        _heard(page)


def _heard(page: Page) -> str:
    """The page as it is read aloud: everything named, in Swedish, no heading's level left out."""
    told = page.locator("body").aria_snapshot()
    assert NAMELESS.findall(told) == [], told
    own = re.sub(r"^\s*- (?:/url.*|'?\w+)", "", told, flags=re.M)  # without addresses and the words for what things are
    assert ENGLISH.findall(own) == [], own
    assert page.evaluate("document.documentElement.lang") == "sv"
    levels = [int(level) for level in re.findall(r"- '?heading .*\[level=(\d)\]", told)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    return told
