"""Tells the work on a question that nobody waits for its answer any more."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from ingest.errors import StyrsvarError


class StoppedError(StyrsvarError):
    """The one who asked has gone."""

    def __init__(self) -> None:
        super().__init__("Frågan avbröts innan svaret var klart. Ställ den igen.")


class Stop:
    """Set once, from any thread; the work looks at it between its steps, or has itself called."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_set = False
        self._calls: list[Callable[[], object]] = []

    def set(self) -> None:
        """Stops the work."""
        with self._lock:
            self._is_set = True
            calls = tuple(self._calls)
        for call in calls:
            call()

    def check(self) -> None:
        """Raises StoppedError once the work is to stop."""
        if self._is_set:
            raise StoppedError

    @contextmanager
    def calling(self, call: Callable[[], object]) -> Iterator[None]:
        """Calls when the work is to stop while this lasts; raises StoppedError when it was to stop already."""
        with self._lock:
            self.check()
            self._calls.append(call)
        try:
            yield
        finally:
            with self._lock:
                self._calls.remove(call)
