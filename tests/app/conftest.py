"""A server over made documents. To run these tests on the real index and assistant, change `index` and `assistant`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api.server import create_app
from app.loading import load
from app.settings import Settings
from ingest.model import Status
from tests.app.fakes import FakeIndex, ScriptedAssistant, fake_read
from tests.app.made import HERE, made_assignment, made_pdf

REPORT = (
    "Placerade barn\nAntalet placerade barn var 512 under 2024.\nKostnaden ökade.",
    "Uppdrag\nNämnden får i uppdrag att utreda husdjur på boenden.",
    "Personal\nSjukfrånvaron var <script>alert(1)</script> 7,2 procent.",
)
PLAN = ("Bostad först\nStadens processledare samordnar Bostad först i Öster.",)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the developer's settings or writes into the developer's data."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STYRSVAR_DATA", str(tmp_path / "data"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", max_upload_mb=1)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of one PDF of three pages and one text."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "arsrapport-norr.pdf").write_bytes(made_pdf(REPORT))
    (folder / "arsrapport-norr.source").write_text("\f".join(REPORT), encoding="utf-8")
    (folder / "plan öster 2025.txt").write_text("\f".join(PLAN), encoding="utf-8")
    return folder


@pytest.fixture
def index(corpus: Path) -> FakeIndex:
    rows = [
        made_assignment(1, "Nämnden får i uppdrag att utreda husdjur på boenden.", group="husdjur"),
        made_assignment(2, "Ta fram en plan för tidiga insatser.", status=Status.ONGOING, year=2023),
        made_assignment(3, "=1+1 är ingen formel.", status=Status.DONE, board="Socialnämnden Öster"),
        made_assignment(
            4, "Utreda husdjur.", document="plan öster 2025", title="Plan", group="husdjur", board=None, year=None
        ),
    ]
    made = FakeIndex(rows)
    load(made, sorted(file for file in corpus.iterdir() if file.suffix != ".source"), read=fake_read)
    return made


@pytest.fixture
def assistant(index: FakeIndex) -> ScriptedAssistant:
    return ScriptedAssistant(index)


@pytest.fixture
def server(settings: Settings, index: FakeIndex, assistant: ScriptedAssistant) -> FastAPI:
    return create_app(settings, index, assistant, read=fake_read, chat=False)


@pytest.fixture
def client(server: FastAPI) -> Iterator[TestClient]:
    """Raises nothing: a failure in the server is a 500 here too, as a caller would see it."""
    with TestClient(server, raise_server_exceptions=False, base_url=HERE) as made:
        yield made
