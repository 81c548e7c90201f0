"""The shapes that callers send, as the OpenAPI description shows them."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from index.model import Filters

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Year = Annotated[int, Field(ge=1900, le=2200)]


def _without_controls(text: str) -> str:
    return "".join(" " if ord(sign) < 32 or ord(sign) == 127 else sign for sign in text).strip()


Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_without_controls),
    Field(description="Frågan, på svenska eller engelska"),
]  # fmt: skip
Topic = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_without_controls),
    Field(description="Vad underlaget ska handla om")
]  # fmt: skip
ConversationId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class FilterBody(BaseModel):
    """Vilka handlingar som ska räknas; tomma listor betyder alla."""

    model_config = ConfigDict(extra="forbid")

    documents: list[Word] = Field([], max_length=200)
    boards: list[Word] = Field([], max_length=200)
    years: list[Year] = Field([], max_length=200)
    types: list[Word] = Field([], max_length=200)

    def filters(self) -> Filters:
        """The same as the index's noun."""
        return Filters(tuple(self.documents), tuple(self.boards), tuple(self.years), tuple(self.types))


class AskBody(BaseModel):
    """En fråga."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "Vilka uppdrag är ej påbörjade?", "conversation_id": None, "filters": {"years": [2024]}}
            ]
        }
    )

    question: Question
    conversation_id: ConversationId | None = Field(None, description="Samtalet som frågan fortsätter")
    filters: FilterBody | None = None


class BriefBody(BaseModel):
    """Ett underlag att skriva."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"topic": "Bostad först", "format": "pdf"}]})

    topic: Topic
    format: Literal["docx", "pdf", "md"] = "docx"


class FeedbackBody(BaseModel):
    """Vad läsaren tyckte om ett svar."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"rating": "up", "question": "Vilka uppdrag …?"}]})

    rating: Literal["up", "down"]
    conversation_id: ConversationId | None = None
    question: str | None = Field(None, max_length=2000)
    comment: str | None = Field(None, max_length=4000)
