"""The texts sent to a language model, read from `prompts/`, their places filled in strictly."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from ingest.errors import StyrsvarError
from ingest.model import fold

_DISARMED = str.maketrans("<>[]", "‹›()")
_BORDER = "\n---\n"  # between what the model is told once and what it is asked


class PromptError(StyrsvarError):
    """A prompt whose places and values do not match."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model is told, and the request with its places."""

    name: str
    instructions: str
    request: str

    def fill(self, **values: str) -> str:
        """The request with every place filled. Raises PromptError when a value is missing or has no place."""
        places = set(Template(self.request).get_identifiers())
        missing, unknown = places - values.keys(), values.keys() - places
        if missing or unknown:
            wrong = [f"saknade värden: {', '.join(sorted(missing))}"] if missing else []
            wrong += [f"värden utan plats: {', '.join(sorted(unknown))}"] if unknown else []
            raise PromptError(f"prompts/{self.name}.md: {'; '.join(wrong)}.")
        return Template(self.request).substitute(values)


@cache
def prompt(name: str) -> Prompt:
    """A prompt by its file's name without the ending."""
    instructions, border, request = (files("prompts") / f"{name}.md").read_text("utf-8").partition(_BORDER)
    if not border:
        raise PromptError(f"prompts/{name}.md saknar raden --- mellan instruktion och fråga.")
    return Prompt(name, instructions.strip(), request.strip())


def as_data(text: str) -> str:
    """Words of a page or a reader, unable to look like a mark or a border."""
    return fold(text).translate(_DISARMED)
