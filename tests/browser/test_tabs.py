"""The register, the brief, and documents read in, replaced and taken away."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

Visit = Callable[..., Visitor]
FIRST = (
    "Riktlinje för bryggor 2026\n\nKommunstyrelsen\n\n1 Skötsel av bryggor\n\n"
    "Flytbryggan i Kvarnviken ska oljas in med linolja vart tredje år av hamnvaktmästaren.\n"
)
SECOND = FIRST.replace("linolja vart tredje år", "trätjära vart femte år")
TITLE = "riktlinje-bryggor-2026"


def test_register(visit: Visit) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.start()
    visitor.tab("Uppdrag")
    expect(page.locator("#register tbody tr")).to_have_count(25)
    _choose(page, "Status", "Pågående")
    _choose(page, "Nämnd", "Socialnämnden Norr")
    expect(page.locator("#register .badge").first).to_have_text("Pågående")
    expect(page.locator("#register td[data-label=Nämnd]").first).to_have_text("Socialnämnden Norr")
    page.locator("#register summary").first.click()
    page.get_by_text("Status per nämnd och år").click()
    visitor.looked_at("register")
    shown = int(page.locator("#register .count").inner_text().split(" av ")[1].split()[0])
    assert shown == page.locator("#register tbody tr").count()
    assert _rows_of_files(page) == [shown, shown]
    page.get_by_role("link", name="Kopiera länk till urvalet").click()
    expect(page.locator("[role=status]", has_text="Kopierat.")).to_be_attached()
    link = str(page.evaluate("navigator.clipboard.readText()"))
    again = visit()
    again.page.goto(link)
    expect(again.page.locator("#register .count")).to_contain_text(f"av {shown} uppdrag")


def test_the_same_assignment_elsewhere(visit: Visit) -> None:
    visitor = visit()
    page = visitor.goto("/?flik=uppdrag&text=mötesplats+unga")
    expect(page.locator("#register .count")).to_contain_text(re.compile(r"av \d uppdrag"))  # those with the words alone
    row = page.locator("#register tr", has=page.get_by_text("I andra handlingar")).first
    row.locator("summary").click()
    visitor.looked_at("elsewhere")
    row.locator("dd li a").first.click()
    expect(page.locator("mark").first).to_be_attached()


def test_brief(visit: Visit) -> None:
    visitor = visit()
    page = visitor.start()
    visitor.tab("Underlag")
    visitor.looked_at("brief")
    page.get_by_label("Ämne").fill("Bostad först")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Hämta underlaget").click()
    assert coming.value.suggested_filename == "underlag-bostad-först.docx"
    page.route("**/api/briefs", lambda route: route.abort())
    page.get_by_role("button", name="Hämta underlaget").click()
    expect(page.locator("#brief-form [role=status]")).to_have_text("Servern svarar inte. Försök igen.")
    visitor.faults.clear()  # the browser tells of the call that was cut


def test_documents_come_are_replaced_and_go(visit: Visit, tmp_path: Path) -> None:
    visitor = visit()
    page = visitor.start()
    visitor.tab("Handlingar")
    expect(page.locator("#documents tbody tr").first).to_be_visible()
    _upload(page, tmp_path / f"{TITLE}.txt", FIRST)
    expect(page.locator(".upload [role=status]")).to_have_text("Klart: 1 av 1 inlästa.")
    expect(page.locator("#documents")).to_contain_text("Riktlinje för bryggor 2026")
    visitor.looked_at("read-in")
    visitor.tab("Fråga")
    visitor.ask("Vem ska olja in flytbryggan i Kvarnviken?")
    expect(page.locator("#answer")).to_contain_text("hamnvaktmästaren")
    link = page.locator("#sources a.open", has_text="Visa på sidan").first.get_attribute("href") or ""
    visitor.tab("Handlingar")
    _upload(page, tmp_path / f"{TITLE}.txt", SECOND)
    expect(page.locator(".upload [role=status]")).to_have_text("Klart: 1 av 1 inlästa.")
    visitor.goto(link)
    expect(page.locator(".notice")).to_contain_text("Ersatt av Riktlinje för bryggor 2026")
    expect(page.locator("mark").first).to_contain_text("linolja vart tredje år")
    visitor.looked_at("replaced")
    page.locator(".notice a").first.click()
    page.get_by_role("button", name="Läs in på nytt").click()
    expect(page.locator("main [role=status]")).to_contain_text("Klart.")
    visitor.looked_at("document")
    _remove(visitor, page)
    visitor.goto(link)
    expect(page.locator("h1")).to_have_text("Handlingen är borttagen")
    visitor.goto("/traffar?q=flytbryggan+i+Kvarnviken+trätjära")
    expect(page.locator("main")).not_to_contain_text("Riktlinje för bryggor")
    visitor.faults.clear()  # the browser tells of the page that is gone


def test_files_that_cannot_be_read(visit: Visit, tmp_path: Path) -> None:
    visitor = visit()
    page = visitor.start()
    visitor.tab("Handlingar")
    page.get_by_role("button", name="Läs in", exact=True).click()
    expect(page.locator(".upload [role=status]")).to_have_text("Välj en eller flera filer först.")
    _upload(page, tmp_path / "bild.pdf", "inte en pdf")
    expect(page.locator(".upload [role=status]")).to_contain_text("är inte PDF inuti")
    visitor.looked_at("refused")
    visitor.faults.clear()  # the browser tells of the refusal


def _remove(visitor: Visitor, page: Page) -> None:
    page.get_by_text("Ta bort Riktlinje för bryggor 2026 …").click()
    page.get_by_label("Ja, handlingen ska tas bort").check()
    page.get_by_role("button", name="Ta bort handlingen").click()
    expect(page.locator("h1")).to_have_text("Handlingen är borttagen")
    for found in page.locator(".proof strong").all_text_contents():
        assert found in ("borta", "0")
    page.get_by_text("Visa sökningarna").click()
    expect(page.locator("td", has_text="trätjära")).to_be_visible()
    visitor.looked_at("receipt")


def _upload(page: Page, path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    page.get_by_label("Läs in fler handlingar").set_input_files(path)
    page.get_by_role("button", name="Läs in", exact=True).click()


def _choose(page: Page, field: str, value: str) -> None:
    page.get_by_label(field, exact=True).locator("visible=true").click()
    page.get_by_role("option", name=value).click()
    page.keyboard.press("Escape")


def _rows_of_files(page: Page) -> list[int]:
    """The rows in the Excel and the CSV file, without their headers."""
    files = {}
    for name in ("Excel", "CSV"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=name).click()
        files[name] = coming.value.path().read_bytes()
    sheet = load_workbook(io.BytesIO(files["Excel"])).worksheets[0]
    return [sheet.max_row - 1, len(list(csv.reader(io.StringIO(files["CSV"].decode())))) - 1]
