"""Leaves something alone for a while when it has failed several times in a row, so that not everybody waits for it."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

_AFTER = 3  # failures in a row: one or two may be a long text or a server that starts


class Pause:
    """Counts failures. Safe for threads."""

    def __init__(self, seconds: float, after: int = _AFTER, clock: Callable[[], float] = monotonic) -> None:
        self.seconds = seconds
        self._after, self._clock = after, clock
        self._failures = 0
        self._until = 0.0
        self._lock = Lock()

    def is_over(self) -> bool:
        """Whether to try. When a pause ends one may, and the others wait for how that goes."""
        with self._lock:
            if self._failures < self._after:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self.seconds
            return True

    def failed(self) -> bool:
        """Notes a failure; whether a pause begins, or goes on."""
        with self._lock:
            self._failures += 1
            self._until = self._clock() + self.seconds
            return self._failures >= self._after

    def worked(self) -> None:
        """Ends it all."""
        with self._lock:
            self._failures = 0
