"""Files into the index."""

from pathlib import Path

import pytest

from app.errors import NotFoundError
from app.files import find, safe_name
from app.loading import Result, Step, load
from ingest.model import Document
from tests.app.fakes import FakeIndex, fake_read
from tests.app.made import made_document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "in"
    (inside / "under").mkdir(parents=True)
    for name in ("a.txt", "b.TXT", "under/c.txt", "under/trasig.txt", ".dold.txt", "~$lås.docx", "bild.png"):
        (inside / name).write_text(f"Text i {name}", encoding="utf-8")
    return inside


def test_documents_are_found_in_folders(folder: Path) -> None:
    assert [file.name for file in find([folder, folder / "a.txt"])] == ["a.txt", "b.TXT", "c.txt", "trasig.txt"]


@pytest.mark.parametrize("name", ["tom", "finns-inte"])
def test_nothing_to_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "tom").mkdir()
    with pytest.raises(NotFoundError, match=name):
        find([tmp_path / name])


def test_one_bad_file_does_not_stop_the_rest(folder: Path) -> None:
    index = FakeIndex()
    outcomes = load(index, find([folder]), read=fake_read)
    assert [(one.path.name, one.result) for one in outcomes] == [
        ("a.txt", Result.READ), ("b.TXT", Result.READ), ("c.txt", Result.READ), ("trasig.txt", Result.FAILED),
    ]  # fmt: skip
    assert "Spara om den" in outcomes[-1].message
    assert sorted(index.kept) == ["a", "b", "c"]


def test_unchanged_files_are_left_alone(folder: Path) -> None:
    index, files = FakeIndex(), [folder / "a.txt", folder / "b.TXT"]
    load(index, files, read=fake_read)
    (folder / "a.txt").write_text("Ändrad", encoding="utf-8")
    outcomes = load(index, files, read=fake_read)
    assert [one.result for one in outcomes] == [Result.READ, Result.UNCHANGED]
    assert index.document("a").text == "Ändrad"


def _unreadable(path: Path) -> Document:
    raise ValueError("oväntat")


def test_an_unexpected_error_is_one_files_own(folder: Path) -> None:
    outcomes = load(FakeIndex(), [folder / "a.txt"], read=_unreadable)
    assert outcomes[0].message.startswith("Oväntat fel vid läsning (ValueError)")


def test_what_the_index_refuses_is_said(folder: Path) -> None:
    (folder / "a.txt").write_text("VÄGRA", encoding="utf-8")
    outcomes = load(FakeIndex(), [folder / "a.txt", folder / "b.TXT"], read=fake_read)
    assert [one.result for one in outcomes] == [Result.FAILED, Result.READ]
    assert "upptaget" in outcomes[0].message


def test_two_files_of_one_name_and_a_strange_type(folder: Path) -> None:
    (folder / "under/a.txt").write_text("Samma namn", encoding="utf-8")
    outcomes = load(FakeIndex(), [folder / "a.txt", folder / "under/a.txt", folder / "bild.png"], read=fake_read)
    assert [one.result for one in outcomes] == [Result.READ, Result.FAILED, Result.FAILED]
    assert "samma namn" in outcomes[1].message
    assert ".png" in outcomes[2].message


def test_progress_rises_to_the_end(folder: Path) -> None:
    steps: list[Step] = []
    load(FakeIndex(), find([folder]), steps.append, read=fake_read)
    done = [step.done for step in steps]
    assert done == sorted(done)
    assert done[-1] == steps[-1].total == 4


def test_a_file_that_kills_its_process_fails_alone(folder: Path) -> None:
    files = [folder / "a.txt", folder / "b.TXT", folder / "under/c.txt"]
    (folder / "b.TXT").write_text("DÖDA", encoding="utf-8")
    outcomes = load(FakeIndex(), files, read=deadly_read, workers=2)
    assert [one.result for one in outcomes] == [Result.READ, Result.FAILED, Result.READ]
    assert "krascha" in outcomes[1].message


def deadly_read(path: Path) -> Document:
    """Ends the process for a file that says so."""
    import os

    text = path.read_text(encoding="utf-8")
    if text == "DÖDA":
        os._exit(1)
    return made_document(path.stem, [text])


# name as sent, name kept
NAMES = [
    ("Budget 2025.pdf", "Budget 2025.pdf"),
    ("/etc/passwd.txt", "passwd.txt"),
    ("..\\..\\plan.docx", "plan.docx"),
    ("  .plan\x00.PDF ", "plan.PDF"),
    ("årsrapport#1?.pdf", "årsrapport1.pdf"),
]


@pytest.mark.parametrize(("sent", "kept"), NAMES)
def test_a_sent_name_is_only_a_name(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept
