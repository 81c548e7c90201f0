from collections.abc import Callable
from pathlib import Path

import pytest

from index.versions import Versions, version_of
from ingest.errors import StyrsvarError
from tests.index.conftest import Make

Original = Callable[[str], Path]


def test_what_is_written_is_read(make: Make, original: Original, tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    document = make("plan", "Nämnden ska utreda.", orders=("utreda",), abbreviations=(("SF", "förvaltning"),))
    versions.write(document, original("innehåll"), "abc")
    assert versions.read("plan", "abc") == document
    assert versions.original("plan", "abc").read_text() == "innehåll"
    assert versions.original("plan", "abc").suffix == ".txt"
    assert versions.words("plan", "abc") == {"nämnden": 1, "ska": 1, "utreda": 1}
    assert versions.on_disk() == {("plan", "abc")}
    versions.remove("plan", "abc")
    assert versions.on_disk() == set()


def test_the_version_follows_the_bytes(original: Original) -> None:
    first = version_of(original("a"))
    assert len(first) == 12
    assert version_of(original("a")) == first != version_of(original("b"))


def test_half_written_folders_are_swept(tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    (tmp_path / "documents" / "plan" / ".half").mkdir(parents=True)
    assert versions.on_disk() == set()
    versions.sweep()
    assert not (tmp_path / "documents" / "plan" / ".half").exists()


@pytest.mark.parametrize("name", ["../utanför", "a/b", "..", ".gömd", "", "a\\b", "a\0b", "å" * 150])
def test_names_cannot_lead_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(StyrsvarError, match="kan inte vara namn"):
        Versions(tmp_path).path(name, "abc")
    with pytest.raises(StyrsvarError, match="kan inte vara namn"):
        Versions(tmp_path).path("plan", name)


def test_missing_and_damaged_files_are_named(make: Make, original: Original, tmp_path: Path) -> None:
    versions = Versions(tmp_path)
    with pytest.raises(StyrsvarError, match="finns inte i version abc"):
        versions.read("plan", "abc")
    with pytest.raises(StyrsvarError, match="Originalfilen"):
        versions.original("plan", "abc")
    versions.write(make("plan", "Text."), original("a"), "abc")
    (tmp_path / "documents" / "plan" / "abc" / "document.json.gz").write_bytes(b"x")
    with pytest.raises(StyrsvarError, match="skadad"):
        versions.read("plan", "abc")
