"""A full disk, a damaged or lost catalogue, a damaged or lost vector store: a sentence, and nothing lost."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import edge
from index.index import Index
from index.model import Search
from ingest.errors import StyrsvarError
from tests.index.conftest import Make

Original = Callable[[str], Path]
Open = Callable[..., Index]
TEXTS = {"plan": "Nämnden utreder hemlöshet.", "rapport": "Parkeringen byggs ut i Öster."}


@pytest.fixture
def folder(tmp_path: Path, opened: Open, make: Make, original: Original) -> Path:
    """An index of two documents, one of them in its second version, closed."""
    with opened() as index:
        index.add(make("plan", "Ett äldre förslag."), original("gammal"))
        for name, text in TEXTS.items():
            index.add(make(name, text, orders=(text,)), original(name))
    return tmp_path / "data"


@pytest.fixture
def opened(tmp_path: Path, tiny: Path) -> Open:
    def open_it(**given: object) -> Index:
        return Index.open(tmp_path / "data", embedding_model=str(tiny), **given)  # type: ignore[arg-type]

    return open_it


def _is_whole(index: Index) -> bool:
    found = {name: index.search(Search(text, limit=1))[0] for name, text in TEXTS.items()}
    texts = {name: hit.text for name, hit in found.items()}
    registered = {entry.document for entry in index.assignments()}
    return texts == TEXTS and {entry.name for entry in index.documents()} == registered == set(TEXTS)


def _scratch(path: Path) -> None:
    path.write_bytes(os.urandom(4096) + path.read_bytes()[4096:])


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


@pytest.mark.parametrize("harm", [_scratch, _cut])
def test_a_damaged_catalogue(harm: Callable[[Path], None], folder: Path, opened: Open) -> None:
    catalogue = folder / "catalogue.sqlite"
    harm(catalogue)
    with pytest.raises(StyrsvarError, match=r"Katalogen .*catalogue.sqlite är skadad.*Flytta undan filen.*--rebuild"):
        opened()
    catalogue.rename(folder / "skadad.sqlite")
    with pytest.raises(StyrsvarError, match=r"ligger 2 handlingar som den inte känner.*styrsvar ingest --rebuild"):
        opened()
    with opened(rebuild=True) as index:
        assert _is_whole(index)
    with opened() as index:
        assert _is_whole(index)
        assert len([*(folder / "documents" / "plan").iterdir()]) == 2  # the older version still opens


def test_a_lost_catalogue_whose_recovery_was_cut_short(
    folder: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "catalogue.sqlite").unlink()
    published: list[object] = []

    def once(self: object, *given: object) -> None:
        published.append(given)
        if len(published) == 2:
            raise KeyboardInterrupt
        real(self, *given)

    from index.catalogue import Catalogue

    real = Catalogue.publish
    with monkeypatch.context() as patched:
        patched.setattr(Catalogue, "publish", once)
        with pytest.raises(KeyboardInterrupt):
            opened(rebuild=True)
    with pytest.raises(StyrsvarError, match=r"avbruten ombyggnad.*styrsvar ingest --rebuild"):
        opened()
    with opened(rebuild=True) as index:
        assert _is_whole(index)


@pytest.mark.parametrize("harm", [_scratch, _cut])
def test_a_damaged_vector_store(harm: Callable[[Path], None], folder: Path, opened: Open) -> None:
    harm(folder / "index" / "shard" / "edge_config.json")
    for _ in range(2):  # the lock is let go of
        with pytest.raises(StyrsvarError, match=r"Sökindexet i .* är skadat.*ligger kvar.*styrsvar ingest --rebuild"):
            opened()
    with opened(rebuild=True) as index:
        assert _is_whole(index)


def test_a_panic_of_the_engine_is_a_sentence(folder: Path, opened: Open) -> None:
    [status] = folder.glob("index/shard/segments/*/payload_index/*year-null/is_null/status.dat")
    os.truncate(status, 5)
    with pytest.raises(StyrsvarError, match="är skadat"):
        opened()


def test_a_lost_vector_store(folder: Path, opened: Open) -> None:
    shutil.rmtree(folder / "index")
    with pytest.raises(StyrsvarError, match=r"Sökindexet saknar delar av plan, rapport\..*styrsvar ingest --rebuild"):
        opened()
    with opened(rebuild=True) as index:
        assert _is_whole(index)


def test_a_vector_store_from_another_day(folder: Path, opened: Open, make: Make, original: Original) -> None:
    """As after a backup of one part alone was put back."""
    shutil.copytree(folder / "index", folder / "gårdagens")
    with opened() as index:
        index.add(make("plan", "Nämnden utreder frågan.", "Ny sida om budget."), original("ny"))
    shutil.rmtree(folder / "index")
    (folder / "gårdagens").rename(folder / "index")
    with pytest.raises(StyrsvarError, match=r"Sökindexet saknar delar av plan\. Handlingarna ligger kvar"):
        opened()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 60 megabytes."""
    place = tmp_path / "data"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"mount is not permitted here: {made.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk(
    small_disk: Path, opened: Open, make: Make, original: Original, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The margin is what is asked for first; then a disk with no byte left, as when another program took the rest."""
    monkeypatch.setattr(edge, "SPARE", 1_000_000)
    with opened() as index:
        for name, text in TEXTS.items():
            index.add(make(name, text, orders=(text,)), original(name))
        new = make("plan", "Nämnden utreder frågan.", "Ny sida om budget.")
        for left, said in ((500_000, "Det är för ont om plats på disken"), (0, "disken är full")):
            _fill(small_disk / "fyllnad", left)
            with pytest.raises(StyrsvarError, match=f"{said}.*[Ii]nget har gått förlorat.*STYRSVAR_DATA"):
                index.add(new, original("ny"))
            assert _is_whole(index)
            (small_disk / "fyllnad").unlink()
        index.add(new, original("ny"))
        assert index.search(Search("ny sida"))[0].text == "Ny sida om budget."
        assert index.count() == 3


def _fill(path: Path, left: int) -> None:
    with path.open("wb") as file:
        while (free := shutil.disk_usage(path).free) > left:
            try:
                file.write(b"\0" * min(free - left, 1 << 20))
                file.flush()
            except OSError:
                break
