"""The errors that more than one border turns into an answer of its own."""

from ingest.errors import StyrsvarError


class NotFoundError(StyrsvarError):
    """Something asked for by name that is not there."""


class BadValueError(StyrsvarError):
    """A value that a caller can mend."""


class UnsupportedFileError(StyrsvarError):
    """A file of a sort that cannot be read."""


class NotReadyError(StyrsvarError):
    """The index is still opening, or could not be opened."""
