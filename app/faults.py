"""What is wrong with a value that a caller sent, in plain Swedish."""

from collections.abc import Mapping, Sequence
from typing import Any

# pydantic's error type → what is wrong; {…} come from its context.
FAULTS = {
    "missing": "saknas",
    "string_type": "ska vara text",
    "string_too_short": "får inte vara tomt",
    "string_too_long": "är för långt: högst {max_length} tecken",
    "string_pattern_mismatch": "har tecken som inte får användas",
    "string_unicode": "har tecken som inte går att läsa",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "int_from_float": "ska vara ett heltal",
    "float_parsing": "ska vara ett tal",
    "bool_parsing": "ska vara true eller false",
    "list_type": "ska vara en lista",
    "too_long": "har för många värden: högst {max_length}",
    "dict_type": "ska vara ett JSON-objekt",
    "model_attributes_type": "ska vara ett JSON-objekt",
    "json_invalid": "är inte giltig JSON",
    "extra_forbidden": "är inte känt",
    "enum": "ska vara ett av {expected}",
    "literal_error": "ska vara ett av {expected}",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than_equal": "ska vara högst {le}",
}


def sentence(fault: Mapping[str, Any]) -> tuple[str, str]:
    """A validation fault as (field, Swedish sentence)."""
    place: Sequence[object] = fault["loc"]
    field = ".".join(str(part) for part in place[1:]) or "Innehållet"
    if fault["type"] == "json_invalid":
        return "body", "Innehållet är inte giltig JSON."
    pattern = FAULTS.get(fault["type"], "har ett värde som inte går att använda")
    what = pattern.format_map(_Context(fault.get("ctx") or {}))
    value = fault.get("input")
    shown = (
        f" (värdet är ”{printable(str(value))[:60]}”)" if isinstance(value, str | int | float) and value != "" else ""
    )
    return field, f"{field} {what.replace(' or ', ' eller ')}{shown}."


class _Context(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


def printable(text: str) -> str:
    """Text that can be written as UTF-8."""
    return text.encode("utf-8", "replace").decode()
