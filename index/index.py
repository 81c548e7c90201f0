"""The index: documents in, passages and complete lists out."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from index.catalogue import Catalogue, State
from index.dialogue import Dialogue
from index.embed import BUNDLED, Embedder
from index.model import AssignmentEntry, AssignmentFilter, DocumentEntry, Passage, Search, UnitKind
from index.publish import Progress, Publisher
from index.ranking import Found, ranked
from index.sparse import WORD, fold_letters, query_vector, stem
from index.store import CANDIDATES, Payload, Server, Store, Wanted
from index.versions import Versions, version_of
from ingest.errors import StyrsvarError
from ingest.model import Document, Span

FORMAT = "3"  # raised when units or their vectors change
OPEN_DOCUMENTS = 16  # read documents kept in memory, a few megabytes each
TRIES = 5  # of a search during which something was published


class Index:
    """Everything that is kept, opened: the catalogue, the vectors, the documents' folders. Safe for threads."""

    def __init__(self, folder: Path, catalogue: Catalogue, store: Store, embedder: Embedder) -> None:
        self.folder = folder
        self.dialogue = Dialogue(catalogue.engine)
        self._catalogue, self._store, self._embedder = catalogue, store, embedder
        self._versions = Versions(folder)
        self._publisher = Publisher(folder, catalogue, store, embedder, self._versions)
        self._state: State | None = None
        self._entries: list[DocumentEntry] = []
        self._abbreviations: dict[str, str] = {}
        self._documents: OrderedDict[tuple[str, str], Document] = OrderedDict()
        self._words: dict[tuple[str, str], dict[str, int]] = {}
        self._lock = Lock()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        embedding_model: str = BUNDLED,
        server: Server | None = None,
        database_url: str | None = None,
        rebuild: bool = False,
        progress: Progress | None = None,
    ) -> Self:
        """Opens, or makes, the index in a folder. `rebuild` computes all vectors anew from the documents as read.

        `server`: the Qdrant server that keeps the vectors; without one they lie in the folder.
        Raises FolderInUseError when another program holds the folder, and StyrsvarError when the index was made with
        another embedding model or an older version, when a part of it is damaged or lost, and when the database or the
        server is out of reach.
        """
        catalogue = Catalogue(folder, database_url)
        try:
            embedder = Embedder(embedding_model, folder / "models", progress)
            made_with = f"{FORMAT} {embedder.fingerprint()}"
            known = catalogue.meta("made_with")
            if known != made_with and not rebuild and catalogue.versions():
                raise StyrsvarError(_other_model(known, made_with))
            store = _store(folder, embedder.dimension, server, rebuild)
        except BaseException:
            catalogue.close()
            raise
        index = cls(folder, catalogue, store, embedder)
        try:
            index._publisher.start(made_with, rebuild=rebuild, progress=progress)
        except BaseException:
            index.close()
            raise
        return index

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of files and connections."""
        self._store.close()
        self._catalogue.close()

    # Writing

    def add(self, document: Document, original: Path, progress: Progress | None = None) -> str:
        """Embeds, stores and publishes a document in place of any earlier version; returns its version.

        Readers see the old version until one row in the catalogue is changed, and the new one from then on. A process
        killed before that leaves what the next `add` or `open` clears away.
        """
        version = self._publisher.add(document, original, progress)
        if progress:
            progress("Klart", 1.0)
        return version

    def remove(self, name: str) -> bool:
        """Takes a document away with all its versions; False when there is none of that name."""
        return self._publisher.remove(name)

    # Reading

    def documents(self) -> list[DocumentEntry]:
        """The published documents, by title."""
        self._current()
        return list(self._entries)

    def entry(self, name: str) -> DocumentEntry | None:
        """One published document's row."""
        return next((entry for entry in self.documents() if entry.name == name), None)

    def version_of(self, name: str) -> str | None:
        """The published version of a document."""
        return self._current().active.get(name)

    def is_current(self, name: str, original: Path) -> bool:
        """Whether a file is published as it is and as today's reader reads it, so that it need not be read again."""
        return (self.version_of(name) or "").split("-")[0] == version_of(original)

    def document(self, name: str, version: str | None = None) -> Document:
        """A document as it was read; the published version when none is named. Raises StyrsvarError when unknown."""
        key = (name, version or self._published(name))
        with self._lock:
            if key in self._documents:
                self._documents.move_to_end(key)
                return self._documents[key]
        document = self._versions.read(*key)
        with self._lock:
            self._documents[key] = document
            if len(self._documents) > OPEN_DOCUMENTS:
                self._documents.popitem(last=False)
        return document

    def original(self, name: str, version: str | None = None) -> Path:
        """The file as it came in. Raises StyrsvarError for an unknown one."""
        return self._versions.original(name, version or self._published(name))

    def search(self, search: Search) -> list[Passage]:
        """The units that fit best, best first; each unit once. Empty when the text has no words.

        `limit` different texts: what says the same as one of them in another place comes besides (`index/twins.py`).
        """
        if not search.text.strip():
            return []
        dense = self._embedder.query(search.text).tolist()
        state = self._current()
        sparse = query_vector(search.text, self._abbreviations)
        limit = max(CANDIDATES, search.limit)
        asked = [(search.kinds, 2 * limit), ((UnitKind.CHUNK,), limit)][: 1 + _has_both(search.kinds)]
        for _ in range(TRIES):
            wanted = [Wanted(dense, sparse, search.filters, kinds, state.hidden, most) for kinds, most in asked]
            units, *chunks = self._store.search(wanted)
            before, state = state, self._current()
            if before.generation == state.generation:
                break
        is_wanted = partial(_is_published, state=before)
        found = ranked(units, chunks[0] if chunks else None, search.limit, is_wanted)
        return [_passage(one, search.kinds) for one in found]

    def assignments(self, wanted: AssignmentFilter | None = None) -> list[AssignmentEntry]:
        """Every assignment that fits, in document order: complete, never from a ranking."""
        wanted = wanted or AssignmentFilter()
        text, heading = _stems(wanted.text), _stems(wanted.heading)
        return [
            entry
            for entry in self._catalogue.assignments(wanted)
            if _has_all(f"{entry.text} {entry.comment}", text)
            and any(_has_all(title, heading) for title in (*entry.trail, entry.part_title))
        ]

    def assignment(self, id: str) -> AssignmentEntry | None:  # noqa: A002
        """One assignment."""
        return self._catalogue.assignment(id)

    def embed_query(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of questions."""
        return [self._embedder.query(text).tolist() for text in texts]

    def abbreviations(self) -> dict[str, str]:
        """What the documents' abbreviations mean: {"sis": "Statens institutionsstyrelse"}."""
        self._current()
        return dict(self._abbreviations)

    def vocabulary(self) -> dict[str, int]:
        """The corpus's own words in lower case, each with the number of chunks that it stands in."""
        active = {(name, version) for name, version in self._current().active.items()}
        for key in active - self._words.keys():
            self._words[key] = self._versions.words(*key)
        for key in self._words.keys() - active:
            self._words.pop(key, None)
        merged: dict[str, int] = {}
        for counted in list(self._words.values()):
            for word, count in counted.items():
                merged[word] = merged.get(word, 0) + count
        return merged

    def count(self) -> int:
        """How many units can be found."""
        return self._store.count()

    def warm(self) -> None:
        """Loads the model, so that the first question does not wait for it."""
        self._embedder.query("uppvärmning")

    # Inside

    def _published(self, name: str) -> str:
        version = self.version_of(name)
        if version is None:
            raise StyrsvarError(f"Det finns inget dokument som heter {name}. Lista: styrsvar documents")
        return version

    def _current(self) -> State:
        """What is published now; lists are read again only when something has changed."""
        generation = self._catalogue.generation()
        with self._lock:
            if self._state is None or self._state.generation != generation:
                self._state = self._catalogue.state()
                self._entries = self._catalogue.documents()
                self._abbreviations = self._catalogue.abbreviations()
            return self._state


def _store(folder: Path, dimension: int, server: Server | None, anew: bool) -> Store:
    if server:
        from index.qdrant import QdrantStore  # 1.6 s to import

        return QdrantStore(server, dimension)
    from index.edge import EdgeStore

    return EdgeStore(folder / "index", dimension, anew=anew)


def _other_model(known: str | None, wanted: str) -> str:
    return (
        f"Indexet är gjort med en annan språkmodell eller version ({known or 'avbruten ombyggnad'}) än den inställda "
        f"({wanted}). Deras vektorer går inte att blanda. Bygg om: styrsvar ingest --rebuild, eller ställ tillbaka "
        "STYRSVAR_EMBEDDING_MODEL."
    )


def _is_published(found: Payload, state: State) -> bool:
    return found["version"] in state.versions


def _stems(words: str) -> list[str]:
    return [fold_letters(stem(word)) for word in WORD.findall(words.lower())]


def _has_all(words: str, needed: Sequence[str]) -> bool:
    folded = fold_letters(words)
    return all(stemmed in folded for stemmed in needed)


def _has_both(kinds: tuple[UnitKind, ...]) -> bool:
    """Whether chunks are searched, and small units beside them."""
    return not kinds or (UnitKind.CHUNK in kinds and len(kinds) > 1)


def _passage(one: Found, kinds: tuple[UnitKind, ...]) -> Passage:
    found, scores = one
    own = [UnitKind(kind) for kind in found["kind"]]
    return Passage(
        document=found["document"],
        version=str(found["version"]).rsplit("/", 1)[1],
        kind=next((kind for kind in own if kind in kinds), own[0]),
        span=Span(found["start"], found["end"]),
        chunk=Span(found["chunk_start"], found["chunk_end"]),
        section=found["section"],
        part=found["part"],
        page=found["page"],
        text=found["text"],
        trail=tuple(found["trail"]),
        score=scores[0],
        dense=scores[1],
        sparse=scores[2],
        is_scanned=found.get("scanned", False),
    )
