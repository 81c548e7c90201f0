"""The chat's HTML: nothing from a document or a reader is markup, nothing comes from another machine."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from app.api.server import create_app
from app.chat import markup, tables
from app.chat.ask_session import Session
from app.settings import Settings
from index.model import Filters
from tests.app.fakes import FakeIndex, ScriptedAssistant
from tests.app.made import HERE, made_assignment

EVIL = (
    '<img src=x onerror="alert(1)"> [klicka](javascript:alert(1)) ![x](https://ond.example/x.png) <https://ond.example>'
)
READER = markup.Reader(frozenset({"arsrapport-norr"}))


@pytest.fixture
def chat(settings: Settings, index: FakeIndex, assistant: ScriptedAssistant) -> Iterator[TestClient]:
    with TestClient(create_app(settings, index, assistant), base_url=HERE) as client:
        for _ in range(5):  # a busy machine takes long to import Gradio; its page says so with 503
            if client.get("/").status_code != 503:
                break
        yield client


def test_prose_is_text_with_references() -> None:
    made = markup.prose(f"**Fet** text [1]. {EVIL}", 3)
    assert "<strong>Fet</strong>" in made
    assert 'href="#kalla-3-1"' in made
    assert "<img" not in made
    assert made.count("<a ") == 1


def test_sources_escape_everything(assistant: ScriptedAssistant) -> None:
    answer = assistant.ask("placerade barn")
    evil = replace(
        answer.citations[0], title=EVIL, section=EVIL, quote=EVIL, attachment=EVIL, page_label='"><b>', scanned=True
    )
    made = markup.sources(replace(answer, citations=(evil,)), 1, READER)
    assert 'onerror="' not in made
    assert "<b>" not in made
    assert made.count("<img ") == 1  # the page's picture
    assert "inskannad text" in made
    assert "tryckt sidnummer" in made


def test_many_sources_fold_away(assistant: ScriptedAssistant) -> None:
    answer = assistant.ask("placerade barn")
    many = tuple(replace(answer.citations[0], number=number) for number in range(1, 11))
    assert "Visa 6 källor till" in markup.sources(replace(answer, citations=many), 1, READER)


def test_a_source_without_pages_has_no_picture(assistant: ScriptedAssistant) -> None:
    answer = assistant.ask("bostad först")
    assert "<img" not in markup.sources(answer, 1, READER)


def test_an_unanswered_question_shows_the_nearest_places(assistant: ScriptedAssistant) -> None:
    answer = replace(assistant.ask("placerade barn"), answered=False)
    assert "Närmaste ställen" in markup.sources(answer, 1, READER)
    assert "unanswered" in markup.answer_html("x", answer.answer, answer, 1, done=True)


def test_an_answer_in_english_is_marked_as_english(assistant: ScriptedAssistant) -> None:
    answer = assistant.ask("placerade barn")
    assert answer.plan
    english = replace(answer, plan=replace(answer.plan, language="en"))
    assert '<div lang="en"><p>' in markup.answer_html("x", answer.answer, english, 1, done=True)
    assert "lang=" not in markup.answer_html("x", answer.answer, answer, 1, done=True)


def test_what_narrowed_the_search_is_shown(assistant: ScriptedAssistant) -> None:
    answer = assistant.ask("placerade barn", filters=Filters(boards=("Nämnden <b>",), years=(2024,)))
    empty = assistant.ask("placerade barn")
    assert answer.plan
    made = markup.understood("placerade barn", answer, keepable=False)
    assert "<li>Nämnd: Nämnden &lt;b&gt;</li><li>År: 2024</li>" in made
    assert "chips" not in markup.understood("placerade barn", empty, keepable=True)


def test_tables_escape_everything(index: FakeIndex) -> None:
    entry = made_assignment(9, EVIL, comment=EVIL, board=EVIL, issuer=EVIL, title=EVIL, status_text=EVIL)
    assert "<img" not in tables.assignments_table([entry], 1, 0)
    documents = [replace(one, title=EVIL, type=EVIL, warnings=(EVIL,), parts=(EVIL,)) for one in index.documents()]
    assert "<img" not in tables.documents_table(documents)


def test_the_page_is_swedish_and_fetches_nothing_elsewhere(chat: TestClient) -> None:
    response = chat.get("/")
    assert response.status_code == 200
    assert 'lang="sv"' in response.text
    addresses = set(re.findall(r"https?://[^\"'\s<\\]+", response.text))
    assert all(address.startswith("http://localhost") for address in addresses), addresses
    scripts = re.findall(r"<script[^>]*>", response.text)
    nonce = re.search(r"'nonce-([^']+)'", response.headers["content-security-policy"])
    assert nonce
    assert all(f'nonce="{nonce.group(1)}"' in script for script in scripts)


@pytest.mark.parametrize("path", ["/theme.css", "/styrsvar.css", "/styrsvar.js"])
def test_styles_and_scripts_name_no_other_machine(chat: TestClient, path: str) -> None:
    response = chat.get(path)
    assert response.status_code == 200
    assert not re.search(r"@import|https?://(?!www\.w3\.org/)", response.text)  # SVG's namespace is a name


def test_the_api_stands_before_the_chat(chat: TestClient) -> None:
    assert chat.get("/api/finns-inte").headers["content-type"] == "application/problem+json"
    assert chat.get("/health/ready").json()["status"] == "ready"


def test_a_further_turn_comes_after_those_shown() -> None:
    session = Session()
    for shown, earlier in (("first", []), ("", ["first"]), ("third", ["first"])):  # nothing was shown for the second
        session.begin()
        assert session.earlier == earlier
        session.last = shown
    session.begin()
    assert (session.earlier, session.last, session.turn) == (["first", "third"], "", 4)
