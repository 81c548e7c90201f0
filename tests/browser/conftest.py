"""The real product in a real browser: one server over the sample documents and one Chromium for all tests.

STYRSVAR_SCREENSHOTS names a folder for the pictures that the tests take; without it they lie in pytest's own.
"""

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app.api.server import create_app
from app.settings import Settings
from eval.cache import opened
from eval.corpora import SAMPLE

LONGEST = 60_000  # milliseconds that anything on a page may take; a slow machine needs most of it
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# best-practice holds rules that are no part of WCAG; those of them that a reader notices are kept.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What Gradio's own script says of a stream that a reader leaves by going to another page.
LEFT = re.compile("AbortError: signal is aborted|Connection errored out")

expect.set_options(timeout=LONGEST)


@dataclass
class Visitor:
    """A page with what is asked of every page: no faults in the console, no violations, and a picture."""

    page: Page
    base: str
    pictures: Path
    name: str
    faults: list[str] = field(default_factory=list)

    def goto(self, path: str = "/") -> Page:
        """Opens a page of the server."""
        self.page.goto(self.base + path)
        return self.page

    def start(self) -> Page:
        """Opens the chat, ready for a question."""
        self.goto("/")
        expect(self.page.locator("#suggestions button:visible").first).to_be_visible()
        return self.page

    def ask(self, question: str) -> Page:
        """Asks and waits for the whole answer."""
        self.page.locator("#question textarea").fill(question)
        self.page.locator("#ask").click()
        return self.answered(question)

    def answered(self, question: str) -> Page:
        """Waits until a question has its whole answer."""
        expect(self.page.locator("#asked .question")).to_contain_text(question)
        expect(self.page.locator('#answer .answer[aria-busy="false"]')).to_be_visible()
        return self.page

    def tab(self, name: str) -> Page:
        """Goes to a tab."""
        self.page.get_by_role("tab", name=name).click()
        return self.page

    def looked_at(self, what: str) -> None:
        """Takes a picture of the state and checks it with axe-core."""
        self.page.wait_for_timeout(250)  # colours that are on their way would be measured half-way
        self.page.screenshot(path=self.pictures / f"{self.name}-{what}.png", full_page=True)
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
        told = [f"{one['id']}: {one['help']} {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
        assert not told, "\n".join(told)

    def fits(self) -> None:
        """Nothing makes the page scroll sideways."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{wide} pixels too wide"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the sample documents."""
    folder = tmp_path_factory.mktemp("served") / "data"
    copy_sample(folder)
    with served(folder) as base:
        yield base


def copy_sample(folder: Path) -> None:
    """Makes a data folder with the sample documents read."""
    files = sorted(path for path in SAMPLE.iterdir() if path.suffix in (".pdf", ".docx", ".txt"))
    with opened(files) as index:
        shutil.copytree(index.folder, folder, symlinks=True)


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """A server over a data folder, in a thread of this process; gives its address."""
    app = create_app(Settings(data=folder))
    listener = socket.create_server(("127.0.0.1", port))
    made = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=made.run, args=([listener],), name="server", daemon=True)
    thread.start()
    try:
        while not made.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.05)
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        _until_built(base)
        yield base
    finally:
        made.should_exit = True
        thread.join(30)
        listener.close()


def _until_built(base: str) -> None:
    """Waits for the chat, which takes seconds to import; meanwhile its page says so with 503."""
    for _ in range(5):
        try:
            with urlopen(base, timeout=60):
                return
        except HTTPError:
            time.sleep(1)
    raise AssertionError("the chat was not built")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the run are kept."""
    named = os.environ.get("STYRSVAR_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def visit(
    browser: Browser, server: str, pictures: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors: `visit()`, `visit(color_scheme="dark")`, `visit(viewport=PHONE)`."""
    contexts = []
    visitors = []

    def made(base: str = server, **options: object) -> Visitor:
        settings = {"locale": "sv-SE", "viewport": DESKTOP, "accept_downloads": True, **options}
        context = browser.new_context(**settings)
        contexts.append(context)
        context.set_default_timeout(LONGEST)
        page = context.new_page()
        name = re.sub(r"\W+", "-", request.node.name.removeprefix("test_")).strip("-")
        visitor = Visitor(page, base, pictures, name)
        page.on("console", lambda said: visitor.faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: visitor.faults.append(str(error)))
        visitors.append(visitor)
        return visitor

    yield made
    for context in contexts:
        context.close()
    assert not [fault for visitor in visitors for fault in visitor.faults if not LEFT.search(fault)]
