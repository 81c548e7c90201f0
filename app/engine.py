"""The index and the assistant, opened in the background so that the server answers at once."""

import logging
import threading
import time
from typing import TYPE_CHECKING

from app.errors import NotReadyError
from app.settings import Settings, secret
from index.lock import FolderInUseError
from ingest.errors import StyrsvarError

if TYPE_CHECKING:
    from app.answer_llm import Writer
    from app.assistant import Assistant
    from app.llm import LanguageModel
    from index.index import Index
    from index.publish import Progress

log = logging.getLogger(__name__)
PATIENCE = 20.0  # seconds that a server waits for a folder in use


def open_index(settings: Settings, *, rebuild: bool = False, progress: "Progress | None" = None) -> "Index":
    """The index that the settings name; `rebuild` computes its vectors anew."""
    from index.index import Index  # here: `styrsvar --help` and the server's start need none of it
    from index.store import Server

    server = Server(
        settings.qdrant_url or "",
        secret(settings.qdrant_api_key),
        settings.qdrant_certificate,
        settings.qdrant_shards,
        settings.qdrant_replicas,
        settings.qdrant_collection,
    )
    return Index.open(
        settings.data,
        embedding_model=settings.embedding_model,
        server=server if settings.qdrant_url else None,
        database_url=secret(settings.database_url),
        rebuild=rebuild,
        progress=progress,
    )


def model_of(settings: Settings) -> "LanguageModel | None":
    """The language model that the settings name; None without one."""
    if not settings.llm_url or not settings.llm_model:
        return None
    from app.llm import Endpoint, LanguageModel  # here: nothing of it is needed without a model

    endpoint = Endpoint(settings.llm_url, settings.llm_model, secret(settings.llm_key))
    return LanguageModel(endpoint, settings.llm_timeout, settings.llm_pause)


def open_writer(settings: Settings) -> "Writer | None":
    """What writes with the language model that the settings name; None without one."""
    model = model_of(settings)
    if model is None:
        return None
    from app.answer_llm import Writer

    return Writer(model)


class Engine:
    """Holds the index and the assistant open; both raise NotReadyError until they are."""

    def __init__(self, settings: Settings, index: "Index | None" = None, assistant: "Assistant | None" = None) -> None:
        self.settings = settings
        self._index = index
        self._assistant = assistant
        self._error = ""
        self._started = time.perf_counter()
        self._begun = False
        self._done = threading.Event()
        if self.ready:
            self._done.set()

    @property
    def index(self) -> "Index":
        """The open index."""
        if self._index is None:
            raise NotReadyError(self._error or "Styrsvar startar. Försök igen om några sekunder.")
        return self._index

    @property
    def assistant(self) -> "Assistant":
        """The assistant over the open index."""
        if self._assistant is None:
            raise NotReadyError(self._error or "Styrsvar startar. Försök igen om några sekunder.")
        return self._assistant

    @property
    def ready(self) -> bool:
        """Whether questions can be answered."""
        return self._index is not None and self._assistant is not None

    @property
    def error(self) -> str:
        """Why the index could not be opened; empty while all is well."""
        return self._error

    def start(self) -> None:
        """Starts opening; returns at once."""
        if not self.ready and not self._begun:
            self._begun = True
            threading.Thread(target=self._open, name="open-index", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Waits until ready, failed or too long; whether ready."""
        self._done.wait(seconds)
        return self.ready

    def close(self) -> None:
        """Lets go of the index."""
        if self._begun:
            self.wait(60)  # an index half opened cannot be closed
        if self._index is not None:
            self._index.close()

    def _opened(self) -> "Index":
        """The index; a command that holds the folder for a moment, as one that follows a folder does, is waited for."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return open_index(self.settings)
            except FolderInUseError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)

    def _open(self) -> None:
        try:
            index = self._index or self._opened()
            self._index = index
            index.embed_query(["uppdrag"])  # the first question must not wait for the model
            if self._assistant is None:
                from app.assistant import Assistant

                self._assistant = Assistant(index, open_writer(self.settings))
            log.info("Ready after %.1f s", time.perf_counter() - self._started)
        except StyrsvarError as error:
            self._error = str(error)
            log.error("The index could not be opened: %s", error)
        except Exception:
            self._error = "Indexet kunde inte öppnas. Kör: styrsvar doctor"
            log.exception("The index could not be opened")
        finally:
            self._done.set()
