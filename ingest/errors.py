"""The one base of all errors that Styrsvar raises on purpose."""


class StyrsvarError(Exception):
    """Says in plain Swedish what is wrong, with which value, and what to do."""


class UnreadableFileError(StyrsvarError):
    """A file that cannot be read as a document."""
