"""The command line while a server holds the embedded index, and a folder that is followed."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from typer.testing import CliRunner, Result

from app.api.run import listen
from app.api.server import create_app
from app.cli import app as program
from app.loading import Result as Became
from app.loading import Step
from app.settings import Settings, read_settings
from app.target import NOTE, address, announced, target
from app.watching import Watched, watch
from index.index import Index
from index.model import Search

TEXT = """Genomförandeplan 2025
Socialnämnden Norr

1 Uppdrag från kommunfullmäktige

• Socialnämnden får i uppdrag att utreda {what} i samverkan med polisen under året.

2 Övrigt

Arbetet redovisas i årsrapporten.
"""


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in (("DATA", tmp_path / "data"), ("EMBEDDING_MODEL", tiny), ("WORKERS", 1)):
        monkeypatch.setenv(f"STYRSVAR_{name}", str(value))


@pytest.fixture
def settings() -> Settings:
    return read_settings()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "delad"
    folder.mkdir()
    for name in ("budget-norr", "budget-syd"):
        (folder / f"{name}.txt").write_text(TEXT.format(what=name), "utf-8")
    return folder


@contextmanager
def serving(settings: Settings, index: Index | None) -> Iterator[str]:
    """The real server over an index, on a port of its own, noted in the data folder as `styrsvar serve` does."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(create_app(settings, index, chat=False), log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        with announced(settings.data, url):
            yield url
    finally:
        server.should_exit = True
        thread.join()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def test_the_server_does_what_the_command_line_is_asked(settings: Settings, corpus: Path, tiny: Path) -> None:
    index = Index.open(settings.data, embedding_model=str(tiny))  # the server closes it
    with serving(settings, index):
        made = run("ingest", str(corpus), "--json")
        assert made.exit_code == 0, made.output
        first = json.loads(made.stdout)
        assert (first["read"], first["unchanged"], first["failed"]) == (2, 0, 0)
        assert [entry.name for entry in index.documents()] == ["budget-norr", "budget-syd"]
        assert len(index.assignments()) == 2
        (corpus / "budget-syd.txt").write_text(TEXT.format(what="något nytt"), "utf-8")
        (corpus / "trasig.pdf").write_bytes(b"%PDF-1.4 trasig")
        (corpus / "tom.txt").write_text("", "utf-8")
        again = run("ingest", str(corpus), "--json")
        assert again.exit_code == 3
        became = {one["document"]: (one["result"], bool(one["message"])) for one in json.loads(again.stdout)["files"]}
        assert became == {
            "budget-norr": ("oförändrad", False), "budget-syd": ("läst", False),
            "tom": ("misslyckad", True), "trasig": ("misslyckad", True),
        }  # fmt: skip
        assert index.search(Search("något nytt"))[0].document == "budget-syd"
        assert run("remove", "budget-norr").stdout == "budget-norr är borttaget.\n"
        missing = run("remove", "budget-norr")
        assert (missing.exit_code, "finns inte" in missing.output) == (1, True)
        assert [entry.name for entry in index.documents()] == ["budget-syd"]


def test_progress_is_told(settings: Settings, corpus: Path, tiny: Path) -> None:
    steps: list[Step] = []
    index = Index.open(settings.data, embedding_model=str(tiny))
    with serving(settings, index), target(settings) as into:
        into.load(sorted(corpus.iterdir()), steps.append)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert (steps[-1].done, steps[-1].total) == (2, 2)


def test_a_server_that_starts_is_waited_for(settings: Settings, corpus: Path, tiny: Path) -> None:
    held = Index.open(settings.data, embedding_model=str(tiny))
    with serving(settings, None):
        threading.Timer(1.5, held.close).start()
        done = run("ingest", str(corpus))
        assert done.exit_code == 0, done.output
    assert _names(settings) == ["budget-norr", "budget-syd"]


def test_who_connects_before_the_server_runs_waits() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname(), timeout=5):
        pass


def test_another_program_that_holds_the_index_is_named(settings: Settings, corpus: Path, tiny: Path) -> None:
    """No server's address, or that of one that is gone: nothing to hand the work to."""
    gone = json.dumps({"url": "http://127.0.0.1:1", "process": 2**22 + 1})
    with Index.open(settings.data, embedding_model=str(tiny)):
        for note in (None, gone, "nonsens"):
            if note:
                (settings.data / NOTE).write_text(note, "utf-8")
            found = run("ingest", str(corpus))
            assert (found.exit_code, "används redan av ett annat program" in found.output) == (1, True)


def test_a_server_that_stops_answering_is_a_sentence(settings: Settings, corpus: Path, tiny: Path) -> None:
    with Index.open(settings.data, embedding_model=str(tiny)), announced(settings.data, "http://127.0.0.1:1"):
        found = run("ingest", str(corpus))
        assert found.exit_code == 1
        assert "Servern http://127.0.0.1:1, som har indexet öppet, svarar inte" in found.output
    assert address(settings.data) is None


def test_rebuild_says_what_it_did(settings: Settings, corpus: Path) -> None:
    assert run("ingest", str(corpus)).exit_code == 0
    before = run("register", "--format", "json").stdout
    (settings.data / "catalogue.sqlite").unlink()
    refused = run("documents")
    assert (refused.exit_code, "styrsvar ingest --rebuild" in refused.output) == (1, True)
    done = run("ingest", "--rebuild")
    assert (done.exit_code, done.stdout) == (0, "Indexet är ombyggt ur de sparade handlingarna.\n")
    assert run("register", "--format", "json").stdout == before


