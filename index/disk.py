"""A disk that is full, said before or after the fact."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import StyrsvarError

_FULL = {errno.ENOSPC, errno.EDQUOT}


def check_space(folder: Path, needed: int) -> None:
    """Raises StyrsvarError when fewer bytes than `needed` are free where the folder lies."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StyrsvarError(
            f"Det är för ont om plats på disken: {free / 1e6:.0f} MB ledigt i {folder}, {needed / 1e6:.0f} MB behövs. "
            "Inget har gått förlorat. Frigör plats och kör igen, eller ange en annan mapp med STYRSVAR_DATA."
        )


@contextmanager
def write_errors(folder: Path) -> Iterator[None]:
    """Turns the system's refusal to write in a folder into a sentence that says what to do."""
    try:
        yield
    except OSError as error:
        why = "disken är full" if error.errno in _FULL else error.strerror or str(error)
        raise StyrsvarError(
            f"Det går inte att skriva i {folder}: {why}. Inget har gått förlorat. Frigör plats eller ändra "
            "rättigheterna och kör igen, eller ange en annan mapp med STYRSVAR_DATA."
        ) from error
