"""The installed version."""

from importlib import metadata


def version() -> str:
    """ "0" where the package is not installed."""
    try:
        return metadata.version("styrsvar")
    except metadata.PackageNotFoundError:
        return "0"
