"""The command line: what it prints and how it ends."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import app.assistant
import app.engine
import ingest.pipeline
from app.cli import app as program
from tests.app.fakes import FakeIndex, ScriptedAssistant, fake_read


@pytest.fixture(autouse=True)
def _faked(index: FakeIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.engine, "open_index", lambda settings: index)
    monkeypatch.setattr(app.assistant, "Assistant", ScriptedAssistant)
    monkeypatch.setattr(ingest.pipeline, "read", fake_read)
    monkeypatch.setenv("STYRSVAR_WORKERS", "1")  # a replaced reader does not reach other processes


def run(*args: str) -> Result:
    return CliRunner().invoke(program, list(args))


# arguments, exit code, words printed
RUNS: list[tuple[Sequence[str], int, str]] = [
    ([], 0, "Användning: "),
    (["--help"], 0, "Kommandon:"),
    (["ingest", "--help"], 0, "Slutkod 0 när allt lästes"),
    (["ingest"], 2, "Argumentet SÖKVÄG saknas."),
    (["ingest", "--fel", "x"], 2, "Flaggan --fel finns inte."),
    (["ingest", "finns-inte"], 1, "finns-inte finns inte."),
    (["ingest", "tom"], 1, "Mappen tom innehåller inga dokument."),
    (["okänt"], 2, "Kommandot okänt finns inte."),
    (["remove", "finns-inte"], 1, "Dokumentet ”finns-inte” finns inte."),
    (["remove", "arsrapport-norr"], 0, "arsrapport-norr är borttaget."),
    (["ask", "placerade barn"], 0, "[1] Arsrapport norr, 1 Placerade barn, s. 1"),
    (["ask", "xyzzy"], 4, "Det framgår inte"),
    (["ask", "  "], 1, "Frågan är tom."),
    (["ask", "krascha"], 1, "Språkmodellen svarar inte."),
    (["ask", "a", "b"], 2, "för många argument: b"),
    (["register"], 0, "4 uppdrag."),
    (["register", "--status", "klar"], 1, "Välj bland: Ej påbörjad"),
    (["register", "--board", "väster"], 0, "Ingen nämnd heter väster. Kända: Socialnämnden Norr."),
    (["register", "--format", "csv", "--text", "husdjur"], 0, "norr-4,Utreda husdjur."),
    (["register", "--format", "pdf"], 2, "Flaggan --format har ett värde som inte går att använda, ”pdf”."),
    (["register", "--year", "x"], 2, "Flaggan --year har ett värde"),
    (["documents"], 0, "plan öster 2025"),
    (["serve", "--port", "99999"], 2, "Flaggan --port"),
    (["doctor"], 0, "STYRSVAR_DATA"),
]


@pytest.mark.parametrize(("args", "code", "words"), RUNS)
def test_each_command_says_what_it_did(args: list[str], code: int, words: str, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    found = run(*args)
    assert (found.exit_code, words in found.output) == (code, True), found.output
    assert "Traceback" not in found.output


def test_ingest_reads_and_then_skips(index: FakeIndex, corpus: Path) -> None:
    index.kept.clear()
    first = json.loads(run("ingest", str(corpus), "--json").stdout)
    assert (first["read"], first["unchanged"], first["failed"]) == (2, 0, 0)
    again = json.loads(run("ingest", str(corpus), "--json").stdout)
    assert (again["read"], again["unchanged"], again["failed"]) == (0, 2, 0)


def test_ingest_with_a_bad_file_ends_with_3(corpus: Path) -> None:
    (corpus / "trasig.txt").write_text("x", encoding="utf-8")
    found = run("ingest", str(corpus))
    assert found.exit_code == 3
    assert "0 lästa, 2 oförändrade, 1 misslyckade." in found.stdout


def test_json_is_json(index: FakeIndex) -> None:
    assert json.loads(run("ask", "placerade barn", "--json").stdout)["answered"] is True
    assert json.loads(run("register", "--format", "json").stdout)["total"] == 4
    assert json.loads(run("documents", "--json").stdout)["total"] == 2
    assert run("register", "--format", "xlsx").stdout_bytes.startswith(b"PK")


def test_a_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STYRSVAR_PORT", "abc")
    found = run("documents")
    assert found.exit_code == 1
    assert "STYRSVAR_PORT har värdet ”abc”" in found.output


def test_doctor_hides_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STYRSVAR_QDRANT_API_KEY", "hemligheten")
    monkeypatch.setenv("STYRSVAR_DATABASE_URL", "postgresql://user:hemligheten@db/x")
    found = run("doctor")
    assert "hemligheten" not in found.output
    assert "•••• (satt)" in found.output


def test_an_unexpected_error_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*rest: object) -> None:
        raise ZeroDivisionError("division")

    monkeypatch.setattr(app.engine, "open_index", broken)
    found = run("documents")
    assert found.exit_code == 1
    assert "Oväntat fel (ZeroDivisionError: division)" in found.output
    assert "Traceback" not in found.output


def test_a_taken_port_is_a_sentence() -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        found = run("serve", "--port", str(other.getsockname()[1]))
    assert found.exit_code == 1
    assert "Välj en annan port" in found.output
