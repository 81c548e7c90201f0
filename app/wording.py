"""Swedish words for numbers and states, in the form that a sentence needs."""

from collections.abc import Sequence

from ingest.model import Status

NUMBER_WORDS = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]
_STATUS = {
    Status.NOT_STARTED: ("ej påbörjat", "ej påbörjade"),
    Status.ONGOING: ("pågående", "pågående"),
    Status.DONE: ("avslutat", "avslutade"),
    Status.UNKNOWN: ("utan känt läge", "utan känt läge"),
}


def number_word(count: int) -> str:
    """A count as text: words up to twelve, then figures ("två", "14")."""
    return NUMBER_WORDS[count] if 0 <= count < len(NUMBER_WORDS) else str(count)


def status_word(status: Status, count: int) -> str:
    """A status as said of one or several assignments."""
    return _STATUS[status][0 if count == 1 else 1]


def and_list(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "Norr, Söder och Öster"."""
    return " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
