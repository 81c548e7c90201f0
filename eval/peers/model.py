"""What every way of finding text is asked for."""

from dataclasses import dataclass
from typing import Protocol

from eval.model import Where


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that was found, and the page that it stands on."""

    text: str
    where: Where


class Peer(Protocol):
    """A way to find text. Built over the pages before it is asked."""

    name: str

    def search(self, question: str, limit: int) -> list[Piece]:
        """The pieces that fit best, best first."""


class MissingError(Exception):
    """A peer that cannot be tried here; the text says why and what to do."""