def _names(settings: Settings) -> list[str]:
    return [row["document"] for row in json.loads(run("documents", "--json").stdout)["items"]]


@pytest.fixture
def compared(settings: Settings, corpus: Path) -> Callable[[], tuple[dict[str, Became], list[str], str]]:
    """Compares the folder once: what became of which file, what was removed, and what is in the way."""
    watched = Watched(corpus, settings.data)

    def compare() -> tuple[dict[str, Became], list[str], str]:
        found = watched.compare(lambda: target(settings), lambda step: None)
        if found is None:
            return {}, [], ""
        return {one.path.name: one.result for one in found.outcomes}, found.removed, found.trouble

    return compare


def test_a_followed_folder(
    settings: Settings, corpus: Path, compared: Callable[[], tuple[dict[str, Became], list[str], str]], tmp_path: Path
) -> None:
    uploaded = tmp_path / "uppladdad.txt"
    uploaded.write_text(TEXT.format(what="annat"), "utf-8")
    run("ingest", str(uploaded))
    read = Became.READ
    assert compared() == ({"budget-norr.txt": read, "budget-syd.txt": read}, [], "")
    assert compared() == ({}, [], "")
    # new, changed
    (corpus / "plan.txt").write_text(TEXT.format(what="planer"), "utf-8")
    (corpus / "budget-syd.txt").write_text(TEXT.format(what="något nytt"), "utf-8")
    assert compared() == ({"plan.txt": read, "budget-syd.txt": read}, [], "") or compared() == ({}, [], "")
    # renamed
    (corpus / "plan.txt").rename(corpus / "plan-2025.txt")
    assert compared() == ({"plan-2025.txt": read}, ["plan"], "")
    # removed, also by one who follows from now on: what came from the folder is remembered
    (corpus / "plan-2025.txt").unlink()
    anew = Watched(corpus, settings.data).compare(lambda: target(settings), lambda step: None)
    assert anew is not None
    assert anew.removed == ["plan-2025"]
    # a file that cannot be read takes nothing away
    (corpus / "trasig.pdf").write_bytes(b"%PDF-1.4 trasig")
    assert compared()[0]["trasig.pdf"] is Became.FAILED
    assert _names(settings) == ["budget-norr", "budget-syd", "uppladdad"]
    # a share that is not mounted: said once, nothing removed
    corpus.rename(tmp_path / "undan")
    assert "tom eller borta" in compared()[2]
    assert compared() == ({}, [], "")
    assert len(_names(settings)) == 3
    (tmp_path / "undan").rename(corpus)
    assert compared() == ({}, [], "")


def test_a_taken_index_is_waited_for(
    settings: Settings, corpus: Path, tiny: Path, compared: Callable[[], tuple[dict[str, Became], list[str], str]]
) -> None:
    with Index.open(settings.data, embedding_model=str(tiny)):
        assert "används redan av ett annat program" in compared()[2]
        assert compared() == ({}, [], "")
    assert len(compared()[0]) == 2


def test_the_watch_command_follows_until_stopped(settings: Settings, corpus: Path, tiny: Path) -> None:
    """The files' own events reach the index while a server answers."""
    stop, followed = threading.Event(), Watched(corpus, settings.data)

    def follow() -> None:
        for _ in watch(corpus, stop):
            followed.compare(lambda: target(settings), lambda step: None)

    index = Index.open(settings.data, embedding_model=str(tiny))  # the server closes it
    with serving(settings, index):
        thread = threading.Thread(target=follow)
        thread.start()
        _wait(lambda: len(index.documents()) == 2)
        (corpus / "under").mkdir()
        (corpus / "under" / "plan.txt").write_text(TEXT.format(what="planer"), "utf-8")
        (corpus / "budget-norr.txt").unlink()
        _wait(lambda: {entry.name for entry in index.documents()} == {"budget-syd", "plan"})
        stop.set()
        thread.join()


def _wait(until: Callable[[], bool]) -> None:
    for _ in range(1200):
        if until():
            return
        time.sleep(0.05)
    raise TimeoutError


def test_what_cannot_be_followed(corpus: Path) -> None:
    for arguments in ([str(corpus), str(corpus)], [str(corpus / "budget-syd.txt")], ["finns-inte"]):
        found = run("ingest", *arguments, "--watch")
        assert (found.exit_code, "Flaggan --watch följer en mapp" in found.output) == (1, True)


def test_a_data_folder_that_cannot_be_written_is_said(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fil").write_text("ingen mapp")
    monkeypatch.setenv("STYRSVAR_DATA", str(tmp_path / "fil" / "data"))
    found = run("ingest", str(corpus))
    assert (found.exit_code, "Det går inte att skriva i" in found.output) == (1, True)


def test_a_server_waits_for_a_command_that_holds_the_folder(settings: Settings, tiny: Path) -> None:
    from app.engine import Engine

    held, engine = Index.open(settings.data, embedding_model=str(tiny)), Engine(settings)
    engine.start()
    assert not engine.wait(1)
    assert engine.error == ""
    held.close()
    assert engine.wait(30)
    engine.close()
