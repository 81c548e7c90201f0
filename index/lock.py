"""A lock on a file: one process at a time, let go of by the system when the process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import StyrsvarError


class FolderInUseError(StyrsvarError):
    """Another process holds the folder."""


@contextmanager
def holding(path: Path) -> Iterator[None]:
    """Waits for the lock and holds it for the block."""
    held = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def try_hold(path: Path) -> int | None:
    """A descriptor that holds the lock until it is closed; None when it is taken. The file says by which process."""
    held = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return None
    os.truncate(held, 0)
    os.write(held, str(os.getpid()).encode())
    return held
