"""Examples for the OpenAPI description, all invented, each in the shape that its route takes or gives."""

from typing import Any

from pydantic import ConfigDict

MESSAGES = [{"role": "user", "content": "Vilka uppdrag är ej påbörjade?"}]
MODEL = {"id": "styrsvar", "object": "model", "created": 1767225600, "owned_by": "styrsvar"}
MODELS = {"object": "list", "data": [MODEL]}
COMPLETED = {
    "id": "chatcmpl-5f0c",
    "object": "chat.completion",
    "created": 1767225600,
    "model": "styrsvar",
    "choices": [
        {
            "index": 0,
            "message": {
                "role": "assistant",
                "content": "Två av 41 uppdrag är ej påbörjade [1] …\n\n**Källor**\n\n"
                "- [1] [Årsrapport 2024, s. 39](https://styrsvar.example/api/documents/arsrapport-2024/file#page=39)",
                "annotations": [
                    {
                        "type": "url_citation",
                        "url_citation": {
                            "start_index": 34,
                            "end_index": 37,
                            "title": "Årsrapport 2024, s. 39",
                            "url": "https://styrsvar.example/api/documents/arsrapport-2024/file#page=39",
                        },
                    }
                ],
            },
            "finish_reason": "stop",
        }
    ],
    "usage": {"prompt_tokens": 5, "completion_tokens": 20, "total_tokens": 25},
}


def example(value: dict[str, Any]) -> ConfigDict:
    """A model's configuration that shows an example."""
    return ConfigDict(json_schema_extra={"examples": [value]})
